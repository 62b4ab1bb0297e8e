"""Bodies into sentences, with code-point offsets into the body."""

from __future__ import annotations

import re

# Written with a full stop inside a sentence in ordinary news English.
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen sens rep reps gov gen adm maj col lt sgt cpl pvt pfc capt cmdr supt insp det rev hon st mt
    jr sr v vs no rs inc ltd co corp
    jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m u.s u.k u.n e.g i.e etc
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)
# A run of marks or of closing quotes is taken whole or not at all: given back mark by mark, a page of dots would take
# minutes.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s++[\"'“‘(\[]?[A-Z0-9])|\n+"
    # In the middle of a sentence a line is wrapped.
    r"(?!(?<=[^.!?…:;\n]\n)[a-z])"
)
_LAST_WORD = re.compile(r"([A-Za-z.]+)\.$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")  # "J.D. Vance", "Samuel L. Jackson"


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the ``(start, end)`` of every sentence in `text` that holds a letter, in order.

    A number alone ("2.") counts off a list and says nothing by itself.

    A line break ends a sentence, as pasted bodies put headings and list items on lines of their own, but where a small
    letter follows one: there the text is wrapped.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _is_abbreviation(text[start : match.start() + 1]):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _is_abbreviation(sentence: str) -> bool:
    found = _LAST_WORD.search(sentence[-24:])
    return found is not None and (found[1].lower() in _ABBREVIATIONS or _INITIALS.fullmatch(found[1]) is not None)


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if any(map(str.isalpha, piece)):
        spans.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
