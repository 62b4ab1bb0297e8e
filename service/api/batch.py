"""`POST /v1/score/batch`: many headlines in one request, each of which succeeds or fails alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from levelhed.model.scorer import Scorer
from levelhed.model.text import HALF_PAIR
from levelhed.service.api.answers import Text, answer_item
from levelhed.service.api.problems import Refusal, as_refusal
from levelhed.service.api.requests import BatchItem, BatchRequest, decode, refuse_unclear
from levelhed.service.api.score import model_label, score_form
from levelhed.service.api.state import Service
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

_PORTION_BYTES = 20_000
"""Bytes of text scored before other requests get their turn at the thread: a tenth of a second or so."""

_TIMES = 10
"""How many times longer than a single request a batch may take."""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One result, as JSON, and whether it is a score."""

    content: bytes
    scored: bool


async def score_batch(service: Service, request: Request) -> Response:
    """Score up to as many headlines as the limits say."""
    form = await service.read(request, BatchRequest)
    most = service.settings.max_batch_items
    if not 1 <= len(form.items) <= most:
        raise Refusal(422, "invalid_request", f"items: must be 1 to {most}; {len(form.items)} were given", "/items")
    service.charge(request, len(form.items))
    scorer = await service.workers.run_apart(lambda: service.readers.get(form.model))
    results: list[ItemResult] = []
    try:
        async with asyncio.timeout(_TIMES * service.settings.score_seconds):
            for portion in _portions(form.items):
                if await request.is_disconnected():
                    break
                results += await service.workers.run_apart(partial(score_items, scorer, portion, len(results)))
    except TimeoutError:
        raise Refusal(503, "timeout", "Send fewer headlines in a batch.", headers={"retry-after": "5"}) from None
    scored = sum(result.scored for result in results)
    service.metrics.count_headlines(scored, len(results) - scored)
    summary = {"ok": scored, "failed": len(results) - scored}
    tail = to_json({"summary": summary, "model": asdict(scorer.info)})
    content = b'{"results":[%b],%b' % (b",".join(result.content for result in results), tail[1:])
    return Response(content, 200, {"levelhed-model": model_label(scorer.info)}, "application/json")


def score_items(scorer: Scorer, items: Sequence[Any], start: int) -> list[ItemResult]:
    """Score items, the first of which is number `start`.

    Each is the values of a `BatchItem`, their JSON, or a refusal that was found before.
    """
    return [_score_item(scorer, item, start + i) for i, item in enumerate(items)]


def _score_item(scorer: Scorer, item: Any, index: int) -> ItemResult:
    own_id = item.get("id") if isinstance(item, dict) else None
    try:
        if isinstance(item, Refusal):
            raise item
        form = decode(BatchItem, item) if isinstance(item, bytes) else _read_item(item)
        own_id = form.id
        content = score_form(scorer, form, Text.of(form.headline, form.body, echo=form.echo))
        return ItemResult(answer_item(index, own_id, 200, content), True)
    except Exception as error:  # noqa: BLE001 (one bad item fails alone)
        refusal = as_refusal(error)
        known = own_id if isinstance(own_id, str) and len(own_id) <= 200 and not HALF_PAIR.search(own_id) else None
        return ItemResult(answer_item(index, known, refusal.status_code, to_json(refusal.to_dict())), False)


def _read_item(item: Any) -> BatchItem:
    refuse_unclear(item)
    return BatchItem.model_validate(item)


def _portions(items: Sequence[Any]) -> list[list[Any]]:
    portions: list[list[Any]] = [[]]
    size = 0
    for item in items:
        if size > _PORTION_BYTES:
            portions.append([])
            size = 0
        portions[-1].append(item)
        size += _size(item)
    return portions


def _size(item: Any) -> int:
    if not isinstance(item, dict):
        return 1
    return 100 + sum(len(value) for value in item.values() if isinstance(value, str))
