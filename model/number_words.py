"""The words that numbers are written with, and what they are counted in: the longer lists are the package's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from levelhed.model.amounts import Hedge
from levelhed.model.table import read_table

_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()  # noqa: SIM905 (a list of words reads better as a text)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNEVEN = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}

SMALL = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)} | {"nil": 0}
"""The numbers of one word below a hundred."""

ORDINALS = (
    _UNEVEN
    | {f"{word}th": n for word, n in SMALL.items() if n > 3 and n not in _UNEVEN.values() and n < 20}
    | {f"{word[:-1]}ieth": n for word, n in SMALL.items() if n >= 20}
    | {"hundredth": 100, "thousandth": 1_000, "millionth": 1_000_000}
)

DECADES = {f"{word[:-1]}ies": n for word, n in SMALL.items() if n >= 20}
"""Of a century or of a life: "her eighties"."""

PARTS = {"half": 2, "quarter": 4} | {word: n for word, n in ORDINALS.items() if 3 <= n <= 10}
"""What a whole is parted into: "a fifth of"."""

FOLDS = {f"{word}fold": n for word, n in SMALL.items() if n > 1} | {"hundredfold": 100}
"""How many times as much: "tenfold"."""

_ROMAN_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
NUMERALS = {
    tens + units: 10 * n + m
    for n, tens in enumerate(_ROMAN_TENS)
    for m, units in enumerate(_ROMAN_UNITS)
    if len(tens + units) > 1
}
"""Roman numerals of several letters; those with a C, D or M are words as often ("mix", "civil")."""

DECIMALS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
PERCENTAGES = frozenset({"%", "percent", "pc", "pct"})
_FOLLOWING = frozenset(
    """
    per percentage pp ppt ppts point points basis bp bps - and st nd rd th am pm degree degrees below
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)
_PRECEDING = frozenset({"minus", "no", "nos", "number", "numbers"})

Measure = tuple[tuple[str, ...], str, int | Fraction]
"""The words of a unit, its name and its size."""


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The table that is installed with the package, in small letters.

    Attributes
    ----------
    scales : mapping of str to int
        What multiplies the number before it.
    stuck : mapping of str to int
        The same, stuck to digits ("2m").
    spans : mapping of str to int
        Years of a decade and the like.
    runs : frozenset of str
        What follows the second number of "two in three days", which is no ratio.
    units : mapping of str to str
        Words and marks of a currency, each to its unit.
    signs : frozenset of str
        Those of them that stand before their number.
    whose_dollars : mapping of str to str
        "US" and "Australian", each to the letters of its unit.
    glued : mapping of str to str
        Signs that digits are stuck to as to a word ("Rs200"), each to its unit.
    lengths : mapping of str to int
        Metres of a letter that is stuck to digits for millions or thousands too.
    measures : mapping of str to tuple of Measure
        What begins with each word, the longest first.
    degrees : mapping of str to str
        Words for a scale of temperature, each to its letter.
    of_degrees : frozenset of str
        What degrees begin with behind their number.
    single : frozenset of str
        Units that "a" may stand before.
    clock : mapping of str to int
        Minutes of "noon".
    hedges : mapping of str to str
        Words that leave the number after them open, each to the side: ``around``, ``below``, ``above``.
    before : frozenset of str
        What may stand before a number and belong to it.
    starts : frozenset of str
        Words that a number may begin with.
    follow : frozenset of str
        What may stand behind a number and belong to it.
    """

    scales: Mapping[str, int]
    stuck: Mapping[str, int]
    spans: Mapping[str, int]
    runs: frozenset[str]
    units: Mapping[str, str]
    signs: frozenset[str]
    whose_dollars: Mapping[str, str]
    glued: Mapping[str, str]
    lengths: Mapping[str, int]
    measures: Mapping[str, tuple[Measure, ...]]
    degrees: Mapping[str, str]
    of_degrees: frozenset[str]
    single: frozenset[str]
    clock: Mapping[str, int]
    hedges: Mapping[str, Hedge]
    before: frozenset[str]
    starts: frozenset[str]
    follow: frozenset[str]


@cache
def number_table() -> NumberTable:
    """Return the table that is installed with the package."""
    table = read_table("numbers")
    units, whose, degrees, hedges = (
        {word: name for name, words in table[part].items() for word in words}
        for part in ("units", "whose_dollars", "degrees", "hedges")
    )
    measures = _measures(table["measures"])
    # A "second" is as often the next to the first.
    single = frozenset(
        [word for word, of in measures.items() if of[-1][1].endswith(f":{word}") and word not in ORDINALS]
    )
    clock = table["clock"]
    starts = frozenset(
        {*SMALL, *ORDINALS, *PARTS, *DECADES, *FOLDS, *table["scales"], *table["spans"], *single, *clock}
    )
    signs = frozenset(table["signs"]["words"])
    parts = {f"{word}s" for word in PARTS}
    beside = {*DECIMALS, *PERCENTAGES, *_FOLLOWING}
    return NumberTable(
        scales=table["scales"],
        stuck=table["stuck"],
        spans=table["spans"],
        runs=frozenset(table["runs"]["words"]),
        units=units,
        signs=signs,
        whose_dollars=whose,
        glued={sign: units[sign] for sign in table["glued"]["words"]},
        lengths=table["lengths"],
        measures=measures,
        degrees=degrees,
        of_degrees=frozenset({"degree", "degrees", "below", *degrees}),
        single=single,
        clock=clock,
        hedges=hedges,
        before=signs | _PRECEDING,
        starts=starts,
        follow=starts | parts | {*table["stuck"], *units, *table["lengths"], *measures, *degrees, *beside},
    )


def _measures(kinds: Mapping[str, Mapping[str, list[str]]]) -> dict[str, tuple[Measure, ...]]:
    found: dict[str, list[Measure]] = {}
    for kind, units in kinds.items():
        for size, entries in units.items():
            for entry in entries:
                words = tuple(entry.split())
                found.setdefault(words[0], []).append((words, f"{kind}:{entries[0]}", _size(size)))
    return {first: tuple(sorted(of, key=lambda measure: -len(measure[0]))) for first, of in found.items()}


def _size(text: str) -> int | Fraction:
    size = Fraction(text)
    return int(size) if size.denominator == 1 else size
