"""What two numbers side by side say together: a ratio, a range, a sum, a time of day."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from levelhed.model.amounts import CLOCK, OF_A_PAIR, PERCENT, PLAIN, YEAR, Amount, kind_of
from levelhed.model.units import HALVES, Text

_JOINING = frozenset({"-", "to", "or", "from", "up", "down"})
# "One in five", "nine out of 10", "1-in-5".
_OUT_OF = (["in"], ["in", "every"], ["out", "of"], ["out", "of", "every"], ["-", "in", "-"])
_MOST_BETWEEN = max(map(len, _OUT_OF))


def ratios(text: Text, amounts: list[Amount]) -> list[Amount]:
    """Return `amounts` with ratios as one: "one in five" is a percentage, "two in three days" are two numbers."""
    found: list[Amount] = []
    for amount in amounts:
        part = found[-1] if found else None
        if part is not None and _is_ratio(text, part, amount):
            percent = Fraction(100 * int(part.value), int(amount.value))
            found[-1] = Amount(part.at, part.start, amount.end, percent, 1, PERCENT)
        else:
            found.append(amount)
    return found


def _is_ratio(text: Text, part: Amount, whole: Amount) -> bool:
    if whole.start > part.end + _MOST_BETWEEN:
        return False
    if any(a.unit != PLAIN or not a.counts or not isinstance(a.base, int) for a in (part, whole)) or part.scale > 1:
        return False
    between, following = text.words[part.end : whole.start], text.words[whole.end]
    return (
        0 < part.value < whole.value  # type: ignore[operator]
        and between in _OUT_OF
        and following not in text.table.runs
        and not (following == "-" and "-" not in between)  # "three in two-car crash"
    )


def joined(text: Text, amounts: list[Amount]) -> list[Amount]:
    """Return `amounts` with what those side by side say together: in "5 to 6 million" either may be millions."""
    for n, (_, high) in enumerate(pairwise(amounts)):
        low = amounts[n]
        if high.start > low.end + 2:
            continue
        between = text.words[low.end : high.start]
        if not between:
            amounts[n : n + 2] = _beside(text, low, high)
        elif _JOINING.issuperset(between):
            amounts[n : n + 2] = [_as(high, low, between), _as(low, _in_full(low, high, between), between)]
        elif between == [":"]:
            amounts[n : n + 2] = _clock(text, low, high)
        elif between == ["and"]:
            amounts[n : n + 2] = _summed(low, high)
    return amounts


def _in_full(low: Amount, high: Amount, between: Sequence[str]) -> Amount:
    # The second year of "2024-25".
    if between != ["-"] or low.unit != YEAR or high.unit != PLAIN or not isinstance(high.base, int):
        return high
    year = int(low.value) // 100 * 100 + high.base
    return high._replace(others=(*high.others, (year, YEAR))) if int(low.value) < year and high.base < 100 else high


def _beside(text: Text, low: Amount, high: Amount) -> Sequence[Amount]:
    # "5ft 10in", "12 500" and "1/3".
    first, second = low.value, high.value
    if (
        low.unit not in (PLAIN, YEAR)
        or not isinstance(first, int)
        or not text.one_apart(high.start)
        or high.start != high.at
    ):
        return _summed(low, high)
    digits = text.words[low.at], text.words[high.at]
    if not (digits[0].isdecimal() and digits[1].isdecimal()) or low.scale != 1:
        return low, high
    if len(digits[0]) < 4 and len(digits[1]) == 3:
        said = int("".join(digits)) * high.scale, high.unit
    elif isinstance(second, int) and 0 < first < second <= 10:
        said = Fraction(100 * first, second), PERCENT
    elif low.unit == YEAR:
        return low, _in_full(low, high, ["-"])
    else:
        return low, high
    return low._replace(others=(*low.others, said)), high._replace(others=(*high.others, said))


def _summed(low: Amount, high: Amount) -> Sequence[Amount]:
    # "Two hours and five minutes" are 125 minutes too.
    kinds = kind_of(low.unit), kind_of(high.unit)
    if ":" not in low.unit or kinds[0] != kinds[1] or isinstance(low.value, str) or isinstance(high.value, str):
        return low, high
    if not 0 < high.value < low.scale:
        return low, high
    total = (low.value + high.value, low.unit)
    return low._replace(others=(*low.others, total)), high._replace(others=(*high.others, total))


def _as(beside: Amount, amount: Amount, between: Sequence[str]) -> Amount:
    if isinstance(amount.base, str) or amount.scale > 1 or ":" in amount.unit or beside.unit == CLOCK:
        return amount
    unit = beside.unit if amount.unit in (PLAIN, YEAR) else amount.unit
    if beside.scale != 1 or unit != amount.unit:
        return amount._replace(others=(*amount.others, (amount.base * beside.scale, unit)))
    if between == ["-"] and unit == PLAIN:
        return amount._replace(others=(*amount.others, (amount.base, OF_A_PAIR)))
    return amount


def _clock(text: Text, hour: Amount, minute: Amount) -> tuple[Amount, Amount]:
    # "17:30" and "5:30 p.m.": either number may say the time.
    i = hour.end
    apart = minute.start != i + 1 or text.stuck(i) != ":" or not text.stuck(i + 1)
    if apart or len(text.words[i + 1]) != 2 or not _below(hour.value, 24) or not _below(minute.value, 60):
        return hour, minute
    half = HALVES.get(text.words[minute.end])
    time = 60 * int(hour.value) + int(minute.value)
    times = (time, (time + 720) % 1440) if half is None and hour.value <= 12 else (time,)  # type: ignore[operator]
    if half is not None:
        minute = minute._replace(end=minute.end + 1)
        times = (time % 720 + half,)
    others = tuple((time, CLOCK) for time in times)
    return hour._replace(others=(*hour.others, *others)), minute._replace(others=(*minute.others, *others))


def _below(value: object, limit: int) -> bool:
    return isinstance(value, int) and value < limit
