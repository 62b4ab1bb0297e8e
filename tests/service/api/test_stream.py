from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

NDJSON = {"content-type": "application/x-ndjson"}


def _send(client: TestClient, content: bytes | Iterator[bytes], path: str = "/v1/score/stream") -> list[dict[str, Any]]:
    answer = client.post(path, content=content, headers=NDJSON)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_a_line_in_is_a_line_out_in_order_and_a_bad_one_fails_alone(client: TestClient) -> None:
    lines = [
        b'{"id": "a", "headline": "Council meets"}',
        b"{bad",
        b"  ",
        b'{"headline": "a\\ud800b"}',
        b'{"headline": "FURY"}',
    ]
    *found, end = _send(client, b"\r\n".join(lines))
    assert [(r["index"], r["id"], r["status"]) for r in found] == [
        (0, "a", 200),
        (1, None, 422),
        (2, None, 422),
        (3, None, 200),
    ]
    assert found[2]["problem"]["pointer"] == "/headline"
    assert end["summary"] == {"ok": 2, "failed": 2}
    assert end["model"]["name"] == "fast"


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_lines_may_be_cut_anywhere(client: TestClient, size: int) -> None:
    content = b"".join(json.dumps({"id": str(i), "headline": f"Council meets {i}"}).encode() + b"\n" for i in range(70))
    pieces = (content[i : i + size] for i in range(0, len(content), size))
    *found, end = _send(client, pieces)
    assert [r["id"] for r in found] == [str(i) for i in range(70)]
    assert end["summary"] == {"ok": 70, "failed": 0}


def test_a_line_that_is_too_long_is_not_held_and_the_next_one_is_scored(connect: Callable[..., TestClient]) -> None:
    client = connect(max_request_bytes=100)
    pieces = [b'{"headline": "', *[b"a" * 60] * 50, b'"}\n{"headline": "Council meets"}\n', b"x" * 101]
    *found, end = _send(client, iter(pieces))
    assert [r["status"] for r in found] == [413, 200, 413]
    assert end["summary"] == {"ok": 1, "failed": 2}


def test_nothing_sent_is_nothing_scored(client: TestClient) -> None:
    [end] = _send(client, b"")
    assert end["summary"] == {"ok": 0, "failed": 0}


def test_the_reader_is_named_in_the_address(client: TestClient) -> None:
    assert client.post("/v1/score/stream?model=slow", content=b"", headers=NDJSON).json()["pointer"] == "/model"


def test_another_type_is_refused(client: TestClient) -> None:
    assert client.post("/v1/score/stream", json={"headline": "x"}).status_code == 415
