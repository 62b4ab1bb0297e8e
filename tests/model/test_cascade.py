from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import CascadeScorer, Score, Scorer, artefact, contextual, default_model
from levelhed.model.blend import Thresholds
from levelhed.model.cascade import Reach
from levelhed.model.training.reach import Kept

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


def _bodies() -> list[str | None]:
    return ([CALM, None] * 4)[: len(HEADLINES)]


def test_a_reach_is_from_below_the_first_threshold_to_above_the_second() -> None:
    reach, house = Reach(10.0, 5.0, 2.0), Thresholds(40.0, 70.0)
    heats = [29.9, 30.0, 37.9, 38.0, 42.0, 42.1, 67.9, 68.0, 72.0, 72.1, 75.0, 75.1]
    assert [h for h in heats if reach.headline(h, house)] == heats[1:-1]
    assert [h for h in heats if reach.story(h, house)] == [38.0, 42.0, 68.0, 72.0]


@pytest.mark.parametrize(("level", "loudness"), [((1.0, 0.0, 500.0), 100.0), ((-1.0, -1.0, 0.0), 0.0)])
def test_a_levelled_body_is_as_loud_as_bodies_can_be(
    scorer: Scorer, level: tuple[float, float, float], loudness: float
) -> None:
    body = scorer.read_body(CALM)
    assert body is not None
    assert Reach(0.0, 0.0, 0.0, *level).levelled(body).tone.loudness == loudness
    assert Reach(0.0, 0.0, 0.0).levelled(body).tone.loudness == body.tone.sensationalism.mean


def test_headlines_within_reach_are_read_in_context_and_the_others_are_not(
    scorer: Scorer, deep_stand_in: Scorer
) -> None:
    fast, deep = (s.score_many(HEADLINES, _bodies()) for s in (scorer, deep_stand_in))
    low, high, *_ = sorted({_heat(s) for s in fast if isinstance(s, Score)})
    # A threshold between two rows, and a reach to the lower of them alone.
    house = Thresholds(low + 0.4 * (high - low), 1_000.0)
    reach = Reach(0.5 * (high - low), low + 0.5 * (high - low) - 1_000.0, 0.0)
    cascade = CascadeScorer(Scorer.load(thresholds=house), deep_stand_in, reach)
    results = cascade.score_many(HEADLINES, _bodies())
    assert len(results) == len(HEADLINES)
    for result, one, other in zip(results, fast, deep, strict=True):
        if not isinstance(one, Score):
            assert isinstance(result, InputError)
            assert result.kind == one.kind
        elif one.heat == low:
            assert isinstance(result, Score)
            assert isinstance(other, Score)
            assert result.sensationalism == other.sensationalism
        else:
            assert isinstance(result, Score)
            assert (result.heat, result.evidence, result.model.name) == (one.heat, one.evidence, "fast")


def test_what_is_read_in_context_altogether_is_as_the_contextual_reader_says(
    scorer: Scorer, deep_scorer: Scorer
) -> None:
    # Its doubts too: the two readers disagree, or do not, over the same body, whose quotations count.
    quoting = [body and f'{CALM} "It is a useless committee," a driver said.' for body in _bodies()]
    everything = Reach(1_000.0, 1_000.0, 1_000.0)
    results = CascadeScorer(scorer, deep_scorer, everything).score_many(HEADLINES, quoting)
    assert [r for r in results if isinstance(r, Score)] == [
        s for s in deep_scorer.score_many(HEADLINES, quoting) if isinstance(s, Score)
    ]


def test_a_headline_in_context_stands_over_its_body_word_by_word(scorer: Scorer, deep_stand_in: Scorer) -> None:
    reach = Reach(100.0, 100.0, -1.0, 0.5, 0.25, 20.0)
    [result] = CascadeScorer(scorer, deep_stand_in, reach).score_many([HEADLINES[1]], [CALM])
    fast, deep = (s.score(str(HEADLINES[1]), CALM) for s in (scorer, deep_stand_in))
    assert isinstance(result, Score)
    assert fast.body is not None
    # Its loudness is brought to the level of bodies in context, its sentences are as they were read.
    loudness = 0.5 * fast.body.sensationalism.mean + 0.25 * fast.body.bias.mean + 20.0
    assert result.body == replace(fast.body, loudness=loudness)
    assert result.tone_gap == max(result.sensationalism, result.bias) - result.body.loudness
    assert (result.sensationalism, result.bias) == (deep.sensationalism, deep.bias)
    assert fast.body != deep.body
    assert result.model.name == "cascade"


def test_a_body_is_read_in_context_where_the_verdict_hangs_on_it(scorer: Scorer, deep_stand_in: Scorer) -> None:
    results = CascadeScorer(scorer, deep_stand_in, Reach(100.0, 100.0, 100.0)).score_many(HEADLINES, _bodies())
    for result, other in zip(results, deep_stand_in.score_many(HEADLINES, _bodies()), strict=True):
        assert isinstance(result, InputError) or result == other


def test_a_headline_pasted_with_its_story_tells_it_no_names_in_context_either(
    scorer: Scorer, deep_stand_in: Scorer
) -> None:
    headline, story = "Aides urge Hunt to drop plan", "Hunt spoke on Monday about the plan. A vote is due in June."
    pasted = f"{headline}\n{story}"
    assert scorer.read_body(pasted) != scorer.read_body(pasted, headline)
    [result] = CascadeScorer(scorer, deep_stand_in, Reach(100.0, 100.0, 100.0)).score_many([headline], [pasted])
    assert result == deep_stand_in.score(headline, pasted)


def test_the_verdict_hangs_on_the_thresholds_that_give_it(
    scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_by(body: float) -> Score:
        [result] = CascadeScorer(scorer, deep_stand_in, Reach(1_000.0, 1_000.0, body)).score_many(
            [HEADLINES[1]], [CALM]
        )
        assert isinstance(result, Score)
        return result

    here, away = Thresholds(read_by(-1.0).heat, 1_000.0), Thresholds(500.0, 1_000.0)
    for fast, deep, name in ((away, here, "deep"), (here, away, "cascade")):
        monkeypatch.setattr(scorer, "thresholds", fast)
        monkeypatch.setattr(deep_stand_in, "thresholds", deep)
        assert read_by(0.0).model.name == name


def test_without_a_body_a_headline_in_context_is_wholly_so(scorer: Scorer, deep_stand_in: Scorer) -> None:
    results = CascadeScorer(scorer, deep_stand_in, Reach(100.0, 100.0, 0.0)).score_many(HEADLINES)
    assert {r.model.name for r in results if isinstance(r, Score)} == {"deep"}
    assert [type(r) for r in results] == [type(r) for r in scorer.score_many(HEADLINES)]
    assert CascadeScorer(scorer, deep_stand_in).score_many([]) == []


@pytest.mark.parametrize(
    ("reach", "names"),
    [
        (Reach(-1_000.0, -1_000.0, 0.0), {"fast"}),
        (Reach(1_000.0, 1_000.0, -1.0), {"cascade", "deep"}),
        (Reach(1_000.0, 1_000.0, 1_000.0), {"deep"}),
    ],
)
def test_without_evidence_the_figures_are_the_same(
    reach: Reach, names: set[str], scorer: Scorer, deep_stand_in: Scorer
) -> None:
    cascade = CascadeScorer(scorer, deep_stand_in, reach)
    bare = [r for r in cascade.score_many(HEADLINES, _bodies(), evidence=False) if isinstance(r, Score)]
    full = [r for r in cascade.score_many(HEADLINES, _bodies()) if isinstance(r, Score)]
    assert {r.model.name for r in full} == names
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
    assert cascade.reach == Reach(**deep_stand_in.figures()["cascade"])
    figures = cascade.figures()
    assert (figures["fast"], figures["deep"]) == (scorer.figures(), deep_stand_in.figures())
    own = cascade.info
    assert (figures["name"], figures["version"], figures["checksum"]) == (own.name, own.version, own.checksum)
    assert Reach(**figures["cascade"]) == cascade.reach
    assert cascade.info.name == "cascade"
    assert CascadeScorer(scorer, deep_stand_in, Reach(1.0, 1.0, 1.0)).info.checksum != cascade.info.checksum


def test_it_is_another_where_one_of_its_readers_is(
    scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    infos = [replace(deep_stand_in.info, version=name, checksum=name, rules=f"{name} rules") for name in ("1", "2")]
    monkeypatch.setattr(scorer, "info", infos[0])
    monkeypatch.setattr(deep_stand_in, "info", infos[1])
    one = CascadeScorer(scorer, deep_stand_in).info
    assert (one.version, one.rules) == ("2", "2 rules")
    monkeypatch.setattr(scorer, "info", replace(infos[0], checksum="3"))
    two = CascadeScorer(scorer, deep_stand_in).info
    monkeypatch.setattr(deep_stand_in, "info", replace(infos[1], checksum="4"))
    three = CascadeScorer(scorer, deep_stand_in).info
    assert len({one.checksum, two.checksum, three.checksum}) == 3


@pytest.mark.parametrize("told", [{}, {"cascade": {"below": 1.0}}, {"cascade": None}])
def test_a_deep_reader_that_knows_no_reach_is_refused_by_name(
    told: dict[str, object], scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deep_stand_in, "figures", lambda: told)
    with pytest.raises(InputError, match="train it again") as caught:
        CascadeScorer(scorer, deep_stand_in)
    assert caught.value.kind == "bad_artefact"


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
    assert cascade.reach.below > 0
    headlines = [*HEADLINES, sample.headline()]
    for headline, result in zip(headlines, cascade.score_many(headlines), strict=True):
        if isinstance(result, Score):
            own = deep_scorer if result.model.name == "deep" else scorer
            assert headline is not None
            assert result.heat == pytest.approx(own.score(headline).heat)
            assert result.verdict == house.verdict(result.heat)


def test_what_a_cascade_keeps_is_counted(scorer: Scorer) -> None:
    fast = [s for s in scorer.score_many(HEADLINES) if isinstance(s, Score)]
    other = {"measured": "sensational", "charged": "measured", "sensational": "measured"}
    turned = [replace(s, verdict=other[s.verdict], model=replace(s.model, name="deep")) for s in fast]
    deep = [*turned[:3], *fast[3:]]
    nothing, everything = Kept.of(fast, deep, fast), Kept.of(fast, deep, deep)
    assert (nothing.rows, nothing.apart, nothing.gained, nothing.lost, nothing.gain) == (5, 3, 0, 0, 0.0)
    assert (everything.gained, everything.gain, everything.twice, everything.whole) == (3, 1.0, 3, 3)
    assert Kept.of(fast, deep, turned).lost == 2
    assert Kept.of(fast, fast, fast).gain == 1.0
    error = InputError("empty", "headline", "is empty")
    assert Kept.of([error], [error], [error]).rows == 0
