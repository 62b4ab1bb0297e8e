"""Invariance: how a line is encoded, spaced and signed is no part of its tone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.training.properties import Material, Rate
from levelhed.model.training.properties.invariance import invariance

LINE = "Café owner's 'shameful' fight with José Ferreira divides Malmö"


def test_encoding_and_signature_change_nothing(
    any_scorer: Scorer, material: Material, rng: Random, cases: int, hold: Callable[[list[Rate]], None]
) -> None:
    hold(invariance(any_scorer, material.headlines, rng, cases))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(unicodedata.normalize("NFD", LINE), id="letters and marks apart"),
        pytest.param(LINE.replace("owner's", "owner’s").replace("'shameful'", "‘shameful’"), id="curly quotes"),
        pytest.param(f"  {LINE} \n", id="spaces around"),
        pytest.param(f"{LINE} - The Daily Ferry", id="a daily's name"),
        pytest.param(f"{LINE} | CNN", id="a broadcaster's name"),
        pytest.param(f"{LINE} – FOX 5 New York", id="a station's name"),
        pytest.param(f"{LINE} - OK! Magazine", id="a name with a mark of its own"),
        pytest.param(LINE.replace("divides", "div\u200bides"), id="a zero-width space"),
        pytest.param(LINE.replace("divides", "di\u00advides"), id="a soft hyphen"),
        pytest.param(LINE.replace("fight", "fіght"), id="a Cyrillic letter"),
    ],
)
def test_one_line_written_otherwise(other: str, any_scorer: Scorer) -> None:
    one, two = any_scorer.score(LINE), any_scorer.score(other)
    for figure in ("clickbait", "exaggeration", "sensationalism", "bias", "heat"):
        assert getattr(one, figure) == pytest.approx(getattr(two, figure), abs=1e-6)
    assert one.verdict == two.verdict


def test_a_clause_before_a_site_s_name_leaves_it_one(any_scorer: Scorer) -> None:
    for clause in ("- and here's why", "– but not for long", "| what it means for them"):
        one, two = (any_scorer.score(f"{LINE} {clause}{site}") for site in ("", " - Reuters"))
        assert one.heat == pytest.approx(two.heat, abs=1e-6)
        assert "unsupported_name" not in {span.kind for span in two.evidence if span.text == "Reuters"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("17 killed in bus crash", "92 killed in bus crash"),
        ("92-year-old man dies after fall", "81-year-old man dies after fall"),
        ("Shares fall 3.5% in 1998 as 12,400 jobs go", "Shares fall 4.7% in 2019 as 98,100 jobs go"),
        ("Rates frozen for the 9th month", "Rates frozen for the 7th month"),
    ],
)
def test_which_number_it_is_changes_nothing(one: str, two: str, any_scorer: Scorer) -> None:
    for name in ("clickbait", "exaggeration", "sensationalism", "bias"):
        assert getattr(any_scorer.score(one), name) == pytest.approx(getattr(any_scorer.score(two), name), abs=1e-6)
