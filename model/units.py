"""What a number counts, read from the words beside it: a sum of money, a percentage, hours, miles, a time of day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from levelhed.model.amounts import CLOCK, COUNTED, PERCENT, PLAIN, POINTS, TEMPERATURE, Amount, Reading
from levelhed.model.number_words import PERCENTAGES, NumberTable
from levelhed.model.tokens import Token

_POINTS = frozenset({"pp", "ppt", "ppts"})
# "A 5% lead" is one of five points.
_OF_TWO_SHARES = frozenset({"lead", "leads", "leading", "led", "ahead", "behind", "swing", "gap", "margin", "majority"})
_NEARBY = 4
HALVES = {"am": 0, "pm": 720}
"""Minutes of a day before either half of it."""

_HUNDREDTHS = {"pence": ("£",), "cent": ("$", "€")}
_KILOGRAMS_OF_A_POUND = Fraction("0.45359237")


class Text(NamedTuple):
    """The words that numbers are read from, with some empty ones behind the last and so before the first."""

    tokens: Sequence[Token]
    words: Sequence[str]
    table: NumberTable

    def stuck(self, i: int) -> str:
        """Return the word at `i` where nothing parts it from the one before."""
        joined = 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end
        return self.words[i] if joined else ""

    def beyond_hyphen(self, i: int) -> int:
        """Return `i`, or what follows where a hyphen stands at it."""
        return i + 1 if self.words[i] == "-" else i

    def one_apart(self, i: int) -> bool:
        """Return whether one letter parts the token at `i` from the one before: a space, a stop, a slash."""
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end + 1


class Unit(NamedTuple):
    """A unit behind a number.

    Attributes
    ----------
    end : int
        The token behind it.
    name : str
    size : int or Fraction
        What it multiplies its number by.
    """

    end: int
    name: str = PLAIN
    size: int | Fraction = 1


def sign_before(text: Text, start: int) -> tuple[int, str]:
    """Return where a number begins with the sign of its money, and which that is."""
    sign = text.words[start - 1]
    if sign not in text.table.signs:
        return start, PLAIN
    whose = text.table.whose_dollars.get(text.words[start - 2], "") if sign == "$" and text.stuck(start - 1) else ""
    return start - 2 if whose else start - 1, text.table.units[sign] + whose


def unit_after(text: Text, end: int, *, digits: bool) -> Unit:
    """Return the unit that stands behind a number that ends at `end`."""
    i = text.beyond_hyphen(end)
    word, following = text.words[i], text.words[i + 1]
    if (share := share_at(text, i)) is not None:
        return share
    if (measure := _measure(text, i, digits=digits)) is not None:
        return measure
    units = text.table.units
    if word in units and word[0].isalpha() and (len(word) > 1 or (word == "p" and text.stuck(i))):
        return Unit(i + 1, units[word])
    if following in units and len(following) > 1 and text.tokens[i].capital:
        whose = text.table.whose_dollars.get(word, "") if units[following] == "$" else ""
        return Unit(i + 2, units[following] + whose)  # "Australian dollars", "Swiss francs"
    return Unit(end)


def share_at(text: Text, i: int) -> Unit | None:
    """Return the unit that begins at `i` if it is percent or percentage points."""
    word, following = text.words[i], text.words[i + 1]
    if word in _POINTS or (word == "percentage" and following in ("point", "points")):
        return Unit(i + 1 + (word == "percentage"), POINTS)
    end = i + 1 if word in PERCENTAGES else i + 2 if (word, following) == ("per", "cent") else 0
    if end and text.words[end] in ("point", "points"):
        return Unit(end + 1, POINTS)
    return Unit(end, PERCENT) if end else None


def with_other_readings(text: Text, amount: Amount, said: int | Fraction, money: str) -> Amount:
    """Return `amount`, written as `said`, with what its unit leaves open: half a point may be said in percent too."""
    unit = amount.unit
    others: list[Reading] = []
    if unit == POINTS and said <= 1:
        # Of so little, an interest rate, news says either.
        return amount._replace(unit=PERCENT, others=((said, POINTS),))
    if unit == PERCENT:
        near = text.words[max(0, amount.start - _NEARBY) : amount.start + _NEARBY + 2]
        others = [(said, POINTS)] if not _OF_TWO_SHARES.isdisjoint(near) else []
    elif ":" in unit:
        others = [(said, COUNTED)]
    elif unit in _HUNDREDTHS:
        others = [(Fraction(said) / 100, whole) for whole in _HUNDREDTHS[unit]]
    elif unit == "£" and not money:
        others = [(said * _KILOGRAMS_OF_A_POUND, "mass:pound")]
    elif not unit and text.words[text.beyond_hyphen(amount.end)] in ("point", "points"):
        others = [(said, POINTS)]
    return amount._replace(others=(*amount.others, *others)) if others else amount


def temperature(text: Text, amount: Amount) -> Amount:
    """Return a number as degrees where it is some, below zero where it says so."""
    base, unit = amount.base, amount.unit
    if unit or amount.scale != 1 or isinstance(base, str):
        return amount
    before = text.words[amount.start - 1]
    if before not in ("-", "minus") and text.words[text.beyond_hyphen(amount.end)] not in text.table.of_degrees:
        return amount
    end, scale = _scale_of(text, amount.end)
    dash = before == "-" and text.stuck(amount.start) and not text.stuck(amount.start - 1)
    negative = before == "minus" or (dash and bool(scale))
    value = -base if negative else base
    below = text.words[text.beyond_hyphen(end + (text.words[end] in ("degree", "degrees")))] == "below"
    opposite = ((-base, PLAIN), *((v, u) for v, u in _degrees(-base, scale))) if below or (dash and not scale) else ()
    readings = (*_degrees(value, scale), (value, COUNTED if scale else PLAIN), *opposite)
    (first, unit), *others = readings
    start = amount.start - 1 if before == "minus" else amount.start
    return amount._replace(start=start, end=end, base=first, unit=unit, others=(*amount.others, *others))


def clock(text: Text, i: int, value: int | Fraction) -> Amount | None:
    """Return the number at `i` as a time of the day, "5pm", "5.30 a.m.", if it is one."""
    half = text.words[i + 1]
    hour, _, minute = text.words[i].partition(".")
    if half not in HALVES or text.words[i - 1] == ":" or not 1 <= value < 13 or len(minute) not in (0, 2):
        return None
    time = 60 * (int(hour) % 12) + int(minute or 0) + HALVES[half]
    return Amount(i, i, i + 2, time, 1, CLOCK, ((value, COUNTED),))


def _measure(text: Text, i: int, *, digits: bool) -> Unit | None:
    word = text.words[i]
    for words, name, size in text.table.measures.get(word, ()):
        end = i + len(words)
        if tuple(text.words[i:end]) != words:
            continue
        # "5 h" and "Two GB rowers" are not measured, and a "second" may be the next to the first.
        short = (len(word) == 1 and not text.stuck(i)) or (len(word) == 2 and not digits)
        return None if short or (word == "second" and text.words[i - 1] != "-") else Unit(end, name, size)
    return None


def _scale_of(text: Text, end: int) -> tuple[int, str]:
    # Where degrees end that follow a number, and of which scale they are.
    degrees = text.beyond_hyphen(end)
    said = text.words[degrees] in ("degree", "degrees")
    i = degrees + 1 if said else end
    word = text.words[i]
    scale = text.table.degrees.get(word, "")
    if len(word) == 1 and not (text.tokens[i].capital and (said or text.stuck(i) or text.one_apart(i))):
        return end, ""
    return (i + 1, scale) if scale else (end, "")


def _degrees(value: int | Fraction, scale: str) -> tuple[Reading, ...]:
    if scale == "f":
        # A rise of 9F is one of 5C, and 9F is -13C.
        return (Fraction(value - 32) * 5 / 9, f"{TEMPERATURE}:f"), (Fraction(value) * 5 / 9, f"{TEMPERATURE}:f")
    return ((value, f"{TEMPERATURE}:c"),) if scale else ()
