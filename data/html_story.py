"""Which blocks of a page are the body of its article: where trafilatura finds it, and what stands between."""

from __future__ import annotations

import logging
import re
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
MAX_LINKED = 0.6
"""Share of a block's characters in links from which it points elsewhere instead of telling."""

_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "menu", "amp-sidebar", "amp-ad"})
_FURNITURE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "banner", "alert"})
_NAME_PARTS = re.compile(r"[a-z0-9]+")
_FURNITURE = frozenset(
    """ad ads adslot advert advertisement advertising bio breadcrumb breadcrumbs byline carousel comment comments consent
    contentinfo cookie cookies correction credit cta dateline disclaimer disqus donate donation footer footnotes gdpr modal
    nav navbar navigation newsletter outbrain paywall popular popup promo promos pullquote recirc recommended related respond
    sharing signup social sponsor sponsored subscribe subscription subscriptions taboola teaser teasers teams timestamp toc
    toolbar trending widget""".split()
)
"""What a class or an id begins or ends with where it marks something else than the article."""
_FURNITURE_NAMES = frozenset(
    """author-bio author-box author-card author-info article-meta block-share button-wrapper entry-meta instagram-media
    inline-link jump-links links-block more-stories most-popular most-read most-viewed notes post-meta post-share pull-quote
    read-also read-more read-next share share-bar share-buttons sidebar tag-list tags tags-links tiktok-embed twitter-tweet
    menu kg-cta-card kg-signup-card entry-tags post-tags article-tags related-content story-meta""".split()
)


@dataclass(frozen=True, slots=True)
class Story:
    """Where the body of an article stands.

    Attributes
    ----------
    scope : HtmlElement or None
        The innermost element that holds it.
    paragraphs : tuple of int
        Indices of its blocks.
    """

    scope: HtmlElement | None
    paragraphs: tuple[int, ...]


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
    core = [i for i in core if not is_in_furniture(blocks[i].element, None)] or core
    scope = _container([blocks[i] for i in core])
    if scope is None:
        return Story(None, ())
    inside = [
        i for i in likely if _is_inside(blocks[i].element, scope) and not is_in_furniture(blocks[i].element, scope)
    ]
    return Story(scope, tuple(inside or core))


def is_in_furniture(element: HtmlElement, scope: HtmlElement | None) -> bool:
    """Whether `element`, or one around it up to `scope`, is marked as something else than the article."""
    here: HtmlElement | None = element
    while here is not None and here is not scope and here.tag not in ("body", "html", "main", "article"):
        # A picture has a caption; any other text in a figure is a quotation pulled out of the story.
        if here.tag == "figure" and element.tag not in ("figcaption", "figure") and not _in_caption(element):
            return True
        if here.tag in _FURNITURE_TAGS or here.get("role") in _FURNITURE_ROLES or _is_named_furniture(here):
            return True
        here = here.getparent()
    return False


def _in_caption(element: HtmlElement) -> bool:
    return "caption" in hints_of(element) or any(
        a.tag == "figcaption" or "caption" in hints_of(a) for _, a in zip(range(3), element.iterancestors(), strict=False)
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
    """The texts of the blocks that trafilatura takes for the body."""
    from trafilatura import bare_extraction

    # It says on the log what it discards; that is told to the caller another way.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    if found is None or isinstance(found, dict) or found.body is None:
        return frozenset()
    texts: set[str] = set()
    for element in found.body.iter("p", "item", "quote", "cell", "head", "div", "ab", "list"):
        texts.update(shown(line) for line in "".join(_text_and_breaks(element)).split("\n"))
    texts.discard("")
    return frozenset(texts)


def _text_and_breaks(element: Any) -> Iterator[str]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield "\n" if part.tag == "lb" else part.text or ""
        elif part is not element:
            yield part.tail or ""


def _container(blocks: Sequence[Block]) -> HtmlElement | None:
    weight: Counter[HtmlElement] = Counter()
    total = 0
    for block in blocks:
        total += len(block.text)
        for element in _with_ancestors(block.element):
            weight[element] += len(block.text)
    # Elements farther in come later: each ancestor holds at least as much as what it holds.
    held = [e for e, n in weight.items() if n >= CONTAINER_SHARE * total]
    scope = min(held, key=lambda e: weight[e] - 1e-9 * _depth(e), default=None)
    if scope is not None and scope.tag in ("p", "li", "blockquote", *HEADINGS) and scope.getparent() is not None:
        return scope.getparent()
    return scope


def _with_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_inside(element: HtmlElement, scope: HtmlElement) -> bool:
    return element is scope or any(a is scope for a in element.iterancestors())
