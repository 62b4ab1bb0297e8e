from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import CascadeScorer, Score, Scorer, artefact, contextual, default_model
from levelhed.model.blend import Thresholds
from levelhed.model.cascade import BAND

CALM = "The committee met on Monday. It heard two reports on roads. Members agreed to publish the figures in May."
HEADLINES = [
    "Committee agrees to publish road figures",
    "You won't believe what the committee just did!!!",
    "",
    "FURIOUS drivers blast 'useless' committee over road chaos",
    "Committee under fire over road figures",
    None,
    "Shocking road figures stun drivers",
]


def _heat(score: Score | InputError) -> float:
    assert isinstance(score, Score)
    return score.heat


def test_rows_near_a_threshold_are_read_in_context_and_the_others_are_not(
    scorer: Scorer, deep_stand_in: Scorer
) -> None:
    bodies = [CALM, None] * 4
    fast = scorer.score_many(HEADLINES, bodies[:7])
    deep = deep_stand_in.score_many(HEADLINES, bodies[:7])
    scored = sorted(_heat(s) for s in fast if isinstance(s, Score))
    # A threshold between two rows, and a band that reaches the nearer of them alone.
    low, high = scored[0], next(h for h in scored if h > scored[0])
    house = Thresholds(low + 0.4 * (high - low), 1_000.0)
    fast_reader, deep_reader = Scorer.load(thresholds=house), deep_stand_in
    results = CascadeScorer(fast_reader, deep_reader, 0.5 * (high - low)).score_many(HEADLINES, bodies[:7])
    assert len(results) == len(HEADLINES)
    for result, one, other in zip(results, fast, deep, strict=True):
        if not isinstance(one, Score):
            assert isinstance(result, InputError)
            assert result.kind == one.kind
        elif one.heat == low:
            assert result == other
        else:
            assert isinstance(result, Score)
            assert (result.heat, result.evidence, result.model.name) == (one.heat, one.evidence, "fast")


def test_the_widest_band_reads_every_row_twice(scorer: Scorer, deep_stand_in: Scorer) -> None:
    results = CascadeScorer(scorer, deep_stand_in, 100.0).score_many(HEADLINES)
    assert {r.model.name for r in results if isinstance(r, Score)} == {"deep"}
    assert [type(r) for r in results] == [type(r) for r in scorer.score_many(HEADLINES)]


def test_rows_go_to_the_second_reader_in_their_order_with_their_bodies(
    scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Any, Any, bool]] = []

    def listen(headlines: Sequence[Any], bodies: Sequence[Any] | None = None, *, evidence: bool = True) -> list[Any]:
        asked.append((list(headlines), bodies, evidence))
        return [scorer.score(h) for h in headlines]

    monkeypatch.setattr(deep_stand_in, "score_many", listen)
    cascade = CascadeScorer(scorer, deep_stand_in, 100.0)
    cascade.score_many(["One", "", "Two"], ["First body.", None, "Second body."], evidence=False)
    cascade.score_many([])
    assert asked == [(["One", "Two"], ["First body.", "Second body."], False), ([], None, True)]


def test_without_evidence_the_figures_are_the_same(scorer: Scorer, deep_stand_in: Scorer) -> None:
    cascade = CascadeScorer(scorer, deep_stand_in)
    bare = [r for r in cascade.score_many(HEADLINES, evidence=False) if isinstance(r, Score)]
    full = [r for r in cascade.score_many(HEADLINES) if isinstance(r, Score)]
    assert [(r.heat, r.verdict, r.model) for r in bare] == [(r.heat, r.verdict, r.model) for r in full]
    assert all(r.evidence == () for r in bare)


def test_a_batch_says_which_reader_each_row_is_from(scorer: Scorer, deep_stand_in: Scorer) -> None:
    cascade = CascadeScorer(scorer, deep_stand_in)
    batch = pa.RecordBatch.from_pydict({"headline": pa.array(HEADLINES, pa.string())})
    rows = cascade.score_batch(batch).to_pylist()
    for row, result in zip(rows, cascade.score_many(HEADLINES), strict=True):
        if isinstance(result, Score):
            assert (row["heat"], row["model"], row["error"]) == (result.heat, result.model.name, None)
        else:
            assert (row["heat"], row["model"], row["error"]) == (None, None, result.kind)


def test_it_says_what_it_is_made_of(scorer: Scorer, deep_stand_in: Scorer) -> None:
    cascade = CascadeScorer(scorer, deep_stand_in)
    assert cascade.band == deep_stand_in.figures()["cascade_band"]
    assert CascadeScorer(deep_stand_in, scorer).band == scorer.figures().get("cascade_band", BAND)
    figures = cascade.figures()
    assert (figures["fast"], figures["deep"]) == (scorer.figures(), deep_stand_in.figures())
    assert cascade.info.name == "cascade"
    assert CascadeScorer(scorer, deep_stand_in, 1.0).info.checksum != cascade.info.checksum


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = artefact.packaged("fast")
    monkeypatch.setattr(artefact, "packaged", lambda name: fast)
    monkeypatch.setattr(contextual, "is_installed", lambda: False)
    assert default_model() == "fast"
    with pytest.raises(InputError, match=r"levelhed\[deep\]") as caught:
        CascadeScorer.load()
    assert caught.value.kind == "missing_part"


def test_the_deep_model_is_the_default_where_all_of_it_is_there(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contextual, "is_installed", lambda: True)
    monkeypatch.setattr(artefact, "packaged", lambda name: tmp_path)
    assert default_model() == "fast"
    (tmp_path / "manifest.json").touch()
    assert default_model() == "deep"


def test_the_installed_readers_work_together(scorer: Scorer, deep_scorer: Scorer) -> None:
    house = Thresholds(30.0, 60.0)
    cascade = CascadeScorer.load(house)
    assert cascade.band > 0
    headlines = [*HEADLINES, sample.headline()]
    for headline, result in zip(headlines, cascade.score_many(headlines), strict=True):
        if isinstance(result, Score):
            own = deep_scorer if result.model.name == "deep" else scorer
            assert headline is not None
            assert result.heat == pytest.approx(own.score(headline).heat)
            assert result.verdict == house.verdict(result.heat)
