"""Which paragraphs each display line stands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from levelhed.data.article_record import DisplayLine, LineKind
from levelhed.data.errors import InputError
from levelhed.data.page_text import letters_of

MAX_PARAGRAPHS = 5_000
"""Paragraphs of the longest article read: ten times those of a long read."""
MAX_LINES = 1_000
"""Display lines of the longest article read: the longest live blogs and galleries have some hundreds."""
MAX_TEXT = 900_000
"""Code points of the longest body read, ten times those of a long read; the scorers take little more."""
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

    Raises
    ------
    InputError
        ``too_long`` with more than `MAX_TEXT`, `MAX_PARAGRAPHS` or `MAX_LINES`.
    """
    length = sum(len(p.text) for p in pieces if p.kind is None)
    if length > MAX_TEXT:
        raise InputError(
            "too_long",
            "page",
            f"has {length:,} characters of running text; at most {MAX_TEXT:,} are read; give the page of one article",
        )
    pieces = _without_pull_quotes(pieces)
    body = tuple(p.text for p in pieces if p.kind is None)
    if len(body) > MAX_PARAGRAPHS or len(pieces) - len(body) > MAX_LINES:
        raise InputError(
            "too_long",
            "page",
            f"has {len(body):,} paragraphs and {len(pieces) - len(body):,} display lines; at most {MAX_PARAGRAPHS:,} "
            f"and {MAX_LINES:,} are read; give the page of one article",
        )
    whole = tuple(range(len(body)))
    ends = _section_ends(pieces, len(body))
    lines = []
    seen = 0
    for piece, end in zip(pieces, ends, strict=True):
        if piece.kind is None:
            seen += 1
        elif piece.kind != "crosshead":
            lines.append(DisplayLine(piece.kind, piece.text, piece.start, piece.end, whole))
        elif end > seen:
            lines.append(DisplayLine(piece.kind, piece.text, piece.start, piece.end, whole[seen:end]))
    return tuple(lines), body


def _without_pull_quotes(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out what a paragraph says word for word: it was pulled out of the story to be read twice."""
    words = letters_of(" ".join(p.text for p in pieces if p.kind is None))[:PULLED_FROM]
    return [
        p
        for p in pieces
        if p.kind != "crosshead" or len(p.text.split()) < PULL_QUOTE_WORDS or letters_of(p.text) not in words
    ]


def _section_ends(pieces: Sequence[Piece], paragraphs: int) -> list[int]:
    """For each piece how many paragraphs stand before the next crosshead of its level or above."""
    ends = []
    before = paragraphs
    next_of_level: dict[int, int] = {}
    for piece in reversed(pieces):
        ends.append(min((n for level, n in next_of_level.items() if level <= piece.level), default=paragraphs))
        if piece.kind is None:
            before -= 1
        elif piece.kind == "crosshead":
            next_of_level = {level: n for level, n in next_of_level.items() if level < piece.level}
            next_of_level[piece.level] = before
    return ends[::-1]
