// Draws a headline from pieces of text. Whatever comes from a headline is set as textContent, never as markup.

const CARD_GAP = 6;
const LINGER = 200; // milliseconds in which a pointer may travel from a word to its card

export default function ({ data, parentElement, setTriggerValue }) {
  const view = parentElement.querySelector(".view");
  const focused = view.contains(view.getRootNode().activeElement) ? view.getRootNode().activeElement.dataset.index : null;
  const card = element("div", "card");
  card.id = "card";
  card.hidden = true;
  card.setAttribute("role", "group");
  const line = element("p", "line");
  const marks = new Map();
  for (const piece of data.pieces) {
    if (!piece.family) {
      line.append(piece.text);
      continue;
    }
    const mark = element("button", `word ${piece.family} weight-${piece.weight}`, piece.text);
    mark.type = "button";
    mark.dataset.index = piece.index;
    mark.setAttribute("aria-expanded", "false");
    mark.setAttribute("aria-label", [piece.text, piece.label, piece.points].filter(Boolean).join(", "));
    marks.set(String(piece.index), [mark, piece]);
    line.append(mark);
  }
  view.classList.toggle("small", data.small);
  view.replaceChildren(line, card, legend(data.small ? [] : data.legend));
  listen(view, card, marks, setTriggerValue);
  if (focused !== null && marks.has(focused)) marks.get(focused)[0].focus();
}

function listen(view, card, marks, setTriggerValue) {
  let open = null;
  let timer = null;

  const close = () => {
    if (open) open.setAttribute("aria-expanded", "false");
    open = null;
    card.hidden = true;
  };
  const closeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const active = view.getRootNode().activeElement;
      if (!card.matches(":hover") && active !== open && !card.contains(active)) close();
    }, LINGER);
  };
  const show = (mark, piece) => {
    clearTimeout(timer);
    if (open === mark) return;
    close();
    open = mark;
    mark.setAttribute("aria-expanded", "true");
    fill(card, piece, () => {
      setTriggerValue("take", piece.index);
      close();
    });
    // After its word in reading order, so that Tab goes from the word to its replacement.
    mark.after(card);
    card.hidden = false;
    place(view, mark, card);
  };

  for (const [mark, piece] of marks.values()) {
    mark.onpointerenter = (event) => event.pointerType === "mouse" && show(mark, piece);
    mark.onpointerleave = closeSoon;
    mark.onfocus = () => show(mark, piece);
    mark.onblur = closeSoon;
    mark.onclick = () => show(mark, piece);
  }
  card.onpointerleave = closeSoon;
  card.addEventListener("focusout", closeSoon);
  view.onkeydown = (event) => {
    if (event.key !== "Escape" || !open) return;
    const mark = open;
    mark.focus();
    close();
  };
}

function fill(card, piece, take) {
  const head = element("strong", "what", piece.label);
  if (piece.points) head.append(element("span", "points", piece.points));
  const parts = [head, element("span", "reason", piece.reason)];
  if (piece.offer) {
    const offer = element("button", "offer", piece.offer);
    offer.type = "button";
    offer.append(element("span", "change", piece.change));
    offer.onclick = take;
    parts.push(offer);
  }
  card.setAttribute("aria-label", `About “${piece.text}”`);
  card.replaceChildren(...parts);
}

function place(view, mark, card) {
  const frame = view.getBoundingClientRect();
  const lines = mark.getClientRects();
  const word = lines[lines.length - 1];
  const left = Math.max(0, Math.min(word.left - frame.left, frame.width - card.offsetWidth));
  card.style.left = `${left}px`;
  card.style.top = `${word.bottom - frame.top + CARD_GAP}px`;
}

function legend(entries) {
  const list = element("ul", "legend");
  list.setAttribute("aria-label", "What the underlines mean");
  list.append(
    ...entries.map((entry) => {
      const item = element("li", "");
      item.append(element("span", `key ${entry.family}`, entry.text));
      return item;
    }),
  );
  list.hidden = entries.length === 0;
  return list;
}

function element(name, classes, text = "") {
  const node = document.createElement(name);
  node.className = classes;
  node.textContent = text;
  return node;
}
