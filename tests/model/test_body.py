from __future__ import annotations

import pytest
from levelhed.model import Scorer

STORY = "The council met on Monday. It heard from four people about the budget. A report is due in June."


@pytest.mark.parametrize("dateline", ["SALT LAKE CITY (AP) — ", "LONDON, Oct. 9 (Reuters) - ", "LAS VEGAS -- "])
def test_a_dateline_makes_no_story_louder(dateline: str, scorer: Scorer) -> None:
    with_it, without = (scorer.score("Council hears of budget", text).body for text in (dateline + STORY, STORY))
    assert with_it is not None
    assert without is not None
    assert with_it.loudness == pytest.approx(without.loudness)


def test_a_dateline_is_no_witness_of_capitals_and_one_of_places(scorer: Scorer) -> None:
    score = scorer.score("Mayor tells CITY of budget in London", "SALT LAKE CITY (AP) - " + STORY)
    assert "CITY" in [e.text for e in score.evidence if e.kind == "shouted_word"]
    score = scorer.score("Mayor tells of budget in London", "LONDON (AP) - " + STORY)
    assert "London" not in [e.text for e in score.evidence if e.kind == "unsupported_name"]
