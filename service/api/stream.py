"""`POST /v1/score/stream`: one JSON object a line in, one a line out, for any length in bounded memory.

Lines are read only as fast as they are scored, and scored only as fast as the client takes the answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict
from functools import partial

from levelhed.service.api.batch import score_items
from levelhed.service.api.problems import Refusal
from levelhed.service.api.score import model_label
from levelhed.service.api.state import Service, check_media_type
from pydantic_core import to_json
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

MEDIA_TYPE = "application/x-ndjson"

_LINES, _BYTES = 32, 20_000
"""Most lines, and about the most text, scored in one go."""


async def score_stream(service: Service, request: Request) -> Response:
    """Score lines as they come."""
    check_media_type(request, MEDIA_TYPE)
    model = request.query_params.get("model")
    scorer = await service.workers.run_apart(lambda: service.readers.get(model))

    async def answers() -> AsyncIterator[bytes]:
        index = scored = 0
        try:
            async for portion in _read(request, service.settings.max_request_bytes, service.settings.body_seconds):
                await _charge(service, request, len(portion))
                results = await service.workers.run_apart(partial(score_items, scorer, portion, index))
                good = sum(result.scored for result in results)
                service.metrics.count_headlines(good, len(results) - good)
                index += len(results)
                scored += good
                yield b"".join(result.content + b"\n" for result in results)
        except Refusal as refusal:
            # The status is long out: the last line says why there is no summary.
            yield to_json({"problem": refusal.to_dict()}) + b"\n"
            return
        yield to_json({"summary": {"ok": scored, "failed": index - scored}, "model": asdict(scorer.info)}) + b"\n"

    return _Stream(answers(), service.settings.send_seconds, model_label(scorer.info))


class _Stream(Response):
    """An answer in pieces; a client that does not take a piece in time, or goes away, gets no more."""

    def __init__(self, pieces: AsyncIterator[bytes], seconds: float, label: str) -> None:
        super().__init__(None, 200, {"levelhed-model": label}, MEDIA_TYPE)
        del self.headers["content-length"]
        self._pieces = pieces
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces as they come."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        try:
            async for piece in self._pieces:
                async with asyncio.timeout(self._seconds):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        except (TimeoutError, ClientDisconnect):
            return  # the server cuts the connection: nobody takes half an answer for a whole one
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _read(request: Request, limit: int, seconds: float) -> AsyncIterator[list[bytes | Refusal]]:
    """Yield the lines that each piece of the request completes, a few at a time; blank lines are read over."""
    too_long = Refusal(413, "too_long", f"At most {limit:,} bytes of a line are read.")
    pending = bytearray()
    skipping = False
    pieces = request.stream()
    while True:
        try:
            async with asyncio.timeout(seconds):
                piece = await anext(pieces, None)
        except TimeoutError:
            raise Refusal(408, "too_slow", f"The next piece did not arrive within {seconds:g} s.") from None
        lines: list[bytes | Refusal] = []
        *ended, rest = (b"\n" if piece is None else piece).split(b"\n")
        for part in ended:
            if skipping:
                skipping = False
                continue
            pending += part
            lines.append(bytes(pending) if len(pending) <= limit else too_long)
            pending.clear()
        if not skipping:
            pending += rest
        if len(pending) > limit:
            lines.append(too_long)
            pending.clear()
            skipping = True
        for portion in _portions([line for line in lines if isinstance(line, Refusal) or line.strip()]):
            yield portion
        if piece is None:
            return


def _portions(lines: list[bytes | Refusal]) -> Iterator[list[bytes | Refusal]]:
    start = size = 0
    for i, line in enumerate(lines):
        size += len(line) if isinstance(line, bytes) else 0
        if i - start + 1 == _LINES or size > _BYTES:
            yield lines[start : i + 1]
            start, size = i + 1, 0
    if lines[start:]:
        yield lines[start:]


async def _charge(service: Service, request: Request, lines: int) -> None:
    """Wait until the key's rate has room for `lines` more: a stream is slowed down, not refused."""
    for _ in range(lines):
        while True:
            try:
                service.charge(request, 1)
                break
            except Refusal as refusal:
                await asyncio.sleep(float((refusal.headers or {}).get("retry-after", 1)))
