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


def _values(scorer: Scorer, headline: str, kind: str) -> list[float]:
    return [value for mark, _, value in find_marks(scorer._read_line(headline)) if MARKS[mark] == kind]


@pytest.mark.parametrize(
    ("headline", "kind", "total"),
    [
        ("Mayor SLAMS brutal cuts", "shouted_word", 1.0),
        ("Mayor SLAMS BRUTAL cuts", "shouted_word", 1.25),
        ("Mayor of our town SLAMS BRUTAL CRUEL SAVAGE EVIL cuts to the library", "shouted_word", 2.0),
        ("Mayor of our old town SLAMS BRUTAL CRUEL SAVAGE EVIL VILE cuts to the library", "shouted_word", 2.0),
        ("Mayor slams cuts!", "exclamation", 1.0),
        ("Mayor slams cuts!!", "exclamation", 1.25),
        ("Mayor slams cuts!!!", "exclamation", 1.5),
        ("Mayor slams cuts!!!!!", "exclamation", 1.5),
        ("Mayor slams cuts?", "exclamation", 0.0),
        ("You won't believe what the mayor said", "curiosity_gap", 1.0),
        ("MAYOR SLAMS CUTS", "all_caps", 1.0),
        ("Mayor says 'the cuts are cruel' and leaves", "quotation", 1.0),
        ("Mayor says 'the cuts are cruel' and 'I am off'", "quotation", 1.0),
        ("Mayor to 'open' library", "scare_quote", 1.0),
        ("Mayor to 'open' library", "quotation", 0.0),
        ("Council rams through cuts", "loaded_word", 1.0),
    ],
)
def test_what_is_said_more_than_once_counts_for_little_more(
    scorer: Scorer, headline: str, kind: str, total: float
) -> None:
    values = _values(scorer, headline, kind)
    assert sum(values) == pytest.approx(total)
    assert len(set(values)) <= 1  # shared alike
