"""A page in, HTML or pasted text, an article out: `read_article`."""

from __future__ import annotations

import re

from levelhed.data.article_record import LINE_KINDS, Article, DisplayLine, FeedTitle, LineKind
from levelhed.data.errors import InputError
from levelhed.data.language import detect_language
from levelhed.data.page_text import decode, without_controls
from levelhed.data.pasted_text import read_pasted

__all__ = ["LINE_KINDS", "MAX_PAGE", "Article", "DisplayLine", "FeedTitle", "LineKind", "read_article"]

MAX_PAGE = 5_000_000
"""Longest page read, in bytes or code points: the heaviest news pages, live blogs and scripts, stay under 4 MB."""

_MARKUP_HEAD = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"</(?:p|div|h[1-6]|article|section|main|header|ul|li|script|title|figure|span|a|table|td)\s*>", re.IGNORECASE
)


def read_article(source: bytes | str, *, url: str | None = None, places: bool = True) -> Article:
    """Read a page as a newsroom does.

    Parameters
    ----------
    source : bytes or str
        HTML, or the text of a page as pasted; which of the two is told from the page. Up to `MAX_PAGE` bytes or code
        points.
    url : str, optional
        Where it is from, if the page does not say so itself; nothing is fetched.
    places : bool, default True
        Whether to look up where in the HTML each display line stands, which takes a tenth of the time or more.

    Returns
    -------
    Article
        In whatever language it is written.

    Raises
    ------
    InputError
        ``not_text``, ``empty``, ``too_long``, ``not_a_page`` (a PDF, an image, ...) or ``no_article`` (no running
        text on it: navigation alone, say).
    """
    if not isinstance(source, bytes | str):
        raise InputError("not_text", "page", f"must be text or bytes, got {type(source).__name__}")
    if len(source) > MAX_PAGE:
        unit = "bytes" if isinstance(source, bytes) else "characters"
        raise InputError("too_long", "page", f"has {len(source):,} {unit}; at most {MAX_PAGE:,} are read")
    text = without_controls(decode(source) if isinstance(source, bytes) else source)
    if not text.strip():
        raise InputError("empty", "page", "is empty or blank; give the article's HTML or its text")
    article = _read_html(text, url, places=places) if is_html(text) else _read_text(text, url)
    if not article.body:
        raise InputError(
            "no_article", "page", "holds no running text, only lists, links or navigation; give the page of one article"
        )
    return article


def is_html(text: str) -> bool:
    """Whether `text` is HTML, a fragment of it included, rather than text in which a tag is named."""
    return _MARKUP_HEAD.search(text, 0, 4_000) is not None or sum(1 for _ in _MARKUP.finditer(text, 0, 200_000)) >= 2


def _read_text(text: str, url: str | None) -> Article:
    found = read_pasted(text)
    return Article(url, None, found.author, None, detect_language(found.body), found.lines, found.body)


def _read_html(text: str, url: str | None, *, places: bool) -> Article:
    # lxml and trafilatura take most of a second to load: whoever scores a headline does not wait for them.
    from levelhed.data.html_page import read_page

    return read_page(text, url, places=places)
