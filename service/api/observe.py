"""The outermost layer: an id and the safe headers for every answer; what is counted and what is logged of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from os import urandom
from time import perf_counter

import structlog
from levelhed.service.api.metrics import Metrics
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)

# The page of the contract fetches its script and style from the place that its framework names.
_DOCS_POLICY = (
    b"default-src 'none'; connect-src 'self'; frame-ancestors 'none'; img-src 'self' data:;"
    b" script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
)

_GONE = 499
"""What is counted and logged where the client went away before its answer, as nginx does."""

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:/+=@-]{1,128}")


class Observe:
    """ASGI middleware around everything else.

    Parameters
    ----------
    paths : frozenset of str
        The service's own addresses; all others are counted as one.
    model_label : callable
        Returns what the header ``Levelhed-Model`` says where the answer does not say it itself; empty for nothing.
    access_log : bool
        Whether each request is logged.
    """

    def __init__(
        self, app: ASGIApp, metrics: Metrics, paths: frozenset[str], model_label: Callable[[], bytes], access_log: bool
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._paths = paths
        self._model_label = model_label
        self._access_log = access_log
        self._log = structlog.get_logger("levelhed.api")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and see to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        request_id = _request_id(scope)
        path = scope["path"]
        scope.setdefault("state", {})["request_id"] = request_id
        status = _GONE

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self._headers(path, request_id, message.get("headers", ()))
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        finally:
            seconds = perf_counter() - started
            label = path if path in self._paths else "other"
            self._metrics.count_request(label, status, seconds)
            if self._access_log:
                self._note(scope, request_id, label, status, seconds)

    def _headers(self, path: str, request_id: bytes, own: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        headers = [*own, *SECURITY_HEADERS, (b"x-request-id", request_id)]
        if path == "/docs":
            headers[-2] = (b"content-security-policy", _DOCS_POLICY)
        if not any(name == b"levelhed-model" for name, _ in own) and (label := self._model_label()):
            headers.append((b"levelhed-model", label))
        return headers

    def _note(self, scope: Scope, request_id: bytes, path: str, status: int, seconds: float) -> None:
        key = scope["state"].get("key")
        self._log.info(
            "request",
            request_id=request_id.decode(),
            method=scope["method"],
            path=path,
            status=status,
            ms=round(1000.0 * seconds, 2),
            client=scope["client"][0] if scope.get("client") else None,
            key=key.id if key else None,
            **scope["state"].get("log", {}),
        )


def _request_id(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return bytes(value)
    return urandom(12).hex().encode()
