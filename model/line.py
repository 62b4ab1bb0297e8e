"""A line as both readers see it: its tokens, what each of them reads as, and everything told by marks and case."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from levelhed.model.capitals import Capitals, read_capitals
from levelhed.model.datelines import dateline_end
from levelhed.model.disguises import undisguised
from levelhed.model.names import Names
from levelhed.model.negation import find_denials
from levelhed.model.score import Voice
from levelhed.model.tokens import Token, tokenize
from levelhed.model.voices import quotations, voices
from levelhed.model.words import words

# "- The Daily Ferry", "| CNN": the page's own name, stuck on by the CMS.
_SITE = re.compile(r"(?<!\s)\s++(?P<mark>[|–—-]|::)\s++(?P<name>[^|–—:]{2,40})$")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,6}\s*")

# "Opinion | ": the section that what follows stands in. It says nothing of its tone, and is read over.
_SECTIONS = (
    "opinion|analysis|editorial|comment|commentary|column|review|interview|feature|explainer|letters?|obituary|"
    "fact[ -]check|podcast|op-ed|guest essay|essay|perspective|profile|factbox|newsletter|(?:the )?long read"
)
# "WATCH: ": a form of what follows that an outlet puts up front to draw readers.
_FORMS = "exclusive|breaking|live|live updates?|updated?|watch|video|listen|photos?|gallery|in pictures"
_SECTION, _LABEL = (
    re.compile(rf"\s*(?:{words})\s*(?:\||:|::|\s[–—-])\s+(?=\S)", re.IGNORECASE)
    for words in (_SECTIONS, f"{_SECTIONS}|{_FORMS}")
)
# "Maker to bid for rival - report": says where the news is from, and is no site's name.
_SOURCE_WORDS = frozenset({"report", "reports", "review"})
# What a site's name begins or ends with, whatever else is in it ("Ferry News").
_SITE_WORDS = frozenset(
    {"daily", "news", "times", "post", "herald", "tribune", "gazette", "journal", "chronicle", "mail", "telegraph"}
    | {"observer", "mirror", "sun", "star", "magazine", "online", "tv", "radio", "press", "review", "wire", "network"}
    | {"blog", "weekly", "standard", "express", "echo", "courier", "sport", "sports", "politics", "business", "finance"}
)
# The same, but only beside names: "USA Today", and no "New Report".
_SITE_WORDS_OF_NAMES = frozenset({"report", "today", "world", "health", "opinion", "entertainment"})
# The section that a page stands in, before the site's name: "| World news | The Daily Ferry".
_PARTS_OF_A_SITE = (
    _SITE_WORDS
    | _SITE_WORDS_OF_NAMES
    | {"uk", "us", "eu", "local", "national", "international", "money", "markets", "economy", "economics", "travel"}
    | {"technology", "tech", "science", "environment", "climate", "education", "media", "society", "culture", "arts"}
    | {"books", "film", "music", "football", "cricket", "rugby", "tennis", "food", "life", "lifestyle", "style", "and"}
    | {"fashion", "royal", "royals", "showbiz", "celebrity", "celebs", "crime", "law", "weather", "video", "videos"}
    | {"editorial", "comment", "analysis", "features"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One headline or sentence.

    Attributes
    ----------
    text : str
        As given.
    tokens : tuple of Token
    keys : tuple of (str or None), one a token
        What each token reads as: a word in small letters, `NAME`, a number or a mark; None is read over.
    named : tuple of bool, one a token
        Whether it is (part of) a name.
    capitals : Capitals
    voices : tuple of str, one a token
    quotations : tuple of (int, int)
        Token indices of the opening and closing mark of each quotation.
    scare : tuple of int
        Indices of the plain words, no names, that stand in quotation marks of their own and that the body does not
        quote: nobody's quotation.
    begin : int
        How many tokens stand before what is said, and are read over: a section or a dateline.
    """

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str | None, ...]
    named: tuple[bool, ...]
    capitals: Capitals
    voices: tuple[Voice, ...]
    quotations: tuple[tuple[int, int], ...]
    scare: tuple[int, ...]
    begin: int

    @property
    def read(self) -> int:
        """How many of its tokens are read."""
        return len(self.keys) - self.keys.count(None)

    @property
    def negators(self) -> tuple[int, ...]:
        """Indices of the tokens that deny something; those of a teasing phrase ("you won't believe") do not."""
        return tuple(sorted(self._denials()))

    def affirmed(self) -> Line:
        """Return the same line with its denials taken out."""
        denied = self._denials()
        return replace(self, keys=tuple(denied.get(i, key) for i, key in enumerate(self.keys)))

    def _denials(self) -> dict[int, str | None]:
        lower = [token.lower for token in self.tokens]
        found = find_denials(lower, self.keys)
        if found:
            teasing = words().curiosity_gap.inside(lower)
            found = {i: left for i, left in found.items() if i not in teasing}
        return found


def read_line(
    text: str,
    names: Names,
    capital_share: Mapping[str, float],
    body_capitals: Container[str] = frozenset(),
    body_quoted: Container[str] = frozenset(),
    body_names: Container[str] = frozenset(),
) -> Line:
    """Read `text`.

    Parameters
    ----------
    body_capitals, body_quoted, body_names : container of str
        The words that the body it stands over writes in capitals, those that it quotes, and those that it writes as
        names (see `Body`).
    """
    tokens = undisguised(text, tokenize(text), names.is_word)
    quoted = quotations(text, tokens)
    site = _site_start(text, tokens, names)
    begin = _begin(text, tokens, names)
    if begin >= site:
        begin = 0  # nothing would be left to read
    inner = tokens[begin:site]
    named = names.find(inner, body_names)
    table = names.table
    capitals = read_capitals(
        inner, body_capitals, capital_share, table.initialisms, table.initialism_phrases, names.known, named
    )
    before, beyond = [None] * begin, [None] * (len(tokens) - site)
    every = (*map(bool, before), *named, *map(bool, beyond))
    alone = [a + 1 for a, b in quoted if b == a + 2]
    plain = [i for i in alone if tokens[i].word and not every[i] and tokens[i].lower not in words().epithets]
    return Line(
        text,
        tuple(tokens),
        (*before, *names.keys(inner, named), *beyond),
        every,
        capitals.after(begin),
        tuple(voices(text, tokens, quoted, named, begin)),
        tuple(quoted),
        tuple([i for i in plain if tokens[i].lower not in body_quoted]),
        begin,
    )


def without_labels(text: str, names: Names) -> str:
    """Return `text` without what a page puts round its headlines: "Opinion | " before it, its own name after it."""
    tokens = tokenize(text)
    site = _site_start(text, tokens, names)
    bare = text[: tokens[site].start] if site < len(tokens) else text
    found = _LABEL.match(bare)
    return bare[found.end() if found else 0 :].strip()


def _begin(text: str, tokens: Sequence[Token], names: Names) -> int:
    found = _SECTION.match(text)
    end = found.end() if found else dateline_end(text, names)
    return next((i for i, t in enumerate(tokens) if t.start >= end), 0) if end else 0


def _site_start(text: str, tokens: Sequence[Token], names: Names) -> int:
    site, end = len(tokens), len(text)
    while found := _SITE.search(text, 0, end):
        start = next((i for i, t in enumerate(tokens) if t.start >= found.start()), len(tokens))
        if start < 3:
            break
        tail, bar = tokens[start + 1 : site], found["mark"] == "|"
        section = bar and site < len(tokens) and all(t.lower in _PARTS_OF_A_SITE for t in tail)
        if not (section or _DOMAIN.fullmatch(found["name"]) or _is_site(tail, names, bar=bar)):
            break
        site, end = start, found.start()
    return site


def _is_site(tail: Sequence[Token], names: Names, *, bar: bool) -> bool:
    """Say whether what stands behind a dash or bar is the site's name; behind a bar it may be the writer's too."""
    named = [t for t, name in zip(tail, names.find(tail), strict=True) if name]
    own = [t for t in tail if t.word and t.lower != "the"]
    if not 1 <= len(own) <= 5 or any(t.folded.isdigit() for t in tail):
        return False
    if len(own) == 1 and own[0].lower in _SOURCE_WORDS:
        return False
    if any(len(t.folded) > 3 and not t.capital for t in own):
        return False
    others = [t for t in own if t not in named]
    if not others:
        return len(own) <= 3
    ends = {own[0].lower, own[-1].lower}
    # A clause of its own is as short as a site's name, and capitals and loaded words are what it is written for.
    table = words()
    if any(_is_shout(t) or t.lower in table.loaded or t.lower in table.intensifiers for t in others):
        return False
    if ends & _SITE_WORDS or (bar and named and len(own) <= 3):
        return True
    return bool(ends & _SITE_WORDS_OF_NAMES) and all(t.lower in _SITE_WORDS_OF_NAMES for t in others)


def _is_shout(token: Token) -> bool:
    return token.upper and token.letters >= 4 and token.lower not in _SITE_WORDS | _SITE_WORDS_OF_NAMES
