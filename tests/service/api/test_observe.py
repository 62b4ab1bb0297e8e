from __future__ import annotations

from collections.abc import Callable

import pytest
from levelhed.model import Scorer
from starlette.testclient import TestClient
from structlog.testing import capture_logs


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/nowhere", 404), ("/v1/score", 405)])
def test_every_answer_has_an_id_a_model_and_the_safe_headers(
    client: TestClient, scorer: Scorer, path: str, status: int
) -> None:
    answer = client.get(path, headers={"x-request-id": "cms:42"})
    assert answer.status_code == status
    assert answer.headers["x-request-id"] == "cms:42"
    assert answer.headers["levelhed-model"].startswith(f"fast/{scorer.info.version}; checksum=")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("sent", ["", "x" * 129, "a b", "a;b", '"<script>'])
def test_an_id_that_is_none_is_not_taken_over(client: TestClient, sent: str) -> None:
    given = client.get("/healthz", headers={"x-request-id": sent}).headers["x-request-id"]
    assert given != sent
    assert given != client.get("/healthz").headers["x-request-id"]


def test_the_log_holds_no_text_unless_it_is_asked_to(connect: Callable[..., TestClient]) -> None:
    request = {"headline": "A secret headline", "body": "A secret body.", "echo": True}
    for settings, told in (({}, False), ({"log_text": True}, True)):
        client = connect(**settings)
        with capture_logs() as lines:
            client.post("/v1/score", json=request)
            client.post("/v1/score", json={**request, "headline": "A secret\x00"})
            client.post("/v1/score/batch?secret=1", json={"items": [request]})
        assert len(lines) == 3
        assert ("secret" in str(lines)) is told
        assert {"request_id", "status", "ms", "path"} <= set(lines[0])


def test_what_breaks_is_logged_without_its_words(
    connect: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = connect()

    def broken(self: Scorer, *text: object) -> None:
        raise RuntimeError(f"cannot read {text}")

    monkeypatch.setattr(Scorer, "score", broken)
    with capture_logs() as lines:
        answer = client.post("/v1/score", json={"headline": "A secret headline"})
    assert answer.status_code == 500
    assert "secret" not in answer.text + str(lines)
    [told] = [line for line in lines if line["event"] == "unexpected"]
    assert told["error"] == "RuntimeError"
    assert any("broken" in place for place in told["at"])


def test_addresses_are_counted_and_unknown_ones_as_one(connect: Callable[..., TestClient]) -> None:
    client = connect()
    client.post("/v1/score", json={"headline": "Council meets"})
    for path in ("/a", "/b"):
        client.get(path)
    client.post("/v1/score/batch", json={"items": [{"headline": "Council meets"}, {"headline": ""}]})
    counted = client.get("/metrics").text
    assert 'levelhed_requests_total{path="/v1/score",status="200"} 1.0' in counted
    assert 'levelhed_requests_total{path="other",status="404"} 2.0' in counted
    assert 'levelhed_headlines_total{outcome="refused"} 1.0' in counted
    assert 'levelhed_headlines_total{outcome="scored"} 1.0' in counted
    assert "# HELP levelhed_headlines_total Headlines of batches and streams" in counted
    assert "/a" not in counted
