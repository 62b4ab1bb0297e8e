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
from levelhed.model.sites import site_start
from levelhed.model.tokens import Token, tokenize
from levelhed.model.voices import quotations, voices
from levelhed.model.words import words

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
    end : int
        How many stand before what follows it, and is read over: the name of the page's site.
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
    end: int

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
        lower = [token.lower for token in self.tokens[: self.end]]
        found = find_denials(lower, self.keys[: self.end])
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
    site = site_start(text, tokens, names)
    begin = _begin(text, tokens, names)
    if begin >= site:
        begin = 0  # nothing would be left to read
    inner = tokens[begin:site]
    named = names.find(inner, body_names)
    table = names.table
    capitals = read_capitals(
        inner, body_capitals, capital_share, table.initialisms, table.initialism_phrases, names.known, named, text
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
        site,
    )


def without_labels(text: str, names: Names) -> str:
    """Return `text` without what a page puts round its headlines: "Opinion | " before it, its own name after it."""
    tokens = tokenize(text)
    site = site_start(text, tokens, names)
    bare = text[: tokens[site].start] if site < len(tokens) else text
    found = _LABEL.match(bare)
    return bare[found.end() if found else 0 :].strip()


def _begin(text: str, tokens: Sequence[Token], names: Names) -> int:
    found = _SECTION.match(text)
    end = found.end() if found else dateline_end(text, names)
    return next((i for i, t in enumerate(tokens) if t.start >= end), 0) if end else 0
