"""The server's HTTP protocol with limits that it lacks: how long, and how much, a client may take to send a request.

uvicorn bounds the time between requests, but waits without end for headers or a body that are never completed, and its
fast parser reads headers at any length. That parser also drops the body of a request that asks for another protocol.
"""

from __future__ import annotations

import asyncio
from typing import Any

import httptools
from levelhed.service.api.admission import STREAM
from levelhed.service.api.problems import Refusal
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LAST_WORD_SECONDS = 1.0
"""Time that a connection has to send its first request after the port was closed; it gets a 503."""


class PromptProtocol(HttpToolsProtocol):
    """HTTP/1.1 that cuts a connection whose request does not come, or whose headers do not end.

    The limits are those of the settings that the application puts into the server's state when it starts. A stream has
    as long as it likes until it is answered; it looks at each of its pieces itself.
    """

    _timer: asyncio.TimerHandle | None = None
    _waits_for: str | None = None
    # Bytes since the last request, or the last of its body: headers, trailers, what stands around chunks.
    _read = 0
    _in_body = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parser = _Parser(self)  # type: ignore[assignment]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._waits_for = "headers"
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came, and wait for what is missing: most requests come in one piece, and need no timer."""
        self._read += len(data)
        super().data_received(data)
        if self._waits_for is None and not self._in_body and self._answered():
            # Empty lines before the next request end the server's own wait for it.
            self._waits_for = "headers"
        limit = self.app_state["settings"].max_header_bytes
        if self._read > limit:
            self._cut(431, "headers_too_long", f"At most {limit:,} bytes of address and headers are read.")
        elif self._waits_for is not None and self._timer is None:
            self._start_timer()

    def on_message_begin(self) -> None:
        """Wait for headers."""
        super().on_message_begin()
        self._waits_for = "headers"

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; one that comes after the body could undo what was checked before it, and is left out."""
        if not self._in_body:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Wait for the body, and answer."""
        if self.parser.should_upgrade():
            return  # the request comes again
        self._stop_timer()
        super().on_headers_complete()
        self._waits_for = None if self.scope.get("path") == STREAM else "body"
        self._in_body = True

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body; its length is looked at farther in."""
        super().on_body(body)
        self._read = 0

    def on_message_complete(self) -> None:
        """Wait for nothing."""
        if self.parser.should_upgrade():
            return
        self._stop_timer()
        super().on_message_complete()
        self._waits_for = None
        self._read = 0
        self._in_body = False

    def on_response_complete(self) -> None:
        """Wait no longer than for any body for the rest of a stream whose answer is out, a refusal for instance."""
        super().on_response_complete()
        if self._in_body and self._answered() and self._timer is None:
            self._waits_for = "body"
            self._start_timer()

    def shutdown(self) -> None:
        """Close an idle connection at the server's end; one that was only just made has its request on the way."""
        if self.cycle is None:
            self.loop.call_later(_LAST_WORD_SECONDS, super().shutdown)
        else:
            super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP."""
        self._cut(400, "bad_http", msg)

    def _start_timer(self) -> None:
        settings = self.app_state["settings"]
        seconds = settings.header_seconds if self._waits_for == "headers" else settings.body_seconds
        self._timer = self.loop.call_later(seconds, self._too_slow, seconds)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self, seconds: float) -> None:
        self._cut(408, "too_slow", f"The {self._waits_for} of a request must arrive within {seconds:g} s.")

    def _answered(self) -> bool:
        return self.cycle is not None and self.cycle.response_complete

    def _cut(self, status: int, kind: str, detail: str) -> None:
        self._stop_timer()
        if self.transport.is_closing():
            return
        # Not into the middle of an answer to an earlier request on the same connection, or to this one, nor after it.
        if self.cycle is None or not self.cycle.response_started or (self._answered() and not self._in_body):
            answer: Any = Refusal(status, kind, detail).response()
            fields = b"".join(b"%b: %b\r\n" % field for field in answer.raw_headers)
            self.transport.write(b"HTTP/1.1 %d \r\nconnection: close\r\n%b\r\n%b" % (status, fields, answer.body))
        self.transport.close()


class _Parser:
    """The server's parser, but for requests that ask for another protocol: read as if they did not (RFC 9110, 7.8)."""

    def __init__(self, protocol: PromptProtocol) -> None:
        self._protocol = protocol
        self._begin()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def should_upgrade(self) -> bool:
        # CONNECT asks for another protocol by itself; it is no request to anything here.
        return self._inner.should_upgrade() and self._inner.get_method() != b"CONNECT"

    def feed_data(self, data: bytes) -> None:
        rest = memoryview(data)
        while True:
            try:
                self._inner.feed_data(rest)
                return
            except httptools.HttpParserUpgrade as upgrade:
                # The parser takes what follows the headers for the other protocol; another one reads it all anew.
                rest = rest[upgrade.args[0] :]
                head = self._without_upgrade()
                self._begin()
                self._inner.feed_data(head)

    def _begin(self) -> None:
        self._inner = httptools.HttpRequestParser(self._protocol)
        # As uvicorn sets it.
        self._inner.set_dangerous_leniencies(lenient_data_after_close=True)

    def _without_upgrade(self) -> bytes:
        method, version = self._inner.get_method(), self._inner.get_http_version().encode()
        fields = b"".join(b"%b: %b\r\n" % field for field in self._protocol.headers if field[0] != b"upgrade")
        return b"%b %b HTTP/%b\r\n%b\r\n" % (method, self._protocol.url, version, fields)
