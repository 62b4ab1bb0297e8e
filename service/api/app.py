"""The ASGI application: `create_app(settings)`, served by `levelhed serve`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from levelhed.model.scorer import Scorer
from levelhed.service.api.article import add_article
from levelhed.service.api.limits import RequestLimit
from levelhed.service.api.problems import add_problem_handlers
from levelhed.service.api.readers import Readers
from levelhed.service.settings import Settings
from pydantic import BaseModel, ConfigDict, Field


class ScoreRequest(BaseModel):
    """A headline to score, against its body where one is given."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"headline": "Council approves new timetable", "body": "The council met."}]},
    )

    headline: str = Field(description="The headline, up to 1,000 characters.")
    body: str | None = Field(None, description="The body of the article, up to 1,000,000 characters.")
    model: str | None = Field(None, description="The reader: fast (word by word) or deep (in context).")


def create_app(settings: Settings | None = None, scorer: Scorer | None = None) -> FastAPI:
    """Return the application; it loads the model of the settings unless it is given a scorer for it."""
    chosen = settings or Settings()
    readers = Readers(chosen.model, scorer)
    app = FastAPI(title="Levelhed", description="How much louder a headline is than the story under it.")
    app.add_middleware(RequestLimit, limit=chosen.max_request_bytes)
    add_problem_handlers(app)
    add_article(app, readers)

    # A plain function: the framework runs it in its thread pool, so that a long body never holds up a health check.
    @app.post("/v1/score")
    def score(request: ScoreRequest) -> dict[str, Any]:
        """Score one headline: the design's fields, as `levelhed score --json` prints them."""
        return readers.get(request.model).score(request.headline, request.body).to_dict()

    # A plain function as well: the first question about a model loads it.
    @app.get("/v1/model")
    def describe_model(model: str | None = None) -> dict[str, Any]:
        """Say what scores: version, checksums, data and licences, measured figures."""
        return readers.get(model).figures()

    @app.get("/healthz")
    async def alive() -> dict[str, str]:
        """Say that the process answers."""
        return {"status": "ok"}

    @app.get("/readyz")
    async def ready() -> dict[str, str]:
        """Say that the model is loaded; the application does not start without it."""
        own = readers.get().info
        return {"status": "ready", "model": f"{own.name} {own.version}"}

    return app
