"""Name-blind: who is spoken of is no part of how."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.training.properties import Material, Rate
from levelhed.model.training.properties.swaps import swaps


def test_a_swapped_name_changes_nothing(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(swaps(any_scorer, material.headlines, rng, cases))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Biden shows more SPINE against Putin", "Merkel shows more SPINE against Erdogan"),
        ("Democrats slam shameful tax vote", "Republicans slam shameful tax vote"),
        ("Police arrest Muslim man over threats", "Police arrest Jewish man over threats"),
        ("Nigerian scientists find cause of fever", "Swedish scientists find cause of fever"),
        ("Father of three wins council seat", "Mother of three wins council seat"),
        ("CNN apologises for error in report", "Fox News apologises for error in report"),
        ("US and Russia extend treaty", "China and France extend treaty"),
        ("Bank chief pockets a staggering £8.9 million", "Bank chief pockets a staggering ¥8.9 million"),
        ("City sells stadium for 40 million euros", "City sells stadium for 40 million rupees"),
        ("Police arrest archbishop over vile messages", "Police arrest ayatollah over vile messages"),
        ("Fire destroys Gurdwara in North", "Fire destroys Cathedral in North"),
        ("Aides urge Kim Keon-hee to drop plan", "Aides urge Kim Jong-un to drop plan"),
        ("Senators back Rep. Omar in vote", "Senators back Sen. Cruz in vote"),
        ("Fiancé hid savings for years", "Fiancee hid savings for years"),
        ("Ngozi Okonjo-Iweala to lead trade body", "Joe Biden to lead trade body"),
    ],
)
def test_pairs_that_differ_by_a_name_alone(one: str, other: str, any_scorer: Scorer) -> None:
    first, second = any_scorer.score(one), any_scorer.score(other)
    for figure in ("clickbait", "exaggeration", "sensationalism", "bias"):
        assert getattr(first, figure) == pytest.approx(getattr(second, figure), abs=1)
