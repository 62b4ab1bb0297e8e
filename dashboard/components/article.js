// Draws a page from blocks of text, its lines with the words of words.js.

const TAGS = { hed: "h2", crosshead: "h3", text: "p", summary: "p", dek: "p", kicker: "p", caption: "p" };

export default function ({ data, parentElement }) {
  const page = parentElement.querySelector(".page");
  const focused = focusedWord(page);
  const card = emptyCard();
  const marks = new Map();
  const blocks = data.blocks.map((block) => (block.kind === "text" ? text(block) : line(block, marks)));
  page.replaceChildren(legend(data.legend), ...blocks, card);
  listen(page, card, marks, () => {});
  if (focused !== null && marks.has(focused)) marks.get(focused)[0].focus();
}

function text(block) {
  return element("p", "text", block.text);
}

function line(block, marks) {
  const frame = element("div", `line ${block.verdict}`);
  const words = element(TAGS[block.kind] ?? "p", block.kind);
  drawPieces(words, block.pieces, marks);
  const tag = element("p", "tag");
  tag.append(element("span", "name", block.name), element("span", "says", block.says));
  frame.append(words, tag, ...(block.doubts ?? []).map((doubt) => element("p", "doubt", doubt)));
  return frame;
}
