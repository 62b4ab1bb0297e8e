from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from levelhed.data.errors import InputError
from levelhed.model import Score, Scorer, rows
from levelhed.model.rows import score_rows

STORY = "The committee met on Monday. It heard two reports on roads. Members agreed to publish the figures in May."


def test_a_row_gets_the_same_score_whatever_stands_beside_it(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    headlines = ["Committee agrees road figures", "SHOCK as 'useless' committee blasts drivers!", "Not a disaster", "—"]
    bodies = [STORY, f'{STORY} "Useless", one of them said.', None, "No news today."]
    alone = [scorer.score(h, b) for h, b in zip(headlines, bodies, strict=True)]
    assert scorer.score_many(headlines, bodies) == alone
    monkeypatch.setattr(rows, "STRETCH_CHARACTERS", 500)
    assert scorer.score_many(headlines * 5, bodies * 5) == alone * 5


def test_rows_go_in_stretches_and_come_back_in_order(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "STRETCH_CHARACTERS", 1_000)
    asked: list[Sequence[str]] = []
    [sample] = scorer.score_many(["A line"])
    assert isinstance(sample, Score)

    def score(lines: Sequence[str], stories: Sequence[str | None]) -> list[Score]:
        assert len(lines) == len(stories)
        asked.append(lines)
        return [sample] * len(lines)

    headlines = ["one", "", "two", "three", "four", "x" * 2_000, "five", "six"]
    bodies = [None, None, "short", "long " * 400, None, None, "bad \x00", None]
    results = score_rows(score, headlines, bodies)
    assert [r.kind if isinstance(r, InputError) else "" for r in results] == [
        *("", "empty", "", "", ""),
        *("too_long", "control_character", ""),
    ]
    assert [list(lines) for lines in asked] == [["one", "two"], ["three"], ["four", "six"]]
    assert score_rows(score, [], None) == []


def test_without_evidence_the_rest_is_the_same(scorer: Scorer) -> None:
    [full], [bare] = (
        scorer.score_many(["SHOCK as 'useless' committee meets"], [STORY], evidence=e) for e in (True, False)
    )
    assert isinstance(full, Score)
    assert full.evidence
    assert bare == replace(full, evidence=())


@pytest.mark.parametrize("bodies", [[], [STORY], [STORY] * 3])
def test_no_headline_goes_unanswered_for_want_of_a_body(bodies: list[str], scorer: Scorer) -> None:
    with pytest.raises(ValueError, match=r"(shorter|longer) than argument 1"):
        scorer.score_many(["Committee agrees", "Committee meets"], bodies)


def test_a_body_that_is_no_text_costs_its_own_row_alone(scorer: Scorer) -> None:
    results = scorer.score_many(["Committee agrees"] * 2, [3, STORY])  # type: ignore[list-item]
    assert [r.kind if isinstance(r, InputError) else "" for r in results] == ["not_text", ""]


@pytest.mark.parametrize(("bodies", "lengths"), [(None, [5, 5, 2]), (["x" * 2_000, *[""] * 11], [1, 5, 5, 1])])
def test_rows_count_whether_they_have_bodies_or_not_and_no_stretch_is_empty(
    bodies: list[str] | None, lengths: list[int], scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "STRETCH_CHARACTERS", 5 * rows.ROW_CHARACTERS)
    [sample] = scorer.score_many(["A line"])
    assert isinstance(sample, Score)
    asked: list[int] = []

    def score(lines: Sequence[str], stories: Sequence[str | None]) -> list[Score]:
        asked.append(len(lines))
        return [sample] * len(lines)

    score_rows(score, ["Committee agrees"] * 12, bodies)
    assert asked == lengths
