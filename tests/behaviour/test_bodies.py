"""The body: what the headline's tone is measured against."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from levelhed.data import sample
from levelhed.model import Scorer
from levelhed.model.training.properties import Material, Rate, Story
from levelhed.model.training.properties.bodies import as_loud, calmer, own_sentences, steady


def test_a_calmer_body_widens_the_gap(
    any_scorer: Scorer, stories: list[Story], rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(calmer(any_scorer, stories, rng, cases))


def test_a_body_as_loud_closes_the_gap(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[Rate], None]
) -> None:
    hold(as_loud(any_scorer, material.headlines, rng, 2 * cases))


def test_order_and_length_change_nothing_much(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(steady(any_scorer, material.every_body, rng, cases))


def test_headlines_and_sentences_are_on_one_scale(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(own_sentences(any_scorer, material.bodies, rng, 2 * cases))


def test_a_loud_line_over_a_sober_report(any_scorer: Scorer) -> None:
    score = any_scorer.score(sample.headline(), sample.body())
    assert score.tone_gap is not None
    assert score.percentile is not None
    assert score.tone_gap > 20
    assert score.percentile > 90
    assert score.verdict != "measured"
