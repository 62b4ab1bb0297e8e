"""The display lines of an HTML page: hed, and the lines above, below and within the body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from levelhed.data import furniture
from levelhed.data.html_blocks import Block, hints_of
from levelhed.data.html_metadata import Metadata, without_outlet
from levelhed.data.html_story import HEADINGS, MAX_LINKED, Furniture, Story
from levelhed.data.sections import Piece
from lxml.html import HtmlElement

STACK_REACH = 8
"""Blocks looked back from the hed for its kicker."""

_DEK = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?titles?|sub-?head(?:line|ing)?s?|subhed|excerpt|tagline|strapline|blurb|alternativeheadline"
    r"|article-?summary|preamble|secondary-?title)(?:$|[\s_-])"
)
_WEAK_DEK = re.compile(r"(?:^|[\s_-])(?:summary|teaser|intro(?:duction)?|lede?|description)(?:$|[\s_-])")
MAX_WEAK_DEK = 22
"""Words up to which an introduction is a dek; a longer one is the first paragraph, set apart."""
_KICKER = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|overline|categor(?:y|ies)|cat-links|section(?:-?(?:name|label|title))?|label|topic|rubric|flag"
    r"|pre-?title|supertitle|strap|primary-?tag|tag|channel|slug|post-card-tags)(?:$|[\s_-])"
)
_SUMMARY = re.compile(
    r"(?:^|[\s_-])(?:key-?points?|key-?takeaways?|highlights?|bullets?|takeaways?|at-?a-?glance|tl-?dr|summary|story-?points|in-?brief"
    r"|fast-?facts|mol-bullets\w*)(?:$|[\s_-])"
)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:[a-z]*caption(?:-?text)?|cutline|legend)(?:$|[\s_-])")
_CREDIT = re.compile(r"(?:^|[\s_-])(?:[a-z]*-?credits?|copyright|photographer|source|attribution)(?:$|[\s_-])")
_CROSSHEAD = re.compile(
    r"(?:^|[\s_-])(?:cross-?head(?:ing)?s?|subhead\w*|intertitle|section-?head\w*|subtitle)(?:$|[\s_-])"
)
_CRUMBS = re.compile(r"breadcrumb|\bcrumbs?\b")


def find_pieces(blocks: Sequence[Block], story: Story, about: Metadata) -> list[Piece]:
    """Return display lines and paragraphs in reading order; nothing if there is no body."""
    if not story.paragraphs or story.scope is None:
        return []
    hed = _find_hed(blocks, story, about)
    first = story.paragraphs[0]
    pieces: list[Piece] = []
    if hed is None:
        title = about.headline or next((t.text for t in about.titles), None)
        if title is not None:
            pieces.append(Piece("hed", without_outlet(title, about.outlet, None)))
        start = first
    else:
        if (kicker := _find_kicker(blocks, hed)) is not None:
            pieces.append(Piece("kicker", blocks[kicker].text))
        pieces.append(Piece("hed", blocks[hed].text))
        start = hed + 1
    return [*pieces, *_after_hed(blocks, start, story, about)]


def _find_hed(blocks: Sequence[Block], story: Story, about: Metadata) -> int | None:
    first, last = story.paragraphs[0], story.paragraphs[-1]
    titles = {_plain(without_outlet(t.text, about.outlet, None)) for t in about.titles} - {""}
    outlet = _plain(about.outlet or "")
    apart = Furniture(story.scope)

    def likeness(i: int) -> float:
        block = blocks[i]
        plain = _plain(block.text)
        named = _names_page(plain, titles)
        level = 7 - int(block.tag[1]) if block.tag in HEADINGS else 0
        near = -abs(first - i) / 20 if i < first else -2
        hinted = "headline" in block.hints or "entry-title" in block.hints or "post-title" in block.hints
        return 6 * named + 4 * (block.tag == "h1") + 0.5 * level + near + hinted

    candidates = [
        i
        for i, b in enumerate(blocks[: last + 1])
        if (b.tag in HEADINGS or "headline" in b.hints or _names_page(_plain(b.text), titles))
        and _plain(b.text) != outlet
        and not (b.tag != "h1" and i > first)
        and not furniture.ends_article(b.text)
        and not (b.tag != "h1" and apart.holds(b.element))
    ]
    return max(candidates, key=likeness, default=None)


def _names_page(plain: str, titles: set[str]) -> bool:
    return plain in titles or (len(plain) > 12 and any(plain in t or t in plain for t in titles if len(t) > 12))


def _find_kicker(blocks: Sequence[Block], hed: int) -> int | None:
    near = []
    for i in range(hed - 1, max(hed - STACK_REACH, 0) - 1, -1):
        block = blocks[i]
        if block.words > 12 or block.tag in ("h1",) or _CRUMBS.search(block.hints):
            continue
        if furniture.is_furniture(block.text) or is_in_nav(block) or block.links > 1:
            continue
        if _KICKER.search(block.hints) and _share_a_parent(block, blocks[hed], 4):
            return i
        near.append(i)
    # Without a name of its own it is the line just above the hed, in the same header.
    if near and near[0] == hed - 1 and _share_a_parent(blocks[hed - 1], blocks[hed], 2) and blocks[hed - 1].tag != "li":
        return hed - 1
    return None


def is_in_nav(block: Block) -> bool:
    """Whether `block` stands in the site's navigation."""
    return any(a.tag in ("nav", "footer", "menu") for a in (block.element, *block.element.iterancestors()))


def _share_a_parent(one: Block, other: Block, levels: int) -> bool:
    """Whether an element up to `levels` around `other` holds `one` too, a little farther in."""
    own = [other.element, *other.element.iterancestors()][1 : levels + 1]
    mine = [one.element, *one.element.iterancestors()][:5]
    return any(a is b for a in own for b in mine if a.tag not in ("body", "html"))


def _after_hed(blocks: Sequence[Block], start: int, story: Story, about: Metadata) -> list[Piece]:
    paragraphs, apart = set(story.paragraphs), Furniture(story.scope)
    last = story.paragraphs[-1]
    pieces: list[Piece] = []
    seen: set[str] = set()
    description = _plain(about.description or ""), _plain(about.alternative or "")
    begun, count = False, 0
    i = start - 1
    while i < last:
        i += 1
        block = blocks[i]
        text = block.text
        if apart.holds(block.element):
            continue
        if begun and _heads(block) and furniture.ends_article(text):
            if furniture.is_box(text):
                continue
            break
        if _is_caption(block):
            caption = furniture.without_credit(text)
            if len(caption.split()) >= 3 and caption not in seen:
                seen.add(caption)
                pieces.append(Piece("caption", caption))
            continue
        if furniture.is_furniture(text) or _CREDIT.search(_own_hints(block)):
            continue
        if _is_summary(block, begun, count):
            pieces.append(Piece("summary", text))
            continue
        if not begun and _is_first_crosshead(blocks, i, last, pieces):
            pieces.append(Piece("crosshead", text, level=_level(block)))
            continue
        if not begun and (
            _is_dek(block, i in paragraphs, description, pieces) or _stands_apart(blocks, start, i, story)
        ):
            pieces.append(Piece("dek", text))
            continue
        if begun and _is_crosshead(block, i in paragraphs):
            pieces.append(Piece("crosshead", text, level=_level(block)))
            continue
        if block.tag in ("td", "th", "dt", "dd") and not furniture.reads_as_prose(text):
            continue
        if i in paragraphs or (begun and _is_short_paragraph(block)):
            if text in seen:
                continue
            seen.add(text)
            begun = True
            count += 1
            pieces.append(Piece(None, text))
    return pieces


def _own_hints(block: Block) -> str:
    return hints_of(block.element)


def _heads(block: Block) -> bool:
    return block.tag in HEADINGS or block.words <= 6


def _is_caption(block: Block) -> bool:
    if _CREDIT.search(_own_hints(block)) and not _CAPTION.search(_own_hints(block)):
        return False
    inside = block.tag == "figcaption" or any(a.tag == "figcaption" for a in _near(block, 3))
    return inside or _CAPTION.search(block.hints) is not None


def _near(block: Block, levels: int) -> list[HtmlElement]:
    return [a for _, a in zip(range(levels), block.element.iterancestors(), strict=False)]


def _is_summary(block: Block, begun: bool, paragraphs: int) -> bool:
    if block.tag != "li" or block.linked > MAX_LINKED:
        return False
    if paragraphs > 3:
        return False
    return _SUMMARY.search(block.hints) is not None or not begun


def _is_dek(block: Block, paragraph: bool, description: tuple[str, str], pieces: Sequence[Piece]) -> bool:
    if any(p.kind == "dek" for p in pieces) or block.tag == "li" or block.words < 3:
        return False
    if _DEK.search(block.hints):
        return True
    if _WEAK_DEK.search(block.hints) and "articlebody" not in block.hints:
        return block.words <= MAX_WEAK_DEK
    if not paragraph:
        return block.tag in HEADINGS[1:] and block.words >= 4
    return _plain(block.text) in description and block.tag not in ("p", "div")


def _stands_apart(blocks: Sequence[Block], start: int, i: int, story: Story) -> bool:
    """Whether what stands first under the hed is a dek: short, of a class of its own, and parted from what follows."""
    block = blocks[i]
    at = bisect_left(story.paragraphs, i)
    is_paragraph = story.paragraphs[at : at + 1] == (i,)
    following = story.paragraphs[at + is_paragraph :][:3]
    before = at > 0 and story.paragraphs[at - 1] >= start
    if before or len(following) < 2 or not 5 <= block.words <= MAX_WEAK_DEK or block.tag not in ("p", "div"):
        return False
    if block.linked > MAX_LINKED or not start or not (is_paragraph or furniture.reads_as_prose(block.text)):
        return False
    parent = block.element.getparent()
    others = [blocks[p].element for p in following]
    if any(e.get("class") == block.element.get("class") for e in others):
        return False
    parted = all(e.getparent() is not parent for e in others) or following[0] > i + 1
    return parted or not furniture.ends_like_a_sentence(block.text)


def _is_first_crosshead(blocks: Sequence[Block], i: int, last: int, pieces: Sequence[Piece]) -> bool:
    """A heading before the first paragraph that is one of several of its kind heads its own section."""
    block = blocks[i]
    if block.tag not in HEADINGS[1:]:
        return False
    names = block.element.get("class")
    alike = [
        b for b in blocks[i + 1 : min(last + 1, i + 200)] if b.tag == block.tag and b.element.get("class") == names
    ]
    return bool(alike) and (any(p.kind == "dek" for p in pieces) or names is not None)


def _is_crosshead(block: Block, extracted: bool) -> bool:
    if block.words > 20 or block.linked > MAX_LINKED:
        return False
    if block.tag in HEADINGS:
        return True
    ends = furniture.ends_like_a_sentence(block.text)
    short = block.words <= 14 and (not ends or block.text[-1] in "?!")
    marked = block.bold > 0.95 or _CROSSHEAD.search(block.hints) is not None
    return short and (marked or (extracted and not ends and block.words <= 8 and block.tag in ("p", "div")))


def _is_short_paragraph(block: Block) -> bool:
    return (
        block.tag in ("p", "div", "blockquote")
        and block.linked < MAX_LINKED
        and furniture.ends_like_a_sentence(block.text)
    )


def _level(block: Block) -> int:
    return int(block.tag[1]) if block.tag in HEADINGS else 6


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
