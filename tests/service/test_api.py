from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import Scorer, artefact, contextual
from levelhed.service.api.app import create_app
from levelhed.service.api.readers import Readers
from levelhed.service.settings import Settings
from starlette.types import ASGIApp


def client_of(app: ASGIApp) -> TestClient:
    """Return a client that comes from this machine, as one without a key must."""
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(scorer: Scorer) -> TestClient:
    return client_of(create_app(Settings(max_request_bytes=20_000), scorer))


def test_a_score_is_what_the_scorer_says(client: TestClient, scorer: Scorer) -> None:
    answer = client.post("/v1/score", json={"headline": sample.headline(), "body": sample.body()})
    assert answer.status_code == 200
    expected = scorer.score(sample.headline(), sample.body()).to_dict()
    assert answer.json()["heat"] == expected["heat"]
    assert len(answer.json()["evidence"]) == len(expected["evidence"])
    assert set(answer.json()) == set(expected) | {"options", "offsets", "text"}


def test_without_a_body_the_gap_is_null(client: TestClient) -> None:
    answer = client.post("/v1/score", json={"headline": "Council meets"}).json()
    assert answer["tone_gap"] is None
    assert answer["support"] is None


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/v1/model", "/v1/limits", "/metrics", "/docs", "/docs/parts/swagger-ui.css"]
)
def test_the_service_describes_itself(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("content", "status", "kind", "pointer"),
    [
        (b'{"headline": ""}', 422, "empty", "/headline"),
        (b'{"headline": "a\\u0000b"}', 422, "control_character", "/headline"),
        (b'{"headline": "a\\ud800b"}', 422, "surrogate", "/headline"),
        (b'{"headline": "' + b"a" * 1_001 + b'"}', 422, "too_long", "/headline"),
        (b'{"headline": "x", "model": "slow"}', 422, "unknown_model", "/model"),
        (b'{"headline": "x", "model": ""}', 422, "unknown_model", "/model"),
        (b'{"headline": "x", "model": 3}', 422, "invalid_request", "/model"),
        (b'{"headline": 3}', 422, "invalid_request", "/headline"),
        (b'{"body": "x"}', 422, "invalid_request", "/headline"),
        (b'{"headline": "x", "outlet": "y"}', 422, "invalid_request", "/outlet"),
        (b"{broken", 422, "invalid_json", ""),
        (b"[" * 10_000, 422, "invalid_json", ""),
        (b'{"headline": "caf\xe9"}', 422, "invalid_json", ""),
        (b'{"headline": "x", "\\ud800": 1}', 422, "surrogate", ""),
        (b'{"headline": "x", "options": {"\\ud800": 1}}', 422, "surrogate", "/options"),
        (b'{"headline": "x", "options": {"a~/b": "\\ud800"}}', 422, "surrogate", "/options/a~0~1b"),
        (b'{"headline": "Calm", "headline": "FURY"}', 422, "duplicate_field", "/headline"),
        (b'{"headline": "Calm", "head\\u006cine": "FURY"}', 422, "duplicate_field", "/headline"),
        (b'{"headline": "x", "options": {"allow": [], "allow": []}}', 422, "duplicate_field", "/options/allow"),
        (b'{"headline": "x", "options": {"without": ["shouting"]}}', 422, "invalid_request", "/options/without/0"),
        (
            b'{"headline": "x", "options": {"skip": [{"start": -1, "end": 1}]}}',
            422,
            "invalid_request",
            "/options/skip/0",
        ),
        (b'{"headline": "x", "options": {"allow": ["("]}}', 422, "not_a_word", "/options/allow/0"),
        (b'{"headline": "x", "options": {"skip": [{"start": 2, "end": 1}]}}', 422, "bad_region", "/options/skip/0"),
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


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("/v1/score?model=deep", "/model"),
        ("/v1/score/batch?model=deep", "/model"),
        ("/v1/score/stream?model=fast&models=deep", "/models"),
        ("/v1/article?sentences", "/sentences"),
        ("/v1/compare?a~/b=", "/a~0~1b"),
        ("/v1/model?Model=fast", "/Model"),
        ("/v1/limits?x=1", "/x"),
    ],
)
def test_a_parameter_that_an_address_does_not_take_is_refused(client: TestClient, path: str, pointer: str) -> None:
    method = "GET" if path.startswith(("/v1/model", "/v1/limits")) else "POST"
    answer = client.request(method, path, content=b"{}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["type"].endswith(":invalid_request")
    assert answer.json()["pointer"] == pointer


def test_parameters_that_are_taken_and_those_of_monitoring_pass(client: TestClient) -> None:
    for path in ("/v1/model?model=fast", "/v1/limits?", "/healthz?probe=7", "/metrics?probe=7"):
        assert client.get(path).status_code == 200


def test_a_byte_order_mark_is_read_over(client: TestClient) -> None:
    content = b"\xef\xbb\xbf" + b'{"headline": "Council meets"}'
    assert client.post("/v1/score", content=content, headers={"content-type": "application/json"}).status_code == 200
    content = content.replace(b"Council", b"\\ud800")
    answer = client.post("/v1/score", content=content, headers={"content-type": "application/json"})
    assert answer.json()["pointer"] == "/headline"


def test_the_framework_s_own_errors_are_problems_too(client: TestClient) -> None:
    for answer, status in ((client.get("/nowhere"), 404), (client.get("/v1/score"), 405)):
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status


def test_an_unexpected_error_shows_no_trace(scorer: Scorer) -> None:
    class Broken:
        def __init__(self) -> None:
            self.info, self.thresholds = scorer.info, scorer.thresholds

        def score(self, *text: object) -> None:
            raise RuntimeError("secret")

    client = client_of(create_app(Settings(), Broken()))  # type: ignore[arg-type]
    answer = client.post("/v1/score", json={"headline": "x"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


@contextmanager
def started(app: ASGIApp) -> Iterator[TestClient]:
    """Yield a client of an application that has loaded its model."""
    with client_of(app) as client:
        while client.get("/readyz").status_code == 503:
            sleep(0.01)
        yield client


@pytest.fixture
def loaded(scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which models were loaded, in order; a stand-in is loaded for the deep one, slowly."""
    models: list[str] = []

    def load(model: str = "fast", *, remembered: int) -> Scorer:
        assert remembered == Settings().remembered_sentences > 0
        models.append(model)
        sleep(0.05)
        return {"fast": scorer, "deep": deep_stand_in}[model]

    monkeypatch.setattr(Scorer, "load", load)
    return models


def test_a_request_names_its_reader(loaded: list[str], scorer: Scorer, deep_stand_in: Scorer) -> None:
    with started(create_app(Settings())) as client:
        assert loaded == ["fast"]
        request: dict[str, Any] = {"headline": sample.headline()}
        for model, own in ((None, scorer), ("fast", scorer), ("deep", deep_stand_in)):
            answer = client.post("/v1/score", json={**request, "model": model}).json()
            assert answer["heat"] == own.score(sample.headline()).heat
            assert answer["model"]["name"] == own.info.name
        assert client.get("/v1/model?model=deep").json() == deep_stand_in.figures()
        assert client.get("/v1/model").json() == scorer.figures()
        assert loaded == ["fast", "deep"]


def test_the_setting_says_what_answers_where_none_is_named(
    loaded: list[str], deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEVELHED_MODEL", "deep")
    with started(create_app(Settings())) as client:
        assert loaded == ["deep"]
        assert client.post("/v1/score", json={"headline": "FURY"}).json()["heat"] == deep_stand_in.score("FURY").heat
        assert client.get("/readyz").json()["model"].startswith("deep ")


def test_threads_that_ask_at_once_load_a_model_once(loaded: list[str], scorer: Scorer) -> None:
    readers = Readers("fast", scorer, Settings().remembered_sentences)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(readers.get, ["deep"] * 8))
    assert loaded == ["deep"]
    assert len({id(s) for s in found}) == 1


def test_a_model_that_is_not_installed_is_a_problem_of_the_request(
    scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = artefact.packaged("fast")
    monkeypatch.setattr(artefact, "packaged", lambda name: fast)
    monkeypatch.setattr(contextual, "is_installed", lambda: False)
    client = client_of(create_app(Settings(), scorer))
    for answer in (
        client.post("/v1/score", json={"headline": "x", "model": "deep"}),
        client.get("/v1/model?model=deep"),
    ):
        assert answer.status_code == 422
        assert answer.json()["type"].endswith(":missing_part")
        assert answer.json()["pointer"] == "/model"
        assert "levelhed[deep]" in answer.json()["detail"]
    assert client.post("/v1/score", json={"headline": "x"}).status_code == 200
    with pytest.raises(InputError, match="levelhed"):
        create_app(Settings(model="deep"))


def test_a_damaged_model_is_no_fault_of_the_request(
    tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artefact, "packaged", lambda name: tmp_path)
    client = client_of(create_app(Settings(), scorer))
    answer = client.post("/v1/score", json={"headline": "x", "model": "deep"})
    assert answer.status_code == 503
    assert answer.json()["type"].endswith(":missing_artefact")
    assert str(tmp_path) not in answer.text
