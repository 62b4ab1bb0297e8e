// Draws a page from blocks of text. Whatever comes from the page is set as textContent, never as markup.

const TAGS = { hed: "h2", crosshead: "h3", text: "p", summary: "p", dek: "p", kicker: "p", caption: "p" };

export default function ({ data, parentElement }) {
  const page = parentElement.querySelector(".page");
  page.replaceChildren(...data.blocks.map((block) => (block.kind === "text" ? text(block) : line(block))));
}

function text(block) {
  return element("p", "text", block.text);
}

function line(block) {
  const frame = element("div", `line ${block.verdict}`);
  const words = element(TAGS[block.kind] ?? "p", block.kind);
  for (const piece of block.pieces) {
    if (!piece.family) {
      words.append(piece.text);
      continue;
    }
    const mark = element("span", `word ${piece.family}`, piece.text);
    mark.title = piece.label;
    words.append(mark);
  }
  const tag = element("p", "tag");
  tag.append(element("span", "name", block.name), element("span", "says", block.says));
  frame.append(words, tag, ...(block.doubts ?? []).map((doubt) => element("p", "doubt", doubt)));
  return frame;
}

function element(name, classes, content = "") {
  const node = document.createElement(name);
  node.className = classes;
  node.textContent = content;
  return node;
}
