from __future__ import annotations

import json

import pytest
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import Scorer
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


def test_a_comparison_survives_json_but_for_the_sentences(scorer: Scorer) -> None:
    record = json.loads(json.dumps(compare(scorer, sample.body(), HEADLINES).to_dict()))
    assert json.loads(json.dumps(Comparison.from_dict(record).to_dict())) == record
    with pytest.raises(InputError, match="comparison"):
        Comparison.from_dict({"candidates": [{}]})
