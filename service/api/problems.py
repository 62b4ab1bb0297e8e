"""Errors as RFC 9457 problem details: the one form every refusal takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from levelhed.data.errors import InputError
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"

TYPE = "urn:levelhed:problem:"

_DAMAGED = ("missing_artefact", "bad_artefact", "wrong_checksum")

TITLES = {
    "http_error": "The request cannot be answered.",
    "not_found": "There is nothing at this address.",
    "method_not_allowed": "This address does not take that method.",
    "unauthorized": "A key is needed.",
    "cors_refused": "Pages of other origins may not call this so.",
    "forbidden": "The key does not allow this.",
    "keys_unreadable": "The keys cannot be read.",
    "invalid_json": "The request is not JSON.",
    "duplicate_field": "A field is given more than once.",
    "invalid_request": "The request does not have the form asked for.",
    "unsupported_media_type": "The request is of a type that is not read here.",
    "too_long": "The request is too long.",
    "too_slow": "The request did not arrive in time.",
    "headers_too_long": "The headers are too long.",
    "too_many_requests": "The key has used up its rate.",
    "too_many_headlines": "The request holds more headlines than the key's rate.",
    "busy": "The service has too much to do.",
    "loading": "The service is starting.",
    "shutting_down": "The service is shutting down.",
    "timeout": "Scoring took too long.",
    "bad_http": "The request is not HTTP.",
    "internal": "Something went wrong here.",
    **dict.fromkeys(("unknown_model", "missing_part"), "The model cannot be used here."),
    **dict.fromkeys(_DAMAGED, "The model cannot be loaded."),
}
"""Titles of the problems that are not about the text itself, by kind."""

_TEXT = "The text cannot be scored."
_MODEL = ("model", "the deep model")
# Of `skip`: pydantic names them in a place, though the document does not.
_BRANCHES = ("literal['quotations']", "SkippedRegion")
# What clients get wrong most often, in words that say what to do; pydantic's own say the rest.
_PLAIN = {"missing": "is missing; send it", "extra_forbidden": "is no field of this request; leave it out"}
_SHOWN = 3
_LONGEST = 500


class Problem(BaseModel):
    """What went wrong, where, and what to do (RFC 9457)."""

    type: str = Field(description="A stable name, urn:levelhed:problem:KIND.", examples=[f"{TYPE}empty"])
    title: str = Field(description="The kind of problem.", examples=["The text cannot be scored."])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(
        description="What is wrong with this request and what to do.",
        examples=["headline: is empty or blank; give the headline's text"],
    )
    pointer: str | None = Field(
        None, description="A JSON pointer to the field at fault, where there is one.", examples=["/headline"]
    )


class Refusal(HTTPException):
    """A problem on its way out: raise it anywhere below the door.

    Parameters
    ----------
    status : int
    kind : str
        The end of the problem's `type`.
    detail : str
        What is wrong with this request and what to do.
    pointer : str, optional
        A JSON pointer to the field at fault.
    headers : mapping, optional
        Further headers of the answer.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        pointer: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, _clean(detail), dict(headers or {}))
        self.kind = kind
        self.pointer = pointer if pointer is None else _clean(pointer)
        self.title = TITLES.get(kind, _TEXT)

    def to_dict(self) -> dict[str, Any]:
        """Return the problem's JSON values."""
        record = {"type": TYPE + self.kind, "title": self.title, "status": self.status_code, "detail": self.detail}
        return record if self.pointer is None else {**record, "pointer": self.pointer}

    def response(self) -> Response:
        """Return the answer that says so."""
        return Response(to_json(self.to_dict()), self.status_code, self.headers, MEDIA_TYPE)


def as_refusal(error: Exception) -> Refusal:
    """Return the refusal for any error; one that nobody foresaw says nothing of what happened inside."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, InputError):
        return _of_input(error)
    if isinstance(error, ValidationError):
        return of_validation(error.errors(include_url=False, include_context=False, include_input=False))
    if isinstance(error, HTTPException):
        kind = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http_error")
        return Refusal(error.status_code, kind, f"{error.detail}: see /openapi.json.", headers=error.headers)
    return Refusal(500, "internal", "The request was not scored; it may be sent again.")


def of_validation(errors: Sequence[Any], skip: int = 0) -> Refusal:
    """Return the refusal for what pydantic found; `skip` parts of each place stand before the field's own name."""
    first = errors[0]
    if first["type"] == "json_invalid":
        return Refusal(422, "invalid_json", first["msg"], "")
    pointer = _pointer(first["loc"][skip:])
    told = [f"{_pointer(e['loc'][skip:]).removeprefix('/') or 'request'}: {_message(e)}" for e in errors[:_SHOWN]]
    return Refusal(422, "invalid_request", "; ".join(told), pointer)


def unknown_parameter(name: str) -> Refusal:
    """Return the refusal of a query parameter that an address does not take."""
    told = f"{name}: is no parameter of this address; leave it out, and see /openapi.json for what it takes"
    return Refusal(422, "invalid_request", told, below("", name))


def below(pointer: str, part: int | str) -> str:
    """Return the JSON pointer to a part of what `pointer` leads to."""
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"


def _message(error: Any) -> str:
    return _PLAIN.get(error["type"]) or str(error["msg"])


def _of_input(error: InputError) -> Refusal:
    if error.kind in _DAMAGED:
        # No fault of the caller's; where the model lies on this machine is none of their business either.
        return Refusal(503, error.kind, f"It {error.message}.")
    if error.where in _MODEL:
        return Refusal(422, error.kind, str(error), "/model")
    return Refusal(422, error.kind, f"{error.where or 'request'}: {error.message}", error.where and f"/{error.where}")


def _pointer(place: Sequence[int | str]) -> str:
    return reduce(below, (part for part in place if part not in _BRANCHES), "")


def _clean(text: str) -> str:
    # A field's name or a model's may be anything at all, half a surrogate pair included.
    return text[:_LONGEST].encode("utf-8", "replace").decode()
