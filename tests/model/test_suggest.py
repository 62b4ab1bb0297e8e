from __future__ import annotations

from collections.abc import Sequence

from levelhed.model import Score, Scorer, suggest
from levelhed.model.blend import Thresholds
from levelhed.model.suggest import MOST_EDITS, MOST_TRIED, level, single_edits

LOUD = "DISGRACEFUL ministers SLAM nurses over pay"


def test_where_no_few_edits_are_enough_those_that_take_off_the_most_are_taken(scorer: Scorer) -> None:
    score = scorer.score(LOUD)
    edits = suggest(scorer, LOUD, limit=4, threshold=101.0)
    near = level(LOUD, score, edits, Thresholds(0.5, 1.0), lambda texts: [scorer.score(text) for text in texts])
    assert near is not None
    assert len(near.edits) > 1
    assert 1.0 < near.score.heat < edits[0].score.heat
    assert scorer.score(near.headline) == near.score


def test_a_single_edit_that_is_enough_needs_no_other(scorer: Scorer) -> None:
    score = scorer.score(LOUD)
    edits = suggest(scorer, LOUD, limit=4, threshold=101.0)
    enough = Thresholds(edits[0].score.heat + 1.0, edits[0].score.heat + 1.0)
    assert level(LOUD, score, edits, enough, lambda texts: [scorer.score(text) for text in texts]) is None


def test_words_shouted_one_after_the_other_are_lowered_together(scorer: Scorer) -> None:
    found = [s.headline for s in suggest(scorer, "Lamplighter mania is OUT OF CONTROL", limit=9)]
    assert found == ["Lamplighter mania is out of control"]


def test_of_a_line_of_marks_the_loudest_edits_are_tried(scorer: Scorer) -> None:
    headline = "! " * 100 + "ministers SLAM nurses " + "! " * 100
    asked: list[str] = []

    def score_all(texts: Sequence[str]) -> list[Score]:
        asked.extend(texts)
        return [scorer.score(text) for text in texts]

    single_edits(headline, scorer.score(headline), score_all)
    assert len(asked) <= MOST_TRIED
    assert any("SLAM" not in text for text in asked)


def test_eleven_headlines_at_most_are_tried_together(scorer: Scorer) -> None:
    headline = "DISGRACEFUL ministers SLAM brave nurses over their SHAMEFUL, BRUTAL pay fight!!!"
    score = scorer.score(headline)
    asked: list[int] = []

    def score_all(texts: Sequence[str]) -> list[Score]:
        asked.append(len(texts))
        return [scorer.score(text) for text in texts]

    singles = single_edits(headline, score, score_all)
    assert len(singles) > MOST_EDITS
    assert level(headline, score, singles, scorer.thresholds, score_all, threshold=1.0) is not None
    assert asked[1] <= 11
