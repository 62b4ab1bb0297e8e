"""`POST /v1/compare`: several headlines over one body, the fairest first."""

from __future__ import annotations

from levelhed.model.compare import compare
from levelhed.service.api.answers import answer_comparison
from levelhed.service.api.requests import CompareRequest
from levelhed.service.api.score import model_label
from levelhed.service.api.state import Service
from starlette.requests import Request
from starlette.responses import Response


async def compare_headlines(service: Service, request: Request) -> Response:
    """Rank headlines."""
    form = await service.read(request, CompareRequest)
    service.charge(request, len(form.headlines))
    if service.settings.log_text:
        service.note(request, headlines=form.headlines)

    def answer() -> Response:
        scorer = service.readers.get(form.model)
        found = compare(scorer, form.body, form.headlines, form.read_options() or None)
        headers = {"levelhed-model": model_label(scorer.info)}
        return Response(answer_comparison(form, found), 200, headers, "application/json")

    return await service.workers.run_apart(answer)
