"""HTML into an article: the body where trafilatura finds it, the display lines from the mark-up around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from levelhed.data import furniture
from levelhed.data.article_record import Article, DisplayLine, FeedTitle, LineKind
from levelhed.data.html_blocks import read_blocks
from levelhed.data.html_display import find_pieces
from levelhed.data.html_metadata import Metadata, read_metadata, without_outlet
from levelhed.data.html_story import find_story
from levelhed.data.html_tree import parse
from levelhed.data.language import UNKNOWN, detect_language
from levelhed.data.sections import Piece, lay_out
from levelhed.data.shown_text import ShownText

STUB_WORDS = 40
"""A shown body of fewer words gives way to the one in JSON-LD, if that is longer: scripts will write it to the page."""


def read_page(source: str, url: str | None, *, places: bool = True) -> Article:
    """Return the article of an HTML page; its body is empty where the page holds no running text.

    Without `places` no line says where in the source it stands.

    Raises
    ------
    InputError
        ``too_deep`` or ``too_long``, see `levelhed.data.html_tree`.
    """
    tree = parse(source)
    if tree is None:
        return Article(url, None, None, None, UNKNOWN, (), ())
    about = read_metadata(tree)
    blocks = list(read_blocks(tree))
    pieces = find_pieces(blocks, find_story(tree, blocks), about)
    shown_words = sum(len(p.text.split()) for p in pieces if p.kind is None)
    if shown_words < STUB_WORDS and about.body and len(about.body.split()) > 2 * shown_words:
        pieces = _from_metadata(about)
    lines, body = lay_out(pieces)
    hed = next((line.text for line in lines if line.kind == "hed"), None)
    return Article(
        url=about.url or url,
        outlet=about.outlet,
        author=about.author or next(filter(None, (furniture.byline_name(b.text) for b in blocks)), None),
        published=about.published,
        language=detect_language(body),
        lines=_placed(lines, source) if places else tuple(lines),
        body=body,
        titles=tuple(FeedTitle(t.source, without_outlet(t.text, about.outlet, hed)) for t in about.titles),
    )


def _from_metadata(about: Metadata) -> list[Piece]:
    """The article of a page whose text stands in JSON-LD alone."""
    lines: list[tuple[LineKind, str | None]] = [
        ("hed", about.headline),
        ("dek", about.alternative or about.description),
    ]
    body = (about.body or "").splitlines()
    return [
        *(Piece(kind, text) for kind, text in lines if text),
        *(Piece(None, line) for line in body if line),
    ]


def _placed(lines: Sequence[DisplayLine], source: str) -> tuple[DisplayLine, ...]:
    if not lines:
        return ()
    shown = ShownText(source)
    places = (shown.find(line.text) or (None, None) for line in lines)
    return tuple(replace(line, start=start, end=end) for line, (start, end) in zip(lines, places, strict=True))
