from __future__ import annotations

from levelhed.dashboard.levelling import level
from levelhed.model import Scorer, suggest
from levelhed.model.blend import Thresholds

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
