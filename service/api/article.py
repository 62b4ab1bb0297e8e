"""`POST /v1/article`: a page in the request's body, every display line's score out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from levelhed.data.articles import read_article
from levelhed.model.articles import score_article
from levelhed.service.api.readers import Readers

_PAGE = {
    "required": True,
    "content": {
        "text/html": {"schema": {"type": "string", "description": "The page's HTML."}},
        "text/plain": {"schema": {"type": "string", "description": "The page's text, as pasted."}},
    },
}


def add_article(app: FastAPI, readers: Readers) -> None:
    """Give `app` the route; the page is taken as it is, and nothing it names is fetched."""

    @app.post("/v1/article", openapi_extra={"requestBody": _PAGE})
    async def article(
        request: Request,
        model: Annotated[str | None, Query(description="The reader: fast (word by word) or deep (in context).")] = None,
    ) -> dict[str, Any]:
        """Score every display line of a page, HTML or text, as `levelhed article --json` prints them."""
        page = await request.body()
        # A long page must not hold up a health check.
        return await run_in_threadpool(_score, readers, page, model)


def _score(readers: Readers, page: bytes, model: str | None) -> dict[str, Any]:
    scorer = readers.get(model)
    return score_article(scorer, read_article(page)).to_dict()
