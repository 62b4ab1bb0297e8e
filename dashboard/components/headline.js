// Draws a headline from pieces of text, with the words of words.js.

export default function ({ data, parentElement, setTriggerValue }) {
  const view = parentElement.querySelector(".view");
  const focused = focusedWord(view);
  const card = emptyCard();
  const line = element("p", "line");
  const marks = new Map();
  drawPieces(line, data.pieces, marks);
  view.classList.toggle("small", data.small);
  view.replaceChildren(line, card, legend(data.small ? [] : data.legend));
  listen(view, card, marks, (piece) => setTriggerValue("take", piece.index));
  if (focused !== null && marks.has(focused)) marks.get(focused)[0].focus();
  // The element stays while its words are drawn anew, or nothing would be read out.
  const said = parentElement.querySelector(".said");
  if (said.textContent !== data.said) said.textContent = data.said;
}
