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
    ],
)
def test_each_reason(headline: str, body: str | None, reason: str, any_scorer: Scorer) -> None:
    assert reason in {d.reason for d in any_scorer.score(headline, body).uncertain}


def test_few_plain_headlines_over_whole_stories_are_doubted(any_scorer: Scorer, stories: list[Story]) -> None:
    """Two readers may disagree on any line; of what a reader tells by itself nothing fits these."""
    doubted = []
    for story in stories[::4]:
        for line in story.plain:
            if {d.reason for d in any_scorer.score(line, story.body).uncertain} - {"readers_disagree"}:
                doubted.append(line)
    assert len(doubted) <= 0.02 * 2 * len(stories[::4]), doubted
