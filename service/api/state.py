"""What the addresses of one application share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from levelhed.service.api.admission import Rates
from levelhed.service.api.lifecycle import Lifecycle
from levelhed.service.api.metrics import Metrics
from levelhed.service.api.problems import Refusal
from levelhed.service.api.readers import Readers
from levelhed.service.api.requests import decode
from levelhed.service.api.workers import Workers
from levelhed.service.settings import Settings
from pydantic import BaseModel
from starlette.requests import ClientDisconnect, Request

_Form = TypeVar("_Form", bound=BaseModel)

_READ_IN_PLACE = 64_000
"""Bytes of JSON that are read in place: it takes less than a tenth of a millisecond."""


@dataclass(frozen=True, slots=True)
class Service:
    """Settings, readers, and what bounds and counts the work."""

    settings: Settings
    readers: Readers
    workers: Workers
    rates: Rates
    metrics: Metrics
    lifecycle: Lifecycle

    async def read(self, request: Request, form: type[_Form]) -> _Form:
        """Read a request's JSON.

        Raises
        ------
        Refusal, pydantic.ValidationError
            ``unsupported_media_type`` (415), or where it does not have the form.
        """
        check_media_type(request, "application/json")
        raw = await read_body(request)
        if len(raw) <= _READ_IN_PLACE:
            return decode(form, raw)
        return await self.workers.run_apart(lambda: decode(form, raw))

    def charge(self, request: Request, headlines: int) -> None:
        """Count headlines against the rate of the request's key; ``too_many_requests`` (429) where it is used up."""
        self.rates.charge(request.scope["state"].get("key"), headlines)

    def note(self, request: Request, **words: object) -> None:
        """Add words to the request's line in the log; of scored text only where the settings allow it."""
        request.scope["state"].setdefault("log", {}).update(words)


def check_media_type(request: Request, *expected: str) -> None:
    """Refuse what is of another type than those `expected`, or packed, with ``unsupported_media_type`` (415)."""
    given, packed = b"", b"identity"
    for name, value in request.scope["headers"]:
        if name == b"content-type":
            given = value
        elif name == b"content-encoding":
            packed = value
    if given.partition(b";")[0].strip().lower().decode("latin-1") not in expected:
        types = ", ".join(expected)
        raise Refusal(
            415,
            "unsupported_media_type",
            f"Send content-type: {' or '.join(expected)}.",
            headers={"accept": types, "connection": "close"},
        )
    if packed.lower() != b"identity":
        detail = "Send it without content-encoding."
        raise Refusal(
            415, "unsupported_media_type", detail, headers={"accept-encoding": "identity", "connection": "close"}
        )


async def read_body(request: Request) -> bytes:
    """Return the whole of a request's body, as far as the limits allow."""
    pieces = []
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        pieces.append(message.get("body", b""))
        if not message.get("more_body", False):
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)
