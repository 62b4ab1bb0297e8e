"""The stories: over every neutral body of ours the loud headlines stand above the plain ones."""

from __future__ import annotations

from collections.abc import Callable

from levelhed.model import Scorer
from levelhed.model.training.properties import Rate, Story
from levelhed.model.training.properties.orders import orders


def test_loud_headlines_stand_above_plain_ones(
    any_scorer: Scorer, stories: list[Story], hold: Callable[[list[Rate]], None]
) -> None:
    hold(orders(any_scorer, stories))


def test_there_are_stories_from_every_desk(stories: list[Story]) -> None:
    assert len(stories) >= 150
    assert {s.desk for s in stories} == {"business", "crime", "culture", "politics", "science", "sport", "weather"}
    assert all(len(s.plain) == 2 and len(s.loud) == 4 for s in stories)
    assert len({s.body for s in stories}) == len(stories)
