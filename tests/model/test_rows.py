from __future__ import annotations

from collections.abc import Sequence

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
