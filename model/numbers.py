"""The numbers of a line, in digits or in words, each with what it counts: "$2bn", "one in five", "a dozen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from levelhed.model.amounts import (
    CLOCK,
    COUNTED,
    DECADE,
    ORDINAL,
    PERCENT,
    PLAIN,
    POINTS,
    YEAR,
    Amount,
    Hedge,
    Value,
)
from levelhed.model.number_pairs import joined, ratios
from levelhed.model.number_words import (
    DECADES,
    DECIMALS,
    FOLDS,
    ORDINALS,
    PARTS,
    SMALL,
    number_table,
)
from levelhed.model.tokens import Token
from levelhed.model.units import (
    Text,
    clock,
    share_at,
    sign_before,
    temperature,
    unit_after,
    with_other_readings,
)

# Stands behind the last word, so that one may look a few words ahead of any, and behind the first (index -1).
_BEYOND = 8 * [""]
# "No one", "this one trick", "one of them", "one-off": no number is meant.
_BEFORE_PRONOUN = frozenset({"no", "any", "every", "some", "this", "the", "each", "another"})
_AFTER_PRONOUN = frozenset({"of", "another", "who", "whose", "can", "must", "should"})
_NUMBERED = frozenset({"no", "nos", "number", "numbers"})
# "Rs200m", "KSh300": a sign that the tokenizer leaves stuck to its digits.
_GLUED = re.compile(r"([a-z]+)(\d+)([a-z]*)")
_LARGE = 3
_DIGITS = frozenset("0123456789")
# "21st century"
_BEFORE_CENTURY = frozenset({"-", "st", "nd", "rd", "th"})
# "The first hundred days"
_BEFORE_SCALE = frozenset({"first", "last", "next", "past"})
# "Five and a quarter", "four and three-quarter"
_AND_PARTS: dict[tuple[str, ...], Fraction] = {
    ("and", "a", "half"): Fraction(1, 2),
    ("and", "a", "quarter"): Fraction(1, 4),
    ("and", "three", "quarter"): Fraction(3, 4),
    ("and", "three", "quarters"): Fraction(3, 4),
}
_AFTER_HYPHEN = frozenset({"off", "way", "on", "sided", "stop", "size", "time", "liner"})


def read_amounts(tokens: Sequence[Token]) -> list[Amount]:
    """Return the numbers in `tokens`, in order."""
    table = number_table()
    words = [token.lower for token in tokens]
    distinct = set(words)
    # Most words are letters alone, which tells them at once.
    odd = [word for word in distinct if not word.isalpha()]
    begins = (table.starts & distinct) | {
        word for word in odd if word[0] in _DIGITS or (word.isalnum() and _glued(word))
    }
    if not begins:
        return []
    text = Text(tokens, words + _BEYOND, table)
    found: list[Amount] = []
    end = 0
    for i in [i for i, word in enumerate(words) if word in begins]:
        amount = _read(text, i) if i >= end else None
        if amount is not None:
            found.append(amount)
            end = amount.end
    return joined(text, ratios(text, found))


def hedge_of(tokens: Sequence[Token], amount: Amount) -> Hedge | None:
    """Return to which side the word before an amount leaves it open, if it does."""
    before = [token.lower for token in tokens[max(0, amount.start - 3) : amount.start]]
    before = (before[:-1] if before[-1:] in (["a"], ["an"]) else before)[-2:]  # "around a third"
    if before[-1:] == ["than"]:
        return "below" if before[0] in ("less", "fewer", "lower") else "above"
    return number_table().hedges.get(before[-1]) if before else None


def _read(text: Text, i: int) -> Amount | None:
    _, words, table = text
    word, before = words[i], words[i - 1]
    if word[0].isdigit():
        value = _value(word)
        if isinstance(value, str):
            return Amount(i, i, i + 1, value)
        dash = before == "-" and text.stuck(i) and not text.stuck(i - 1)
        if dash or before in table.before or words[i + 1] in table.follow or words[i + 2] in table.units:
            return _in_digits(text, i, value)
        year = len(word) == 4 and 1900 <= value < 2100
        decade = (
            ((value % 100, DECADE),) if value % 10 == 0 and (year or value < 100) and text.stuck(i + 1) == "s" else ()
        )
        return Amount(i, i, i + 1, value, 1, YEAR if year else PLAIN, decade)
    if word in table.single:
        return _one(text, i) if before in ("a", "an") else None
    if word in SMALL:
        return _in_words(text, i)
    if word == "half" or (word in PARTS and before == "a") or (word == "quarter" and _whole(text, i)[1] > i + 1):
        return _part(text, i)
    if word in ORDINALS:
        (value, unit), *others = _ordinal(ORDINALS[word])
        return Amount(i, i, i + 1, value, 1, unit, tuple(others), False)
    if word in table.scales and (before in ("a", "an") or before in _BEFORE_SCALE):  # "several hundred" says no number
        return _with_unit(text, i, i - (before not in _BEFORE_SCALE), *_spoken(text, i, 1)[:2])
    if word in DECADES:
        return Amount(i, i, i + 1, DECADES[word], 1, DECADE)
    if word in table.spans and word[-1] != "s" and before not in _BEFORE_CENTURY and before not in ORDINALS:
        return _with_unit(text, i, i, 1, i)._replace(counts=False)  # "the past decade" is ten years
    if word in FOLDS:
        return Amount(i, i, i + 1, FOLDS[word], counts=False)
    if word in table.clock:
        return Amount(i, i, i + 1, table.clock[word], 1, CLOCK, counts=False)
    return _with_sign(text, i)


def _one(text: Text, i: int) -> Amount | None:
    # "A day", "a year and a half": nobody need have counted, but it bears out what somebody has.
    amount = _with_unit(text, i, i, 1, i)
    if amount.end == i:
        return None
    base, end = _and_a_half(text, 1, amount.end)
    return amount._replace(base=base, end=end, others=(), counts=False)


def _glued(word: str) -> tuple[str, str, str] | None:
    # The unit, the digits and what is stuck behind them of "rs200m".
    match = _GLUED.fullmatch(word)
    table = number_table()
    if match is None or match[1] not in table.glued or (match[3] and match[3] not in table.stuck):
        return None
    return table.glued[match[1]], match[2], match[3]


def _with_sign(text: Text, i: int) -> Amount | None:
    # "Rs2,000" stands in two tokens and "R2.5bn" in three.
    glued = _glued(text.words[i])
    if glued is None or not text.tokens[i].capital:
        return None
    unit, digits, stuck = glued
    end = i + 1
    base: int | Fraction = int(digits)
    whole, _, part = text.words[end].replace(",", "").partition(".")
    if not stuck and whole.isdecimal() and text.one_apart(end) and (not part or part.isdecimal()):
        thousands = len(whole) % 3 == 0
        base = Fraction(f"{digits}{whole}.{part or 0}" if thousands else f"{digits}.{whole}")
        end += 1
    if not stuck and text.stuck(end) in text.table.stuck:
        stuck, end = text.words[end], end + 1
    size = text.table.stuck.get(stuck, 1)
    if size == 1 and (scale := text.table.scales.get(text.words[end])):
        size, end = scale, end + 1
    # "R2" and "N95" are no money.
    large = size > 1 or base >= 10**_LARGE
    return Amount(i, i, end, base, size, unit) if large or text.words[i][1].isalpha() else None


def _in_digits(text: Text, i: int, value: int | Fraction) -> Amount:
    if text.stuck(i + 1) in ("st", "nd", "rd", "th"):
        return Amount(i, i, i + 2, value, 1, ORDINAL, ((value, PLAIN),))
    if (time := clock(text, i, value)) is not None:
        return time
    amount = _with_unit(text, i, i, value, i + 1, digits=True)
    if text.words[i - 1] in _NUMBERED and amount.unit == PLAIN:
        # "No. 3" is the third.
        short = text.words[i - 1] == "no" and not text.one_apart(i)
        return amount._replace(start=i - 1 if short else i, others=(*amount.others, (value, ORDINAL)))
    year = amount.unit == PLAIN and amount.scale == 1 and len(text.words[i]) == 4 and 1900 <= value < 2100
    return amount._replace(unit=YEAR) if year else amount


def _in_words(text: Text, i: int) -> Amount:
    _, words, table = text
    word = words[i]
    if word == "one" and _is_pronoun(words, i):
        return Amount(i, i, i + 1, 1, counts=False)
    if words[i - 1] not in table.before and words[i + 1] not in table.follow and words[i + 2] not in table.units:
        return Amount(i, i, i + 1, SMALL[word])
    value, end, ordinal = _spoken(text, i, 0)
    if ordinal:
        return Amount(i, i, end, value, 1, ORDINAL, ((value, PLAIN),))
    return _parts(text, i, value, end) or _with_scale(text, _with_unit(text, i, i, value, end), value, end)


def _with_scale(text: Text, amount: Amount, value: int, end: int) -> Amount:
    # "Three million" is rounded as "3m" is, and in "two to three million" both are millions.
    scale = text.table.scales.get(text.words[end - 1], 1)
    if amount.base != value or scale < 10**_LARGE or value % scale:
        return amount
    return amount._replace(base=value // scale, scale=amount.scale * scale)


def _value(digits: str) -> Value:
    plain = digits.replace(",", "")
    if plain.isdecimal():
        return plain if len(plain) > 2 and plain[0] == "0" else int(plain)
    whole, _, rest = plain.partition(".")
    return Fraction(int(whole + rest), 10 ** len(rest)) if whole.isdecimal() and rest.isdecimal() else plain


def _ordinal(number: int) -> tuple[tuple[int, str], ...]:
    # "First" to "third" are said of much that nobody counts; "the twelfth stage" is stage 12.
    return ((number, ORDINAL), (number, PLAIN)) if number > 3 else ((number, ORDINAL),)


def _part(text: Text, i: int) -> Amount:
    # "half", "a third": of a million, or of all there is.
    word, following, before = text.words[i], text.words[i + 1], text.words[i - 1]
    parts = PARTS[word]
    share, of = _whole(text, i)
    if share:
        return _of_a_point(Amount(i, i, of, Fraction(1, parts), 1, PERCENT))
    if of > i:
        amount = _with_unit(text, i, i, Fraction(1, parts), of)
        # "Half an hour" is as seldom counted as "an hour".
        return amount._replace(counts=text.words[of] not in text.table.measures)
    before = text.words[i - 2] if before == "a" else before
    counts = (
        following == "of"
        or (before == "by" and following != "-")
        or (word == "half" and following in ("the", "all") and text.one_apart(i + 1))  # no "first half. The"
    )
    others = _ordinal(ORDINALS[word]) if word in ORDINALS else ()
    return Amount(i, i, i + 1, Fraction(100, parts), 1, PERCENT, others, counts)


def _whole(text: Text, i: int) -> tuple[bool, int]:
    # What the part at `i` is a part of: whether a point of a percentage, and where that ends, or else where it begins,
    # "million", "century", "hour"; `i` where there is none.
    words, table = text.words, text.table
    word, following = words[i], words[i + 1]
    of = i + 3 if following == "of" and words[i + 2] in ("a", "an", "one") else i + 1
    if following == "-" or (word == "half" and following in ("a", "an")):
        of = i + 2
    if words[of] in ("point", "points"):
        return True, of + 1
    if of == i + 1 and not (word == "half" and words[of] in table.single):
        return False, i
    if (share := share_at(text, of)) is not None:
        return True, share.end
    return False, of if words[of] in table.scales or words[of] in table.spans or words[of] in table.single else i


def _of_a_point(amount: Amount) -> Amount:
    return amount._replace(others=((amount.value, POINTS),))


def _parts(text: Text, i: int, value: int, end: int) -> Amount | None:
    # "two-thirds", "three quarters of", "three-quarters of a million"
    at = text.beyond_hyphen(end)
    word = text.words[at]
    parts = PARTS.get(word.removesuffix("s"), 0)
    if value >= parts or word.endswith("s") != (value > 1):
        return None
    share, of = _whole(text, at)
    if of > at and not share and text.words[at + 1] == "of":
        return _with_unit(text, i, i, Fraction(value, parts), of)
    if share:
        return _of_a_point(Amount(i, i, of, Fraction(value, parts), 1, PERCENT))
    if parts == 4 and at == end and text.words[at + 1] != "of" and text.words[i - 1] != "by":
        return None  # a loss "for two quarters"
    return Amount(i, i, at + 1, Fraction(100 * value, parts), 1, PERCENT)


def _is_pronoun(words: Sequence[str], i: int) -> bool:
    if words[i + 1] == "-":
        return words[i + 2] in _AFTER_HYPHEN
    return words[i - 1] in _BEFORE_PRONOUN or words[i + 1] in _AFTER_PRONOUN


def _spoken(text: Text, i: int, group: int) -> tuple[int, int, bool]:
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


def _adds(text: Text, i: int) -> bool:
    # "a hundred and two thousand", but not "five million and six million"
    before = text.words[i - 1]
    return text.words[i] == "and" and (
        before == "hundred" or (before in text.table.scales and text.words[i + 2] not in text.table.scales)
    )


def _with_unit(text: Text, at: int, start: int, base: int | Fraction, end: int, *, digits: bool = False) -> Amount:
    start, money = sign_before(text, start)
    base, end = _and_a_half(text, base, end)
    beyond = text.beyond_hyphen(end)
    if years := text.table.spans.get(text.words[beyond]):
        _, name, size = text.table.measures["year"][0]
        base, beyond = _and_a_half(text, base, beyond + 1)
        return Amount(at, start, beyond, base, years * size, name, ((base * years, COUNTED),))
    if points := _basis_points(text, end):
        return _of_a_point(Amount(at, start, points, base / Fraction(100), 1, PERCENT))
    scale, end, metres = _scale(text, end, stuck=digits, money=money)
    unit = unit_after(text, end, digits=digits)
    if ":" in unit.name and money:
        unit = unit._replace(end=end, name=money, size=1)
    others = ((base * metres, "length:metre"),) if metres else ()
    amount = Amount(at, start, unit.end, base, scale * unit.size, money or unit.name, others)
    return temperature(text, with_other_readings(text, amount, base * scale, money))


def _scale(text: Text, end: int, *, stuck: bool, money: str) -> tuple[int, int, int]:
    # What a number is multiplied by that ends at `end`, where that ends, and how many metres it may mean instead.
    words, table = text.words, text.table
    beyond = text.beyond_hyphen(end)
    if size := table.scales.get(words[beyond]):
        further = table.scales.get(words[beyond + 1], table.stuck["cr"] if words[beyond + 1] == "cr" else 0)
        return (size * further, beyond + 2, 0) if further > size else (size, beyond + 1, 0)  # "1.2 lakh crore"
    word = words[end]
    if stuck and word in table.stuck and (money or (text.stuck(end) and word != "b")):
        return table.stuck[word], end + 1, 0 if money else table.lengths.get(word, 0)
    # "7 m" is seven metres.
    return 1, end, 0


def _and_a_half(text: Text, base: int | Fraction, end: int) -> tuple[int | Fraction, int]:
    if (part := DECIMALS.get(text.words[end])) is not None:
        return base + part, end + 1
    if "and" in text.words[end : end + 2]:
        said = [j for j in range(end, min(end + 6, len(text.words))) if text.words[j] != "-"][:3]
        if (part := _AND_PARTS.get(tuple([text.words[j] for j in said]))) is not None:
            return base + part, said[-1] + 1
    return base, end


def _basis_points(text: Text, i: int) -> int:
    # Where "basis points" end that begin at `i`, hundredths of one of a percentage; 0 where there are none.
    if text.stuck(i) in ("bp", "bps"):
        return i + 1
    basis = text.beyond_hyphen(i)
    if text.words[basis] != "basis":
        return 0
    point = text.beyond_hyphen(basis + 1)
    return point + 1 if text.words[point] in ("point", "points") else 0
