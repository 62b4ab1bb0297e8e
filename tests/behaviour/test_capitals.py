"""Capitals: a shout is heard in any letters, a name is not a shout, a house style is one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Score, Scorer
from levelhed.model.training.properties import Material, Rate
from levelhed.model.training.properties.capitals import disguises, house_style, initialisms, shouts

SPINE = "Biden shows more SPINE against Putin in comparison to Trump"
CALL = (
    "President Joe Biden on Tuesday spoke with Russian President Vladimir Putin on the phone for the first time since "
    "his inauguration. He raised a number of topics of concern for the US. The two leaders discussed their willingness "
    "to extend the New START nuclear arms control treaty for five years. NATO was informed of the call.\n\n"
    "MEANWHILE IN RUSSIA\n\n"
    "Thousands of people rallied for Mr Navalny on Saturday. The Kremlin said the conversation was businesslike."
)


def test_a_shouted_word_is_heard(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(shouts(any_scorer, material.headlines, rng, cases))


def test_no_disguise_gets_past(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[Rate], None]
) -> None:
    hold(disguises(any_scorer, material.headlines, rng, cases))


def test_initialisms_are_no_shouts(
    any_scorer: Scorer, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(initialisms(any_scorer, rng, cases))


def test_a_line_in_capitals_is_a_house_style(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    # One case in a hundred may miss: of sixty none could.
    hold(house_style(any_scorer, material.headlines, rng, max(cases, 300)))


def test_one_shouted_word_in_the_line_that_started_it(any_scorer: Scorer) -> None:
    score = any_scorer.score(SPINE, CALL)
    [shout] = [e for e in score.evidence if e.kind == "shouted_word"]
    assert (shout.text, shout.suggestion) == ("SPINE", "resolve")
    assert shout.points >= 5
    assert score.sensationalism - any_scorer.score(SPINE.replace("SPINE", "spine"), CALL).sensationalism >= 5


@pytest.mark.parametrize("headline", ["US and Russia to extend New START treaty", "NATO hears of New START call"])
def test_names_that_the_body_writes_in_capitals(headline: str, any_scorer: Scorer) -> None:
    assert not {"shouted_word", "all_caps"} & kinds(any_scorer.score(headline, CALL))


@pytest.mark.parametrize(
    "line", ["MEANWHILE IN RUSSIA", "BIDEN’S HARD TALK", "US OFFERS RUSSIA - THE PRESSURE OF ITS COMPANY!"]
)
def test_a_line_in_capitals_is_one_span_not_many_shouts(line: str, any_scorer: Scorer) -> None:
    score = any_scorer.score(line, CALL)
    assert "shouted_word" not in kinds(score)
    assert [(e.start, e.end) for e in score.evidence if e.kind == "all_caps"] == [(0, len(line))]


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("S P I N E", id="spaced out"),
        pytest.param("S.P.I.N.E.", id="with stops"),
        pytest.param("ＳＰＩＮＥ", id="full width"),
        pytest.param("𝐒𝐏𝐈𝐍𝐄", id="mathematical"),
        pytest.param("ЅРІNЕ", id="Cyrillic"),
        pytest.param("S\u200bP\u200bI\u200bN\u200bE", id="zero width"),
        pytest.param("SPI\u0301NE", id="combining mark"),
        pytest.param("ŚṔÍŃÉ", id="accents"),
        pytest.param("🇸🇵🇮🇳🇪", id="letters of flags"),
        pytest.param("🇸 🇵 🇮 🇳 🇪", id="letters of flags spaced out"),
        pytest.param("🄢🄟🄘🄝🄔", id="in brackets"),
        pytest.param("🅂🄿🄸🄽🄴", id="squared"),
        pytest.param("ᏚᏢINᎬ", id="Cherokee"),
        pytest.param("ՏPINE", id="Armenian"),
        pytest.param("5PIN3", id="digits"),
        pytest.param("SpInE", id="every other letter"),
    ],
)
def test_a_shout_in_disguise(word: str, any_scorer: Scorer) -> None:
    score = any_scorer.score(SPINE.replace("SPINE", word), CALL)
    [shout] = [e for e in score.evidence if e.kind == "shouted_word"]
    assert shout.text == word
    assert shout.points >= 5


def kinds(score: Score) -> set[str]:
    return {e.kind for e in score.evidence}
