"""What a client gets: a score and what is needed to prove it later, as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, Literal

from levelhed.model.compare import Candidate, Comparison
from levelhed.model.score import Score
from levelhed.service.api.offsets import score_in_utf16, spans_in_utf16
from levelhed.service.api.requests import CompareRequest, ScoreForm
from pydantic import TypeAdapter
from pydantic_core import to_json

Units = Literal["code_points", "utf16"]


@dataclass(frozen=True, slots=True)
class Text:
    """The text that was scored.

    Attributes
    ----------
    headline_sha256 : str
        SHA-256 of the headline in UTF-8.
    body_sha256 : str or None
        The same of the body; None where none was given.
    headline, body : str or None
        The text itself, where the request asked for it with ``echo``.
    """

    headline_sha256: str
    body_sha256: str | None
    headline: str | None = None
    body: str | None = None

    @classmethod
    def of(cls, headline: str, body: str | None, *, echo: bool = False) -> Text:
        """Describe a headline and its body."""
        story = None if body is None else _sha256(body)
        return cls(_sha256(headline), story, *((headline, body) if echo else ()))


@dataclass(frozen=True, slots=True)
class ScoreAnswer(Score):
    """A score, and what it takes to come to it again.

    Attributes
    ----------
    options : dict or None
        What was left out, as it was asked for; None if nothing was.
    offsets : str
        What offsets count: ``"code_points"`` or ``"utf16"``.
    text : Text
        The hashes of what was scored.
    """

    options: dict[str, Any] | None
    offsets: Units
    text: Text


@dataclass(frozen=True, slots=True)
class ComparisonAnswer(Comparison):
    """Headlines over one body, the fairest first.

    Attributes
    ----------
    options : dict or None
        What was left out, as it was asked for; None if nothing was.
    offsets : str
        What offsets count: ``"code_points"`` or ``"utf16"``.
    body_sha256 : str or None
        SHA-256 of the body in UTF-8; None where none was given.
    """

    options: dict[str, Any] | None
    offsets: Units
    body_sha256: str | None


SCORE = TypeAdapter(ScoreAnswer)
COMPARISON = TypeAdapter(ComparisonAnswer)

_FIGURES: Callable[[Score], tuple[Any, ...]] = attrgetter(*(field.name for field in fields(Score)))
_SENTENCES = {"body": {"per_sentence"}}


def answer_score(form: ScoreForm, score: Score, text: Text) -> bytes:
    """Return the JSON of a score, in the form and the units that were asked for."""
    if form.offsets == "utf16":
        score = score_in_utf16(score, form.headline, form.body)
    answer = ScoreAnswer(*_FIGURES(score), _echoed(form), form.offsets, text)  # type: ignore[call-arg]
    return SCORE.dump_json(answer, exclude=None if form.sentences else _SENTENCES)


def answer_comparison(form: CompareRequest, found: Comparison) -> bytes:
    """Return the JSON of a comparison, in the form and the units that were asked for."""
    candidates = found.candidates
    if form.offsets == "utf16":
        candidates = tuple(_candidate_in_utf16(candidate, form.body) for candidate in candidates)
    body = None if form.body is None else _sha256(form.body)
    answer = ComparisonAnswer(candidates, found.model, _echoed(form), form.offsets, body)
    return COMPARISON.dump_json(
        answer, exclude=None if form.sentences else {"candidates": {"__all__": {"score": _SENTENCES}}}
    )


def answer_item(index: int, item_id: str | None, status: int, content: bytes) -> bytes:
    """Return the JSON of one result of a batch: of a score, or of a problem where `status` is no 200."""
    scored = status == 200
    head = to_json({"index": index, "id": item_id, "status": status})
    return b"%b,%b:%b,%b:null}" % (
        head[:-1],
        b'"result"' if scored else b'"problem"',
        content,
        b'"problem"' if scored else b'"result"',
    )


def _candidate_in_utf16(candidate: Candidate, body: str | None) -> Candidate:
    score = score_in_utf16(candidate.score, candidate.headline, body)
    apart = candidate.difference
    if apart is not None:
        apart = replace(apart, spans=spans_in_utf16(apart.spans, candidate.headline))
    return replace(candidate, score=score, difference=apart)


def _echoed(form: ScoreForm | CompareRequest) -> dict[str, Any] | None:
    return None if form.options is None else form.options.model_dump()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
