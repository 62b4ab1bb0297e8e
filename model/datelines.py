"""Datelines: where and whence a report is, in capitals before its first sentence ("LAS VEGAS (Reuters) - ")."""

from __future__ import annotations

import re

from levelhed.model.names import Names
from levelhed.model.tokens import tokenize

_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+){0,3})"
    r"(?P<region>,\s?[A-Z][^—–:;!?]{1,30}?)?\s*(?P<agency>\([A-Z][A-Za-z. ]{1,20}\))?"
    r"(?:\s*(?:—|–|--)\s*|\s+-\s+|(?<=\))\s*-\s*)(?=\S)"
)
_FEWEST_LETTERS = 4
"""Letters of a place that stands alone: "KFC - yes, that KFC" is none."""

_PARTS_OF_PLACES = frozenset({"city", "springs", "beach", "falls", "island", "county"})


def dateline_end(text: str, names: Names) -> int:
    """Return where the text behind a dateline begins, 0 where there is none.

    What tells it from a shout ("NONSENSE - council denies it"): a region, a date or an agency behind a place that is
    not made of ordinary words alone, or a place that is a name. A line that is in capitals as a whole has none.
    """
    found = _DATELINE.match(text)
    if found is None or text.isupper():
        return 0
    words = [token for token in tokenize(found["place"]) if token.word]
    named = names.find(words)
    if found["region"] or found["agency"]:
        told = any(name or not names.is_word(t.stem) for t, name in zip(words, named, strict=True))
    else:
        long = sum(token.letters for token in words) >= _FEWEST_LETTERS
        rest = (name or t.lower in _PARTS_OF_PLACES for t, name in zip(words, named, strict=True))
        told = long and named[0] and all(rest)
    return found.end() if told else 0
