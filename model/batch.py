"""Scores as columns: the one layout of every record batch that leaves the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import pyarrow as pa
from levelhed.data.errors import InputError
from levelhed.model.score import Score

_COLUMNS: dict[str, Callable[[Score], Any]] = {
    "clickbait": lambda s: s.clickbait,
    "exaggeration": lambda s: s.exaggeration,
    "sensationalism": lambda s: s.sensationalism,
    "bias": lambda s: s.bias,
    "body_sensationalism": lambda s: s.body.sensationalism.mean if s.body else None,
    "body_bias": lambda s: s.body.bias.mean if s.body else None,
    "tone_gap": lambda s: s.tone_gap,
    "percentile": lambda s: s.percentile,
    "support": lambda s: s.support,
    "heat": lambda s: s.heat,
    "verdict": lambda s: s.verdict,
    "uncertain": lambda s: " ".join(d.reason for d in s.uncertain) or None,
    "model": lambda s: s.model.name,
}
_TEXT = frozenset({"verdict", "uncertain", "model", "error"})

FIELDS = (*_COLUMNS, "error")
"""The output columns, in order."""

SCHEMA = pa.schema([(name, pa.string() if name in _TEXT else pa.float64()) for name in FIELDS])
"""Their types: text for `verdict`, `uncertain` (reasons, separated by spaces), `model` (the reader's name) and `error`;
float64 for the rest."""


class ScoresMany(Protocol):
    """Scores headlines in order: `Scorer`, `CascadeScorer`."""

    def score_many(
        self, headlines: Sequence[str | None], bodies: Sequence[str | None] | None = None, *, evidence: bool = True
    ) -> list[Score | InputError]:
        """Return one result a headline."""
        ...


def score_batch(scorer: ScoresMany, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Score the columns ``headline`` and, where there is one, ``body``; one row a row of `batch`, as `to_batch`."""
    headlines = batch.column("headline").to_pylist()
    bodies = batch.column("body").to_pylist() if "body" in batch.schema.names else None
    return to_batch(scorer.score_many(headlines, bodies, evidence=False))


def to_batch(results: Sequence[Score | InputError]) -> pa.RecordBatch:
    """Return one row a result; an error fills ``error`` with its kind and leaves the rest null."""
    columns: dict[str, list[Any]] = {
        name: [None if isinstance(r, InputError) else of(r) for r in results] for name, of in _COLUMNS.items()
    }
    columns["error"] = [r.kind if isinstance(r, InputError) else None for r in results]
    return pa.RecordBatch.from_pydict(columns, schema=SCHEMA)
