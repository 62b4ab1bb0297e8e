"""The numbers of a line, in digits or in words, each with what it counts: "$2bn", "one in five", "a dozen"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from levelhed.model.amounts import DECADE, OF_A_PAIR, ORDINAL, PERCENT, PLAIN, YEAR, Amount, Hedge, Value
from levelhed.model.number_words import (
    DECADES,
    DECIMALS,
    ORDINALS,
    PARTS,
    PERCENTAGES,
    SMALL,
    NumberTable,
    number_table,
)
from levelhed.model.tokens import Token

_JOINING = frozenset({"-", "to", "or", "from", "up", "down"})
# Stands behind the last word, so that one may look a few words ahead of any, and behind the first (index -1).
_BEYOND = 8 * [""]
# "No one", "this one trick", "one of them", "one-off": no number is meant.
_BEFORE_PRONOUN = frozenset({"no", "any", "every", "some", "this", "the", "each", "another"})
_AFTER_PRONOUN = frozenset({"of", "another", "who", "whose", "can", "must", "should"})
# "One in five", "nine out of 10", "1-in-5".
_OUT_OF = (["in"], ["in", "every"], ["out", "of"], ["out", "of", "every"], ["-", "in", "-"])
_PERCENT = frozenset({("per", "cent"), ("percentage", "point")})
# "21st century"
_BEFORE_CENTURY = frozenset({"-", "st", "nd", "rd", "th"})
_AFTER_HYPHEN = frozenset({"off", "way", "on", "sided", "stop", "size", "time", "liner"})


def read_amounts(tokens: Sequence[Token]) -> list[Amount]:
    """Return the numbers in `tokens`, in order."""
    table = number_table()
    words = [token.lower for token in tokens]
    distinct = set(words)
    # What comes before ":" begins with no letter, which tells most words at once.
    begins = (table.starts & distinct) | {word for word in distinct if word < ":" and word[0].isdigit()}
    if not begins:
        return []
    text = _Text(tokens, words + _BEYOND, table)
    found: list[Amount] = []
    end = 0
    for i in [i for i, word in enumerate(words) if word in begins]:
        amount = _read(text, i) if i >= end else None
        if amount is not None:
            found.append(amount)
            end = amount.end
    return _joined(text, _ratios(text, found))


def hedge_of(tokens: Sequence[Token], amount: Amount) -> Hedge | None:
    """Return to which side the word before an amount leaves it open, if it does."""
    before = [token.lower for token in tokens[max(0, amount.start - 2) : amount.start]]
    if before[-1:] == ["than"]:
        return "below" if before[0] in ("less", "fewer", "lower") else "above"
    return number_table().hedges.get(before[-1]) if before else None


class _Text(NamedTuple):
    tokens: Sequence[Token]
    words: Sequence[str]  # with `_BEYOND`
    table: NumberTable

    def stuck(self, i: int) -> str:
        # The word at `i` where nothing parts it from the one before.
        joined = 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end
        return self.words[i] if joined else ""

    def beyond_hyphen(self, i: int) -> int:
        return i + 1 if self.words[i] == "-" else i


def _read(text: _Text, i: int) -> Amount | None:
    _, words, table = text
    word, before = words[i], words[i - 1]
    if word[0].isdigit():
        value = _value(word)
        if isinstance(value, str):
            return Amount(i, i, i + 1, value)
        if before in table.signs or words[i + 1] in table.follow or words[i + 2] in table.units:
            return _in_digits(text, i, value)
        year = len(word) == 4 and 1900 <= value < 2100
        decade = (
            ((value % 100, DECADE),) if value % 10 == 0 and (year or value < 100) and text.stuck(i + 1) == "s" else ()
        )
        return Amount(i, i, i + 1, value, 1, YEAR if year else PLAIN, decade)
    if word in SMALL:
        return _in_words(text, i)
    if word == "half" or (word in PARTS and before == "a") or (word == "quarter" and _whole(text, i)[1] > i + 1):
        return _part(text, i)
    if word in ORDINALS:
        (value, unit), *others = _ordinal(ORDINALS[word])
        return Amount(i, i, i + 1, value, 1, unit, tuple(others), False)
    if word in table.scales and before in ("a", "an"):  # "several hundred" says no number
        return _with_unit(text, i, i - 1, *_spoken(text, i, 1)[:2])
    if word in DECADES:
        return Amount(i, i, i + 1, DECADES[word], 1, DECADE)
    if word in table.spans and word[-1] != "s" and before not in _BEFORE_CENTURY and before not in ORDINALS:
        return Amount(i, i, i + 1, table.spans[word], counts=False)  # "the past decade" is ten years
    return None


def _in_digits(text: _Text, i: int, value: int | Fraction) -> Amount:
    if text.stuck(i + 1) in ("st", "nd", "rd", "th"):
        return Amount(i, i, i + 2, value, 1, ORDINAL, ((value, PLAIN),))
    amount = _with_unit(text, i, i, value, i + 1, digits=True)
    year = amount.unit == PLAIN and amount.scale == 1 and len(text.words[i]) == 4 and 1900 <= value < 2100
    return amount._replace(unit=YEAR) if year else amount


def _in_words(text: _Text, i: int) -> Amount:
    _, words, table = text
    word = words[i]
    if word == "one" and _is_pronoun(words, i):
        return Amount(i, i, i + 1, 1, counts=False)
    if words[i + 1] not in table.follow and words[i + 2] not in table.units:
        return Amount(i, i, i + 1, SMALL[word])
    value, end, ordinal = _spoken(text, i, 0)
    if ordinal:
        return Amount(i, i, end, value, 1, ORDINAL, ((value, PLAIN),))
    return _parts(text, i, value, end) or _with_unit(text, i, i, value, end)


def _value(digits: str) -> Value:
    plain = digits.replace(",", "")
    if plain.isdecimal():
        return plain if len(plain) > 2 and plain[0] == "0" else int(plain)
    whole, _, rest = plain.partition(".")
    return Fraction(int(whole + rest), 10 ** len(rest)) if whole.isdecimal() and rest.isdecimal() else plain


def _ordinal(number: int) -> tuple[tuple[int, str], ...]:
    # "First" to "third" are said of much that nobody counts; "the twelfth stage" is stage 12.
    return ((number, ORDINAL), (number, PLAIN)) if number > 3 else ((number, ORDINAL),)


def _part(text: _Text, i: int) -> Amount:
    # "half", "a third": of a million, or of all there is.
    word, following = text.words[i], text.words[i + 1]
    parts = PARTS[word]
    whole, end = _whole(text, i)
    if whole > 1:
        return _with_unit(text, i, i, Fraction(whole, parts), end)
    if whole:
        return Amount(i, i, end, Fraction(1, parts), 1, PERCENT)
    before = text.words[i - 2] if text.words[i - 1] == "a" else text.words[i - 1]
    counts = (
        following == "of" or (before == "by" and following != "-") or (word == "half" and following in ("the", "all"))
    )
    others = _ordinal(ORDINALS[word]) if word in ORDINALS else ()
    return Amount(i, i, i + 1, Fraction(100, parts), 1, PERCENT, others, counts)


def _whole(text: _Text, i: int) -> tuple[int, int]:
    # What the part at `i` is a part of, and where that ends: "a million", "a century", 1 for a point of a percentage.
    word, following = text.words[i], text.words[i + 1]
    of = i + 3 if following == "of" and text.words[i + 2] in ("a", "one") else i + 1
    if following == "-" or (word == "half" and following in ("a", "an")):
        of = i + 2
    whole = text.words[of]
    if whole in ("point", "points"):
        return 1, of + 1
    if of == i + 1:
        return 0, i + 1
    if percent := _percent(text, of):
        return 1, percent
    size = text.table.scales.get(whole) or text.table.spans.get(whole, 0)
    return (size, of + 1) if size else (0, i + 1)


def _parts(text: _Text, i: int, value: int, end: int) -> Amount | None:
    # "two-thirds", "three quarters of", "three-quarters of a million"
    at = text.beyond_hyphen(end)
    word = text.words[at]
    parts = PARTS.get(word.removesuffix("s"), 0)
    if value >= parts or word.endswith("s") != (value > 1):
        return None
    whole, beyond = _whole(text, at)
    if whole > 1 and text.words[at + 1] == "of":
        return _with_unit(text, i, i, Fraction(value * whole, parts), beyond)
    if whole == 1:
        return Amount(i, i, beyond, Fraction(value, parts), 1, PERCENT)
    if parts == 4 and at == end and text.words[at + 1] != "of":
        return None  # a loss "for two quarters"
    return Amount(i, i, at + 1, Fraction(100 * value, parts), 1, PERCENT)


def _is_pronoun(words: Sequence[str], i: int) -> bool:
    if words[i + 1] == "-":
        return words[i + 2] in _AFTER_HYPHEN
    return words[i - 1] in _BEFORE_PRONOUN or words[i + 1] in _AFTER_PRONOUN


def _spoken(text: _Text, i: int, group: int) -> tuple[int, int, bool]:
    # What the words from `i` on count, where they end, and whether the last is an ordinal ("twenty-first").
    scales = text.table.scales
    total, last, end, j = 0, 0, i, i
    while word := text.words[j]:
        tens = group % 100 >= 20 and group % 10 == 0
        if word in SMALL:
            small = SMALL[word]
            room = small < 10 if tens else group % 100 == 0 and (end == i or group or last)
            next_word = end > i and small < 20 and text.words[j + 1] == "-" and text.words[j - 1] != "-"
            if not room or next_word:  # "twenty one-bedroom flats"
                break
            group += small
        elif word in scales and group and (not last or scales[word] < last) and (scales[word] > 100 or group < 100):
            if scales[word] > 100:
                total, group, last = total + group * scales[word], 0, scales[word]
            else:
                group *= scales[word]
        elif tens and ORDINALS.get(word, 10) < 10 and text.words[j - 1] == "-":
            return total + group + ORDINALS[word], j + 1, True
        elif end == i or not (word == "-" or _adds(text, j)):
            break
        j += 1
        if word not in ("-", "and"):
            end = j
    return total + group, end, False


def _adds(text: _Text, i: int) -> bool:
    # "a hundred and two thousand", but not "five million and six million"
    before = text.words[i - 1]
    return text.words[i] == "and" and (
        before == "hundred" or (before in text.table.scales and text.words[i + 2] not in text.table.scales)
    )


def _with_unit(text: _Text, at: int, start: int, base: int | Fraction, end: int, *, digits: bool = False) -> Amount:
    table = text.table
    start, unit = _sign(text, start)
    base, end = _and_a_half(text, base, end)
    scale, others = 1, []
    beyond = text.beyond_hyphen(end)
    if size := table.scales.get(text.words[beyond]) or table.spans.get(text.words[beyond]):
        scale, end = size, beyond + 1
    elif points := _basis_points(text, end):
        return Amount(at, start, points, base / Fraction(100), 1, PERCENT)
    elif digits and (unit or (text.stuck(end) and text.words[end] != "b")) and text.words[end] in table.stuck:
        if text.words[end] in table.lengths and not unit:
            others.append((base, table.lengths[text.words[end]]))
        scale, end = table.stuck[text.words[end]], end + 1
    end, after = _unit_after(text, end)
    if after in table.lengths:
        others.append((base * scale, after))
        after = PLAIN
    return Amount(at, start, end, base, scale, unit or after, tuple(others))


def _and_a_half(text: _Text, base: int | Fraction, end: int) -> tuple[int | Fraction, int]:
    if (part := DECIMALS.get(text.words[end])) is not None:
        return base + part, end + 1
    if "and" in text.words[end : end + 2]:
        said = [j for j in range(end, min(end + 6, len(text.words))) if text.words[j] != "-"][:3]
        if [text.words[j] for j in said] == ["and", "a", "half"]:
            return base + Fraction(1, 2), said[-1] + 1
    return base, end


def _sign(text: _Text, start: int) -> tuple[int, str]:
    sign = text.words[start - 1]
    if sign not in text.table.signs:
        return start, PLAIN
    whose = text.table.whose_dollars.get(text.words[start - 2], "") if sign == "$" and text.stuck(start - 1) else ""
    return start - 2 if whose else start - 1, text.table.units[sign] + whose


def _unit_after(text: _Text, end: int) -> tuple[int, str]:
    i = text.beyond_hyphen(end)
    word, following = text.words[i], text.words[i + 1]
    if percent := _percent(text, i):
        return percent, PERCENT
    units = text.table.units
    if word in text.table.lengths and (word not in ("m", "k") or i == end):
        return i + 1, text.table.lengths[word]
    if word in units and word[0].isalpha() and (word != "p" or text.stuck(i)):
        return i + 1, units[word]
    if following in units and len(following) > 1 and text.tokens[i].capital:
        whose = text.table.whose_dollars.get(word, "") if units[following] == "$" else ""
        return i + 2, units[following] + whose  # "Australian dollars", "Swiss francs"
    return end, PLAIN


def _percent(text: _Text, i: int) -> int:
    # Where a percentage ends that begins at `i`; 0 where none does.
    if text.words[i] in PERCENTAGES:
        return i + 1
    return i + 2 if (text.words[i], text.words[i + 1].removesuffix("s")) in _PERCENT else 0


def _basis_points(text: _Text, i: int) -> int:
    # Where "basis points" end that begin at `i`, hundredths of one of a percentage; 0 where there are none.
    if text.stuck(i) in ("bp", "bps"):
        return i + 1
    basis = text.beyond_hyphen(i)
    if text.words[basis] != "basis":
        return 0
    point = text.beyond_hyphen(basis + 1)
    return point + 1 if text.words[point] in ("point", "points") else 0


def _ratios(text: _Text, amounts: list[Amount]) -> list[Amount]:
    # "One in five" is one number, a percentage; "two in three days" are two.
    found: list[Amount] = []
    for amount in amounts:
        part = found[-1] if found else None
        if part is not None and _is_ratio(text, part, amount):
            percent = Fraction(100 * int(part.value), int(amount.value))
            found[-1] = Amount(part.at, part.start, amount.end, percent, 1, PERCENT)
        else:
            found.append(amount)
    return found


def _is_ratio(text: _Text, part: Amount, whole: Amount) -> bool:
    if any(a.unit != PLAIN or a.scale > 1 or not a.counts or not isinstance(a.base, int) for a in (part, whole)):
        return False
    between, following = text.words[part.end : whole.start], text.words[whole.end]
    return (
        0 < part.value < whole.value  # type: ignore[operator]
        and between in _OUT_OF
        and following not in text.table.runs
        and not (following == "-" and "-" not in between)  # "three in two-car crash"
    )


def _joined(text: _Text, amounts: list[Amount]) -> list[Amount]:
    # "5 to 6 million", "10-15%": what either says of scale and unit may hold for both.
    for n, (low, high) in enumerate(pairwise(amounts)):
        between = text.words[low.end : high.start]
        if 0 < len(between) <= 2 and _JOINING.issuperset(between):
            amounts[n : n + 2] = [_as(high, amounts[n], between), _as(low, high, between)]
    return amounts


def _as(beside: Amount, amount: Amount, between: Sequence[str]) -> Amount:
    if isinstance(amount.base, str) or amount.scale > 1:
        return amount
    unit = beside.unit if amount.unit in (PLAIN, YEAR) else amount.unit
    if beside.scale > 1 or unit != amount.unit:
        return amount._replace(others=(*amount.others, (amount.base * beside.scale, unit)))
    if between == ["-"] and unit == PLAIN:
        return amount._replace(others=(*amount.others, (amount.base, OF_A_PAIR)))
    return amount
