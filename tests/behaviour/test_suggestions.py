"""Suggestions are counterfactual: what is promised is what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Scorer, suggest
from levelhed.model.suggest import MOST_EDITS
from levelhed.model.training.properties import Material, Rate
from levelhed.model.training.properties.suggestions import suggestions


def test_edits_give_the_score_they_promise(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    pairs: list[tuple[str, str | None]] = [(line, s.body) for s in material.stories[::4] for line in s.loud]
    pairs += [(line, None) for line in rng.sample(material.headlines, len(pairs))]
    hold(suggestions(any_scorer, pairs, rng, cases))


def test_resolve_for_spine(any_scorer: Scorer) -> None:
    headline = "Biden shows more SPINE against Putin in comparison to Trump"
    [first, *_] = suggest(any_scorer, headline)
    assert "resolve" in first.headline
    assert first.score == any_scorer.score(first.headline)
    assert first.score.heat < any_scorer.score(headline).heat


def test_criticises_for_slams(any_scorer: Scorer) -> None:
    found = suggest(any_scorer, "Union slams council over bus fares")
    assert "Union criticises council over bus fares" in [s.headline for s in found]


def test_no_plain_word_is_put_twice(any_scorer: Scorer) -> None:
    found = suggest(any_scorer, "Furious residents' fury as outrage and terrifying panic grips town", limit=9)
    assert found
    for suggestion in found:
        words = [word.strip("',").lower() for word in suggestion.headline.split()]
        assert len(set(words)) == len(words)


def test_where_no_edits_reach_the_next_verdict_those_that_take_off_the_most_stand_first(any_scorer: Scorer) -> None:
    headline = "DISGRACEFUL ministers SLAM brave nurses over their SHAMEFUL, BRUTAL pay fight!!!"
    before = any_scorer.score(headline)
    first, *others = suggest(any_scorer, headline, threshold=1.0)
    assert 2 <= len(first.edits) <= MOST_EDITS
    assert 1.0 < first.score.heat < min(s.score.heat for s in others) <= before.heat
    assert all(len(s.edits) == 1 for s in others)
    assert any_scorer.score(first.headline) == first.score


@pytest.mark.parametrize(
    "headline",
    [
        "Goal! City win an EPIC, BRUTAL final in a shocking hour!",
        "BIDEN slams critics over an outrageous claim",
        "A staggering 40 ministers SLAMMED over a truly HORRIFIC attack!",
        "Epic poem found: a HUGE, amazing and totally unbelievable hour",
        "Critics savage Savage as fury erupts over Massive Attack",
    ],
)
def test_an_edit_that_mends_the_words_beside_it_gives_its_score_too(headline: str, any_scorer: Scorer) -> None:
    found = suggest(any_scorer, headline, limit=9)
    assert found
    for suggestion in found:
        edited = headline
        for edit in reversed(suggestion.edits):
            edited = edited[: edit.start] + edit.replacement + edited[edit.end :]
        assert edited == suggestion.headline
        assert any_scorer.score(edited) == suggestion.score
