"""Exactness: the explanation is the score."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.training.properties import Rate, Story
from levelhed.model.training.properties.exactness import every_record, exactness


def test_baseline_and_points_are_the_score(
    any_scorer: Scorer, stories: list[Story], hold: Callable[[list[Rate]], None]
) -> None:
    hold(exactness(any_scorer, [line for s in stories for line in s.plain + s.loud]))


@pytest.mark.datasets
def test_on_the_records_of_the_data_folder(
    any_scorer: Scorer, datasets_dir: Path, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    """A sample of them: `levelhed evaluate` adds up every one."""
    hold(exactness(any_scorer, rng.sample(list(every_record(datasets_dir)), 10 * cases)))
