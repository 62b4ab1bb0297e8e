from __future__ import annotations

import hashlib
import threading
from time import thread_time
from types import SimpleNamespace
from typing import Any

import pytest
from levelhed.data import sample
from levelhed.model import Scorer
from levelhed.model.options import Options
from levelhed.model.score import Score
from levelhed.service.api.app import create_app
from levelhed.service.settings import Settings
from starlette.testclient import TestClient

REQUEST = {"headline": "Minister DESTROYS 'shameful' critics \U0001f600 in BRUTAL row", "body": sample.body()}


def test_the_tag_is_the_text_s_and_saves_scoring(client: TestClient) -> None:
    first = client.post("/v1/score", json=REQUEST)
    again = client.post("/v1/score", json=REQUEST, headers={"if-none-match": f'"x", {first.headers["etag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_what_was_not_scored_does_not_make_scoring_pass_for_quick(scorer: Scorer) -> None:
    ran: list[str] = []
    with TestClient(create_app(Settings(), _stub(scorer, ran)), base_url="http://127.0.0.1") as client:
        tag = client.post("/v1/score", json=REQUEST).headers["etag"]
        for _ in range(100):
            assert client.post("/v1/score", json=REQUEST, headers={"if-none-match": tag}).status_code == 304
        client.post("/v1/score", json=REQUEST)
        client.post("/v1/score", json={**REQUEST, "echo": True}, headers={"if-none-match": tag})
    assert len(ran) == 3
    assert all(name.startswith("score") for name in ran)  # a thread for scoring, and not the event loop's


def test_a_story_that_is_remembered_does_not_make_a_headline_pass_for_quick(scorer: Scorer) -> None:
    ran: list[str] = []
    with TestClient(create_app(Settings(), _stub(scorer, ran, remembers=True)), base_url="http://127.0.0.1") as client:
        for _ in range(100):
            client.post("/v1/score", json=REQUEST)
        client.post("/v1/score", json={"headline": REQUEST["headline"]})
    assert not ran[-2].startswith("score")
    assert ran[-1].startswith("score")


def _stub(scorer: Scorer, ran: list[str], *, remembers: bool = False) -> Any:
    # Takes five milliseconds, but for a story where it remembers them; tells in which thread.
    answer = scorer.score(REQUEST["headline"], REQUEST["body"])

    def score(headline: str, body: str | None, options: Options | None) -> Score:
        ran.append(threading.current_thread().name)
        ends = thread_time() + (0.0 if body and remembers else 0.005)
        while thread_time() < ends:
            pass
        return answer

    return SimpleNamespace(score=score, info=scorer.info, thresholds=scorer.thresholds)


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Another"},
        {"body": None},
        {"offsets": "utf16"},
        {"sentences": True},
        {"echo": True},
        {"options": {"allow": ["brutal"]}},
    ],
)
def test_another_request_has_another_tag(client: TestClient, change: dict[str, Any]) -> None:
    tag = client.post("/v1/score", json=REQUEST).headers["etag"]
    other = client.post("/v1/score", json={**REQUEST, **change}, headers={"if-none-match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag


def test_an_answer_says_what_was_scored_and_how(client: TestClient) -> None:
    options = {"without": ["question"], "allow": ["brutal"], "skip": ["quotations"]}
    answer = client.post("/v1/score", json={**REQUEST, "options": options}).json()
    assert answer["options"] == options
    assert answer["offsets"] == "code_points"
    assert answer["text"] == {
        "headline_sha256": hashlib.sha256(REQUEST["headline"].encode()).hexdigest(),
        "body_sha256": hashlib.sha256(REQUEST["body"].encode()).hexdigest(),
        "headline": None,
        "body": None,
    }
    echoed = client.post("/v1/score", json={**REQUEST, "echo": True}).json()["text"]
    assert (echoed["headline"], echoed["body"]) == (REQUEST["headline"], REQUEST["body"])


def test_options_count(client: TestClient, scorer: Scorer) -> None:
    answer = client.post("/v1/score", json={**REQUEST, "options": {"without": ["shouted_word"]}}).json()
    expected = scorer.score(REQUEST["headline"], REQUEST["body"], Options(without=("shouted_word",)))
    assert answer["heat"] == expected.heat
    assert "shouted_word" not in {span["kind"] for span in answer["evidence"]}


def test_offsets_in_utf16_are_those_of_javascript(client: TestClient) -> None:
    body = f"\U0001f600 smiled the council. {REQUEST['body']}"
    request = {**REQUEST, "body": body, "offsets": "utf16", "sentences": True}
    answer = client.post("/v1/score", json=request).json()
    units = REQUEST["headline"].encode("utf-16-le")
    for span in answer["evidence"]:
        assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == span["text"]
    plain = client.post("/v1/score", json={**request, "offsets": "code_points"}).json()
    told = body.encode("utf-16-le")
    for here, there in zip(plain["body"]["per_sentence"], answer["body"]["per_sentence"], strict=True):
        assert told[2 * there["start"] : 2 * there["end"]].decode("utf-16-le") == body[here["start"] : here["end"]]


def test_skipped_regions_are_in_the_request_s_units(client: TestClient) -> None:
    units = REQUEST["headline"].encode("utf-16-le").index("BRUTAL".encode("utf-16-le")) // 2
    skip = [{"start": units, "end": units + 6}]
    answer = client.post("/v1/score", json={**REQUEST, "offsets": "utf16", "options": {"skip": skip}}).json()
    assert "BRUTAL" not in [span["text"] for span in answer["evidence"]]
    assert "row" in [span["text"] for span in answer["evidence"]]


def test_sentences_come_on_request(client: TestClient, scorer: Scorer) -> None:
    assert "per_sentence" not in client.post("/v1/score", json=REQUEST).json()["body"]
    answer = client.post("/v1/score", json={**REQUEST, "sentences": True}).json()
    assert Score.from_dict(answer) == scorer.score(REQUEST["headline"], REQUEST["body"])


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ({}, "headline: is missing; send it"),
        ({"headline": "Council meets", "bdy": "x"}, "bdy: is no field of this request; leave it out"),
    ],
)
def test_a_field_at_fault_is_said_with_what_to_do(client: TestClient, request_: dict[str, str], says: str) -> None:
    assert client.post("/v1/score", json=request_).json()["detail"] == says
