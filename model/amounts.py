"""Whether two numbers say the same: their values exactly, and what they count as far as either says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

Value = int | Fraction | str
"""Exact; a text where digits are no number ("12.05.2024")."""

Hedge = Literal["around", "below", "above"]

Reading = tuple[Value, str]
"""A value and its unit."""

PLAIN, YEAR, DECADE, PERCENT, POINTS, ORDINAL = "", "year", "decade", "%", "points", "ordinal"
OF_A_PAIR, COUNTED, CLOCK, TEMPERATURE = "pair", "counted", "clock", "temperature"
"""Units besides currencies ("£", "yen") and measures: a kind, ":" and a unit of it ("time:hour"), whose value is that
in the first unit of its kind.

`DECADE` is that of "the 1980s" and of "her eighties", `OF_A_PAIR` is either number of "52-48": a percentage or a plain
number, for all it says. `COUNTED` is the number itself of "24 hours", which a plain 24 bears out, `CLOCK` a time of the
day in minutes, `POINTS` those of a percentage.
"""

_ROUNDED, _ROUNDED_TO_ONE = 20, 60
"""A number off by such a part of itself is no rounded one: one of two digits or more ("17bn"), and of one ("5m")."""

_CONVERTED = 10
"""The same where two units of a kind are compared: a month is four weeks, and 10 miles are 16km."""

_MOST_PLACES = 4

_OVER_A_PART = Fraction(1, 5)
"""Of a part that is said to be exceeded: "over a third" is at most 40%, "over half" 60%."""

_SHARED_SIGNS = "$¥"
_OPEN = frozenset({PLAIN, YEAR})
_NEVER_PLAIN = frozenset({DECADE, PERCENT, POINTS, ORDINAL, OF_A_PAIR, CLOCK})
_BARE = frozenset({PLAIN, COUNTED})
_SHARES = frozenset({PERCENT, POINTS})


class Amount(NamedTuple):
    """A number in a line.

    Attributes
    ----------
    at : int
        Index of the token that stands for it.
    start, end : int
        The tokens it is written with, its unit among them.
    base : int, Fraction or str
        Its value before what multiplies it.
    scale : int or Fraction
        What it is multiplied by, the size of its unit within.
    unit : str
    others : tuple of (value, unit)
        What else it may say: "7m" is seven metres too.
    counts : bool
        Whether it asserts how many; "one of them", "the first" and "half-time" do not.
    """

    at: int
    start: int
    end: int
    base: Value
    scale: int | Fraction = 1
    unit: str = PLAIN
    others: tuple[Reading, ...] = ()
    counts: bool = True

    @property
    def is_word(self) -> bool:
        """Whether it is read as a number and as nothing else; "half" and "first" are content words too."""
        return self.counts or (self.base == 1 and self.unit == PLAIN)

    @property
    def value(self) -> Value:
        """Its value in full."""
        return self.base if isinstance(self.base, str) else self.base * self.scale

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Every value and unit it may say, the likeliest first."""
        return ((self.value, self.unit), *self.others)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers of a line or a body, by value.

    Attributes
    ----------
    units : mapping of value to set of str
        The units of each value.
    percentages : bool
        Whether any is counted in percent; if so, a plain number beside them may be one ("from 2.4 to 2.6 percent").
    """

    units: Mapping[Value, set[str]]
    percentages: bool

    @classmethod
    def of(cls, amounts: Iterable[Amount]) -> Amounts:
        """File `amounts` by every value they may say."""
        units: dict[Value, set[str]] = {}
        percentages = False
        for amount in amounts:
            percentages = percentages or (amount.counts and amount.unit in _SHARES)
            units.setdefault(amount.value, set()).add(amount.unit)
            for value, unit in amount.others:
                units.setdefault(value, set()).add(unit)
        return cls(units, percentages)

    def hold(self, amount: Amount, line: Amounts) -> bool:
        """Return whether one of them says the same as `amount` of `line`, in full or rounded to the places it has."""
        if amount.value == 0 and 0 in self.units:
            return True  # of whatever
        return (
            any(
                self._agree(unit, other, line) for value, unit in amount.readings for other in self.units.get(value, ())
            )
            or self._hold_rounded(amount)
            or self._hold_converted(amount)
        )

    def _hold_rounded(self, amount: Amount) -> bool:
        # "7.6m" of 7,604,000, "17%" of 16.8, "two-thirds" of 67%; but not "2m" of 1.9m, or "5m" of 5.1m.
        if isinstance(amount.base, str) or amount.value == 0:
            return False
        place = _place(amount.base)
        one_digit = place is not None and amount.base < 10 * _last_place(Fraction(amount.base))
        least = _ROUNDED_TO_ONE if one_digit else _ROUNDED
        return any(
            self._hold_near(Fraction(value), unit, place and place * Fraction(value) / amount.base, least)
            for value, unit in amount.readings
            if unit in (amount.unit, COUNTED) and not isinstance(value, str)
        )

    def _hold_near(self, value: Fraction, own: str, place: Fraction | None, least: int) -> bool:
        for other, units in self.units.items():
            if isinstance(other, str) or abs(other - value) * least >= value:
                continue
            step = place or _place(other)
            same = any(_round_alike(own, unit) for unit in units)
            if same and step and abs(other - value) * 2 <= step:
                return True
        return False

    def _hold_converted(self, amount: Amount) -> bool:
        # "10 miles" of 16km, "a month" of 31 days; but not "11 months" of 12.
        return any(
            unit != own and kind_of(unit) == kind_of(own) and _are_near(value, other, kind_of(own))
            for value, own in amount.readings
            if ":" in own
            for other, units in self.units.items()
            for unit in units
            if ":" in unit
        )

    def hold_about(self, amount: Amount, line: Amounts, hedge: Hedge, *, part: bool = False) -> bool:
        """Return whether one of them fits an `amount` that its line leaves open: "nearly 2m", "over 1,000".

        About and nearly: within a tenth. Over: up to the next number with as few digits, as 1,900 is over 1,000, and of
        a `part` in words, "over a third", a fifth more.
        """
        if isinstance(amount.base, str) or amount.value == 0:
            return False
        # Of the number as it is written.
        least = _OVER_A_PART if part else _last_place(Fraction(amount.base)) / amount.base
        return any(self._hold_open(value, unit, line, hedge, least) for value, unit in amount.readings)

    def _hold_open(self, value: Value, own: str, line: Amounts, hedge: Hedge, least: Fraction) -> bool:
        if isinstance(value, str):
            return False
        low = value if hedge == "above" else Fraction(value * 9, 10)
        high = {"around": Fraction(value * 11, 10), "below": value, "above": value + abs(value * least)}[hedge]
        return any(
            low <= other <= high and any(unit != YEAR and self._agree(own, unit, line) for unit in units)
            for other, units in self.units.items()
            if not isinstance(other, str)
        )

    def _agree(self, own: str, other: str, line: Amounts) -> bool:
        # `own` is a unit of the line, `other` one of these.
        if own == other or _are_one_money(own, other):
            return own != COUNTED
        either = {own, other}
        if ":" in own or ":" in other:
            return kind_of(own) == kind_of(other)
        if OF_A_PAIR in either:
            return either <= {OF_A_PAIR, PERCENT, *_OPEN}
        if not _SHARES.isdisjoint(either) and not _OPEN.isdisjoint(either):
            return line.percentages if own in _OPEN else self.percentages
        if not _OPEN.isdisjoint(either):
            return either.isdisjoint(_NEVER_PLAIN)
        return False


def kind_of(unit: str) -> str:
    """Return the kind of a measure: "time" for "time:hour"; of any other unit, the unit."""
    return unit.partition(":")[0]


def _round_alike(own: str, other: str) -> bool:
    return (own == other and other not in (YEAR, COUNTED)) or _are_one_money(own, other) or {own, other} == _BARE


def _are_near(value: Value, other: Value, kind: str) -> bool:
    if isinstance(value, str) or isinstance(other, str):
        return False
    # Degrees have no zero that is none.
    near = Fraction(1) if kind == TEMPERATURE else abs(Fraction(value, _CONVERTED))
    return abs(Fraction(other - value)) <= near


def _place(value: int | Fraction) -> Fraction | None:
    # The last place it is written with, 1 or a part of it; a third has none.
    places = next((n for n in range(_MOST_PLACES) if value * 10**n == int(value * 10**n)), None)
    return None if places is None else Fraction(1, 10**places)


def _are_one_money(own: str, other: str) -> bool:
    # Anybody's dollars, yen or yuan, where one of them does not say whose.
    return any(sign in (own, other) and own[0:1] == other[0:1] == sign for sign in _SHARED_SIGNS)


def _last_place(value: Fraction) -> Fraction:
    # 100 for 1,200; a tenth for 1.2.
    place = _place(value) or Fraction(1)
    while value and value % (place * 10) == 0:
        place *= 10
    return place
