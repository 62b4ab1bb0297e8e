"""Which blocks of a page are the body of its article: where trafilatura finds it, and what stands between."""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from levelhed.data import furniture
from levelhed.data.html_blocks import Block, hints_of
from levelhed.data.page_text import shown
from lxml import etree
from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

CONTAINER_SHARE = 0.8
"""The body's container is the innermost element that holds this share of its text: the rest may be stray teasers."""
MAX_EXTRACTED = 6_000
"""Elements of the largest tree given to trafilatura, whose time rises with their square where many stand in one
paragraph; larger pages, live blogs above all, are read by their mark-up alone."""
LEAST_EXTRACTED = 250
"""Characters of a body below which trafilatura is asked to look harder, its own setting for the same question."""
MAX_LINKED = 0.6
"""Share of a block's characters in links from which it points elsewhere instead of telling."""

_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "menu", "amp-sidebar", "amp-ad"})
_FURNITURE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "banner", "alert"})
_NAME_PARTS = re.compile(r"[a-z0-9]+")
_FURNITURE = frozenset(
    [
        "ad",
        "ads",
        "adslot",
        "advert",
        "advertisement",
        "advertising",
        "bio",
        "breadcrumb",
        "breadcrumbs",
        "byline",
        "carousel",
        "comment",
        "comments",
        "consent",
        "contentinfo",
        "cookie",
        "cookies",
        "correction",
        "credit",
        "cta",
        "dateline",
        "disclaimer",
        "disqus",
        "donate",
        "donation",
        "footer",
        "footnotes",
        "gdpr",
        "modal",
        "nav",
        "navbar",
        "navigation",
        "newsletter",
        "outbrain",
        "paywall",
        "popular",
        "popup",
        "promo",
        "promos",
        "pullquote",
        "recirc",
        "recommended",
        "related",
        "respond",
        "sharing",
        "signup",
        "social",
        "sponsor",
        "sponsored",
        "subscribe",
        "subscription",
        "subscriptions",
        "taboola",
        "teasers",
        "teams",
        "timestamp",
        "toc",
        "factbox",
        "infobox",
        "toolbar",
        "trending",
        "widget",
    ]
)
"""What a class or an id begins or ends with where it marks something else than the article."""
_FURNITURE_NAMES = frozenset(
    [
        "author-bio",
        "fact-box",
        "info-box",
        "author-box",
        "author-card",
        "author-info",
        "article-meta",
        "block-share",
        "button-wrapper",
        "entry-meta",
        "instagram-media",
        "inline-link",
        "jump-links",
        "links-block",
        "more-stories",
        "most-popular",
        "most-read",
        "most-viewed",
        "notes",
        "post-meta",
        "post-share",
        "pull-quote",
        "read-also",
        "read-more",
        "read-next",
        "share",
        "share-bar",
        "share-buttons",
        "sidebar",
        "tag-list",
        "tags",
        "tags-links",
        "tiktok-embed",
        "twitter-tweet",
        "menu",
        "kg-cta-card",
        "kg-signup-card",
        "entry-tags",
        "post-tags",
        "article-tags",
        "related-content",
        "story-meta",
    ]
)


@dataclass(frozen=True, slots=True)
class Story:
    """Where the body of an article stands.

    Attributes
    ----------
    scope : HtmlElement or None
        The innermost element that holds it.
    paragraphs : tuple of int
        Indices of its blocks, rising.
    """

    scope: HtmlElement | None
    paragraphs: tuple[int, ...]

    def has(self, index: int) -> bool:
        """Whether the block of that index is one of its paragraphs."""
        at = bisect_left(self.paragraphs, index)
        return self.paragraphs[at : at + 1] == (index,)


def find_story(tree: HtmlElement, blocks: Sequence[Block]) -> Story:
    """Find the body among the blocks of a page; without paragraphs where there is none."""
    extracted = _extracted(tree)
    likely = [
        i
        for i, b in enumerate(blocks)
        if b.tag not in HEADINGS
        and b.linked < MAX_LINKED
        and not furniture.is_furniture(b.text)
        and (b.text in extracted or furniture.reads_as_prose(b.text))
    ]
    core = [i for i in likely if blocks[i].text in extracted] or likely
    anywhere = Furniture(None)
    core = [i for i in core if not anywhere.holds(blocks[i].element)] or core
    scope = _container(tree, [blocks[i] for i in core])
    if scope is None:
        return Story(None, ())
    within, apart = set(scope.iter()), Furniture(scope)
    inside = [i for i in likely if blocks[i].element in within and not apart.holds(blocks[i].element)]
    return Story(scope, tuple(inside or core))


class Furniture:
    """Tells which elements are marked as something else than the article; each is looked at once.

    Parameters
    ----------
    scope : HtmlElement or None
        The element that holds the article: it and what is around it are not looked at.
    """

    def __init__(self, scope: HtmlElement | None) -> None:
        self._known: dict[HtmlElement, bool] = {} if scope is None else {scope: False}

    def holds(self, element: HtmlElement) -> bool:
        """Whether `element`, or one around it, is furniture."""
        path = []
        here: HtmlElement | None = element
        while here is not None and here not in self._known and here.tag not in ("body", "html", "main", "article"):
            path.append(here)
            here = here.getparent()
        found = here is not None and self._known.get(here, False)
        for part in reversed(path):
            found = found or _is_furniture(part)
            self._known[part] = found
        return found


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES or _is_named_furniture(element):
        return True
    # A picture has a caption; any other text in a figure is a quotation pulled out of the story.
    figure = element.getparent()
    return (
        figure is not None
        and figure.tag == "figure"
        and element.tag in ("blockquote", "p", "q")
        and not _in_caption(element)
    )


def _in_caption(element: HtmlElement) -> bool:
    return "caption" in hints_of(element) or any(
        a.tag == "figcaption" or "caption" in hints_of(a)
        for _, a in zip(range(3), element.iterancestors(), strict=False)
    )


def _is_named_furniture(element: HtmlElement) -> bool:
    if element.tag in HEADINGS:
        return False
    for name in hints_of(element).split():
        parts = _NAME_PARTS.findall(name)
        if parts and (parts[0] in _FURNITURE or parts[-1] in _FURNITURE or name.replace("_", "-") in _FURNITURE_NAMES):
            return True
    return False


def _extracted(tree: HtmlElement) -> frozenset[str]:
    """The texts of the blocks that trafilatura takes for the body; none where the page is too large for it."""
    if sum(1 for _ in zip(range(MAX_EXTRACTED + 1), tree.iter(), strict=False)) > MAX_EXTRACTED:
        return frozenset()
    found = _ask_trafilatura(tree, fast=True)
    if found is None or len(found.text or "") < LEAST_EXTRACTED:
        # Two more readers are asked for their opinion, which takes longer than all the rest.
        found = _ask_trafilatura(tree, fast=False)
    if found is None:
        return frozenset()
    texts: set[str] = set()
    for element in found.body.iter("p", "item", "quote", "cell", "head", "div", "ab", "list"):
        texts.update(shown(line) for line in "".join(_text_and_breaks(element)).split("\n"))
    texts.discard("")
    return frozenset(texts)


def _ask_trafilatura(tree: HtmlElement, *, fast: bool) -> Any | None:
    from trafilatura import bare_extraction

    # It says on the log what it discards; that is told to the caller another way.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False, fast=fast)
    return None if found is None or isinstance(found, dict) or found.body is None else found


def _text_and_breaks(element: Any) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield "\n" if part.tag == "lb" else part.text or ""
        elif part is not element:
            yield part.tail or ""


def _container(tree: HtmlElement, blocks: Sequence[Block]) -> HtmlElement | None:
    weight: Counter[HtmlElement] = Counter()
    for block in blocks:
        weight[block.element] += len(block.text)
    total = sum(weight.values())
    scope = None
    # Children come after their parents, so that going backwards each element is complete when its parent takes it up;
    # the first that holds enough is the innermost.
    for element in reversed(list(tree.iter())):
        if weight[element] >= CONTAINER_SHARE * total > 0:
            scope = element
            break
        parent = element.getparent()
        if parent is not None and weight[element]:
            weight[parent] += weight[element]
    if scope is not None and scope.tag in ("p", "li", "blockquote", *HEADINGS) and scope.getparent() is not None:
        return scope.getparent()
    return scope
