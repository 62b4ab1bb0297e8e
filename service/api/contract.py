"""The contract: OpenAPI 3.1 of what the API does, with an example for every field and every problem.

`levelhed serve --openapi` prints it, `service/openapi.json` holds it, and a test compares the two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from inspect import cleandoc
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from levelhed.data.articles import LINE_KINDS
from levelhed.model.compare import Candidate, Difference
from levelhed.model.score import BodyTone, Evidence
from levelhed.service.api.answers import COMPARISON, SCORE, ComparisonAnswer, ScoreAnswer, Text
from levelhed.service.api.problems import MEDIA_TYPE, Problem, Refusal
from levelhed.service.api.requests import BatchItem, BatchRequest, CompareRequest, ScoreRequest
from pydantic import TypeAdapter

_REF = "#/components/schemas/"
_FORMS = (ScoreRequest, BatchItem, BatchRequest, CompareRequest, Problem)
_RECORDS = (ScoreAnswer, Text, BodyTone, Evidence, ComparisonAnswer, Candidate, Difference)
_EXAMPLES = ("ScoreAnswer", "ComparisonAnswer", "BatchAnswer", "ArticleAnswer")

_HEADERS: dict[str, Any] = {
    "X-Request-ID": {
        "description": "The request's own id where it sent a proper one, else a new one.",
        "schema": {"type": "string", "examples": ["0b5e0c4c5f3e4d7c9b0d"]},
    },
    "Levelhed-Model": {
        "description": "Name, version and checksums of the model, once it is loaded.",
        "schema": {"type": "string", "examples": ["fast/2.4.0; checksum=0314593429c1a7e8; rules=43083c5a5d9e0b12"]},
    },
    "ETag": {
        "description": "The same for the same text, options, model and rules.",
        "schema": {"type": "string", "examples": ['"9f1c2d3e4f5061728394a5b6c7d8e9f0"']},
    },
    "Cache-Control": {
        "description": "To be kept by its own client alone, and asked for again each time.",
        "schema": {"type": "string", "examples": ["private, no-cache"]},
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string", "examples": ["1"]}},
}

_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an answer that the client holds; of several, separated by commas.",
    "schema": {"type": "string", "examples": ['"9f1c2d3e4f5061728394a5b6c7d8e9f0"']},
}


def documented(
    request: str | None = None,
    answer: str | None = None,
    *,
    problems: Sequence[Refusal],
    media_type: str = "application/json",
    open_to_all: bool = False,
    tagged: bool = False,
) -> dict[str, Any]:
    """Return what FastAPI is told of an address.

    Parameters
    ----------
    request, answer : str, optional
        Names of schemas; where there are none, the function's own types speak.
    problems : sequence of Refusal
        Examples of everything it may refuse with.
    media_type : str
        Of the request and the answer.
    open_to_all : bool
        Whether it never needs a key.
    tagged : bool
        Whether its answers have a tag, by which a client asks if anything changed.
    """
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Request-ID", "Levelhed-Model")}
    responses: dict[int | str, Any] = {200: {"headers": headers}}
    if answer is not None or media_type == "text/plain":
        schema = {"$ref": _REF + answer} if answer is not None else {"type": "string"}
        responses[200]["content"] = {media_type: {"schema": schema}}
    for status, refusals in _by_status(problems):
        examples = {r.kind: {"summary": r.title, "value": r.to_dict()} for r in refusals}
        content = {MEDIA_TYPE: {"schema": {"$ref": f"{_REF}Problem"}, "examples": examples}}
        own = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}} if status in (429, 503) else {}
        responses[status] = {"description": refusals[0].title, "headers": {**headers, **own}, "content": content}
    extra: dict[str, Any] = {"security": [] if open_to_all else [{}, {"key": []}]}
    if tagged:
        known = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Cache-Control")}
        responses[200]["headers"] = {**headers, **known}
        responses[304] = {"description": "Nothing changed; there is no body.", "headers": responses[200]["headers"]}
        extra["parameters"] = [_IF_NONE_MATCH]
    if request is not None:
        extra["requestBody"] = {"required": True, "content": {media_type: {"schema": {"$ref": _REF + request}}}}
    return {"responses": responses, "openapi_extra": extra}


def add_contract(api: FastAPI) -> None:
    """Make `api` give the whole contract at ``/openapi.json``."""

    def contract() -> dict[str, Any]:
        if api.openapi_schema is None:
            api.openapi_schema = _complete(
                get_openapi(title=api.title, version=api.version, description=api.description, routes=api.routes)
            )
        return api.openapi_schema

    api.openapi = contract  # type: ignore[method-assign]


def _complete(told: dict[str, Any]) -> dict[str, Any]:
    components = told.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas.update(_schemas())
    for record in _RECORDS:
        for name, text in _attributes(record):
            if name in schemas[record.__name__].get("properties", {}):
                schemas[record.__name__]["properties"][name].setdefault("description", text)
    # Written only where a request asks for it.
    schemas["BodyTone"]["required"].remove("per_sentence")
    for name in _EXAMPLES:
        example = json.loads(files("levelhed.service.api").joinpath("examples", f"{name}.json").read_text())
        schemas[name]["examples"] = [example]
        _exemplify(schemas, schemas[name], example)
    components["headers"] = _HEADERS
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "As `levelhed keys create` prints it."}
    }
    return told


def _schemas() -> dict[str, Any]:
    kinds: list[tuple[str, Literal["validation", "serialization"], TypeAdapter[Any]]] = [
        *((form.__name__, "validation", TypeAdapter(form)) for form in _FORMS),
        ("ScoreAnswer", "serialization", SCORE),
        ("ComparisonAnswer", "serialization", COMPARISON),
    ]
    named, shared = TypeAdapter.json_schemas(kinds, ref_template=_REF + "{model}")
    own = {key[0]: schema for key, schema in named.items() if "$ref" not in schema}
    return {**shared.get("$defs", {}), **own, **_batch_schemas(), **_article_schemas()}


def _batch_schemas() -> dict[str, Any]:
    nullable = [{"$ref": f"{_REF}ScoreAnswer"}, {"type": "null"}], [{"$ref": f"{_REF}Problem"}, {"type": "null"}]
    item = {
        "index": {"type": "integer", "description": "Its place in the request, from 0."},
        "id": {"type": ["string", "null"], "description": "As the request gave it."},
        "status": {"type": "integer", "description": "200, or the status of its problem."},
        "result": {"anyOf": nullable[0], "description": "The score."},
        "problem": {"anyOf": nullable[1], "description": "Why there is none."},
    }
    counts = {"ok": {"type": "integer"}, "failed": {"type": "integer"}}
    end = {"summary": _object(counts, "How many were scored."), "model": {"$ref": f"{_REF}ModelInfo"}}
    results = {"type": "array", "items": {"$ref": f"{_REF}BatchResult"}}
    return {
        "BatchResult": _object(item, "One result."),
        "BatchAnswer": _object({"results": results, **end}, "The results, in the order of the request."),
        "StreamEnd": _object(end, "The last line of a stream that came to its end."),
        "StreamProblem": _object(
            {"problem": {"$ref": f"{_REF}Problem"}}, "The last line of a stream that could not be read to its end."
        ),
        "StreamLine": {
            "description": "One line of the answer to a stream.",
            "anyOf": [{"$ref": f"{_REF}{name}"} for name in ("BatchResult", "StreamEnd", "StreamProblem")],
        },
    }


def _article_schemas() -> dict[str, Any]:
    text: dict[str, Any] = {"type": ["string", "null"]}
    place: dict[str, Any] = {"type": ["integer", "null"], "description": "Code points into the page."}
    line = {
        "kind": {"type": "string", "enum": list(LINE_KINDS), "description": "What part of the display it is."},
        "text": {"type": "string", "description": "As a reader sees it."},
        "start": place,
        "end": place,
        "paragraphs": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "The paragraphs of `body` it stands over.",
        },
        "score": {
            "type": ["object", "null"],
            "description": "As ScoreAnswer, without `options`, `offsets` and `text`; null where `error` says why.",
        },
        "error": {"type": ["object", "null"], "description": "The `kind` and `message` of what was wrong."},
    }
    title = {"source": {"type": "string", "examples": ["og:title"]}, "text": {"type": "string"}}
    finding = {
        "kind": {"type": "string", "enum": ["social_louder"]},
        **{name: {"type": "string"} for name in ("source", "text", "hed", "message")},
        **{name: {"type": "number"} for name in ("heat", "hed_heat")},
    }
    answer = {
        **dict.fromkeys(("url", "outlet", "author", "published"), text),
        "language": {"type": "string", "description": "ISO 639-1.", "examples": ["en"]},
        "lines": {"type": "array", "items": {"$ref": f"{_REF}ArticleLine"}},
        "body": {"type": "array", "items": {"type": "string"}, "description": "The paragraphs of the story."},
        "titles": {"type": "array", "items": _object(title, "A title that the page gives to a feed.")},
        "findings": {"type": "array", "items": {"$ref": f"{_REF}ArticleFinding"}},
        "model": {"$ref": f"{_REF}ModelInfo"},
    }
    return {
        "ArticleLine": _object(line, "A display line and its score."),
        "ArticleFinding": _object(finding, "The page says one thing to its readers and a louder one to a feed."),
        "ArticleAnswer": _object(answer, "A page, every display line of it scored."),
    }


def _object(properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "object", "description": description, "required": list(properties), "properties": properties}


def _attributes(record: type[Any]) -> Iterator[tuple[str, str]]:
    """Yield each attribute that a record's docstring (and those it is made from) describes, with the text."""
    for part in record.__mro__[:-1]:
        _, _, section = cleandoc(part.__doc__ or "").partition("Attributes\n----------\n")
        for names, text in re.findall(r"^(\w[\w, ]*?) : .*\n((?:    .*\n?)+)", section, re.MULTILINE):
            for name in names.split(", "):
                yield name, " ".join(text.split()).replace("`", "")


def _exemplify(schemas: dict[str, Any], schema: dict[str, Any], example: Any) -> None:
    """Give each field below `schema` that has no example yet its value in `example`."""
    if "$ref" in schema:
        _exemplify(schemas, schemas[schema["$ref"].removeprefix(_REF)], example)
    for branch in schema.get("anyOf", ()):
        if example is not None and branch.get("type") != "null":
            _exemplify(schemas, branch, example)
    if isinstance(example, dict):
        for name, value in example.items():
            if (part := schema.get("properties", {}).get(name)) is not None:
                if "$ref" not in json.dumps(part):
                    part.setdefault("examples", [value])
                _exemplify(schemas, part, value)
    elif isinstance(example, list) and isinstance(schema.get("items"), dict):
        for value in example:
            _exemplify(schemas, schema["items"], value)


def _by_status(problems: Sequence[Refusal]) -> list[tuple[int, list[Refusal]]]:
    found: dict[int, list[Refusal]] = {}
    for refusal in problems:
        found.setdefault(refusal.status_code, []).append(refusal)
    return sorted(found.items())
