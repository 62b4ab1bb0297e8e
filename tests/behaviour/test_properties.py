"""All properties in one go, as the model card has them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.training.properties import Rate, Story, measure, story_material
from levelhed.model.training.properties.capitals import shouts


@pytest.mark.datasets
def test_every_property_is_measured_and_told(datasets_dir: Path, scorer: Scorer) -> None:
    told: list[str] = []
    folder = Path(__file__).parent / "stories"
    rates = measure(scorer, datasets_dir, size=60, records=60, stories=folder, report=told.append)
    assert told == [str(r) for r in rates]
    assert len(rates) == len({r.name for r in rates})
    assert [r.name for r in rates if not r.cases] == []


def test_the_same_seed_gives_the_same_rates(stories: list[Story], scorer: Scorer) -> None:
    lines = story_material(stories).headlines
    assert shouts(scorer, lines, Random(1), 50) == shouts(scorer, lines, Random(1), 50)


@pytest.mark.parametrize(
    ("rate", "reached"),
    [
        (Rate("a share", 200, 199, 9.0, 0.995), True),
        (Rate("too small a share", 200, 198, 0.0, 0.995), False),
        (Rate("beyond the limit", 200, 199, 3.1, 0.995, limit=3.0), False),
        (Rate("nothing tried", 0, 0, 0.0, 0.0), False),
    ],
)
def test_a_rate_knows_whether_it_reaches_its_bar(rate: Rate, reached: bool) -> None:
    assert rate.reached is reached
