"""Every address of the API, with what the contract says of it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from levelhed.service.api.article import PAGE, score_page
from levelhed.service.api.batch import score_batch
from levelhed.service.api.compare import compare_headlines
from levelhed.service.api.contract import documented
from levelhed.service.api.problem_examples import KEYED, LIMITS, MODEL, OPEN, PAGES, READY, SCORING
from levelhed.service.api.score import score
from levelhed.service.api.state import Service
from levelhed.service.api.status import Alive, Limits, Ready, describe_model, limits_of, metrics, ready
from levelhed.service.api.stream import MEDIA_TYPE as NDJSON
from levelhed.service.api.stream import score_stream
from starlette.requests import Request
from starlette.responses import Response


def add_routes(api: FastAPI, service: Service) -> None:
    """Add the addresses to `api`."""
    _add_scoring(api, service)
    _add_status(api, service)


def _add_scoring(api: FastAPI, service: Service) -> None:
    @api.post("/v1/score", **documented("ScoreRequest", "ScoreAnswer", problems=SCORING, tagged=True))
    async def score_headline(request: Request) -> Response:
        """Score one headline, against its body where one is given.

        The same text scores the same: send the answer's ETag as If-None-Match, and a 304 says that nothing changed.
        """
        return await score(service, request)

    @api.post("/v1/score/batch", **documented("BatchRequest", "BatchAnswer", problems=SCORING))
    async def score_headlines(request: Request) -> Response:
        """Score many headlines; one that cannot be scored fails alone."""
        return await score_batch(service, request)

    @api.post("/v1/score/stream", **documented("BatchItem", "StreamLine", problems=SCORING, media_type=NDJSON))
    async def score_lines(request: Request, model: str | None = None) -> Response:
        """Score one JSON object a line, of any number, and answer a line each, in order; the last line sums up.

        Read the answer while you send: neither side holds more than a little of it.
        """
        return await score_stream(service, request)

    told = documented(answer="ArticleAnswer", problems=PAGES)
    told["openapi_extra"]["requestBody"] = PAGE

    @api.post("/v1/article", **told)
    async def score_article(request: Request, model: str | None = None) -> Response:
        """Score every display line of a page, HTML or text, against the paragraphs it stands over.

        The page is taken as it is: nothing that it names is fetched.
        """
        return await score_page(service, request, model)

    @api.post("/v1/compare", **documented("CompareRequest", "ComparisonAnswer", problems=SCORING))
    async def compare(request: Request) -> Response:
        """Rank 2 to 20 headlines over one body, the fairest first, with what sets each apart from it."""
        return await compare_headlines(service, request)


def _add_status(api: FastAPI, service: Service) -> None:
    @api.get("/v1/model", **documented(problems=MODEL))
    async def model(model: str | None = None) -> dict[str, Any]:
        """Say what scores: version, checksums, data and licences, measured figures."""
        return await describe_model(service, model)

    @api.get("/v1/limits", **documented(problems=LIMITS))
    async def limits() -> Limits:
        """Say every limit in force."""
        return limits_of(service)

    @api.head("/healthz", include_in_schema=False)
    @api.get("/healthz", **documented(problems=OPEN, open_to_all=True))
    async def alive() -> Alive:
        """Say that the process answers."""
        return Alive(status="ok")

    @api.head("/readyz", include_in_schema=False)
    @api.get("/readyz", **documented(problems=READY, open_to_all=True))
    async def is_ready() -> Ready:
        """Say that the model is loaded; 503 while it is not, and while the service shuts down."""
        return ready(service)

    @api.get("/metrics", **documented(problems=KEYED, media_type="text/plain"))
    async def counters() -> Response:
        """Give the counters, for Prometheus; where keys are needed, with one of the scope admin."""
        return metrics(service)
