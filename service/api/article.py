"""`POST /v1/article`: a page in the request's body, every display line's score out."""

from __future__ import annotations

from typing import Any

from levelhed.data.articles import read_article
from levelhed.model.articles import score_article
from levelhed.service.api.score import model_label
from levelhed.service.api.state import Service, check_media_type, read_body
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPES = ("text/html", "text/plain")

PAGE: dict[str, Any] = {
    "required": True,
    "content": {
        "text/html": {"schema": {"type": "string", "description": "The page's HTML."}},
        "text/plain": {"schema": {"type": "string", "description": "The page's text, as pasted."}},
    },
}
"""What the contract says of the request: the page itself, taken as it is; nothing that it names is fetched."""


async def score_page(service: Service, request: Request, model: str | None) -> Response:
    """Score every display line of a page; each counts as one headline against the rate of the key."""
    check_media_type(request, *MEDIA_TYPES)
    page = await read_body(request)
    article = await service.workers.run_apart(lambda: read_article(page))
    service.charge(request, max(len(article.lines), 1))
    if service.settings.log_text:
        service.note(request, lines=[line.text for line in article.lines])

    def answer() -> Response:
        scorer = service.readers.get(model)
        headers = {"levelhed-model": model_label(scorer.info)}
        return Response(to_json(score_article(scorer, article).to_dict()), 200, headers, "application/json")

    return await service.workers.run_apart(answer)
