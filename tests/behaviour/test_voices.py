"""Whose words they are: the outlet's own count most; a denial is never louder than what it denies."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Score, Scorer
from levelhed.model.training.properties import Material, Rate
from levelhed.model.training.properties.voices import denials, scare_quotes, voices

CALM = "The inquiry met on Monday and heard from four people. Its chair thanked them. The report is due in June."


def test_quoted_and_attributed_words_count_less(
    any_scorer: Scorer, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(voices(any_scorer, rng, cases))


def test_scare_quotes_count(any_scorer: Scorer, rng: Random, cases: int, hold: Callable[[Rate], None]) -> None:
    hold(scare_quotes(any_scorer, rng, cases))


def test_a_denial_is_never_louder(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[Rate], None]
) -> None:
    hold(denials(any_scorer, material.headlines, rng, cases))


def test_one_word_in_four_voices(any_scorer: Scorer) -> None:
    own = any_scorer.score("Schools are in shameful state this winter", CALM)
    claimed = any_scorer.score("Schools are in shameful state this winter, says minister", CALM)
    quote = "Schools are in 'shameful state' this winter"
    quoted = any_scorer.score(quote, CALM)
    repeated = any_scorer.score(quote, f'{CALM} One of them spoke of a "shameful state".')
    scores = (own, claimed, quoted, repeated)
    assert [voice(s) for s in scores] == ["outlet", "attributed", "quoted", "quoted"]
    points = [shame(s) for s in scores]
    assert points[0] == max(points)
    assert points[3] == min(points)
    assert len(set(points)) == 4
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize(
    "form",
    [
        "{}, union says",
        "{}, union leader says",
        "{}, court hears",
        "{}, study finds",
        "{}, according to union",
        "{}: union",
        "{} - report",
        "Union: {}",
    ],
)
def test_a_loaded_word_counts_less_whoever_is_named_as_saying_it(form: str, any_scorer: Scorer) -> None:
    claim = "School plan is shameful"
    own = any_scorer.score(claim, CALM)
    claimed = any_scorer.score(form.format(claim), CALM)
    assert (voice(own), voice(claimed)) == ("outlet", "attributed")
    assert shame(claimed) < shame(own)


@pytest.mark.parametrize(
    "line", ["As she says goodbye, shameful scenes follow", "What the law says about shameful debts"]
)
def test_what_nobody_says_counts_in_full(line: str, any_scorer: Scorer) -> None:
    assert voice(any_scorer.score(line, CALM)) == "outlet"


@pytest.mark.parametrize(
    ("plain", "denied"),
    [
        ("{} is {}", "{} is no {}"),
        ("{} is {}", "{} fails to be {}"),
        ("{} is {}", "{} is in no way {}"),
        ("{} is {}", "Nobody thinks {} is {}"),
        ("{} is {}", "No evidence {} is {}"),
        ("Minister says {} is {}", "Minister denies {} is {}"),
        ("Minister says {} is {}", "Minister rejects claim {} is {}"),
        ("Mayor calls {} {}", "Mayor refuses to call {} {}"),
        ("{} caused {}", "{} didn't cause {}"),
    ],
)
def test_a_denial_in_other_words_is_no_louder_either(plain: str, denied: str, any_scorer: Scorer) -> None:
    for what in ("the pension reform", "the school merger"):
        for loaded in ("chaos", "theft", "cruelty"):
            said, unsaid = (any_scorer.score(form.format(what, loaded).capitalize()) for form in (plain, denied))
            for figure in ("exaggeration", "sensationalism", "bias"):
                assert getattr(unsaid, figure) <= getattr(said, figure) + 1e-9, (figure, what, loaded)


@pytest.mark.parametrize("denial", ["not", "hardly", "never"])
@pytest.mark.parametrize("loaded", ["a disaster", "shameful", "a war on the poor"])
def test_not_a_disaster(denial: str, loaded: str, any_scorer: Scorer) -> None:
    plain, denied = any_scorer.score(f"The budget was {loaded}"), any_scorer.score(f"The budget was {denial} {loaded}")
    for figure in ("sensationalism", "bias", "heat"):
        assert getattr(denied, figure) <= getattr(plain, figure) + 1e-9


def test_you_wont_believe_denies_nothing(any_scorer: Scorer) -> None:
    teased = any_scorer.score("You won't believe what the council did")
    assert [e.kind for e in teased.evidence[:3]] == ["curiosity_gap"] * 3
    assert teased.sensationalism > any_scorer.score("What the council did").sensationalism


def test_scare_quotes_around_a_plain_word(any_scorer: Scorer) -> None:
    plain = any_scorer.score("Ministers announce independent review of fares")
    scare = any_scorer.score("Ministers announce ‘independent’ review of fares")
    assert scare.sensationalism > plain.sensationalism
    assert scare.bias > plain.bias
    assert [e.text for e in scare.evidence if e.kind == "scare_quote"] == ["independent"]


@pytest.mark.parametrize("word", ["extremist", "corrupt", "shameful", "inhumane"])
def test_a_loaded_word_alone_in_quotation_marks_is_quoted(word: str, any_scorer: Scorer) -> None:
    own, quoted = (any_scorer.score(f"Ministers defend {w} treatment of tenants") for w in (word, f"'{word}'"))
    assert quoted.bias < own.bias
    points = [next(e.points + e.bias_points for e in s.evidence if e.text == word) for s in (own, quoted)]
    assert points[1] < points[0]
    assert "scare_quote" not in [e.kind for e in quoted.evidence]


def test_a_word_that_the_story_quotes_is_in_no_scare_quotes(any_scorer: Scorer) -> None:
    line = "Takeover bid is 'hostile', business groups say"
    scare = any_scorer.score(line, CALM)
    quoted = any_scorer.score(line, f'{CALM} One of them called the bid "hostile and unfair".')
    kinds = [next(e.kind for e in score.evidence if e.text == "hostile") for score in (scare, quoted)]
    assert kinds == ["scare_quote", "loaded_word"]
    assert quoted.sensationalism < scare.sensationalism
    assert quoted.bias < scare.bias


def voice(score: Score) -> str:
    return next(e.voice for e in score.evidence if e.text == "shameful")


def shame(score: Score) -> float:
    return next(e.points + e.bias_points for e in score.evidence if e.text == "shameful")
