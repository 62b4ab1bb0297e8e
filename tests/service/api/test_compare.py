from __future__ import annotations

from levelhed.data import sample
from levelhed.model import Scorer
from levelhed.model.compare import compare
from starlette.testclient import TestClient

HEADLINES = ["\U0001f600 Council DEFIES residents!", "Council votes for ferry plan"]


def test_the_ranking_is_the_model_s(client: TestClient, scorer: Scorer) -> None:
    answer = client.post("/v1/compare", json={"headlines": HEADLINES, "body": sample.body()}).json()
    expected = compare(scorer, sample.body(), HEADLINES)
    assert [c["headline"] for c in answer["candidates"]] == [c.headline for c in expected.candidates]
    assert [c["score"]["heat"] for c in answer["candidates"]] == [c.score.heat for c in expected.candidates]
    assert "per_sentence" not in answer["candidates"][0]["score"]["body"]


def test_every_offset_is_in_the_units_asked_for(client: TestClient) -> None:
    request = {"headlines": HEADLINES, "body": sample.body(), "offsets": "utf16"}
    loud = client.post("/v1/compare", json=request).json()["candidates"][1]
    units = loud["headline"].encode("utf-16-le")
    assert loud["difference"]["spans"]
    for span in [*loud["score"]["evidence"], *loud["difference"]["spans"]]:
        assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == span["text"]


def test_options_count_for_every_headline(client: TestClient) -> None:
    request = {"headlines": HEADLINES, "options": {"without": ["shouted_word", "exclamation"]}}
    answer = client.post("/v1/compare", json=request).json()
    kinds = {span["kind"] for c in answer["candidates"] for span in c["score"]["evidence"]}
    assert not kinds & {"shouted_word", "exclamation"}
    assert answer["options"]["without"] == ["shouted_word", "exclamation"]


def test_the_headline_at_fault_is_pointed_at(client: TestClient) -> None:
    for headlines, pointer in ((["Council meets", " "], "/headlines/1"), (["one"], "/headlines"), ("x", "/headlines")):
        answer = client.post("/v1/compare", json={"headlines": headlines})
        assert answer.status_code == 422
        assert answer.json()["pointer"] == pointer
