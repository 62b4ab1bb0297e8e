"""Where each reason for doubt begins and ends."""

from __future__ import annotations

import pytest
from levelhed.model import Scorer
from levelhed.model.doubts import find_doubts
from levelhed.model.line import Line, read_line
from levelhed.model.names import Names
from levelhed.model.scorer import Figures

KNOWN = frozenset({"council", "raises", "fares", "for", "buses", "here", "s", "why", "the", "they", "vote"})
NAMES = Names(frozenset(), KNOWN)
FIGURES = Figures(0.0, 0.0, 30.0, 20.0)


def _line(text: str) -> Line:
    return read_line(text, NAMES, {})


def _reasons(text: str, known: frozenset[str] = KNOWN) -> list[str]:
    return [doubt.reason for doubt in find_doubts(_line(text), known, None, FIGURES, None, None)]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Council raises fares", []),
        ("Council fares", ["short_headline"]),
        ("Council fares?", ["short_headline"]),
        ("Here for the US", []),
        ("Council raises 3 fares", []),
        ("3 fares", ["short_headline"]),
        ("They vote for it", []),
        ("Why the", ["no_words"]),
        ("Here's why", ["short_headline"]),
        ("...", ["no_words"]),
    ],
)
def test_a_line_says_enough_from_three_words_on(text: str, reasons: list[str]) -> None:
    assert _reasons(text) == reasons


@pytest.mark.parametrize(
    "text",
    ["As it is", "At an", "A no", "By me", "If I do so", "We go on up", "In my", "He or she", "Of us", "To be", "Yes"],
)
def test_small_words_alone_say_nothing(text: str) -> None:
    known = frozenset(text.lower().split())
    line = read_line(text, Names(frozenset(), known), {})
    [doubt] = find_doubts(line, known, None, FIGURES, None, None)
    assert (doubt.reason, "say anything" in doubt.message) == ("no_words", True)


def test_a_line_without_words_is_told_from_one_that_says_nothing() -> None:
    [doubt] = find_doubts(_line("..."), KNOWN, None, FIGURES, None, None)
    assert doubt.message == "The headline holds no words."


def test_half_of_the_words_may_be_unknown() -> None:
    known = KNOWN - {"buses"}
    assert _reasons("Council buses", known) == ["short_headline"]
    assert _reasons("Council buses buses", known) == ["unknown_words"]
    assert _reasons("Council's fares", known) == ["short_headline"]
    assert _reasons("Council 30 40", known) == []  # a number is no word


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("The council met.", "only one sentence"),
        ("The council met. It agreed on fares.", "only 2 sentences"),
        ("The council met. It agreed on fares. Buses run on.", None),
        (None, None),
    ],
)
def test_a_body_has_a_tone_from_three_sentences_on(body: str | None, told: str | None, scorer: Scorer) -> None:
    read = scorer.read_body(body)
    found = find_doubts(_line("Council raises fares"), KNOWN, read, FIGURES, None, None)
    assert [doubt.reason for doubt in found] == (["short_body"] if told else [])
    assert told is None or told in found[0].message


@pytest.mark.parametrize(
    ("sensationalism", "bias", "told"),
    [
        (35.0, 25.0, None),
        (25.0, 15.0, None),
        (35.1, 20.0, "sensationalism: 30 in context, 35 word by word"),
        (24.9, 20.0, "sensationalism: 30 in context, 25 word by word"),
        (30.0, 25.1, "bias: 20 in context, 25 word by word"),
        (90.0, 90.0, "sensationalism: 30 in context, 90 word by word"),
    ],
)
def test_two_readers_disagree_beyond_the_margin(sensationalism: float, bias: float, told: str | None) -> None:
    other = Figures(0.0, 0.0, sensationalism, bias)
    found = find_doubts(_line("Council raises fares"), KNOWN, None, FIGURES, other, 5.0)
    assert [doubt.reason for doubt in found] == (["readers_disagree"] if told else [])
    assert told is None or told in found[0].message
    assert find_doubts(_line("Council raises fares"), KNOWN, None, FIGURES, other, None) == ()
