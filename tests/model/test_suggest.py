from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from levelhed.model import Score, Scorer, suggest
from levelhed.model.blend import Thresholds
from levelhed.model.suggest import MOST_EDITS, MOST_TRIED, ScoreAll, level, single_edits

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


@pytest.mark.parametrize("shouted", ["OUT OF CONTROL", "OUT-OF-CONTROL"])
def test_words_shouted_one_after_the_other_are_lowered_together(shouted: str, scorer: Scorer) -> None:
    found = [s.headline for s in suggest(scorer, f"Lamplighter mania is {shouted}", limit=9)]
    assert found == [f"Lamplighter mania is {shouted.lower()}"]


def test_two_edits_to_one_headline_are_one(scorer: Scorer) -> None:
    found = [s.headline for s in suggest(scorer, "Really really long queue for lido", limit=9)]
    assert found == ["Really long queue for lido"]


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


THREE = "Ministers SLAM nurses over VILE row in LATE vote"


def _made(score: Score, gains: dict[str, float]) -> ScoreAll:
    """Scores a text by which words it lacks."""
    return lambda texts: [
        replace(score, heat=score.heat - sum(gain for word, gain in gains.items() if word not in text))
        for text in texts
    ]


@pytest.mark.parametrize(
    ("gains", "threshold", "changed"),
    [
        ((10.0, 5.0, 2.0), 85.5, ["SLAM", "VILE"]),
        ((10.0, 5.0, 2.0), 85.0, ["SLAM", "VILE", "LATE"]),
        ((2.0, 5.0, 10.0), 86.0, ["VILE", "LATE"]),
        ((10.0, 5.0, 2.0), 90.5, []),
        ((10.0, 5.0, 2.0), 101.0, []),
        ((10.0, 5.0, 2.0), 1.0, ["SLAM", "VILE", "LATE"]),
        ((10.0, 5.0, 1.0), 1.0, ["SLAM", "VILE"]),
        ((10.0, 5.0, 1.1), 1.0, ["SLAM", "VILE", "LATE"]),
        ((0.0, 0.0, 0.0), 1.0, []),
    ],
)
def test_the_fewest_edits_that_are_enough_are_taken(
    gains: tuple[float, ...], threshold: float, changed: list[str], scorer: Scorer
) -> None:
    score = replace(scorer.score(THREE), heat=100.0)
    score_all = _made(score, dict(zip(("SLAM", "VILE", "LATE"), gains, strict=True)))
    singles = single_edits(THREE, score, score_all)
    found = level(THREE, score, singles, scorer.thresholds, score_all, threshold=threshold)
    assert [edit.text for edit in found.edits] == changed if found else not changed


@pytest.mark.parametrize(("verdict", "together"), [("sensational", 0), ("charged", 2)])
def test_a_headline_is_to_get_under_its_own_verdict(verdict: str, together: int, scorer: Scorer) -> None:
    score = replace(scorer.score(THREE), heat=100.0, verdict=verdict)  # type: ignore[arg-type]
    score_all = _made(score, {"SLAM": 10.0, "VILE": 5.0, "LATE": 0.0})
    found = level(THREE, score, single_edits(THREE, score, score_all), Thresholds(88.0, 92.0), score_all)
    assert (len(found.edits) if found else 0) == together


def test_an_edit_that_takes_nothing_off_is_none(scorer: Scorer) -> None:
    score = scorer.score(THREE)
    assert single_edits(THREE, score, _made(score, {})) == ()


def test_edits_that_undo_each_other_are_not_taken_together(scorer: Scorer) -> None:
    score = replace(scorer.score(THREE), heat=100.0)

    def score_all(texts: Sequence[str]) -> list[Score]:
        changed = (sum(word not in text for word in ("SLAM", "VILE", "LATE")) for text in texts)
        return [replace(score, heat={0: 100.0, 1: 90.0}.get(n, 90.0)) for n in changed]

    singles = single_edits(THREE, score, score_all)
    assert len(singles) == 3
    assert level(THREE, score, singles, scorer.thresholds, score_all, threshold=1.0) is None


def test_edits_side_by_side_count_as_one(scorer: Scorer) -> None:
    headline = "Ministers in epic HUGE row with nurses"
    score = replace(scorer.score(headline), heat=100.0)
    score_all = _made(score, {"epic": 10.0, "HUGE": 5.0})
    found = level(
        headline, score, single_edits(headline, score, score_all), scorer.thresholds, score_all, threshold=86.0
    )
    assert found is not None
    assert [edit.text for edit in found.edits] == ["epic HUGE"]
