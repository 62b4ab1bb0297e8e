"""The display lines of an HTML page: hed, and the lines above, below and within the body."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from levelhed.data import furniture
from levelhed.data.html_blocks import Block, hints_of
from levelhed.data.html_metadata import Metadata, without_outlet
from levelhed.data.html_story import HEADINGS, MAX_LINKED, Furniture, Story
from levelhed.data.page_text import letters_of
from levelhed.data.sections import Piece

STACK_REACH = 8
"""Blocks looked back from the hed for its kicker."""


def _named(*names: str) -> re.Pattern[str]:
    """What finds one of `names` (regular expressions) among the hints of a block."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names)})(?:$|[\s_-])")


_DEK = _named(
    r"dek|deck|standfirst|sub-?titles?|sub-?head(?:line|ing)?s?|subhed|excerpt|tagline|strapline|blurb",
    r"alternativeheadline|article-?summary|preamble|secondary-?title",
)
_WEAK_DEK = _named(r"summary|teaser|intro(?:duction)?|lede?|description")
MAX_WEAK_DEK = 22
"""Words up to which an introduction is a dek; a longer one is the first paragraph, set apart."""
_KICKER = _named(
    r"kicker|eyebrow|overline|categor(?:y|ies)|cat-links|section(?:-?(?:name|label|title))?|label|topic|rubric|flag",
    r"pre-?title|supertitle|strap|primary-?tag|tag|channel|slug|post-card-tags",
)
_SUMMARY = _named(
    r"key-?points?|key-?takeaways?|highlights?|bullets?|takeaways?|at-?a-?glance|tl-?dr|summary|story-?points|in-?brief",
    r"fast-?facts|mol-bullets\w*",
)
SUMMARY_REACH = 3
"""Paragraphs after which a list is no summary of the story any more, whatever it is called."""
_CAPTION = _named(r"[a-z]*caption(?:-?text)?|cutline|legend")
_CREDIT = _named(r"[a-z]*-?credits?|copyright|photographer|source|attribution")
_CROSSHEAD = _named(r"cross-?head(?:ing)?s?|subhead\w*|intertitle|section-?head\w*|subtitle")
_SITE = _named(r"site-?(?:title|name|logo)|logo")
_FRONT_PAGE = re.compile(r"(?:https?:)?//[^/?#]+/?|(?:(?:https?:)?//[^/?#]+)?/(?:index\.\w+)?", re.IGNORECASE)
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
    titles = {letters_of(without_outlet(t.text, about.outlet, None)) for t in about.titles} - {""}
    outlet = letters_of(about.outlet or "")
    apart = Furniture(story.scope)

    def likeness(i: int) -> float:
        block = blocks[i]
        plain = letters_of(block.text)
        named = _names_page(plain, titles)
        level = 7 - int(block.tag[1]) if block.tag in HEADINGS else 0
        near = -abs(first - i) / 20 if i < first else -2
        hinted = "headline" in block.hints or "entry-title" in block.hints or "post-title" in block.hints
        return 6 * named + 4 * (block.tag == "h1") + 0.5 * level + near + hinted

    candidates = [
        i
        for i, b in enumerate(blocks[: last + 1])
        if (b.tag in HEADINGS or "headline" in b.hints or _names_page(letters_of(b.text), titles))
        and letters_of(b.text) != outlet
        and not _names_site(b)
        and not (b.tag != "h1" and i > first)
        and not furniture.ends_article(b.text)
        and not (b.tag != "h1" and apart.holds(b.element))
    ]
    return max(candidates, key=likeness, default=None)


def _names_page(plain: str, titles: set[str]) -> bool:
    """Whether a line is a title of the page, holds one, or is most of one: the rest may name the site or a section."""
    if plain in titles:
        return True
    return len(plain) > 12 and any(
        t in plain or (plain in t and 2 * len(plain) > len(t)) for t in titles if len(t) > 12
    )


def _names_site(block: Block) -> bool:
    """Whether a heading is called the site's name, or all of it is a link to the front page, as such a name is."""
    if _SITE.search(hints_of(block.element)):
        return True
    if block.linked < 1:
        return False
    links = [*block.element.iter("a"), *block.element.iterancestors("a")]
    return all(_FRONT_PAGE.fullmatch(link.get("href", "").strip()) for link in links)


def _find_kicker(blocks: Sequence[Block], hed: int) -> int | None:
    near = [i for i in range(hed - 1, max(hed - STACK_REACH, 0) - 1, -1) if _may_be_kicker(blocks[i])]
    for i in near:
        if _KICKER.search(blocks[i].hints) and _share_a_parent(blocks[i], blocks[hed], 4):
            return i
    # Without a name of its own it is the line just above the hed, in the same header.
    above = hed - 1
    if above in near and blocks[above].tag != "li" and _share_a_parent(blocks[above], blocks[hed], 2):
        return above
    return None


def _may_be_kicker(block: Block) -> bool:
    if block.words > 12 or block.tag == "h1" or block.links > 1 or _CRUMBS.search(block.hints):
        return False
    return not furniture.is_furniture(block.text) and not _is_in_nav(block)


def _is_in_nav(block: Block) -> bool:
    return any(a.tag in ("nav", "footer", "menu") for a in (block.element, *block.element.iterancestors()))


def _share_a_parent(one: Block, other: Block, levels: int) -> bool:
    """Whether an element up to `levels` around `other` holds `one` too, a little farther in."""
    own = [other.element, *other.element.iterancestors()][1 : levels + 1]
    mine = [one.element, *one.element.iterancestors()][:5]
    return any(a is b for a in own for b in mine if a.tag not in ("body", "html"))


def _after_hed(blocks: Sequence[Block], start: int, story: Story, about: Metadata) -> list[Piece]:
    apart, paragraphs = Furniture(story.scope), set(story.paragraphs)
    described = letters_of(about.description or ""), letters_of(about.alternative or "")
    pieces: list[Piece] = []
    seen: set[str] = set()
    told, has_dek = 0, False
    for i in range(start, story.paragraphs[-1] + 1):
        block = blocks[i]
        if apart.holds(block.element):
            continue
        if told and _heads(block) and furniture.ends_article(block.text):
            if furniture.is_box(block.text):
                continue
            break
        if _is_caption(block):
            piece = _caption(block)
        elif furniture.is_furniture(block.text) or _CREDIT.search(hints_of(block.element)):
            piece = None
        elif told:
            piece = _within_body(block, i in paragraphs, told)
        else:
            piece = _above_body(blocks, start, i, story, described, has_dek)
        if piece is None:
            continue
        # A heading or a bullet may come again; a paragraph or a caption that does is the same one, set twice.
        if piece.kind in (None, "caption"):
            if piece.text in seen:
                continue
            seen.add(piece.text)
        told += piece.kind is None
        has_dek = has_dek or piece.kind == "dek"
        pieces.append(piece)
    while told > 1 and pieces[-1].kind is None and furniture.is_biography(pieces[-1].text):
        pieces.pop()
        told -= 1
    return pieces


def _heads(block: Block) -> bool:
    return block.tag in HEADINGS or block.words <= 6


def _is_caption(block: Block) -> bool:
    own = hints_of(block.element)
    if _CREDIT.search(own) and not _CAPTION.search(own):
        return False
    around = islice(block.element.iterancestors(), 3)
    inside = block.tag == "figcaption" or any(a.tag == "figcaption" for a in around)
    return inside or _CAPTION.search(block.hints) is not None


def _caption(block: Block) -> Piece | None:
    text = furniture.without_credit(block.text)
    return Piece("caption", text) if len(text.split()) >= 3 else None


def _above_body(
    blocks: Sequence[Block], start: int, i: int, story: Story, described: tuple[str, str], has_dek: bool
) -> Piece | None:
    block = blocks[i]
    if _is_item(block):
        return Piece("summary", block.text)
    if _is_first_crosshead(blocks, i, story.paragraphs[-1], has_dek):
        return Piece("crosshead", block.text, level=_level(block))
    extracted = story.has(i)
    if (not has_dek and _is_dek(block, extracted, described)) or _stands_apart(blocks, start, i, story):
        return Piece("dek", block.text)
    return _paragraph(block) if extracted else None


def _within_body(block: Block, extracted: bool, told: int) -> Piece | None:
    if told <= SUMMARY_REACH and _is_item(block) and _SUMMARY.search(block.hints):
        return Piece("summary", block.text)
    if _is_crosshead(block, extracted):
        return Piece("crosshead", block.text, level=_level(block))
    return _paragraph(block) if extracted or _is_short_paragraph(block) else None


def _paragraph(block: Block) -> Piece | None:
    if block.tag in ("td", "th", "dt", "dd") and not furniture.reads_as_prose(block.text):
        return None
    return Piece(None, block.text)


def _is_item(block: Block) -> bool:
    return block.tag == "li" and block.linked <= MAX_LINKED


def _is_dek(block: Block, extracted: bool, described: tuple[str, str]) -> bool:
    if block.tag == "li" or block.words < 3:
        return False
    if _DEK.search(block.hints):
        return True
    if _WEAK_DEK.search(block.hints) and "articlebody" not in block.hints:
        return block.words <= MAX_WEAK_DEK
    if not extracted:
        return block.tag in HEADINGS[1:] and block.words >= 4
    return letters_of(block.text) in described and block.tag not in ("p", "div")


def _stands_apart(blocks: Sequence[Block], start: int, i: int, story: Story) -> bool:
    """Whether what stands first under the hed is a dek: short, of a class of its own, and parted from what follows."""
    block = blocks[i]
    at, extracted = bisect_left(story.paragraphs, i), story.has(i)
    following = story.paragraphs[at + extracted :][:3]
    before = at > 0 and story.paragraphs[at - 1] >= start
    if before or len(following) < 2 or not 5 <= block.words <= MAX_WEAK_DEK or block.tag not in ("p", "div"):
        return False
    if block.linked > MAX_LINKED or not start or not (extracted or furniture.reads_as_prose(block.text)):
        return False
    parent = block.element.getparent()
    others = [blocks[p].element for p in following]
    if any(e.get("class") == block.element.get("class") for e in others):
        return False
    parted = all(e.getparent() is not parent for e in others) or following[0] > i + 1
    return parted or not furniture.ends_like_a_sentence(block.text)


def _is_first_crosshead(blocks: Sequence[Block], i: int, last: int, has_dek: bool) -> bool:
    """A heading before the first paragraph that is one of several of its kind heads its own section."""
    block = blocks[i]
    if block.tag not in HEADINGS[1:]:
        return False
    names = block.element.get("class")
    alike = [
        b for b in blocks[i + 1 : min(last + 1, i + 200)] if b.tag == block.tag and b.element.get("class") == names
    ]
    return bool(alike) and (has_dek or names is not None)


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
