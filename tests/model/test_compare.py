from __future__ import annotations

import json
from dataclasses import replace

import pytest
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import Score, Scorer
from levelhed.model.compare import Comparison, compare

HEADLINES = [sample.headline(), "Council cuts two ferry crossings", "Council approves brutal ferry cuts!"]


def test_the_fairest_stands_first_with_its_own_score(scorer: Scorer) -> None:
    found = compare(scorer, sample.body(), HEADLINES)
    assert [c.index for c in found.candidates] == [1, 2, 0]
    assert [c.rank for c in found.candidates] == [1, 2, 3]
    for candidate in found.candidates:
        assert candidate.score == scorer.score(candidate.headline, sample.body())


def test_what_sets_a_headline_apart_are_its_own_words(scorer: Scorer) -> None:
    best, second, _ = compare(scorer, sample.body(), HEADLINES).candidates
    assert best.difference is None
    assert second.difference is not None
    assert second.difference.heat == second.score.heat - best.score.heat
    assert {"brutal", "!"} <= {s.text for s in second.difference.spans}
    assert "ferry" not in {s.text for s in second.difference.spans}


def test_equal_headlines_stay_in_their_order_and_nothing_sets_them_apart(scorer: Scorer) -> None:
    found = compare(scorer, None, ["Council meets", "Council meets"])
    assert [c.index for c in found.candidates] == [0, 1]
    assert found.candidates[1].difference is not None
    assert found.candidates[1].difference.spans == ()


def test_a_word_that_the_fairest_has_too_sets_nothing_apart_however_it_is_written(scorer: Scorer) -> None:
    headlines = ["Brutal ferry cuts approved by council", "Council rams through brutal ferry cuts in shameful vote"]
    best, other = compare(scorer, sample.body(), headlines).candidates
    assert "Brutal" in {s.text for s in best.score.evidence if s.points > 10}
    assert other.difference is not None
    assert [s.text for s in other.difference.spans] == ["shameful", "rams"]


def test_what_raises_either_scale_sets_a_headline_apart_the_most_points_first(scorer: Scorer) -> None:
    plain = scorer.score("Council meets")
    [span, *_] = plain.evidence
    points = {"one": (2.0, -1.0), "two": (-1.0, 3.0), "three": (0.0, 0.0), "four": (1.0, 1.0)}
    spans = tuple(replace(span, text=t, points=p, bias_points=b) for t, (p, b) in points.items())
    scores = {
        "Louder": replace(plain, heat=30.0, sensationalism=20.0, bias=40.0, evidence=spans),
        "Fairer": replace(plain, heat=20.0, sensationalism=25.0, bias=10.0, evidence=()),
    }

    class Told:
        info = scorer.info

        def read_body(self, *_: object) -> None: ...

        def score_line(self, line: str, *_: object, **__: object) -> Score:
            return scores[line]

    best, other = compare(Told(), None, list(scores)).candidates  # type: ignore[arg-type]
    assert (best.headline, other.headline) == ("Fairer", "Louder")
    assert other.difference is not None
    assert [s.text for s in other.difference.spans] == ["two", "one", "four"]
    assert (other.difference.heat, other.difference.sensationalism, other.difference.bias) == (10.0, -5.0, 30.0)


def test_headlines_that_are_pasted_with_their_story_bear_out_none_of_them(scorer: Scorer) -> None:
    headlines = ["Council slashes nine ferry crossings", "Mayor scraps nine crossings of the ferry"]
    bodies = sample.body(), "\n".join([*headlines, sample.body()])
    alone, pasted = ({c.headline: c.score.support for c in compare(scorer, b, headlines).candidates} for b in bodies)
    assert alone == pasted


def test_twenty_are_compared(scorer: Scorer) -> None:
    assert len(compare(scorer, None, ["Council meets"] * 20).candidates) == 20


@pytest.mark.parametrize(
    ("headlines", "kind", "where"),
    [
        (["one"], "wrong_count", "headlines"),
        (["x"] * 21, "wrong_count", "headlines"),
        (["x", " "], "empty", "headlines/1"),
    ],
)
def test_what_cannot_be_compared_is_refused(scorer: Scorer, headlines: list[str], kind: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        compare(scorer, None, headlines)
    assert (caught.value.kind, caught.value.where) == (kind, where)


def test_a_body_that_cannot_be_scored_is_refused(scorer: Scorer) -> None:
    with pytest.raises(InputError) as caught:
        compare(scorer, "bell \x07", HEADLINES)
    assert (caught.value.kind, caught.value.where) == ("control_character", "body")


def test_a_comparison_survives_json_but_for_the_sentences(scorer: Scorer) -> None:
    record = json.loads(json.dumps(compare(scorer, sample.body(), HEADLINES).to_dict()))
    assert json.loads(json.dumps(Comparison.from_dict(record).to_dict())) == record


@pytest.mark.parametrize("record", [{}, {"candidates": [{}]}, {"candidates": None}, {"candidates": [], "model": 3}])
def test_what_is_no_comparison_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(InputError, match="comparison") as caught:
        Comparison.from_dict(record)
    assert caught.value.kind == "bad_score"
