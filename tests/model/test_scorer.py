from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import Score, Scorer, suggest
from levelhed.model.line import Line
from levelhed.model.linear import LinearReader, Logits
from levelhed.model.score import Doubt

CALM = (
    "The committee met on Monday. It heard two reports on roads. Members agreed to publish the figures in May. "
    "A second meeting was set for June. No vote was taken."
)
HEADLINES = [
    "Committee agrees to publish road figures",
    "You won't believe what the committee just did!!!",
    "FURIOUS drivers blast 'useless' committee over road chaos",
    "NATO and the EU discuss new treaty",
    "MINISTERS IN SHOCK OVER ROAD FIGURES",
    "...",
    "日本 votes",
    "17 reasons?",
]


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("body", [None, CALM])
def test_baseline_and_points_add_up_to_the_score(headline: str, body: str | None, scorer: Scorer) -> None:
    score = scorer.score(headline, body)
    _check_sums(score)
    for span in score.evidence:
        assert headline[span.start : span.end] == span.text


@given(headline=st.text(min_size=1, max_size=200))
def test_any_text_is_scored_exactly_or_refused(headline: str) -> None:
    try:
        score = _SCORER.score(headline, headline)
    except InputError as error:
        assert error.kind in {"empty", "control_character", "surrogate", "not_english"}
        return
    _check_sums(score)


_SCORER = Scorer.load()


def _check_sums(score: Score) -> None:
    total = math.fsum(e.points for e in score.evidence)
    bias = math.fsum(e.bias_points for e in score.evidence)
    assert score.baseline.sensationalism + total == pytest.approx(score.sensationalism, abs=1e-9)
    assert score.baseline.bias + bias == pytest.approx(score.bias, abs=1e-9)
    for name in ("clickbait", "exaggeration", "sensationalism", "bias", "heat"):
        assert 0 <= getattr(score, name) <= 100


def test_without_a_body_nothing_is_guessed(scorer: Scorer) -> None:
    for body in (None, "", " \n"):
        score = scorer.score("Committee agrees", body)
        assert (score.body, score.tone_gap, score.percentile, score.support) == (None, None, None, None)


def test_loud_lines_stand_above_plain_ones(scorer: Scorer) -> None:
    plain = scorer.score("Committee agrees to publish road figures", CALM)
    for loud in HEADLINES[1:3]:
        score = scorer.score(loud, CALM)
        assert score.heat > plain.heat
        assert score.tone_gap is not None
        assert plain.tone_gap is not None
        assert score.tone_gap > plain.tone_gap


def test_order_and_repetition_of_the_body_change_nothing(scorer: Scorer) -> None:
    sentences = CALM.split(". ")
    turned = ". ".join([*reversed([s.rstrip(".") for s in sentences]), ""])
    first, second = (scorer.score("Committee agrees", b).body for b in (CALM, turned + CALM))
    assert first is not None
    assert second is not None
    assert second.loudness == pytest.approx(first.loudness)
    assert second.sentences == first.sentences


def test_a_line_of_the_body_has_no_gap_on_average(scorer: Scorer) -> None:
    scores = [scorer.score(s.strip(" .") + ".", CALM) for s in CALM.split(". ")]
    gaps = [s.tone_gap for s in scores if s.tone_gap is not None]
    assert abs(sum(gaps) / len(gaps)) < 1e-6


def test_a_calmer_body_widens_the_gap_and_never_cools(scorer: Scorer) -> None:
    loud_body = " ".join(f"{h} indeed." for h in (HEADLINES[1], HEADLINES[2], "This is an utterly shameful disgrace"))
    calm, loud = scorer.score(HEADLINES[2], CALM), scorer.score(HEADLINES[2], loud_body)
    assert calm.tone_gap is not None
    assert loud.tone_gap is not None
    assert calm.tone_gap > loud.tone_gap
    assert calm.heat >= loud.heat


def test_suggestions_give_exactly_the_score_they_promise(scorer: Scorer) -> None:
    text = sample.headline()
    suggestions = suggest(scorer, text, sample.body())
    before = scorer.score(text, sample.body())
    assert suggestions
    for suggestion in suggestions:
        edited = text
        for edit in reversed(suggestion.edits):
            assert text[edit.start : edit.end] == edit.text
            edited = edited[: edit.start] + edit.replacement + edited[edit.end :]
        assert edited == suggestion.headline
        assert scorer.score(suggestion.headline, sample.body()) == suggestion.score
        assert suggestion.score.heat < before.heat


@pytest.mark.parametrize(
    ("headline", "body", "kind", "where"),
    [
        ("", None, "empty", "headline"),
        (" \t\n", None, "empty", "headline"),
        ("a" * 1_001, None, "too_long", "headline"),
        ("fine", "a" * 1_000_001, "too_long", "body"),
        ("nul\x00", None, "control_character", "headline"),
        ("escape \x1b[31m", None, "control_character", "headline"),
        ("half \ud83d", None, "surrogate", "headline"),
        ("fine", "bell \x07", "control_character", "body"),
        (None, None, "not_text", "headline"),
        (3, None, "not_text", "headline"),
        ("fine", b"bytes", "not_text", "body"),
    ],
)
def test_bad_input_says_what_and_where(headline: object, body: object, kind: str, where: str, scorer: Scorer) -> None:
    with pytest.raises(InputError) as caught:
        scorer.score(headline, body)  # type: ignore[arg-type]
    assert (caught.value.kind, caught.value.where) == (kind, where)


def test_a_batch_scores_as_the_single_lines_do(scorer: Scorer) -> None:
    batch = pa.RecordBatch.from_pydict({"headline": [*HEADLINES, "", None], "body": [CALM, None] * 5})
    rows = scorer.score_batch(batch).to_pylist()
    assert [r["error"] for r in rows] == [None] * 8 + ["empty", "not_text"]
    for row, headline, body in zip(rows, HEADLINES, [CALM, None] * 4, strict=False):
        score = scorer.score(headline, body)
        assert row["heat"] == score.heat
        assert row["tone_gap"] == score.tone_gap
        assert row["verdict"] == score.verdict
    assert rows[8]["heat"] is None


def test_a_score_is_plain_json(scorer: Scorer) -> None:
    record = scorer.score(sample.headline(), sample.body()).to_dict()
    assert json.loads(json.dumps(record))["verdict"] == record["verdict"]
    assert "per_sentence" not in record["body"]
    assert {f.name for f in dataclasses.fields(Score)} == set(record)


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(InputError, match="fast"):
        Scorer.load("slow")


def test_a_changed_artefact_is_refused(tmp_path: Path) -> None:
    from levelhed.model import artefact

    for file in list(artefact.packaged("fast").iterdir()):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    arrays, manifest = artefact.load(tmp_path)
    del arrays["names"]
    artefact.save(tmp_path / "old", arrays, manifest)
    with pytest.raises(InputError, match="names") as caught:
        Scorer.load(path=tmp_path / "old")
    assert caught.value.kind == "bad_artefact"
    artefact.save(tmp_path / "other", artefact.load(tmp_path)[0], {**manifest, "thresholds": {"loud": 50.0}})
    with pytest.raises(InputError, match="loud") as caught:
        Scorer.load(path=tmp_path / "other")
    assert caught.value.kind == "bad_artefact"
    manifest_file = tmp_path / "manifest.json"
    told = manifest_file.read_text()
    manifest_file.write_text(told.replace('"version": "', '"version": "9'))
    Scorer.load(path=tmp_path)  # what is not a file of the artefact may be annotated
    manifest_file.write_text(told.replace(manifest["checksum"], "0" * 64))
    with pytest.raises(InputError) as caught:
        Scorer.load(path=tmp_path)
    assert caught.value.kind == "wrong_checksum"
    manifest_file.write_text(told)
    weights = tmp_path / "weights.npy"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(InputError) as caught:
        Scorer.load(path=tmp_path)
    assert caught.value.kind == "wrong_checksum"
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(InputError) as caught:
        Scorer.load(path=tmp_path)
    assert caught.value.kind == "bad_artefact"
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(InputError) as caught:
        Scorer.load(path=tmp_path)
    assert caught.value.kind == "missing_artefact"


def test_a_score_is_read_back_from_its_json(scorer: Scorer) -> None:
    for body in (sample.body(), None):
        score = scorer.score(sample.headline(), body)
        assert Score.from_dict(json.loads(json.dumps(score.to_dict(sentences=True)))) == score


@pytest.mark.parametrize(
    "change", [{"heat": "hot"}, {"heat": True}, {"body": 3}, {"evidence": [{}]}, {"model": None}, {"bias": None}]
)
def test_what_is_no_score_is_not_read_as_one(scorer: Scorer, change: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        Score.from_dict({**scorer.score("Council meets").to_dict(), **change})
    assert caught.value.kind == "bad_score"


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Score)])
def test_a_score_that_lacks_a_field_is_none(name: str, scorer: Scorer) -> None:
    record = scorer.score("Council meets").to_dict()
    del record[name]
    with pytest.raises(InputError, match=name) as caught:
        Score.from_dict(record)
    assert caught.value.kind == "bad_score"


def test_a_figure_may_be_written_without_its_fraction(scorer: Scorer) -> None:
    score = scorer.score("Council meets")
    assert Score.from_dict({**score.to_dict(), "heat": 50}) == dataclasses.replace(score, heat=50.0)


@pytest.mark.parametrize(
    ("reasons", "judged"),
    [
        ((), True),
        (("short_body", "readers_disagree"), True),
        (("listing",), False),
        (("short_body", "no_words"), False),
    ],
)
def test_a_line_is_one_to_judge_where_the_doubt_lies_outside_it(
    reasons: tuple[Any, ...], judged: bool, scorer: Scorer
) -> None:
    doubts = tuple(Doubt(reason, "") for reason in reasons)
    assert dataclasses.replace(scorer.score("Council meets"), uncertain=doubts).judged is judged


@pytest.mark.parametrize(
    "line", ["AIG's board to meet over CSIRO report", "Biden meets Trump in Paris", "Tears as BAFTA ends"]
)
def test_a_name_is_no_loaded_word(line: str, scorer: Scorer) -> None:
    named = {"AIG's", "CSIRO", "BAFTA", "Biden", "Trump", "Paris"}
    kinds = {e.kind for e in scorer.score(line).evidence if e.text in named}
    assert kinds == {"other"}


def test_what_adds_is_not_said_to_add_little(scorer: Scorer) -> None:
    spans = [span for headline in HEADLINES for span in scorer.score(headline, CALM).evidence]
    little = [span.most_points for span in spans if span.reason == "Adds little by itself."]
    assert 0 < len(little) < len(spans)
    assert max(little) < 2


@pytest.mark.parametrize(
    "headline", ["Village golf course to close in October", "Roaster to raise coffee prices after frost"]
)
def test_a_word_that_adds_little_is_not_called_loaded(headline: str, scorer: Scorer) -> None:
    assert not [
        e.text for e in scorer.score(headline).evidence if e.kind == "loaded_word" and max(e.points, e.bias_points) < 5
    ]


def test_two_readers_are_asked_of_a_headline_once_each(
    monkeypatch: pytest.MonkeyPatch, scorer: Scorer, deep_stand_in: Scorer
) -> None:
    asked: list[str] = []
    read = LinearReader.read

    def counted(self: LinearReader, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
        asked.extend(line.text for line in lines)
        return read(self, lines, beside)

    monkeypatch.setattr(LinearReader, "read", counted)
    headline = "Drivers blast council over road plan"
    score = deep_stand_in.score(headline)
    assert asked == [headline]
    # And the one beside it still says for itself what the other is held against.
    alone = scorer.score(headline)
    assert f"{score.sensationalism:.0f} in context, {alone.sensationalism:.0f} word by word" in str(score.uncertain)
