"""What marks add, and where none is."""

from __future__ import annotations

import pytest
from levelhed.model import Scorer
from levelhed.model.marks import MARKS, find_marks


def _loaded(scorer: Scorer, headline: str) -> list[str]:
    line = scorer._read_line(headline)
    marks = [token for mark, token, _ in find_marks(line) if MARKS[mark] == "loaded_word"]
    return [line.tokens[token].folded for token in marks if token is not None]


@pytest.mark.parametrize(
    "headline",
    [
        "Nadal wins grand slam",
        "RIP Tina Turner",
        "Disaster zone declared",
        "Explosive device found",
        "Bomb blast hits city",
    ],
)
def test_a_phrase_that_means_what_it_says_is_not_loaded(scorer: Scorer, headline: str) -> None:
    assert _loaded(scorer, headline) == []


def test_a_loaded_word_outside_such_a_phrase_is(scorer: Scorer) -> None:
    assert _loaded(scorer, "Nadal wins epic grand slam after savage run") == ["epic", "savage"]
    assert _loaded(scorer, "Critics rip Turner") == ["rip"]
