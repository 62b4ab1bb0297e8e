"""`POST /v1/score`: one headline, its score and its tag."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from levelhed.model.blend import Thresholds
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

    def identify() -> tuple[Scorer, Text, str]:
        scorer = service.readers.get(form.model)
        text = Text.of(form.headline, form.body, echo=form.echo)
        return scorer, text, tag_of(scorer, form, text)

    def answer() -> Response:
        scorer, text, tag = identify()
        return TaggedAnswer(200, score_form(scorer, form, text), tag, model_label(scorer.info))

    name = service.readers.name(form.model)
    if unless:
        # Work of its own kind: where it also counted as scoring, scoring would pass for as quick as a tag.
        scorer, _, tag = await service.workers.run(f"tag of {name}", size, identify)
        if tag in unless:
            return TaggedAnswer(304, b"", tag, model_label(scorer.info))
    # A story that is remembered is read in no time: what it took tells nothing of a headline alone.
    return await service.workers.run(name if form.body is None else f"{name} over a story", size, answer)


def score_form(scorer: Scorer, form: ScoreForm, text: Text) -> bytes:
    """Return the JSON of a form's score."""
    found = scorer.score(form.headline, form.body, form.read_options() or None)
    return answer_score(form, found, text)


def tag_of(scorer: Scorer, form: ScoreForm, text: Text) -> str:
    """Return the entity tag of an answer, without scoring: the same for the same text, form, model and program."""
    options = form.options.model_dump_json() if form.options else None
    asked = f"{form.offsets} {form.sentences} {form.echo} {options}"
    told = f"{_read_by(scorer.info, scorer.thresholds)} {text.headline_sha256} {text.body_sha256} {asked}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


class TaggedAnswer(Response):
    """An answer with a tag. It writes its few headers itself, which the framework takes longer over than the JSON."""

    def __init__(self, status: int, content: bytes, tag: str, model: str) -> None:
        self.status_code = status
        self.body = content
        self.background = None
        self.raw_headers = [
            (b"etag", tag.encode()),
            (b"cache-control", b"private, no-cache"),
            (b"levelhed-model", model.encode()),
        ]
        if status == 200:
            length = str(len(content)).encode()
            self.raw_headers += [(b"content-type", b"application/json"), (b"content-length", length)]


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


@lru_cache(maxsize=8)
def _read_by(info: ModelInfo, thresholds: Thresholds) -> str:
    return json.dumps([*astuple(info), *astuple(thresholds), program_version()])
