// Hands a text over while it is written: Streamlit waits until its box loses the focus or Ctrl+Enter is pressed.

const REST = 400; // milliseconds without a key, a pause for thought; a story takes longer to read than a headline
const AT_ONCE = new Set(["insertFromPaste", "insertFromDrop", "deleteByCut"]);
const watching = new WeakSet();

export default function ({ parentElement }) {
  if (watching.has(parentElement)) return undefined;
  watching.add(parentElement);
  let timer = null;

  const onInput = (event) => {
    const box = event.target;
    if (!box.matches?.("[data-testid=stTextArea] textarea")) return;
    clearTimeout(timer);
    timer = setTimeout(() => handOver(box), AT_ONCE.has(event.inputType) ? 0 : REST);
  };
  document.addEventListener("input", onInput);
  return () => {
    document.removeEventListener("input", onInput);
    watching.delete(parentElement);
  };
}

function handOver(box) {
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
}
