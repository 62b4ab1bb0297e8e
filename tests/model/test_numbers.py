from __future__ import annotations

from fractions import Fraction

import pytest
from levelhed.model.amounts import Value
from levelhed.model.numbers import hedge_of, read_amounts
from levelhed.model.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a fine of $2bn", [(2 * 10**9, "$")]),
        ("£5-million deal", [(5 * 10**6, "£")]),
        ("€1.1m", [(1_100_000, "€")]),
        ("5 million Australian dollars", [(5 * 10**6, "$au")]),
        ("A$24.90 an hour", [(Fraction("24.9"), "$au")]),
        ("80p", [(80, "pence")]),
        ("1,200 jobs", [(1_200, "")]),
        ("two thousand three hundred and five", [(2_305, "")]),
        ("a hundred jobs", [(100, "")]),
        ("several hundred jobs", []),
        ("two dozen", [(24, "")]),
        ("half a million", [(500_000, "")]),
        ("two and a half million", [(2_500_000, "")]),
        ("twenty-one and forty two", [(21, ""), (42, "")]),
        ("twenty one-bedroom flats", [(20, ""), (1, "")]),
        ("five million and six million", [(5 * 10**6, ""), (6 * 10**6, "")]),
        ("50 per cent", [(50, "%")]),
        ("0.3 percent", [(Fraction(3, 10), "%")]),
        ("half of them", [(50, "%")]),
        ("two-thirds", [(Fraction(200, 3), "%")]),
        ("a fifth of flats", [(20, "%")]),
        ("for two quarters", [(2, "")]),
        ("Quarter of a million", [(250_000, "")]),
        ("three-quarters of a million pounds", [(750_000, "£")]),
        ("one in five", [(20, "%")]),
        ("1-in-5 chance", [(20, "%")]),
        ("nine out of 10", [(90, "%")]),
        ("two in three days", [(2, ""), (3, "")]),
        ("three in two-car crash", [(3, ""), (2, "")]),
        ("two in three-car crash", [(2, ""), (3, "")]),
        ("one in 2019", [(1, ""), (2019, "year")]),
        ("two decades", [(20, "")]),
        ("half a century", [(50, "")]),
        ("the 21st century", [(21, "ordinal")]),
        ("in her eighties", [(80, "decade")]),
        ("25 basis points", [(Fraction(1, 4), "%")]),
        ("a quarter-point cut", [(Fraction(1, 4), "%")]),
        ("half a percentage point", [(Fraction(1, 2), "%")]),
        ("0.25 percentage points", [(Fraction(1, 4), "%")]),
        ("1st", [(1, "ordinal")]),
        ("twenty-third", [(23, "ordinal")]),
        ("in 2019", [(2019, "year")]),
        ("beat them 3-0", [(3, ""), (0, "")]),
        ("020 12.05.2024", [("020", ""), ("12.05.2024", "")]),
    ],
)
def test_a_number_is_its_value_and_its_unit(text: str, read: list[tuple[Value, str]]) -> None:
    assert [(a.value, a.unit) for a in read_amounts(tokenize(text))] == read


@pytest.mark.parametrize(
    "text", ["No one hurt", "One of oldest pubs to close", "This one trick", "A one-off", "Half-time"]
)
def test_what_counts_nothing(text: str) -> None:
    assert not any(amount.counts for amount in read_amounts(tokenize(text)))


def test_either_number_of_a_range_may_be_what_the_other_is() -> None:
    low, high = read_amounts(tokenize("$5 to 6 million"))
    assert (5 * 10**6, "$") in low.readings
    assert high.value == 6 * 10**6


def test_a_decade_is_one_of_a_century_and_of_a_life() -> None:
    [nineteen_eighties] = read_amounts(tokenize("the 1980s"))
    assert nineteen_eighties.readings == ((1980, "year"), (80, "decade"))
    assert (80, "decade") in read_amounts(tokenize("in the '80s"))[0].readings


def test_metres_are_told_from_millions_by_nothing() -> None:
    [wall] = read_amounts(tokenize("7m wall"))
    assert wall.readings == ((7 * 10**6, ""), (7, "m"))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("nearly 2m", "below"),
        ("more than $5m", "above"),
        ("fewer than 9", "below"),
        ("some 9", "around"),
        ("the 9", None),
    ],
)
def test_a_word_before_a_number_leaves_it_open(text: str, side: str | None) -> None:
    tokens = tokenize(text)
    assert hedge_of(tokens, read_amounts(tokens)[0]) == side


def test_every_beginning_and_end_of_a_line_can_be_read() -> None:
    words = "$ 2 m half a of and - two hundred third per cent one % US dollars to ½".split(" ")  # noqa: SIM905
    for first in words:
        for second in words:
            for third in words:
                read_amounts(tokenize(f"{first} {second} {third}"))
                read_amounts(tokenize(f"{first}{second}{third}"))
