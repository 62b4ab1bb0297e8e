"""Directional: louder wording raises the figure, plainer wording lowers it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.training.properties import Material, Rate
from levelhed.model.training.properties.direction import additions, exclamations, plainer, slams


def test_exclamation_marks_raise(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(exclamations(any_scorer, material.headlines, rng, cases))


def test_teasing_and_shock_raise(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(additions(any_scorer, material.headlines, rng, cases))


def test_a_slam_verb_raises(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[Rate], None]
) -> None:
    hold(slams(any_scorer, material.headlines, rng, cases))


def test_a_plain_adjective_lowers(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[Rate], None]
) -> None:
    hold(plainer(any_scorer, material.headlines, rng, cases))


@pytest.mark.parametrize(
    ("plain", "loud"),
    [
        ("Council raises bus fares", "Council raises bus fares!"),
        ("Council raises bus fares", "You won't believe why the council raises bus fares"),
        ("Council raises bus fares", "SHOCKING: Council raises bus fares"),
        ("Union criticises council over bus fares", "Union blasts council over bus fares"),
        ("Council publishes critical report on fares", "Council publishes scathing report on fares"),
        ("Lender fails", "Carnage as lender crumbles"),
    ],
)
def test_the_loud_line_of_a_pair_stands_above_the_plain_one(plain: str, loud: str, any_scorer: Scorer) -> None:
    assert any_scorer.score(loud).sensationalism > any_scorer.score(plain).sensationalism
