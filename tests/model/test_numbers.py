from __future__ import annotations

from fractions import Fraction

import pytest
from levelhed.model.amounts import Value
from levelhed.model.numbers import hedge_of, read_amounts
from levelhed.model.tokens import tokenize

HOUR, DAY, YEAR = 3_600, 86_400, 31_536_000


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a fine of $2bn", [(2 * 10**9, "$")]),
        ("£5-million deal", [(5 * 10**6, "£")]),
        ("€1.1m", [(1_100_000, "€")]),
        ("5 million Australian dollars", [(5 * 10**6, "$au")]),
        ("A$24.90 an hour", [(Fraction("24.9"), "$au"), (HOUR, "time:hour")]),
        ("80p", [(80, "pence")]),
        ("1,200 jobs", [(1_200, "")]),
        ("two thousand three hundred and five", [(2_305, "")]),
        ("a hundred jobs", [(100, "")]),
        ("several hundred jobs", []),
        ("two dozen", [(24, "")]),
        ("half a million", [(500_000, "")]),
        ("two and a half million", [(2_500_000, "")]),
        ("five and a quarter per cent", [(Fraction(21, 4), "%")]),
        ("four-and-three-quarter-hour", [(HOUR * 19 // 4, "time:hour")]),
        ("the first hundred days", [(1, "ordinal"), (100 * DAY, "time:day")]),
        ("the past thousand years", [(1_000 * YEAR, "time:year")]),
        ("a decade and a half", [(15 * YEAR, "time:year")]),
        ("a century and half the town", [(100 * YEAR, "time:year"), (50, "%")]),
        ("twenty-one and forty two", [(21, ""), (42, "")]),
        ("twenty one-bedroom flats", [(20, ""), (1, "")]),
        ("five million and six million", [(5 * 10**6, ""), (6 * 10**6, "")]),
        ("50 per cent", [(50, "%")]),
        ("0.3 percent", [(Fraction(3, 10), "%")]),
        ("half of them", [(50, "%")]),
        ("two-thirds", [(Fraction(200, 3), "%")]),
        ("a fifth of flats", [(20, "%")]),
        ("for two quarters", [(2, "")]),
        ("up by three quarters", [(75, "%")]),
        ("Quarter of a million", [(250_000, "")]),
        ("three-quarters of a million pounds", [(750_000, "£")]),
        ("one in five", [(20, "%")]),
        ("1-in-5 chance", [(20, "%")]),
        ("nine out of 10", [(90, "%")]),
        ("one in every five", [(20, "%")]),
        ("one in a million", [(Fraction(1, 10_000), "%")]),
        ("1 in 2 million", [(Fraction(1, 20_000), "%")]),
        ("2 million in 5 towns", [(2_000_000, ""), (5, "")]),
        ("nine out of every 10", [(90, "%")]),
        ("10 out of 10", [(10, ""), (10, "")]),
        ("0 out of 10", [(0, ""), (10, "")]),
        ("two in three days", [(2, ""), (3 * DAY, "time:day")]),
        ("three in two-car crash", [(3, ""), (2, "")]),
        ("two in three-car crash", [(2, ""), (3, "")]),
        ("one in 2019", [(1, ""), (2019, "year")]),
        ("two decades", [(20 * YEAR, "time:year")]),
        ("half a century", [(50 * YEAR, "time:year")]),
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
        ("72-hour", [(3 * DAY, "time:hour")]),
        ("a day", [(DAY, "time:day")]),
        ("a second day", [(2, "ordinal")]),
        ("a 10-second clip", [(10, "time:second")]),
        ("a year and a half", [(YEAR * 3 // 2, "time:year")]),
        ("half an hour", [(HOUR // 2, "time:hour")]),
        ("two-and-a-half hours", [(HOUR * 5 // 2, "time:hour")]),
        ("5km", [(5_000, "length:kilometre")]),
        ("5-foot wall", [(Fraction("1.524"), "length:foot")]),
        ("14 stone", [(14 * Fraction("6.35029318"), "mass:stone")]),
        ("100 km/h", [(100, "speed:kph")]),
        ("100-mile-an-hour", [(Fraction("160.9344"), "speed:mph")]),
        ("50 MW", [(50_000_000, "power:megawatt")]),
        ("128GB", [(128_000, "data:gigabyte")]),
        ("Two GB rowers", [(2, "")]),
        ("$5 day pass", [(5, "$")]),
        ("5pm", [(1020, "clock")]),
        ("5.30 a.m.", [(330, "clock")]),
        ("at noon", [(720, "clock")]),
        ("-5C", [(-5, "temperature:c")]),
        ("20-25C", [(20, ""), (25, "temperature:c")]),
        ("41°F", [(5, "temperature:f")]),
        ("41 F", [(5, "temperature:f")]),
        ("41 f", [(41, "")]),
        ("5 degrees C", [(5, "temperature:c")]),
        ("5 degrees Celsius", [(5, "temperature:c")]),
        ("minus 5", [(-5, "")]),
        ("Toll rises -5 dead", [(5, "")]),
        ("5 percentage points", [(5, "points")]),
        ("2pp", [(2, "points")]),
        ("2ppt", [(2, "points")]),
        ("2ppts", [(2, "points")]),
        ("Rs2,000", [(2_000, "rupee")]),
        ("Rs2,000.50", [(Fraction("2000.5"), "rupee")]),
        ("R2.5bn", [(2_500_000_000, "rand")]),
        ("KSh300m", [(300_000_000, "shilling")]),
        ("SEK 4bn", [(4 * 10**9, "krone")]),
        ("N95 and R2", []),
        ("tenfold", [(10, "")]),
        ("hundredth", [(100, "ordinal")]),
    ],
)
def test_a_number_is_its_value_and_its_unit(text: str, read: list[tuple[Value, str]]) -> None:
    assert [(a.value, a.unit) for a in read_amounts(tokenize(text))] == read


@pytest.mark.parametrize(
    "text", ["No one hurt", "One of oldest pubs to close", "This one trick", "A one-off", "Half-time"]
)
def test_what_counts_nothing(text: str) -> None:
    assert not any(amount.counts for amount in read_amounts(tokenize(text)))


@pytest.mark.parametrize("word", ["no", "any", "every", "some", "this", "the", "each", "another"])
def test_one_behind_such_a_word_is_no_number(word: str) -> None:
    assert [amount.counts for amount in read_amounts(tokenize(f"For {word} one"))] == [False]


@pytest.mark.parametrize("word", ["of", "another", "who", "whose", "can", "must", "should"])
def test_one_before_such_a_word_is_no_number(word: str) -> None:
    assert [amount.counts for amount in read_amounts(tokenize(f"For one {word} them"))] == [False]


@pytest.mark.parametrize("word", ["off", "way", "on", "sided", "stop", "size", "time", "liner"])
def test_nor_is_one_that_a_hyphen_joins_to_such_a_word(word: str) -> None:
    assert [amount.counts for amount in read_amounts(tokenize(f"A one-{word} deal"))] == [False]
    assert [amount.counts for amount in read_amounts(tokenize("A one-man show"))] == [True]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Fares cut by a third", True),
        ("Fares cut by half", True),
        ("A third of fares", True),
        ("Half the fares", True),
        ("Half all fares", True),
        ("A third man held", False),
        ("Level by half-time", False),
        ("Level at half. The fans", False),
        ("Half a day", False),
        ("Half a mile", False),
        ("Half a million", True),
        ("The past decade", False),
        ("Tenfold", False),
        ("At noon", False),
        ("One day", True),
        ("A day", False),
    ],
)
def test_a_part_counts_where_it_is_said_of_what(text: str, counts: bool) -> None:
    assert [amount.counts for amount in read_amounts(tokenize(text))] == [counts]


@pytest.mark.parametrize(
    "text",
    [
        "Rates up a [half point] now",
        "Rates up a [quarter of a percentage point] now",
        "Fares up [US$5 million] now",
        "Fares up [$5m] now",
        "Fares up [5 per cent] now",
        "The [No. 3] seed",
        "A [21st] birthday",
        "A [25 basis points] cut",
        "[Two and a half million] fans",
        "A [minus 5 degrees Celsius] night",
        "[One in every five] fans",
        "A [five-year]-old boy",
        "[Two-thirds] of fans",
        "For [two decades] now",
        "An [80km] road",
        "[Half a million] fans",
        "At [5pm] on Monday",
        "A [$5-million] deal",
        "[Rs2,000] fine",
    ],
)
def test_a_number_is_all_that_it_is_written_with(text: str) -> None:
    bare = text.replace("[", "").replace("]", "")
    tokens = tokenize(bare)
    [amount] = read_amounts(tokens)
    start, end = tokens[amount.start].start, tokens[amount.end - 1].end
    assert f"{bare[:start]}[{bare[start:end]}]{bare[end:]}" == text


@pytest.mark.parametrize("between", ["to", "-", "or", "up from", "down from"])
def test_either_number_of_a_range_may_be_what_the_other_is(between: str) -> None:
    low, high = read_amounts(tokenize(f"$5 {between} 6 million"))
    assert (5 * 10**6, "$") in low.readings
    assert high.readings == ((6 * 10**6, ""),)
    assert (5 * 10**6, "") in read_amounts(tokenize(f"five {between} six million"))[0].readings


@pytest.mark.parametrize("text", ["25:10", "5:75", "5: 30", "5 :30", "5:3", "5:300"])
def test_two_numbers_about_a_colon_are_not_always_a_time(text: str) -> None:
    assert not any(unit == "clock" for amount in read_amounts(tokenize(text)) for _, unit in amount.readings)


def test_of_two_numbers_about_a_slash_small_ones_are_a_part() -> None:
    parts = [read_amounts(tokenize(text))[0].readings for text in ("3/10", "3/11", "10/3", "10/10")]
    assert [len(readings) > 1 for readings in parts] == [True, False, False, False]
    assert (30, "%") in parts[0]


def test_a_decade_is_one_of_a_century_and_of_a_life() -> None:
    [nineteen_eighties] = read_amounts(tokenize("the 1980s"))
    assert nineteen_eighties.readings == ((1980, "year"), (80, "decade"))
    assert (80, "decade") in read_amounts(tokenize("in the '80s"))[0].readings
    for other in ("100s", "85s", "2100s"):
        assert "decade" not in {unit for _, unit in read_amounts(tokenize(other))[0].readings}


def test_metres_are_told_from_millions_by_nothing() -> None:
    [wall] = read_amounts(tokenize("7m wall"))
    assert wall.readings == ((7 * 10**6, ""), (7, "length:metre"))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("nearly 2m", "below"),
        ("more than $5m", "above"),
        ("fewer than 9", "below"),
        ("some 9", "around"),
        ("the 9", None),
        ("around a third", "around"),
        ("less than a third", "below"),
    ],
)
def test_a_word_before_a_number_leaves_it_open(text: str, side: str | None) -> None:
    tokens = tokenize(text)
    assert hedge_of(tokens, read_amounts(tokens)[0]) == side


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("24 hours", (24, "counted")),
        ("17:30", (1050, "clock")),
        ("0:59", (59, "clock")),
        ("12:30", (30, "clock")),
        ("12:30 pm", (750, "clock")),
        ("5:30 am", (330, "clock")),
        ("23:59", (1439, "clock")),
        ("5:30", (1050, "clock")),
        ("5:30", (330, "clock")),
        ("2024-25", (2025, "year")),
        ("2024/25", (2025, "year")),
        ("12 500", (12_500, "")),
        ("1/3", (Fraction(100, 3), "%")),
        ("the mid-80s", (80, "decade")),
        ("two hours and five minutes", (7_500, "time:hour")),
        ("five to six hours", (18_000, "time:hour")),
        ("No. 3", (3, "ordinal")),
        ("10 pounds", (Fraction("4.5359237"), "mass:pound")),
        ("0.25 percentage points", (Fraction(1, 4), "points")),
        ("a 5% lead", (5, "points")),
        ("5 points", (5, "points")),
        ("-5", (-5, "")),
        ("a rise of 9F", (5, "temperature:f")),
    ],
)
def test_what_else_a_number_may_say(text: str, reading: tuple[Value, str]) -> None:
    assert any(reading in amount.readings for amount in read_amounts(tokenize(text)))


@pytest.mark.parametrize(
    "word", ["lead", "leads", "leading", "led", "ahead", "behind", "swing", "gap", "margin", "majority"]
)
def test_what_parts_two_shares_is_of_so_many_points(word: str) -> None:
    for text, points in (
        (f"5% {word}", True),
        (f"{word} of 5%", True),
        (f"{word} by more than 5%", True),
        (f"{word} by some more than 5%", False),
        (f"5% in the new {word}", True),
        (f"5% in the new national {word}", False),
    ):
        [amount] = read_amounts(tokenize(text))
        assert ((5, "points") in amount.readings) is points, text


def test_every_beginning_and_end_of_a_line_can_be_read() -> None:
    words = "$ 2 m half a of and - two hundred third per cent one % US dollars to ½ hour C : pm R5".split(" ")  # noqa: SIM905
    for first in words:
        for second in words:
            for third in words:
                read_amounts(tokenize(f"{first} {second} {third}"))
                read_amounts(tokenize(f"{first}{second}{third}"))
