from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from levelhed.model import Scorer

LINES = ["Council approves new bus timetable", "You won't believe what this tiny village did next", "日本 votes", "..."]


@pytest.mark.parametrize("line", LINES)
def test_baseline_and_points_are_the_score(line: str, deep_scorer: Scorer) -> None:
    score = deep_scorer.score(line, "The council met. It spoke of buses. A vote was held on Monday.")
    assert score.baseline.sensationalism + sum(e.points for e in score.evidence) == pytest.approx(
        score.sensationalism, abs=1e-6
    )
    assert score.baseline.bias + sum(e.bias_points for e in score.evidence) == pytest.approx(score.bias, abs=1e-6)


def test_a_line_reads_the_same_in_any_company(deep_scorer: Scorer) -> None:
    alone = [deep_scorer.score(line).sensationalism for line in LINES]
    body = ". ".join(LINES[:2]) + ". Another sentence that is a good deal longer than all of the others put together."
    together = deep_scorer.score(LINES[0], body).body
    assert together is not None
    assert together.per_sentence[0].sensationalism == pytest.approx(alone[0], abs=1e-9)


def test_context_tells_what_words_alone_cannot(deep_scorer: Scorer) -> None:
    score = deep_scorer.score(LINES[1])
    assert score.clickbait > deep_scorer.score(LINES[0]).clickbait + 30
    assert score.model.name == "deep"
    assert np.isfinite(score.heat)


def test_no_processor_lets_its_sums_overflow(deep_scorer: Scorer) -> None:
    # Processors differ in the last digit, which rounding to 8 bits makes a tenth of a point or so. Where sums of
    # products overflow, the bias of such lines moves by up to five points. Another model has other figures.
    bias = {
        "Bank chief pockets a STAGGERING 8.9 million!": 43.0,
        "Holiday hell: 44,000 stranded as airline grinds to a halt": 58.4,
        "Energy giant finally CAVES after three winters of misery": 48.1,
    }
    apart = [deep_scorer.score(line).bias - read for line, read in bias.items()]
    assert abs(np.mean(apart)) < 1.5


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="nothing here tells the threads of a process")
@pytest.mark.usefixtures("deep_scorer")  # whatever threads its parts have of their own are there then
def test_it_reads_on_the_thread_that_asks_whatever_is_set_for_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in ("4", "two"):
        monkeypatch.setenv("LEVELHED_THREADS", setting)
        before = len(list(Path("/proc/self/task").iterdir()))
        deep = Scorer.load("deep")
        deep.score(LINES[0])
        assert len(list(Path("/proc/self/task").iterdir())) <= before
