from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from levelhed.data.errors import InputError
from levelhed.model import Score, Scorer, artefact
from levelhed.model.contextual import ENCODER
from onnx import numpy_helper

TEXT = "the council said on Monday that it had seen no reason to doubt what a furious crowd was told"
LINES = ["Council approves new bus timetable", "You won't believe what this tiny village did next", "日本 votes", "..."]


@pytest.mark.parametrize("line", LINES)
def test_baseline_and_points_are_the_score(line: str, deep_scorer: Scorer) -> None:
    score = deep_scorer.score(line, "The council met. It spoke of buses. A vote was held on Monday.")
    assert score.baseline.sensationalism + sum(e.points for e in score.evidence) == pytest.approx(
        score.sensationalism, abs=1e-6
    )
    assert score.baseline.bias + sum(e.bias_points for e in score.evidence) == pytest.approx(score.bias, abs=1e-6)


def test_a_line_reads_the_same_in_any_company(deep_scorer: Scorer) -> None:
    # Lines of all lengths, so many of each that they are read in more than one go.
    words = TEXT.split()
    lines = [" ".join(words[start:] + words[:start])[: 20 * n] for n in range(1, 6) for start in range(len(words))] * 3
    together = [score.sensationalism for score in deep_scorer.score_many(lines) if isinstance(score, Score)]
    assert together == [deep_scorer.score(line).sensationalism for line in lines]
    body = ". ".join(LINES[:2]) + ". Another sentence that is a good deal longer than all of the others put together."
    read = deep_scorer.score(LINES[0], body).body
    assert read is not None
    assert read.per_sentence[0].sensationalism == pytest.approx(deep_scorer.score(LINES[0]).sensationalism, abs=1e-9)


def test_context_tells_what_words_alone_cannot(deep_scorer: Scorer) -> None:
    score = deep_scorer.score(LINES[1])
    assert score.clickbait > deep_scorer.score(LINES[0]).clickbait + 30
    assert score.model.name == "deep"
    assert np.isfinite(score.heat)


@pytest.mark.usefixtures("deep_scorer")
def test_it_is_refused_beside_another_additive_reader_than_its_own(tmp_path: Path) -> None:
    for name in ("fast", "deep"):
        shutil.copytree(artefact.packaged(name), tmp_path / name)
    artefact.annotate(tmp_path / "deep", {"beside": "0" * 64})
    with pytest.raises(InputError, match="another fast model") as caught:
        Scorer.load("deep", path=tmp_path / "deep")
    assert (caught.value.kind, caught.value.where) == ("bad_artefact", str(tmp_path / "deep"))


def test_no_processor_lets_its_sums_overflow() -> None:
    # Without VNNI instructions two products of a signed weight and an unsigned byte are added in 16 bits.
    stored = onnx.load(artefact.packaged("deep") / ENCODER).graph.initializer
    tables = [own for own in stored if len(own.dims) == 2]
    weights = [numpy_helper.to_array(own) for own in tables if own.data_type == onnx.TensorProto.INT8]
    # What is left are the vectors of pieces and of places, which are looked up.
    assert len(weights) == len(tables) - 2 > 30
    for own in weights:
        assert 2 * 255 * np.abs(own.astype(int)).max() <= np.iinfo(np.int16).max


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="nothing here tells the threads of a process")
@pytest.mark.usefixtures("deep_scorer")  # whatever threads its parts have of their own are there then
def test_it_reads_on_the_thread_that_asks_whatever_is_set_for_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in ("4", "two"):
        monkeypatch.setenv("LEVELHED_THREADS", setting)
        before = len(list(Path("/proc/self/task").iterdir()))
        deep = Scorer.load("deep")
        deep.score(LINES[0])
        assert len(list(Path("/proc/self/task").iterdir())) <= before
