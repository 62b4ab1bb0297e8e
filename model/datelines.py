"""Datelines: where and whence a report is, in capitals before its first sentence ("LAS VEGAS (Reuters) - ")."""

from __future__ import annotations

import re

from levelhed.model.names import Names
from levelhed.model.tokens import tokenize

_CAPITAL = "A-ZÀ-ÖØ-ÞĆČĐĚĞİŁŃŇŐŘŚŞŠŤŰŹŻŽ"
_PLACE = rf"[{_CAPITAL}][{_CAPITAL}.'’]+(?:[ -][{_CAPITAL}][{_CAPITAL}.'’]+){{0,3}}"
# The one sort of thing that stands in brackets before a sentence without a dash: "MUMBAI (PTI) The city ...".
_AGENCIES = "AAP|AFP|ANI|ANSA|AP|CNN|CP|EFE|IANS|Kyodo|PA|PTI|Reuters|TASS|UPI|Xinhua|Yonhap|dpa"
_DATELINE = re.compile(
    rf"\s*(?P<place>{_PLACE}(?:/{_PLACE}){{0,2}})"
    r"(?P<region>,\s?[A-Z][^—–:;!?]{1,30}?)?\s*"
    r"(?:(?P<agency>\([A-Z][A-Za-z. ]{1,20}\))?(?:\s*(?:—|–|--)\s*|\s+-\s+|(?<=\))\s*-\s*)"
    rf"|(?P<wire>\((?:{_AGENCIES})\))\s+)(?=\S)"
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
    if found["region"] or found["agency"] or found["wire"]:
        told = any(name or not names.is_word(t.stem) for t, name in zip(words, named, strict=True))
    else:
        long = sum(token.letters for token in words) >= _FEWEST_LETTERS
        rest = (name or t.lower in _PARTS_OF_PLACES for t, name in zip(words, named, strict=True))
        told = long and named[0] and all(rest)
    return found.end() if told else 0
