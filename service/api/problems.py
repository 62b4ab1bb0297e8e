"""Errors as RFC 9457 problem details: the one form every refusal takes."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from levelhed.data.errors import InputError
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"

_MODEL = ("model", "the deep model")
_DAMAGED = frozenset({"missing_artefact", "bad_artefact", "wrong_checksum"})


def problem(
    status: int,
    kind: str,
    title: str,
    detail: str,
    pointer: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return a problem response; `pointer` is a JSON pointer to the field at fault."""
    content = {"type": f"urn:levelhed:problem:{kind}", "title": title, "status": status, "detail": detail}
    if pointer is not None:
        content["pointer"] = pointer
    return JSONResponse(content, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every error of `app`, FastAPI's own included, into a problem."""

    @app.exception_handler(InputError)
    async def refused(request: Request, error: InputError) -> JSONResponse:
        if error.kind in _DAMAGED:
            # No fault of the caller's; where the model lies on this machine is none of their business either.
            return problem(503, error.kind, "The model cannot be loaded.", f"It {error.message}.")
        if error.where in _MODEL:
            return problem(422, error.kind, "The model cannot be used here.", str(error), "/model")
        return problem(422, error.kind, "The text cannot be scored.", str(error), f"/{error.where}")

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        # FastAPI places the field after the part of the request ("body"); a position in broken JSON is no field.
        pointer = "".join(f"/{part}" for part in first["loc"][1:] if isinstance(part, str))
        detail = "; ".join(f"{'/'.join(map(str, e['loc'][1:])) or 'request'}: {e['msg']}" for e in error.errors())
        return problem(422, "invalid_request", "The request does not have the form asked for.", detail, pointer)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> JSONResponse:
        kind = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http_error")
        return problem(
            error.status_code, kind, str(error.detail), f"{request.method} {request.url.path}", headers=error.headers
        )

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        return problem(
            500, "internal", "Something went wrong here.", "The request was not scored; it may be sent again."
        )
