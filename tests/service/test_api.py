from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from levelhed.data import sample
from levelhed.model import Scorer
from levelhed.service.api.app import create_app
from levelhed.service.settings import Settings


@pytest.fixture(scope="module")
def client(scorer: Scorer) -> TestClient:
    return TestClient(create_app(Settings(max_request_bytes=20_000), scorer), raise_server_exceptions=False)


def test_a_score_is_what_the_scorer_says(client: TestClient, scorer: Scorer) -> None:
    answer = client.post("/v1/score", json={"headline": sample.headline(), "body": sample.body()})
    assert answer.status_code == 200
    expected = scorer.score(sample.headline(), sample.body()).to_dict()
    assert answer.json()["heat"] == expected["heat"]
    assert len(answer.json()["evidence"]) == len(expected["evidence"])
    assert set(answer.json()) == set(expected)


def test_without_a_body_the_gap_is_null(client: TestClient) -> None:
    answer = client.post("/v1/score", json={"headline": "Council meets"}).json()
    assert answer["tone_gap"] is None
    assert answer["support"] is None


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/v1/model"])
def test_the_service_describes_itself(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("content", "status", "kind", "pointer"),
    [
        (b'{"headline": ""}', 422, "empty", "/headline"),
        (b'{"headline": "a\\u0000b"}', 422, "control_character", "/headline"),
        (b'{"headline": "a\\ud800b"}', 422, "surrogate", "/headline"),
        (b'{"headline": "' + b"a" * 1_001 + b'"}', 422, "too_long", "/headline"),
        (b'{"headline": 3}', 422, "invalid_request", "/headline"),
        (b'{"body": "x"}', 422, "invalid_request", "/headline"),
        (b'{"headline": "x", "outlet": "y"}', 422, "invalid_request", "/outlet"),
        (b"{broken", 422, "invalid_request", ""),
        (b'{"headline": "' + b"a" * 20_001 + b'"}', 413, "too_long", None),
    ],
)
def test_bad_input_is_a_problem(
    client: TestClient, content: bytes, status: int, kind: str, pointer: str | None
) -> None:
    answer = client.post("/v1/score", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].endswith(f":{kind}")
    assert problem["status"] == status
    assert problem.get("pointer") == pointer


def test_the_framework_s_own_errors_are_problems_too(client: TestClient) -> None:
    for answer, status in ((client.get("/nowhere"), 404), (client.get("/v1/score"), 405)):
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_an_unexpected_error_shows_no_trace() -> None:
    class Broken:
        def score(self, headline: str, body: str | None) -> None:
            raise RuntimeError("secret")

    app = create_app(Settings(), Broken())  # type: ignore[arg-type]
    answer = TestClient(app, raise_server_exceptions=False).post("/v1/score", json={"headline": "x"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
