"""Abstains: where there is nothing to judge, the reason is named; elsewhere there is no doubt."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.training.properties import Rate, Story
from levelhed.model.training.properties.doubts import doubts


def test_reasons_for_doubt_are_named(
    any_scorer: Scorer, stories: list[Story], rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(doubts(any_scorer, stories, rng, cases))


@pytest.mark.parametrize(
    ("headline", "body", "reason"),
    [
        ("Council raises bus fares", "Fares rise in March.", "short_body"),
        ("Council raises bus fares", "Fares rise in March. The vote was 21 to 14.", "short_body"),
        ("Zorblat quimmers frandle over skeevish blorp", None, "unknown_words"),
        ("Arsenal 2-1 Leeds, Hull 0-0 Everton", None, "listing"),
        ("Crossword No 23,451", None, "listing"),
        ("1, 7, 19, 22, 40", None, "no_words"),
        ("Arsenal 3-0 Chelsea", None, "listing"),
        ("Live: Arsenal v Chelsea", None, "listing"),
        ("Results: Leeds 1-0 Hull", None, "listing"),
        ("Obituaries: John Smith, Mary Jones", None, "listing"),
        ("Deaths", None, "listing"),
        ("Cinema times: Jaws 6.15pm, Alien 9pm", None, "listing"),
        ("Tide times: high 3.40am, low 9.55am", None, "listing"),
        ("Championship results: Leeds 3 Hull 1, Millwall 0 Stoke 2", None, "listing"),
        ("What’s on TV tonight: 7pm News, 10pm Film", None, "listing"),
        ("Exchange rates: $1.31, €1.15", None, "listing"),
        ("Line-ups: Pickford; Walker, Stones", None, "listing"),
        ("For sale: table, £40; chairs, £25", None, "listing"),
        ("Home > Sport > Rugby", None, "listing"),
        ("Corrections and clarifications", None, "listing"),
        ("Merkel besucht Kiew", None, "other_language"),
        ("Sánchez anuncia elecciones", None, "other_language"),
        ("The", None, "no_words"),
        ("I", None, "no_words"),
        ("No.", None, "no_words"),
        ("What they did to us", None, "no_words"),
        ("OK", None, "short_headline"),
        ("Fire", None, "short_headline"),
        ("12 dead", None, "short_headline"),
        ("Zorblat Quimmers Frandle Over Skeevish Blorp", None, "unknown_words"),
        ("Harwick 6 to 4, Skipton 5 to 2", None, "listing"),
        ("Joe Biden", None, "short_headline"),
    ],
)
def test_each_reason(headline: str, body: str | None, reason: str, any_scorer: Scorer) -> None:
    assert reason in {d.reason for d in any_scorer.score(headline, body).uncertain}


@pytest.mark.parametrize(
    "headline",
    [
        "Deaths of 40 babies 'utterly shameful', inquiry finds",
        "Live: mayor DESTROYS critics in brutal debate",
        "Results show Labour ahead in 40 seats",
        "Exam results: 40 pupils fail in brutal year",
        "Lottery winner shares jackpot",
        "Live music returns to village hall",
        "Fixtures and fittings stolen from pub",
        "Births fall to record low",
        "Horoscopes are nonsense, says astronomer",
        "Arsenal 3-0 Chelsea: Saka scores twice",
        "Senate votes 52-48 to confirm judge",
        "Tough times: Tesco, Asda cut jobs",
        "For sale: castle with 40 rooms, never lived in",
        "Election results: Labour wins 40 seats, Tories lose 30",
        "Exam results: girls beat boys, again",
        "Line-ups change as Kane, Saka return",
        "Corrections officer shot at jail",
        "Exchange rates: pound falls to $1.20, a 30-year low",
        "Cats > dogs, say vets",
        "Bundestag votes on aid",
        "Real Madrid beat Inter Milan",
        "Weather: storm closes schools on Monday",
        "You won't believe this",
        "Trump wins again",
        "Index drops 671 points, or 2.6%, to 25,270",
        "Okoye Jr. beats Harwick in the Skipton 250",
    ],
)
def test_a_headline_is_a_headline_whatever_its_first_word(headline: str, any_scorer: Scorer) -> None:
    assert {d.reason for d in any_scorer.score(headline).uncertain} <= {"readers_disagree"}


def test_few_plain_headlines_over_whole_stories_are_doubted(any_scorer: Scorer, stories: list[Story]) -> None:
    """Two readers may disagree on any line; of what a reader tells by itself nothing fits these."""
    doubted = []
    for story in stories[::4]:
        for line in story.plain:
            if {d.reason for d in any_scorer.score(line, story.body).uncertain} - {"readers_disagree"}:
                doubted.append(line)
    assert len(doubted) <= 0.02 * 2 * len(stories[::4]), doubted
