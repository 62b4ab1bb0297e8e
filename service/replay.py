"""An old answer proved: its text is scored again, and every figure compared."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from levelhed.data.errors import InputError
from levelhed.model.score import ModelInfo, Score
from levelhed.model.scorer import Scorer
from levelhed.service.api.answers import Text
from levelhed.service.api.requests import ScoreForm, refuse_unclear
from levelhed.service.api.score import score_form
from pydantic import ValidationError

SAME_POINTS = 1e-6
"""Points by which figures may differ and count as the same: processors round in different ways."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of an answer.

    Attributes
    ----------
    outcome : str
        ``"same"``, ``"differs"``, or ``"other model"`` where other weights or rules than today's gave the answer.
    then, now : ModelInfo
        What gave the answer, and what is installed.
    differences : tuple of str
        The fields that differ, with both values; none where another model was at work.
    """

    outcome: Literal["same", "differs", "other model"]
    then: ModelInfo
    now: ModelInfo
    differences: tuple[str, ...]


def replay(
    record: Mapping[str, Any],
    headline: str | None = None,
    body: str | None = None,
    load: Callable[[str], Scorer] = Scorer.load,
) -> Replay:
    """Score the text of an answer of ``/v1/score`` again.

    Parameters
    ----------
    record : mapping
        The answer's JSON values.
    headline, body : str, optional
        The text; what the answer holds itself need not be given.
    load : callable
        Returns the scorer of a model's name.

    Raises
    ------
    InputError
        ``bad_score`` where it is no such answer, ``missing_text`` where the text is nowhere, ``other_text`` where
        it is not the text of the answer, ``surrogate`` where it holds half of a surrogate pair.
    """
    then, form = _read(record, headline, body)
    scorer = load(then.name)
    if scorer.info != then:
        return Replay("other model", then, scorer.info, ())
    again = json.loads(score_form(scorer, form, Text.of(form.headline, form.body, echo=form.echo)))
    differences = tuple(_differences(record, again, ""))
    return Replay("differs" if differences else "same", then, scorer.info, differences)


def _read(record: Mapping[str, Any], headline: str | None, body: str | None) -> tuple[ModelInfo, ScoreForm]:
    try:
        then = Score.from_dict(record).model
        text = Text(**record["text"])
        tone = record["body"]
        form = {
            "headline": text.headline if headline is None else headline,
            "body": text.body if body is None else body,
            "options": record["options"],
            "offsets": record["offsets"],
            "sentences": tone is not None and "per_sentence" in tone,
            "echo": text.headline is not None,
        }
        if form["headline"] is None or (form["body"] is None and text.body_sha256 is not None):
            told = "holds hashes of its text alone; give the text with --headline and --body-file"
            raise InputError("missing_text", "the answer", told)
        refuse_unclear(form)
        read = ScoreForm.model_validate(form)
    except (InputError, KeyError, TypeError, ValidationError, RecursionError) as error:
        if isinstance(error, InputError) and error.kind != "bad_score":
            raise
        raise InputError("bad_score", "the answer", "is not an answer of /v1/score") from error
    given = Text.of(read.headline, read.body)
    for part in ("headline", "body"):
        if getattr(given, f"{part}_sha256") != getattr(text, f"{part}_sha256"):
            raise InputError("other_text", part, "is not the one that was scored; give it to the last character")
    return then, read


def _differences(then: Any, now: Any, place: str) -> Iterator[str]:
    if isinstance(then, dict) and isinstance(now, dict):
        for name in [*then, *(name for name in now if name not in then)]:
            yield from _differences(then.get(name), now.get(name), f"{place}.{name}".removeprefix("."))
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for i, (old, new) in enumerate(zip(then, now, strict=True)):
            yield from _differences(old, new, f"{place}[{i}]")
    elif not _same(then, now):
        yield f"{place}: {json.dumps(then)} then, {json.dumps(now)} now"


def _same(then: Any, now: Any) -> bool:
    if isinstance(then, float) and isinstance(now, float):
        return math.isclose(then, now, rel_tol=0.0, abs_tol=SAME_POINTS)
    return bool(then == now)
