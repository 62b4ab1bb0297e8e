"""One stem for the forms of a word: "wins", "won" and "winning", "centre" and "center", "Mbappé" and "Mbappe"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from levelhed.model.table import read_table

_LEAST_LETTERS = 3
"""Letters that an ending leaves."""

_ENDINGS = ("ings", "ying", "ing", "ied", "ies", "edly", "ed", "ys", "es", "s", "ly", "e", "y")
_DOUBLING = frozenset({"ings", "ing", "ed"})
_VOWELS = frozenset("aeiou")
# British spellings told by their letters, each to the American one; the others are in the table.
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})our"), "or"),
    (re.compile(r"(?<=\w{3})([iy])s(?=e[sdr]?$|ers$|ing$|ations?$)"), r"\1z"),
    (re.compile(r"(?<=\w{2})ens(?=e[sd]?$|ing$)"), "enc"),
    (re.compile(r"(?<=\w{2})([bt])re(?=s?$)"), r"\1er"),
    (re.compile(r"(?<=\w{2})([bt])red$"), r"\1ered"),
    (re.compile(r"(?<=\w{4})ll(?=[eo]rs?$)"), "l"),
    (re.compile(r"(?<=\w{2})ogue(?=s?$)"), "og"),
)
_MAY_BE_BRITISH = re.compile("our|s[ei]|sa|[bt]re|ll|ogue")
# "kill" and "cancelled", "pass" and "gases": the word itself may have the letter once or twice.
_ONCE_OR_TWICE = ("ff", "ll", "ss", "zz")
_LETTERS_WITHOUT_MARKS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


_MOST_WORDS = 65_536
"""Words that are remembered."""


def stems_of(words: Iterable[str]) -> list[str]:
    """Return the stem of each of `words`, in small letters; what is no word is returned as it is.

    A stem says which words are forms of one another and is itself none.
    """
    return list(map(_STEMS.__getitem__, words))


class _Stems(dict[str, str]):
    # Every word of every body is looked up: an `lru_cache` takes several times as long as a dictionary does.
    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        bare = without_accents(word).removesuffix("'s")
        stem = self[word] = _without_ending(_irregular().get(bare) or _as_american(bare))
        return stem


_STEMS = _Stems()


def without_accents(word: str) -> str:
    """Return a word in small letters with plain letters for those that carry a mark."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS_WITHOUT_MARKS)


def _as_american(word: str) -> str:
    if _MAY_BE_BRITISH.search(word):
        for spelling, other in _SPELLINGS:
            word = spelling.sub(other, word)
    return word


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < _LEAST_LETTERS:
            continue
        stem = word[: -len(ending)]
        if (ending in ("y", "ying", "ys") and stem[-1] in _VOWELS) or (ending == "s" and stem[-1] == "u"):
            continue  # "stays", "bonus"
        twice = len(stem) > _LEAST_LETTERS and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
        return stem[:-1] if twice and (ending in _DOUBLING or stem.endswith(_ONCE_OR_TWICE)) else stem
    return word[:-1] if word.endswith(_ONCE_OR_TWICE) and len(word) > _LEAST_LETTERS else word


@cache
def _irregular() -> Mapping[str, str]:
    table = read_table("stems")["irregular"]
    lines = [line.split() for forms in table.values() for line in forms.splitlines()]
    return {form: word for word, *forms in filter(None, lines) for form in forms}
