"""A page's tree into blocks of text a reader sees, in reading order, each with what its mark-up says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from levelhed.data.furniture import PROSE_WORDS, ends_like_a_sentence
from levelhed.data.page_text import shown
from lxml import etree
from lxml.html import HtmlElement

HINT_LEVELS = 3
"""A block's hints are its own and those of this many elements around it: farther out they speak of the whole page."""

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(
    [
        "amp-ad",
        "amp-analytics",
        "amp-consent",
        "amp-embed",
        "amp-sidebar",
        "amp-state",
        "applet",
        "area",
        "audio",
        "base",
        "button",
        "canvas",
        "datalist",
        "dialog",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "meter",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "optgroup",
        "option",
        "output",
        "param",
        "progress",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader(?:-text|-only)?|u-hidden|is-hidden|hide-text|a11y-hidden|element-invisible)"
    r"(?:\s|$)",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Parts of a line that the page sets as inline elements, though readers see lines of their own.
_OWN_LINE = re.compile(
    r"\b(?:kicker|eyebrow|overline|strapline|credit|copyright|photographer|byline|dateline|timestamp)\b|(?:kicker|credit)(?:[_-]|$)",
    re.IGNORECASE,
)
_BOLD = frozenset({"b", "strong"})


@dataclass(slots=True)
class Block:
    """A run of text in one block element.

    Attributes
    ----------
    text : str
        As shown.
    element : HtmlElement
        The block element it stands in.
    tag : str
    hints : str
        Classes, ids and roles of the element and those nearest around it, in small letters.
    linked, bold : float
        Share of its characters in links and in bold, 0-1.
    links : int
        How many links it holds.
    """

    text: str
    element: HtmlElement
    tag: str
    hints: str
    linked: float
    bold: float
    links: int

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@dataclass(slots=True)
class _Run:
    """Text gathered since the last block began or ended."""

    pieces: list[str] = field(default_factory=list)
    total: int = 0
    linked: int = 0
    bold: int = 0
    links: int = 0

    def add(self, text: str | None, links: int, bolds: int) -> None:
        if not text:
            return
        self.pieces.append(text)
        length = len(text.strip())
        self.total += length
        self.linked += length if links else 0
        self.bold += length if bolds else 0


def read_blocks(tree: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of text that show; none of what scripts, styles and hidden elements hold."""
    run, stack = _Run(), [tree]
    links = bolds = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in _BLOCKS or (
            tag in ("span", "small", "em", "cite", "time", "a", "strong") and _is_own_line(element)
        )
        if event == "start":
            if _is_unseen(element, tag):
                walk.skip_subtree()
                continue
            if block:
                yield from _flush(run, stack[-1])
                run = _Run()
                stack.append(element)
            links += tag == "a"
            run.links += tag == "a"
            bolds += tag in _BOLD
            run.add(element.text, links, bolds)
            continue
        if not _is_unseen(element, tag):
            links -= tag == "a"
            bolds -= tag in _BOLD
            if tag == "br":
                if _ends_paragraph(run, element):
                    yield from _flush(run, stack[-1])
                    run = _Run()
                else:
                    run.add(" ", links, bolds)
            elif block:
                yield from _flush(run, stack.pop())
                run = _Run()
        if element is not tree:
            run.add(element.tail, links, bolds)
    yield from _flush(run, tree)


def hints_of(element: HtmlElement) -> str:
    """Return what an element's attributes say of it, in small letters."""
    return " ".join(
        value[:300].lower()
        for name in ("class", "id", "role", "itemprop", "data-component")
        if (value := element.get(name))
    )


def _flush(run: _Run, element: HtmlElement) -> Iterator[Block]:
    text = shown("".join(run.pieces))
    if not any(map(str.isalnum, text)):
        return
    around = [element]
    for ancestor in element.iterancestors():
        if len(around) > HINT_LEVELS or ancestor.tag in ("body", "html", "article", "main"):
            break
        around.append(ancestor)
    hints = " ".join(filter(None, map(hints_of, around)))
    total = max(run.total, 1)
    yield Block(text, element, element.tag, hints, run.linked / total, run.bold / total, run.links)


def _is_unseen(element: HtmlElement, tag: str) -> bool:
    if not tag or tag in _UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style, names = attributes.get("style"), attributes.get("class")
    return bool(
        (style and _HIDDEN_STYLE.search(style[:500])) or (names and tag != "body" and _HIDDEN_CLASS.search(names[:500]))
    )


def _is_own_line(element: HtmlElement) -> bool:
    names = element.get("class")
    return names is not None and _OWN_LINE.search(names[:200]) is not None


def _ends_paragraph(run: _Run, line_break: HtmlElement) -> bool:
    # Two breaks in a row part paragraphs; so does one after a sentence, where the page has no better mark-up.
    following = line_break.getnext()
    if not (line_break.tail or "").strip() and following is not None and following.tag == "br":
        return True
    previous = line_break.getprevious()
    if previous is not None and previous.tag == "br" and not (previous.tail or "").strip():
        return True
    # Only the end is looked at: a page may break its lines ten thousand times.
    text = "".join(run.pieces[-PROSE_WORDS:]).rstrip()[-400:]
    return ends_like_a_sentence(text) and len(text.split()) >= PROSE_WORDS
