"""The server's HTTP protocol with limits that it lacks: how long, and how much, a client may take to say its headers.

uvicorn bounds the time between requests, but waits without end for headers that are never completed, and its fast
parser reads them at any length.
"""

from __future__ import annotations

import asyncio
from typing import Any

from levelhed.service.api.problems import Refusal
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class PromptProtocol(HttpToolsProtocol):
    """HTTP/1.1 that cuts a connection whose headers do not come, or do not end.

    The limits are those of the settings that the application puts into the server's state when it starts.
    """

    _timer: asyncio.TimerHandle | None = None
    _waiting = False
    _read = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first headers."""
        super().connection_made(transport)
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came."""
        if self._waiting:
            self._read += len(data)
        super().data_received(data)
        # A body may stand in the same piece: only headers that are still unfinished once it was parsed are too long.
        longest = self.app_state["settings"].max_header_bytes
        if self._waiting and self._read > longest:
            self._cut(431, "headers_too_long", f"At most {longest:,} bytes of address and headers are read.")

    def on_message_begin(self) -> None:
        """Begin to wait for the headers of a request whose first byte is there."""
        super().on_message_begin()
        self._await_headers()

    def on_headers_complete(self) -> None:
        """Stop waiting, and answer."""
        self._stop()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP."""
        self._cut(400, "bad_http", msg)

    def _await_headers(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._waiting = True
        self._timer = self.loop.call_later(self.app_state["settings"].header_seconds, self._too_slow)

    def _stop(self) -> None:
        self._waiting = False
        self._read = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._cut(408, "too_slow", f"Headers must arrive within {self.app_state['settings'].header_seconds:g} s.")

    def _cut(self, status: int, kind: str, detail: str) -> None:
        self._stop()
        if self.transport.is_closing():
            return
        answer: Any = Refusal(status, kind, detail).response()
        fields = b"".join(b"%b: %b\r\n" % field for field in answer.raw_headers)
        self.transport.write(b"HTTP/1.1 %d \r\nconnection: close\r\n%b\r\n%b" % (status, fields, answer.body))
        self.transport.close()
