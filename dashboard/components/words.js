// Marked words and the card that says why: what a headline and a page share. Texts are set as textContent, never as markup.

const CARD_GAP = 6;
const LINGER = 200; // milliseconds in which a pointer may travel from a word to its card

// Appends pieces to a line, the marked ones as buttons, and adds those to `marks` under the name of their piece.
function drawPieces(line, pieces, marks) {
  // A button is a box of its own, before and after which a line may break: a quotation mark or a comma that stands against
  // one is held to it.
  let held = null;
  const hold = () => {
    if (!held) line.append((held = element("span", "held")));
    return held;
  };
  for (const [at, piece] of pieces.entries()) {
    if (!piece.family) {
      const head = held ? piece.text.match(/^\S{0,3}(?!\S)/)?.[0] ?? "" : "";
      const rest = piece.text.slice(head.length);
      if (head) held.append(head);
      if (!rest) continue;
      held = null;
      const tail = pieces[at + 1] ? rest.match(/(?<!\S)\S{0,3}$/)?.[0] ?? "" : "";
      line.append(rest.slice(0, rest.length - tail.length));
      if (tail) hold().append(tail);
      continue;
    }
    const mark = element("button", `word ${piece.family} weight-${piece.weight}`, piece.text);
    mark.type = "button";
    mark.dataset.index = piece.index;
    mark.setAttribute("aria-expanded", "false");
    mark.setAttribute("aria-label", [piece.text, piece.label, piece.points].filter(Boolean).join(", "));
    marks.set(String(piece.index), [mark, piece]);
    hold().append(mark);
  }
}

function emptyCard() {
  const card = element("span", "card");
  card.id = "card";
  card.hidden = true;
  card.setAttribute("role", "group");
  return card;
}

function focusedWord(view) {
  const active = view.getRootNode().activeElement;
  return view.contains(active) ? active.dataset.index : null;
}

function listen(view, card, marks, take) {
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
      take(piece);
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
  // Offsets count from the nearest element that is placed, which is the view.
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
