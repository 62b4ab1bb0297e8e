"""`POST /v1/score`: one headline, its score and its tag."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from levelhed.model.score import ModelInfo
from levelhed.model.scorer import Scorer
from levelhed.service.api.answers import Text, answer_score
from levelhed.service.api.requests import ScoreForm, ScoreRequest
from levelhed.service.api.state import Service
from starlette.requests import Request
from starlette.responses import Response


async def score(service: Service, request: Request) -> Response:
    """Score one headline; 304 without scoring where the client holds the answer already."""
    form = await service.read(request, ScoreRequest)
    service.charge(request, 1)
    if service.settings.log_text:
        service.note(request, headline=form.headline)
    unless = request.headers.get("if-none-match", "")
    size = len(form.headline) + len(form.body or "")

    def answer() -> Response:
        scorer = service.readers.get(form.model)
        text = Text.of(form.headline, form.body, echo=form.echo)
        tag = tag_of(scorer, form, text)
        headers = {"etag": tag, "cache-control": "private, no-cache", "levelhed-model": model_label(scorer.info)}
        if tag in unless:
            return Response(None, 304, headers)
        return Response(score_form(scorer, form, text), 200, headers, "application/json")

    return await service.workers.run(service.readers.name(form.model), size, answer)


def score_form(scorer: Scorer, form: ScoreForm, text: Text) -> bytes:
    """Return the JSON of a form's score."""
    found = scorer.score(form.headline, form.body, form.read_options() or None)
    return answer_score(form, found, text)


def tag_of(scorer: Scorer, form: ScoreForm, text: Text) -> str:
    """Return the entity tag of an answer, without scoring: the same for the same text, form, model and program."""
    options = None if form.options is None else form.options.model_dump()
    asked = [options, form.offsets, form.sentences, form.echo]
    read_by = [*_words_of(scorer.info), scorer.thresholds.charged, scorer.thresholds.sensational, program_version()]
    told = json.dumps([read_by, text.headline_sha256, text.body_sha256, asked])
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=8)
def model_label(info: ModelInfo) -> str:
    """Return what the header ``Levelhed-Model`` says of a model."""
    return f"{info.name}/{info.version}; checksum={info.checksum[:16]}; rules={info.rules[:16]}"


@lru_cache(maxsize=1)
def program_version() -> str:
    """Return the version of the installed program."""
    try:
        return version("levelhed")
    except PackageNotFoundError:
        return "0"


def _words_of(info: ModelInfo) -> tuple[str, ...]:
    return (info.name, info.version, info.checksum, info.rules)
