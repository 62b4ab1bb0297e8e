from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from levelhed.data import sample
from levelhed.model import Scorer
from starlette.testclient import TestClient


def test_one_bad_item_fails_alone(client: TestClient, scorer: Scorer) -> None:
    items = [
        {"id": "a", "headline": sample.headline(), "body": sample.body()},
        {"id": "b", "headline": " "},
        {"headline": "Council meets", "colour": "red"},
        "no item",
        {"id": 7, "headline": "Council meets"},
        {"headline": "Council meets"},
    ]
    answer = client.post("/v1/score/batch", json={"items": items})
    assert answer.status_code == 200
    found = answer.json()
    assert found["summary"] == {"ok": 2, "failed": 4}
    assert [r["index"] for r in found["results"]] == list(range(6))
    assert [r["id"] for r in found["results"]] == ["a", "b", None, None, None, None]
    assert [r["status"] for r in found["results"]] == [200, 422, 422, 422, 422, 200]
    assert found["results"][0]["result"]["heat"] == scorer.score(sample.headline(), sample.body()).heat
    assert found["results"][0]["problem"] is None
    assert found["results"][1]["result"] is None
    assert found["results"][1]["problem"]["pointer"] == "/headline"
    assert found["results"][2]["problem"]["pointer"] == "/colour"
    assert found["model"]["name"] == "fast"


def test_an_item_with_a_field_twice_fails_alone(client: TestClient) -> None:
    sent = {"headers": {"content-type": "application/json"}}
    good, twice = b'{"headline": "Council meets"}', b'{"id": "b", "headline": "Calm", "headline": "FURY"}'
    answer = client.post("/v1/score/batch", content=b'{"items": [%b, %b]}' % (good, twice), **sent)  # type: ignore[arg-type]
    found = answer.json()["results"]
    assert [(r["id"], r["status"]) for r in found] == [(None, 200), ("b", 422)]
    assert found[1]["problem"]["pointer"] == "/headline"
    answer = client.post("/v1/score/batch", content=b'{"items": [%b], "items": []}' % good, **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/items")


def test_a_batch_of_none_or_too_many_is_refused(connect: Callable[..., TestClient]) -> None:
    client = connect(max_batch_items=2)
    for count in (0, 3):
        answer = client.post("/v1/score/batch", json={"items": [{"headline": "Council meets"}] * count})
        assert answer.status_code == 422
        assert answer.json()["pointer"] == "/items"


def test_a_batch_has_a_limit_of_its_own(connect: Callable[..., TestClient]) -> None:
    client = connect(max_batch_bytes=1_000, max_request_bytes=100)
    items = [{"headline": "Council meets in the town hall on Monday"}] * 10
    assert client.post("/v1/score/batch", json={"items": items}).status_code == 200
    assert client.post("/v1/score/batch", json={"items": items * 2}).status_code == 413


def test_an_item_s_options_are_its_own(client: TestClient) -> None:
    items = [{"headline": "FURY", "options": {"without": ["shouted_word"]}}, {"headline": "FURY"}]
    found = client.post("/v1/score/batch", json={"items": items}).json()["results"]
    assert found[0]["result"]["heat"] < found[1]["result"]["heat"]


HALF = b'{"headline": "a\\ud800b"}'
HUGE = b'{"headline": "Council meets", "x": %b}' % (b"1" * 5_000)


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        (HALF, "/headline"),
        (HUGE, "/x"),
        (b'{"headline": %b}' % (b"1" * 5_000), "/headline"),
        (b'{"headline": "Council meets", "id": "\\ud800"}', "/id"),
        (b'{"headline": "Council meets", "\\ud800": 1}', ""),
        (b'{"headline": "Council meets", "options": {"allow": ["\\ud800"]}}', "/options/allow/0"),
        (b'{"headline": "Council meets", "options": {"skip": [{"start": 0, "end": %b}]}}' % (b"9" * 5_000), None),
    ],
)
def test_a_bad_item_s_words_are_in_the_result_not_in_the_whole(
    client: TestClient, item: bytes, pointer: str | None
) -> None:
    content = b'{"items": [{"id": "good", "headline": "Council meets"}, %b]}' % item
    answer = client.post("/v1/score/batch", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 200
    good, bad = answer.json()["results"]
    assert (good["id"], good["status"], bad["id"], bad["status"]) == ("good", 200, None, 422)
    assert pointer is None or bad["problem"]["pointer"] == pointer
    assert answer.json()["summary"] == {"ok": 1, "failed": 1}


@pytest.mark.parametrize("item", [HALF, HUGE])
def test_what_is_bad_outside_the_items_is_the_whole_request_s(client: TestClient, item: bytes) -> None:
    content = b'{"items": [%b], "model": "\\ud800"}' % item
    answer = client.post("/v1/score/batch", content=content, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["pointer"]) == (422, "/model")


@pytest.mark.parametrize("path", ["/v1/score", "/v1/score/stream"])
def test_a_number_of_thousands_of_digits_is_a_field_of_the_wrong_type(client: TestClient, path: str) -> None:
    kind = "application/json" if path == "/v1/score" else "application/x-ndjson"
    told = client.post(path, content=HUGE, headers={"content-type": kind}).text.splitlines()[0]
    problem = json.loads(told).get("problem") or json.loads(told)
    assert (problem["status"], problem["pointer"]) == (422, "/x")
