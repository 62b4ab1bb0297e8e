"""Who is spoken of is no part of how: every name reads as the same word, so that a swap of names changes nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from levelhed.model.capitals import ALL_CAPS_SHARE
from levelhed.model.homonyms import stands_as_name
from levelhed.model.tokens import Token, tokenize

NAME = "<name>"
"""What every name, and every run of names, reads as."""

TITLE_CASE_SHARE = 0.6
"""A line is in title case when more than this share of its words begins with a capital; small words rarely do."""

_TABLE = Path(__file__).parent / "tables" / "names.toml"
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "sir", "dame"})
# Taking a denial in or out must not tip a line into title case.
_NOT_COUNTED = frozenset({"not", "never", "hardly", "scarcely", "neither", "nor"})


@dataclass(frozen=True, slots=True)
class NameTable:
    """The table of names installed with the package, in small letters.

    Attributes
    ----------
    words : frozenset of str
        Single words that are names wherever they stand.
    capital_only : frozenset of str
        Names that are ordinary words too ("may", "turkey"): only their capital makes them a name.
    initialisms : frozenset of str
        What is written in capitals without being shouted.
    phrases : mapping of str to tuple of tuple of str
        Names of several tokens by their first, the longest first.
    gendered : mapping of str to str
        Words that differ by the gender of who is meant, each to the one that all of its group read as.
    """

    words: frozenset[str]
    capital_only: frozenset[str]
    initialisms: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    gendered: Mapping[str, str]


@cache
def name_table() -> NameTable:
    """Return the table that is installed with the package."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    apart = ("gendered", "capital_only", "initialisms")
    entries = [e for name, group in table.items() if name not in apart for e in group["words"]]
    single = frozenset(e for e in entries if e.isalpha())
    by_first: dict[str, list[tuple[str, ...]]] = {}
    phrases = (tuple(t.lower for t in tokenize(e)) for e in entries if e not in single)
    for phrase in sorted(phrases, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(phrase)
    return NameTable(
        single | {p[0] for found in by_first.values() for p in found if len(p) == 1},
        frozenset(table["capital_only"]["words"]),
        frozenset(table["initialisms"]["words"]),
        {first: tuple(p for p in found if len(p) > 1) for first, found in by_first.items()},
        {word: group[0] for group in table["gendered"]["pairs"] for word in group},
    )


@dataclass(frozen=True, slots=True)
class Names:
    """Which words are names.

    Attributes
    ----------
    learned : container of str
        Lower-cased words that cased news text writes with a capital inside sentences.
    known : container of str
        Words that cased news text writes in small letters; a capitalised word that is none of them is taken for a name.
    """

    learned: Container[str]
    known: Container[str]
    table: NameTable = field(default_factory=name_table)

    def keys(self, tokens: Sequence[Token], found: Sequence[bool]) -> list[str | None]:
        """Return what each token of a line reads as; None for all but the first of a run of names.

        An article or a title before a name goes with it ("the US", "Mr Biden"), and words that differ by gender read
        as one.

        Parameters
        ----------
        tokens : sequence of Token
        found : sequence of bool
            What `find` says of them.
        """
        keys: list[str | None] = []
        for i, token in enumerate(tokens):
            before_name = i + 1 < len(tokens) and found[i + 1]
            if found[i]:
                keys.append(None if i and found[i - 1] else NAME)
            elif before_name and token.lower == "the":
                keys.append(None)
            else:
                word, mark, rest = token.lower.partition("'")
                keys.append(self.table.gendered.get(word, word) + mark + rest)
        return keys

    def find(self, tokens: Sequence[Token]) -> list[bool]:
        """Return, for each token of a line, whether it is a name."""
        case = _Case.of(tokens)
        found = [token.word and self._is_name(tokens, i, case) for i, token in enumerate(tokens)]
        self._find_phrases(tokens, found, case)
        self._join(tokens, found)
        return found

    def _is_name(self, tokens: Sequence[Token], i: int, case: _Case) -> bool:
        token = tokens[i]
        word = _stem(token)
        capital = token.folded[0].isupper()
        shouted = _is_upper(token) and not case.all_caps
        if word == "us":
            return _is_upper(token)  # "us" is a country in capitals only
        if word in self.table.gendered or (case.cased and not capital):
            return False
        if word in self.table.words:
            return True
        if word in self.table.capital_only:
            inside = not case.title and token is not case.first
            told = inside or word in self.learned or stands_as_name(word, tokens, i)
            return case.cased and told and (word in self.learned or not _is_upper(token))
        if word in self.learned:
            return True
        return case.cased and capital and not shouted and word not in self.known

    def _find_phrases(self, tokens: Sequence[Token], found: list[bool], case: _Case) -> None:
        stems = [_stem(t) for t in tokens]
        for i, stem in enumerate(stems):
            for phrase in self.table.phrases.get(stem, ()):
                end = i + len(phrase)
                if tuple(stems[i:end]) != phrase:
                    continue
                if case.cased and not (tokens[i].folded[0].isupper() and tokens[end - 1].folded[0].isupper()):
                    continue
                found[i:end] = [True] * len(phrase)
                break

    def _join(self, tokens: Sequence[Token], found: list[bool]) -> None:
        for i in range(len(tokens) - 2, -1, -1):
            token, following = tokens[i], found[i + 1]
            if (
                tokens[i + 1].folded.removesuffix("'s") in ("Party", "Airlines")
                and token.word
                and token.folded[0].isupper()
            ):
                found[i] = found[i + 1] = True
            elif token.folded == "-" and i and tokens[i - 1].end == token.start:
                found[i] = found[i] or (found[i - 1] and following)  # both halves of a double-barrelled name
            elif not found[i] and following:
                found[i] = self._ambiguous(token) or token.lower in _TITLES
        for i in range(1, len(tokens)):
            # "Theresa May": after a name a word that may be one is one.
            if found[i - 1] and not found[i] and tokens[i - 1].word and not tokens[i - 1].lower.endswith("'s"):
                found[i] = self._ambiguous(tokens[i])

    def _ambiguous(self, token: Token) -> bool:
        capital = token.word and token.folded[0].isupper() and not _is_upper(token)
        return capital and _stem(token) in self.table.capital_only


@dataclass(frozen=True, slots=True)
class _Case:
    cased: bool
    title: bool
    all_caps: bool
    first: Token | None

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> _Case:
        words = [t for t in tokens if t.word]
        counted = [t for t in words if t.lower not in _NOT_COUNTED]
        title = sum(t.folded[0].isupper() for t in counted) > TITLE_CASE_SHARE * len(counted)
        capitals = sum(map(_is_upper, words))
        return cls(
            any(t.folded[0].isupper() for t in words),
            title,
            len(words) >= 3 and capitals >= ALL_CAPS_SHARE * len(words),
            words[0] if words else None,
        )


def _stem(token: Token) -> str:
    return token.lower.removesuffix("'s")


def _is_upper(token: Token) -> bool:
    return token.folded.removesuffix("'s").isupper()
