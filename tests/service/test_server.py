"""What only a real server can show: slow clients, broken requests, and an end that loses nothing."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from levelhed.data.errors import InputError
from levelhed.service.keys import KeyStore
from levelhed.service.server import check_keys
from levelhed.service.settings import Settings

Until = Callable[[Callable[[], bool]], None]

HEAD = b"POST /v1/score HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"


def _talk(port: int, sent: bytes) -> bytes:
    """Send `sent`, and nothing more; return all that comes until the service closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        try:
            connection.sendall(sent)
            told = b""
            while piece := connection.recv(65_536):
                told += piece
        except ConnectionResetError:
            pass
        return told


@pytest.mark.parametrize(
    ("sent", "status", "kind"),
    [
        (b"", b"408", b"too_slow"),
        (HEAD, b"408", b"too_slow"),
        (HEAD + b"content-length: 20\r\n\r\n{", b"408", b"too_slow"),
        (HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\n{\r\n", b"408", b"too_slow"),
        (HEAD + b"x-long: " + b"a" * 70_000, b"431", b"headers_too_long"),
        (b"\x16\x03\x01 hello\r\n\r\n", b"400", b"bad_http"),
        (HEAD + b"connection: close\r\ncontent-length: 99999999\r\n\r\n", b"413", b"too_long"),
    ],
)
def test_who_keeps_the_service_waiting_is_cut_off(live: Any, sent: bytes, status: bytes, kind: bytes) -> None:
    told = _talk(live.port, sent)
    assert told.startswith(b"HTTP/1.1 " + status)
    assert b"application/problem+json" in told
    assert b"urn:levelhed:problem:" + kind in told


def _trickle(port: int, head: bytes, seconds: float) -> tuple[bytes, float]:
    """Send a piece of an endless body every half second; return what comes, and after how long it was cut."""
    started = time.monotonic()
    told = b""
    with socket.create_connection(("127.0.0.1", port), timeout=0.5) as connection:
        connection.sendall(head + b"transfer-encoding: chunked\r\n\r\n")
        while time.monotonic() - started < seconds:
            try:
                connection.sendall(b"1\r\n{\r\n")
                if not (piece := connection.recv(65_536)):
                    break
                told += piece
            except TimeoutError:
                pass
            except (BrokenPipeError, ConnectionResetError):
                break
    return told, time.monotonic() - started


@pytest.mark.parametrize("path", [b"/v1/score/stream", b"/v1/score"])
def test_who_is_answered_cannot_hold_the_connection_open(live: Any, path: bytes) -> None:
    refused = b"POST %b HTTP/1.1\r\nhost: x\r\nauthorization: Bearer no\r\n" % path
    told, seconds = _trickle(live.port, refused, 30)
    assert told.startswith(b"HTTP/1.1 401")
    assert told.count(b"HTTP/1.1") == 1
    assert seconds < 15


def test_a_stream_that_is_not_answered_yet_has_as_long_as_it_likes(live: Any) -> None:
    head = b"POST /v1/score/stream HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\n"
    told, seconds = _trickle(live.port, head, 8)
    assert told.startswith(b"HTTP/1.1 200")
    assert seconds >= 8


def test_requests_in_one_piece_are_all_answered(live: Any) -> None:
    body = b'{"headline": "Council meets"}'
    one = HEAD + b"content-length: %d\r\n\r\n%b" % (len(body), body)
    last = HEAD + b"connection: close\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)
    assert _talk(live.port, one + one + last).count(b"HTTP/1.1 200") == 3


BODY = b'{"headline": "Council meets"}'
UPGRADE = b"connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAAB\r\n"


@pytest.mark.parametrize("upgrade", [UPGRADE, b"connection: upgrade\r\nupgrade: websocket\r\n"])
def test_a_request_that_asks_for_another_protocol_is_answered_in_this_one(live: Any, upgrade: bytes) -> None:
    one = HEAD + upgrade + b"content-length: %d\r\n\r\n%b" % (len(BODY), BODY)
    chunked = HEAD + upgrade + b"transfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)
    last = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    assert _talk(live.port, one + chunked + last).count(b"HTTP/1.1 200") == 3


def test_a_request_that_asks_for_another_protocol_may_come_in_pieces(live: Any) -> None:
    sent = HEAD + UPGRADE + b"content-length: %d\r\n\r\n%b" % (len(BODY), BODY)
    with socket.create_connection(("127.0.0.1", live.port), timeout=120) as connection:
        for at in range(len(sent)):
            connection.sendall(sent[at : at + 1])
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")


def test_connect_is_no_request_to_this_service(live: Any) -> None:
    assert _talk(live.port, b"CONNECT x:80 HTTP/1.1\r\nhost: x\r\n\r\n").startswith(b"HTTP/1.1 400")


def test_a_header_after_the_body_changes_nothing(live: Any) -> None:
    chunk = b"transfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n" % (len(BODY), BODY)
    trailers = b"authorization: Bearer no\r\nx-request-id: late\r\n\r\n"
    last = HEAD + b"connection: close\r\ncontent-length: %d\r\n\r\n%b" % (len(BODY), BODY)
    told = _talk(live.port, HEAD + chunk + trailers + last)
    assert told.count(b"HTTP/1.1 200") == 2
    assert b"late" not in told


@pytest.mark.parametrize(("path", "kind"), [(b"/v1/score/stream", b"x-ndjson"), (b"/v1/score", b"json")])
@pytest.mark.parametrize("piece", [b"a: b\r\n", b"a"])
def test_headers_after_the_body_without_end_are_cut(live: Any, path: bytes, kind: bytes, piece: bytes) -> None:
    head = b"POST %b HTTP/1.1\r\nhost: x\r\ncontent-type: application/%b\r\n" % (path, kind)
    chunk = b"transfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n" % (len(BODY), BODY)
    sent = 0
    with socket.create_connection(("127.0.0.1", live.port), timeout=120) as connection:
        connection.sendall(head + chunk)
        connection.settimeout(0.2)
        # Seconds pass before anything else would end it.
        while sent < 50_000_000:
            try:
                connection.sendall(piece * 10_000)
                sent += len(piece) * 10_000
            except TimeoutError:
                continue
            except OSError:
                break
    assert sent < 50_000_000


def test_a_stream_in_small_pieces_is_read_to_its_end(live: Any) -> None:
    head = b"POST /v1/score/stream HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-ndjson\r\n"
    # What stands around its bytes is longer than headers may be.
    pieces = b"".join(b"1\r\n%c\r\n" % byte for byte in b" " * 20_000 + BODY + b"\n")
    told = _talk(live.port, head + b"transfer-encoding: chunked\r\n\r\n" + pieces + b"0\r\n\r\n")
    assert b'"summary":{"ok":1,"failed":0}' in told


def test_an_empty_line_does_not_hold_a_connection_open(live: Any) -> None:
    with socket.create_connection(("127.0.0.1", live.port), timeout=60) as connection:
        _is_healthy(connection, b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        connection.sendall(b"\r\n")
        told = b""
        while piece := connection.recv(65_536):
            told += piece
    assert told.startswith(b"HTTP/1.1 408")


def test_an_empty_line_before_a_request_is_read_over(live: Any) -> None:
    last = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", live.port), timeout=60) as connection:
        for request in (b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n\r\n", b"\r\n" + last):
            _is_healthy(connection, request)


def _is_healthy(connection: socket.socket, request: bytes) -> None:
    connection.sendall(request)
    told = b""
    # The head and the body of an answer are sent apart.
    while not told.endswith(b"}"):
        piece = connection.recv(65_536)
        assert piece
        told += piece
    assert told.startswith(b"HTTP/1.1 200")


def test_the_end_waits_for_what_was_begun_and_sends_others_away(serve: Any, tmp_path: Path) -> None:
    with serve(tmp_path / "log", LEVELHED_DRAIN_SECONDS="30") as server:
        line = b'{"headline": "Council meets"}\n'
        with socket.create_connection(("127.0.0.1", server.port), timeout=120) as begun:
            head = b"POST /v1/score/stream HTTP/1.1\r\nhost: x\r\nconnection: close\r\n"
            begun.sendall(head + b"content-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n")
            begun.sendall(b"%x\r\n%b\r\n" % (len(line), line))
            told = begun.recv(65_536)
            server.process.terminate()
            address = f"http://127.0.0.1:{server.port}"
            while (ready := httpx.get(f"{address}/readyz")).status_code == 200:
                pass
            refused = httpx.post(f"{address}/v1/score", json={"headline": "Council meets"})
            for answer in (ready, refused):
                assert answer.status_code == 503
                assert answer.json()["type"].endswith(":shutting_down")
                assert answer.headers["connection"] == "close"
                assert answer.headers["retry-after"] == "31"
            assert httpx.get(f"{address}/healthz").status_code == 200
            begun.sendall(b"%x\r\n%b\r\n0\r\n\r\n" % (len(line), line))
            while piece := begun.recv(65_536):
                told += piece
        assert b'"summary":{"ok":2,"failed":0}' in told


def test_others_reach_it_with_keys_alone(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path / "keys.sqlite")
    for settings, told in (
        ({"host": "0.0.0.0"}, "0.0.0.0: can be reached by others, and .* or listen on 127.0.0.1"),
        ({"host": "0.0.0.0", "require_keys": True}, "0.0.0.0: can be reached by others, and "),
        ({"host": "127.0.0.1", "require_keys": True}, "LEVELHED_REQUIRE_KEYS: asks for keys, .*, or set it to false"),
    ):
        chosen = Settings(keys_file=tmp_path / "keys.sqlite", **settings)  # type: ignore[arg-type]
        with pytest.raises(InputError, match=told) as caught:
            check_keys(chosen)
        assert caught.value.kind == "keys_needed"
        assert "levelhed keys create" in str(caught.value)
        key, _ = keys.create("cms")
        check_keys(chosen)
        keys.revoke(key.id)
    check_keys(Settings(keys_file=tmp_path / "keys.sqlite"))


def test_the_log_is_json_and_holds_no_text(live: Any, until: Until) -> None:
    secret = {"headline": "A secret headline", "body": "A secret body. It goes on."}
    sent = {"x-request-id": "test:log"}
    httpx.post(f"http://127.0.0.1:{live.port}/v1/score", json=secret, headers=sent)
    # The line is written when the answer is already out.
    until(lambda: "test:log" in live.log.read_text())
    lines = live.log.read_text().splitlines()
    assert any(json.loads(line).get("request_id") == "test:log" for line in lines)
    assert "secret" not in "".join(lines)
