"""Which paragraphs each display line stands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from levelhed.data.article_record import DisplayLine, LineKind


PULL_QUOTE_WORDS = 6
"""Words from which a line that also stands in the body is a pull quote, not a crosshead of a few plain words."""
PULLED_FROM = 200_000
"""Letters of the body that pull quotes are looked for in, so that a page of nothing but headings is soon read."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A display line, or a paragraph where `kind` is None, in reading order.

    `level` is that of a crosshead, 2 for the page's own sections, more for those within.
    """

    kind: LineKind | None
    text: str
    start: int | None = None
    end: int | None = None
    level: int = 2


def lay_out(pieces: Sequence[Piece]) -> tuple[tuple[DisplayLine, ...], tuple[str, ...]]:
    """Return the display lines and the body.

    A crosshead stands over the paragraphs up to the next one of its level or above; one with none is dropped, since it
    heads something else than the story. Every other line stands over the whole body.
    """
    pieces = _without_pull_quotes(pieces)
    body = tuple(p.text for p in pieces if p.kind is None)
    lines = []
    seen = 0
    for i, piece in enumerate(pieces):
        if piece.kind is None:
            seen += 1
            continue
        over = tuple(range(len(body)))
        if piece.kind == "crosshead":
            over = tuple(range(seen, seen + _section(pieces[i + 1 :], piece.level)))
            if not over:
                continue
        lines.append(DisplayLine(piece.kind, piece.text, piece.start, piece.end, over))
    return tuple(lines), body


def _without_pull_quotes(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out what a paragraph says word for word: it was pulled out of the story to be read twice."""
    words = _plain(" ".join(p.text for p in pieces if p.kind is None))[:PULLED_FROM]
    return [
        p
        for p in pieces
        if p.kind != "crosshead" or len(p.text.split()) < PULL_QUOTE_WORDS or _plain(p.text) not in words
    ]


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _section(rest: Sequence[Piece], level: int) -> int:
    count = 0
    for piece in rest:
        if piece.kind == "crosshead" and piece.level <= level:
            break
        count += piece.kind is None
    return count
