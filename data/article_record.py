"""An article as its readers see it: display lines, body paragraphs, and what the page says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

LineKind = Literal["hed", "dek", "kicker", "crosshead", "summary", "caption"]

LINE_KINDS: tuple[LineKind, ...] = get_args(LineKind)
"""Every kind of display line: headline, line under it, line above it, heading within, bullet of a summary, caption."""


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """One line set apart from the running text.

    Attributes
    ----------
    kind : str
        One of `LINE_KINDS`.
    text : str
        As a reader sees it: white space run together, invisible characters and bullets left out.
    start, end : int or None
        Code points into the page as it was given (bytes: as it was decoded). ``page[start:end]`` is the stretch that
        shows the line; in HTML it may hold tags and entities that do not show. A line that the page shows nowhere is
        placed where its metadata holds it, or None if it is written in another way there.
    paragraphs : tuple of int
        Indices of the body paragraphs it stands over: a crosshead over its own section, every other over all of them.
    """

    kind: LineKind
    text: str
    start: int | None
    end: int | None
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FeedTitle:
    """What the page calls itself where no reader of it looks: `source` is ``"title"``, ``"og:title"`` and the like."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article.

    Attributes
    ----------
    url, outlet, author, published : str or None
        As the page says; `published` as it writes the date.
    language : str
        ISO 639 code of the language the text is written in, whatever the page declares; ``"und"`` if it cannot be told.
    lines : tuple of DisplayLine
        In the order a reader meets them.
    body : tuple of str
        Paragraphs.
    titles : tuple of FeedTitle
        The titles it gives to browsers, feeds and social networks.
    """

    url: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str
    lines: tuple[DisplayLine, ...]
    body: tuple[str, ...]
    titles: tuple[FeedTitle, ...] = ()
