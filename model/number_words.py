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
)

DECADES = {f"{word[:-1]}ies": n for word, n in SMALL.items() if n >= 20}
"""Of a century or of a life: "her eighties"."""

PARTS = {"half": 2, "quarter": 4} | {word: n for word, n in ORDINALS.items() if 3 <= n <= 10}
"""What a whole is parted into: "a fifth of"."""

DECIMALS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
PERCENTAGES = frozenset({"%", "percent", "pc", "pct"})
_FOLLOWING = {*DECIMALS, *PERCENTAGES, "per", "percentage", "basis", "bp", "bps", "-", "and", "st", "nd", "rd", "th"}


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
    lengths : mapping of str to str
        Words for a length, each to what is stuck to digits for it.
    hedges : mapping of str to str
        Words that leave the number after them open, each to the side: ``around``, ``below``, ``above``.
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
    lengths: Mapping[str, str]
    hedges: Mapping[str, Hedge]
    starts: frozenset[str]
    follow: frozenset[str]


@cache
def number_table() -> NumberTable:
    """Return the table that is installed with the package."""
    table = read_table("numbers")
    units, whose, lengths, hedges = (
        {word: name for name, words in table[part].items() for word in words}
        for part in ("units", "whose_dollars", "lengths", "hedges")
    )
    starts = frozenset({*SMALL, *ORDINALS, *PARTS, *DECADES, *table["scales"], *table["spans"]})
    signs = frozenset(table["signs"]["words"])
    parts = {f"{word}s" for word in PARTS}
    follow = starts | parts | {*table["stuck"], *units, *lengths, *_FOLLOWING}
    return NumberTable(
        table["scales"],
        table["stuck"],
        table["spans"],
        frozenset(table["runs"]["words"]),
        units,
        signs,
        whose,
        lengths,
        hedges,
        starts,
        follow,
    )
