"""Whether two numbers say the same: their values exactly, and what they count as far as either says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

Value = int | Fraction | str
"""Exact; a text where digits are no number ("12.05.2024")."""

Hedge = Literal["around", "below", "above"]

PLAIN, YEAR, DECADE, PERCENT, ORDINAL, OF_A_PAIR = "", "year", "decade", "%", "ordinal", "pair"
"""Units besides currencies ("£", "yen") and lengths ("m", "k").

`DECADE` is that of "the 1980s" and of "her eighties", `OF_A_PAIR` is either number of "52-48": a percentage or a plain
number, for all it says.
"""

_ROUNDED, _ROUNDED_TO_ONE = 20, 60
"""A number off by such a part of itself is no rounded one: one of two digits or more ("17bn"), and of one ("5m")."""

_MOST_PLACES = 4

_SHARED_SIGNS = "$¥"
_OPEN = frozenset({PLAIN, YEAR})
_NEVER_PLAIN = frozenset({DECADE, PERCENT, ORDINAL, OF_A_PAIR, "m", "k"})


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
    scale : int
        What it is multiplied by.
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
    scale: int = 1
    unit: str = PLAIN
    others: tuple[tuple[Value, str], ...] = ()
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
    def readings(self) -> tuple[tuple[Value, str], ...]:
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
            percentages = percentages or (amount.counts and amount.unit == PERCENT)
            units.setdefault(amount.value, set()).add(amount.unit)
            for value, unit in amount.others:
                units.setdefault(value, set()).add(unit)
        return cls(units, percentages)

    def hold(self, amount: Amount, line: Amounts) -> bool:
        """Return whether one of them says the same as `amount` of `line`, in full or rounded to the places it has."""
        if amount.value == 0:
            return 0 in self.units  # of whatever
        return any(
            self._agree(unit, other, line) for value, unit in amount.readings for other in self.units.get(value, ())
        ) or self._hold_rounded(amount)

    def _hold_rounded(self, amount: Amount) -> bool:
        # "7.6m" of 7,604,000, "17%" of 16.8, "two-thirds" of 67%; but not "2m" of 1.9m, or "5m" of 5.1m.
        if isinstance(amount.base, str):
            return False
        value, place = Fraction(amount.value), _place(amount.base)
        one_digit = place is not None and amount.base < 10 * _last_place(Fraction(amount.base))
        least = _ROUNDED_TO_ONE if one_digit else _ROUNDED
        for other, units in self.units.items():
            if isinstance(other, str) or abs(other - value) * least >= value:
                continue
            step = place * amount.scale if place else _place(other)
            same = any(amount.unit == unit != YEAR or _are_one_money(amount.unit, unit) for unit in units)
            if same and step and abs(other - value) * 2 <= step:
                return True
        return False

    def hold_about(self, amount: Amount, line: Amounts, hedge: Hedge) -> bool:
        """Return whether one of them fits an `amount` that its line leaves open: "nearly 2m", "over 1,000".

        About and nearly: within a tenth. Over: up to the next number with as few digits, as 1,900 is over 1,000.
        """
        if isinstance(amount.value, str):
            return False
        value = Fraction(amount.value)
        low = value if hedge == "above" else value * 9 / 10
        high = {"around": value * 11 / 10, "below": value, "above": value + _last_place(value)}[hedge]
        return any(
            low <= other <= high and any(unit != YEAR and self._agree(amount.unit, unit, line) for unit in units)
            for other, units in self.units.items()
            if not isinstance(other, str)
        )

    def _agree(self, own: str, other: str, line: Amounts) -> bool:
        # `own` is a unit of the line, `other` one of these.
        if own == other or _are_one_money(own, other):
            return True
        either = {own, other}
        if OF_A_PAIR in either:
            return either <= {OF_A_PAIR, PERCENT, *_OPEN}
        if PERCENT in either and not _OPEN.isdisjoint(either):
            return line.percentages if own in _OPEN else self.percentages
        if not _OPEN.isdisjoint(either):
            return either.isdisjoint(_NEVER_PLAIN)
        return False


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
