from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from levelhed.service.api.admission import Rates
from levelhed.service.api.problems import Refusal
from levelhed.service.keys import KeyStore
from starlette.testclient import TestClient

SCORE = {"headline": "Council meets"}


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys.sqlite")


@pytest.fixture
def guarded(connect: Callable[..., TestClient], tmp_path: Path) -> Callable[..., TestClient]:
    return lambda **settings: connect(
        settings.pop("address", "192.0.2.1"), keys_file=tmp_path / "keys.sqlite", **settings
    )


@pytest.mark.parametrize("rate", ["1000/hour", "5000/day", "3000/minute"])
def test_after_the_time_told_there_is_room_and_not_long_before(
    rate: str, keys: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000_000_007.5]
    monkeypatch.setattr("time.time", lambda: now[0])
    key, _ = keys.create("cms")
    rates, amount = Rates(rate), int(rate.partition("/")[0])
    rates.charge(key, amount)
    refused = 0
    for headlines in (amount, amount // 3, amount, 1, amount // 2, amount // 9, 1):
        try:
            rates.charge(key, headlines)
            continue
        except Refusal as refusal:
            wait = int(refusal.headers["retry-after"])
            refused += 1
        early = max(0, wait - 2)
        now[0] += early
        if early:
            with pytest.raises(Refusal):
                rates.charge(key, headlines)
        now[0] += wait - early
        rates.charge(key, headlines)
    assert refused >= 4


def _bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_from_elsewhere_a_key_is_needed(guarded: Callable[..., TestClient], keys: KeyStore) -> None:
    client = guarded()
    _, secret = keys.create("cms")
    for headers in ({}, _bearer("lvl_x_y"), {"authorization": f"Basic {secret}"}, {"authorization": ""}):
        answer = client.post("/v1/score", json=SCORE, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.json()["type"].endswith(":unauthorized")
    assert client.post("/v1/score", json=SCORE, headers=_bearer(secret)).status_code == 200


def test_monitoring_needs_no_key(guarded: Callable[..., TestClient]) -> None:
    for path in ("/healthz", "/readyz", "/openapi.json", "/docs", "/docs/parts/swagger-ui.css"):
        assert guarded().get(path).status_code == 200
    for path in ("/healthz", "/readyz"):
        answer = guarded().head(path)
        assert (answer.status_code, answer.content) == (200, b"")
    assert guarded().get("/v1/limits").status_code == 401


def test_on_this_machine_none_is_needed_unless_the_settings_say_so(guarded: Callable[..., TestClient]) -> None:
    assert guarded(address="127.0.0.1").post("/v1/score", json=SCORE).status_code == 200
    assert guarded(address="127.0.0.1", require_keys=True).post("/v1/score", json=SCORE).status_code == 401
    wrong = guarded(address="127.0.0.1").post("/v1/score", json=SCORE, headers=_bearer("lvl_x_y"))
    assert wrong.status_code == 401


def test_a_revoked_key_opens_nothing_more(guarded: Callable[..., TestClient], keys: KeyStore) -> None:
    client = guarded()
    key, secret = keys.create("cms")
    assert client.get("/v1/limits", headers=_bearer(secret)).status_code == 200
    keys.revoke(key.id)
    assert client.get("/v1/limits", headers=_bearer(secret)).status_code == 401


@pytest.mark.parametrize("damage", ["locked", "broken"])
def test_a_caller_is_not_told_where_keys_lie_that_cannot_be_read(
    guarded: Callable[..., TestClient], keys: KeyStore, tmp_path: Path, damage: str
) -> None:
    client = guarded()
    _, secret = keys.create("cms")
    holder = sqlite3.connect(tmp_path / "keys.sqlite", isolation_level=None)
    if damage == "locked":
        holder.execute("begin exclusive")
    else:
        (tmp_path / "keys.sqlite").write_text("not a database, " * 100)
    answer = client.post("/v1/score", json=SCORE, headers=_bearer(secret))
    holder.close()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["type"].endswith(":keys_unreadable")
    assert str(tmp_path) not in answer.text


def test_a_key_does_what_its_scopes_say(guarded: Callable[..., TestClient], keys: KeyStore) -> None:
    client = guarded()
    _, score = keys.create("cms", ["score"])
    _, admin = keys.create("monitoring", ["admin"])
    assert client.get("/metrics", headers=_bearer(score)).status_code == 403
    assert client.get("/metrics", headers=_bearer(admin)).status_code == 200
    assert client.post("/v1/score", json=SCORE, headers=_bearer(admin)).status_code == 403


def test_a_key_has_a_rate_of_headlines(guarded: Callable[..., TestClient], keys: KeyStore) -> None:
    client = guarded(rate_limit="3/hour")
    _, one = keys.create("one")
    _, other = keys.create("other")
    batch = {"items": [SCORE, SCORE]}
    assert client.post("/v1/score/batch", json=batch, headers=_bearer(one)).status_code == 200
    refused = client.post("/v1/score/batch", json=batch, headers=_bearer(one))
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 3_600
    assert client.post("/v1/score", json=SCORE, headers=_bearer(one)).status_code == 200
    assert client.post("/v1/score", json=SCORE, headers=_bearer(one)).status_code == 429
    assert client.post("/v1/score/batch", json=batch, headers=_bearer(other)).status_code == 200


def test_more_headlines_than_the_rate_ever_has_room_for_are_not_told_to_wait(
    guarded: Callable[..., TestClient], keys: KeyStore
) -> None:
    client = guarded(rate_limit="3/second")
    _, secret = keys.create("cms")
    compared = {"headlines": [f"Council meets {i}" for i in range(4)]}
    for path, content in (("/v1/score/batch", {"items": [SCORE] * 4}), ("/v1/compare", compared)):
        refused = client.post(path, json=content, headers=_bearer(secret))
        assert refused.status_code == 422
        assert "retry-after" not in refused.headers
        assert refused.json()["type"].endswith(":too_many_headlines")
        assert "3 per 1 second" in refused.json()["detail"]
    assert client.post("/v1/score/batch", json={"items": [SCORE] * 3}, headers=_bearer(secret)).status_code == 200


def test_a_body_is_refused_while_it_is_read(connect: Callable[..., TestClient]) -> None:
    read = []

    def pieces() -> Iterator[bytes]:
        for i in range(100):
            read.append(i)
            yield b" " * 100

    client = connect(max_request_bytes=1_000)
    answer = client.post("/v1/score", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_as_long_as_the_limit_is_read(announced: bool, connect: Callable[..., TestClient]) -> None:
    body = json.dumps(SCORE).encode()
    for limit, status in ((len(body), 200), (len(body) - 1, 413)):
        client = connect(max_request_bytes=limit)
        sent = body if announced else iter([body[:5], body[5:]])
        answer = client.post("/v1/score", content=sent, headers={"content-type": "application/json"})
        assert answer.status_code == status


def test_batches_and_pages_have_limits_of_their_own(connect: Callable[..., TestClient], article_page: str) -> None:
    batch = {"items": [SCORE] * 20}
    own = {"max_batch_bytes": 10_000, "max_page_bytes": 10_000}
    for limits, status in (({"max_request_bytes": 100, **own}, 200), (dict.fromkeys(own, 100), 413)):
        client = connect(**limits)
        assert client.post("/v1/score/batch", json=batch).status_code == status
        page = client.post("/v1/article", content=article_page, headers={"content-type": "text/html"})
        assert page.status_code == status


def test_a_long_body_counts_once_and_is_held_no_more(connect: Callable[..., TestClient]) -> None:
    client = connect(max_buffered_bytes=150_000)
    for _ in range(3):
        answer = client.post("/v1/score", json={**SCORE, "body": "The council met. " * 6_000})
        assert answer.status_code == 200


def test_all_bodies_together_have_a_limit(connect: Callable[..., TestClient]) -> None:
    client = connect(max_buffered_bytes=100)
    for _ in range(2):  # what was refused, or answered, is held no more
        answer = client.post("/v1/score", json={"headline": "x" * 200})
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
        assert client.post("/v1/score", json=SCORE).status_code == 200


def test_long_headers_are_refused(connect: Callable[..., TestClient]) -> None:
    client = connect(max_header_bytes=2_000)
    assert client.get("/healthz", headers={"x-long": "x" * 2_000}).status_code == 431
    assert client.get("/healthz?" + "x" * 2_000).status_code == 431


@pytest.mark.parametrize(
    "headers",
    [{}, {"content-type": "text/plain"}, {"content-type": "application/json", "content-encoding": "gzip"}],
)
def test_another_type_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/v1/score", content=b'{"headline": "x"}', headers=headers)
    assert answer.status_code == 415
    assert answer.json()["type"].endswith(":unsupported_media_type")


def test_pages_of_other_origins_are_let_in_by_name_alone(connect: Callable[..., TestClient]) -> None:
    client = connect(cors_origins=("https://cms.example",), require_keys=True)
    asked = {"origin": "https://cms.example", "access-control-request-method": "POST"}
    assert client.options("/v1/score", headers=asked).headers["access-control-allow-origin"] == "https://cms.example"
    other = client.options("/v1/score", headers={**asked, "origin": "https://other.example"})
    assert "access-control-allow-origin" not in other.headers
    assert (other.status_code, other.headers["content-type"]) == (400, "application/problem+json")
    assert other.json()["type"].endswith(":cors_refused")
    assert "origin" in other.json()["detail"]
    refused = client.post("/v1/score", json=SCORE, headers={"origin": "https://cms.example"})
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == "https://cms.example"
