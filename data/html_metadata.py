"""What a page says of itself: JSON-LD, OpenGraph and the rest of its head."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from levelhed.data.article_record import FeedTitle
from levelhed.data.page_text import letters_of, shown
from lxml.html import HtmlElement, fromstring

MAX_JSON = 1_000_000
"""Longest JSON-LD block read, in code points: those of whole articles stay under a tenth of it."""

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Review)$")
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")
_JSON_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own words on itself; None where it has none.

    Attributes
    ----------
    headline, alternative, description, body : str or None
        JSON-LD's, or OpenGraph's for the first three; `body` holds line breaks.
    titles : tuple of FeedTitle
        As written, the outlet's name still on them.
    """

    url: str | None
    outlet: str | None
    author: str | None
    published: str | None
    headline: str | None
    alternative: str | None
    description: str | None
    body: str | None
    titles: tuple[FeedTitle, ...]


def read_metadata(tree: HtmlElement) -> Metadata:
    """Read a page's metadata; what is broken counts as not there."""
    meta = _meta(tree)
    record = next(_articles(tree), {})
    title = tree.findtext(".//title")
    named = [
        ("title", title),
        ("og:title", meta.get("og:title")),
        ("twitter:title", meta.get("twitter:title")),
        ("JSON-LD headline", record.get("headline")),
    ]
    canonical = tree.xpath("string(//link[translate(@rel,'CANOIL','canoil')='canonical']/@href)")
    return Metadata(
        url=_text(canonical) or _text(meta.get("og:url")),
        outlet=_text(meta.get("og:site_name")) or _name(record.get("publisher")),
        author=_name(record.get("author")) or _text(meta.get("author")) or _text(meta.get("article:author")),
        published=_text(record.get("datePublished"))
        or _text(meta.get("article:published_time"))
        or _text(meta.get("date")),
        headline=_text(record.get("headline")) or _text(meta.get("og:title")),
        alternative=_text(record.get("alternativeHeadline")),
        description=_text(record.get("description"))
        or _text(meta.get("og:description"))
        or _text(meta.get("description")),
        body=_lines(record.get("articleBody")),
        titles=tuple(FeedTitle(source, text) for source, value in named if (text := _text(value))),
    )


def without_outlet(title: str, outlet: str | None, hed: str | None) -> str:
    """Return a title without the name of its outlet or section, which the CMS sticks on."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    if hed is not None:
        for n in range(len(parts), 0, -1):
            start, end = _spans(title, parts, 0, n), _spans(title, parts, len(parts) - n, len(parts))
            for a, b in (start, end):
                if letters_of(title[a:b]) == letters_of(hed):
                    return title[a:b]
    known = letters_of(outlet or "")
    if (known and letters_of(parts[-1]) in (known, f"the{known}")) or (known and known in letters_of(parts[-1])):
        a, b = _spans(title, parts, 0, len(parts) - 1)
        return title[a:b]
    if known and letters_of(parts[0]) == known:
        a, b = _spans(title, parts, 1, len(parts))
        return title[a:b]
    bar = re.search(r"\s+(?:\||::|»)\s+[^|]{1,40}$", title)
    return title[: bar.start()] if bar and len(title[: bar.start()].split()) >= 3 else title


def _spans(title: str, parts: list[str], first: int, last: int) -> tuple[int, int]:
    a = title.find(parts[first]) if first == 0 else _offset(title, parts, first)
    return a, _offset(title, parts, last - 1) + len(parts[last - 1])


def _offset(title: str, parts: list[str], index: int) -> int:
    at = 0
    for i, part in enumerate(parts):
        at = title.find(part, at)
        if i == index:
            return at
        at += len(part)
    return at


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), content[:5_000])
    return found


def _articles(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if len(text) > MAX_JSON:
            continue
        try:
            data = json.loads(_JSON_WRAPPING.sub("", text), strict=False)
        except (ValueError, RecursionError):
            continue
        for record in _records(data):
            kinds = record.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and _ARTICLE.search(k) for k in names):
                yield record


def _records(data: Any) -> Iterator[Mapping[str, Any]]:
    # Two levels: a list or a graph of records, and the article a page record is about.
    waiting = deque([(data, 0)])
    while waiting:
        value, depth = waiting.popleft()
        if isinstance(value, list) and depth < 3:
            waiting.extend((v, depth + 1) for v in value[:200])
        elif isinstance(value, dict):
            yield value
            if depth < 3:
                waiting.extend(
                    (value[k], depth + 1) for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value
                )


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), None)
    if not isinstance(value, str):
        return None
    return shown(_without_tags(value[:5_000])) or None


def _lines(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    text = re.sub(r"</(?:p|div|h\d|li)>|<br\s*/?>", "\n", value, flags=re.IGNORECASE)
    return "\n".join(shown(_without_tags(line)) for line in text.splitlines()) or None


def _without_tags(text: str) -> str:
    # A value may hold mark-up or entities of its own, and controls that JSON could spell.
    text = _SAFE.sub(" ", text)
    if "<" not in text and "&" not in text:
        return text
    try:
        return str(fromstring(f"<div>{text}</div>").text_content())
    except (ValueError, AssertionError, TypeError):
        return text


_SAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _name(value: Any) -> str | None:
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    names = [_text(v.get("name")) if isinstance(v, dict) else _text(v) for v in list(values)[:10]]
    return ", ".join(n for n in names if n and not n.startswith("http")) or None
