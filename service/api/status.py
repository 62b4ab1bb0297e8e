"""What a service says of itself: that it lives, that it is ready, its model, its limits, its counters."""

from __future__ import annotations

from typing import Any

from levelhed.model.compare import FEWEST, MOST
from levelhed.model.options import MAX_ENTRIES, MAX_WORD
from levelhed.model.text import MAX_BODY, MAX_HEADLINE
from levelhed.service.api.score import model_label
from levelhed.service.api.state import Service
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, Field
from starlette.responses import Response


class Alive(BaseModel):
    """The process answers."""

    status: str = Field(examples=["ok"])


class Ready(BaseModel):
    """Text is scored."""

    status: str = Field(examples=["ready"])
    model: str = Field(description="The reader that answers where none is named.", examples=["fast 2.4.0"])


class Limits(BaseModel):
    """Every limit in force; lengths of text are in characters (code points)."""

    headline_characters: int = Field(description="Longest headline.", examples=[1000])
    body_characters: int = Field(description="Longest body.", examples=[1000000])
    request_bytes: int = Field(description="Longest request, and longest line of a stream.", examples=[6500000])
    batch_bytes: int = Field(description="Longest batch.", examples=[20000000])
    page_bytes: int = Field(description="Longest page.", examples=[5000000])
    batch_items: int = Field(description="Most headlines in a batch.", examples=[500])
    compare_fewest: int = Field(description="Fewest headlines to compare.", examples=[2])
    compare_most: int = Field(description="Most headlines to compare.", examples=[20])
    option_entries: int = Field(description="Most entries of each list in options.", examples=[200])
    allowed_word_characters: int = Field(description="Longest allowed word or phrase.", examples=[100])
    header_bytes: int = Field(description="Longest address and headers together.", examples=[16384])
    header_seconds: float = Field(description="Time to send the headers.", examples=[10.0])
    body_seconds: float = Field(description="Time to send a request, or a piece of a stream.", examples=[30.0])
    send_seconds: float = Field(description="Time to take a piece of a stream's answer.", examples=[30.0])
    score_seconds: float = Field(
        description="Time in which a request is scored; a batch has ten times it.", examples=[60.0]
    )
    keep_alive_seconds: int = Field(description="Time an idle connection stays open.", examples=[75])
    waiting_requests: int = Field(description="Requests of a process that may wait; then 503.", examples=[256])
    rate: str = Field(description="Headlines a key may have scored, by each process.", examples=["3000 per 1 minute"])
    processes: int = Field(description="Processes that answer.", examples=[1])


def limits_of(service: Service) -> Limits:
    """Return the limits of the settings and of the model."""
    s = service.settings
    return Limits(
        headline_characters=MAX_HEADLINE,
        body_characters=MAX_BODY,
        request_bytes=s.max_request_bytes,
        batch_bytes=s.max_batch_bytes,
        page_bytes=s.max_page_bytes,
        batch_items=s.max_batch_items,
        compare_fewest=FEWEST,
        compare_most=MOST,
        option_entries=MAX_ENTRIES,
        allowed_word_characters=MAX_WORD,
        header_bytes=s.max_header_bytes,
        header_seconds=s.header_seconds,
        body_seconds=s.body_seconds,
        send_seconds=s.send_seconds,
        score_seconds=s.score_seconds,
        keep_alive_seconds=s.keep_alive_seconds,
        waiting_requests=s.max_waiting,
        rate=service.rates.describe(),
        processes=s.workers,
    )


def ready(service: Service) -> Ready:
    """Say that the model is loaded.

    Raises
    ------
    Refusal
        503 while it is not, or while the service shuts down.
    """
    if refusal := service.lifecycle.refusal():
        raise refusal
    info = service.readers.get().info
    return Ready(status="ready", model=f"{info.name} {info.version}")


async def describe_model(service: Service, model: str | None) -> dict[str, Any]:
    """Return the manifest of a model, which is loaded if it is not yet."""
    if refusal := service.lifecycle.refusal():
        raise refusal
    return await service.workers.run_apart(lambda: service.readers.get(model).figures())


def metrics(service: Service) -> Response:
    """Return the counters."""
    return Response(service.metrics.expose(), media_type=CONTENT_TYPE_LATEST)


def default_label(service: Service) -> bytes:
    """Return what the header ``Levelhed-Model`` says of the default model; nothing while it loads."""
    return model_label(service.readers.get().info).encode() if service.readers.ready else b""
