"""Who may come in, and with how much: keys and scopes, the limits of headers, bodies and rates."""

from __future__ import annotations

from math import floor

import structlog
from levelhed.data.errors import InputError
from levelhed.service.api.lifecycle import Lifecycle
from levelhed.service.api.problems import Refusal
from levelhed.service.keys import Key, KeyStore
from levelhed.service.keys import Scope as KeyScope
from levelhed.service.settings import Settings, is_loopback
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DOCS_PARTS = "/docs/parts"
"""Where the scripts and styles of the page about the contract lie."""

OPEN = frozenset({"/healthz", "/readyz", "/docs", "/openapi.json"})
"""Addresses that need no key, beside `DOCS_PARTS`: what monitoring asks, and the contract."""

_SCOPES: dict[str, KeyScope] = {"/metrics": "admin"}
_SHORT = 65_536
STREAM = "/v1/score/stream"


class Rates:
    """How many headlines a key has had scored, held against the rate that the settings allow.

    Parameters
    ----------
    rate : str
        Such as ``"3000/minute"``.
    """

    def __init__(self, rate: str) -> None:
        self._rate = parse(rate)
        self._storage = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)

    def describe(self) -> str:
        """Return the rate in words."""
        return str(self._rate)

    def charge(self, key: Key | None, headlines: int) -> None:
        """Count headlines of a key; where none is asked for, nothing is counted.

        Raises
        ------
        Refusal
            ``too_many_requests`` (429), with the time after which the rate has room again; ``too_many_headlines`` (422)
            where it never has so much.
        """
        if key is not None and headlines > self._rate.amount:
            detail = f"It holds {headlines:,} headlines, and the key may have {self._rate} scored; send fewer at once."
            raise Refusal(422, "too_many_headlines", detail)
        if key is None or self._limiter.hit(self._rate, key.id, cost=headlines):
            return
        wait = floor(self._seconds_until_room(key, headlines)) + 1
        raise Refusal(
            429,
            "too_many_requests",
            f"The key may have {self._rate} headlines scored; send it again in {wait} s.",
            headers={"retry-after": str(wait)},
        )

    def _seconds_until_room(self, key: Key, headlines: int) -> float:
        # Of the window before this one, a part counts that shrinks to none at the end of this one (the library tells
        # only when there is room for one headline).
        length = self._rate.get_expiry()
        before, left, now, ends = self._storage.get_sliding_window(self._rate.key_for(key.id), length)
        room = self._rate.amount - headlines + 1  # what counts is rounded down
        if now < room:
            return max(0.0, left - (room - now) * length / before) if before else 0.0
        return ends % length + length * (1 - room / now)


class Admission:
    """ASGI middleware: what passes has a key where one is needed, and sends no more than the settings allow."""

    def __init__(self, app: ASGIApp, settings: Settings, keys: KeyStore, lifecycle: Lifecycle) -> None:
        self._app = app
        self._settings = settings
        self._keys = keys
        self._lifecycle = lifecycle
        self._buffered = 0
        self._log = structlog.get_logger("levelhed.api")
        self._limits = {"/v1/score/batch": settings.max_batch_bytes, "/v1/article": settings.max_page_bytes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        headers = dict(scope["headers"])
        self._check_headers(scope)
        if not _is_open(path) and not (method == "OPTIONS" and b"access-control-request-method" in headers):
            scope["state"]["key"] = self._admit(scope, path, headers.get(b"authorization"))
        if method not in ("POST", "PUT", "PATCH"):
            await self._app(scope, receive, send)
            return
        if refusal := self._lifecycle.refusal():
            raise refusal
        if path == STREAM:
            await self._app(scope, receive, send)
            return
        limit = self._limits.get(path, self._settings.max_request_bytes)
        announced = headers.get(b"content-length", b"")
        length = int(announced) if announced.isdigit() else None
        if length is not None and length > limit:
            raise _too_long(limit)
        # A short body whose length is known is counted at once; of every other one, each piece as it comes.
        counted = _Reading(self, receive, limit) if length is None or length > _SHORT else None
        self.take(0 if counted else length or 0)
        try:
            await self._app(scope, counted.receive if counted else receive, send)
        finally:
            self._buffered -= counted.taken if counted else length or 0

    def take(self, size: int) -> None:
        """Count bytes that are held in memory.

        Raises
        ------
        Refusal
            ``busy`` (503).
        """
        if self._buffered + size > self._settings.max_buffered_bytes:
            headers = {"retry-after": "1", "connection": "close"}
            raise Refusal(503, "busy", "Too much is being sent at once; send it again in a second.", headers=headers)
        self._buffered += size

    def _check_headers(self, scope: Scope) -> None:
        length = len(scope.get("raw_path") or b"") + len(scope["query_string"])
        length += sum(len(name) + len(value) + 4 for name, value in scope["headers"])
        if length > self._settings.max_header_bytes:
            limit = self._settings.max_header_bytes
            detail = f"At most {limit:,} bytes of address and headers are read."
            raise Refusal(431, "headers_too_long", detail, headers={"connection": "close"})

    def _admit(self, scope: Scope, path: str, authorization: bytes | None) -> Key | None:
        server = scope.get("server")
        # What arrives at an address of this machine alone comes from this machine, whatever it was bound to.
        near = server is None or server[1] is None or is_loopback(server[0])
        if authorization is None and near and not self._settings.require_keys:
            return None
        scheme, _, secret = (authorization or b"").decode("latin-1").partition(" ")
        key = self._check(secret.strip()) if scheme.lower() == "bearer" else None
        if key is None:
            detail = "Send 'Authorization: Bearer KEY' with a key in force; `levelhed keys create` makes one."
            raise Refusal(401, "unauthorized", detail, headers={"www-authenticate": 'Bearer realm="levelhed"'})
        needed = _SCOPES.get(path, "score")
        if needed not in key.scopes:
            raise Refusal(403, "forbidden", f"This needs a key with the scope {needed}.")
        return key

    def _check(self, secret: str) -> Key | None:
        try:
            return self._keys.check(secret)
        except InputError as error:
            # No fault of the caller's; where the keys lie on this machine is for its own log.
            self._log.error("keys", kind=error.kind, error=str(error))
            detail = "No key can be checked now; send it again in a second."
            raise Refusal(503, "keys_unreadable", detail, headers={"retry-after": "1"}) from error


class _Reading:
    """One request's body as it comes in."""

    def __init__(self, admission: Admission, receive: Receive, limit: int) -> None:
        self._admission = admission
        self._receive = receive
        self._limit = limit
        self.taken = 0

    async def receive(self) -> Message:
        message = await self._receive()
        size = len(message.get("body", b""))
        if self.taken + size > self._limit:
            raise _too_long(self._limit)
        self._admission.take(size)
        self.taken += size
        return message


def _too_long(limit: int) -> Refusal:
    return Refusal(413, "too_long", f"At most {limit:,} bytes are read.", headers={"connection": "close"})


def _is_open(path: str) -> bool:
    return path in OPEN or path.startswith(f"{DOCS_PARTS}/")
