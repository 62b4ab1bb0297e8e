"""Scores as columns: the one layout of every record batch that leaves the model."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import pyarrow as pa
from levelhed.data.errors import InputError
from levelhed.model.score import Score

MAX_WORDS = 5
"""Spans of `loudest_words`, at most: a headline of ten words seldom has more that say anything."""

WORD_POINTS = 1.0
"""Points on the louder scale from which a span is among `loudest_words`: below, it is one word among many."""


def _loudest_words(score: Score) -> str | None:
    spans = (e for e in score.evidence if e.voice == "outlet" and e.kind != "other" and e.most_points >= WORD_POINTS)
    loudest = sorted(spans, key=lambda e: -e.most_points)[:MAX_WORDS]
    words = [[e.text, e.kind, round(e.points, 1), round(e.bias_points, 1)] for e in loudest]
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")) if words else None


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
    "loudest_words": _loudest_words,
    "model": lambda s: s.model.name,
}
_TEXT = frozenset({"verdict", "uncertain", "loudest_words", "model", "error"})

FIELDS = (*_COLUMNS, "error")
"""The output columns, in order."""

SCHEMA = pa.schema([(name, pa.string() if name in _TEXT else pa.float64()) for name in FIELDS])
"""Their types: text for `verdict`, `uncertain` (reasons, separated by spaces), `loudest_words`, `model` (the reader's
name) and `error`; float64 for the rest. `loudest_words` is JSON: up to `MAX_WORDS` of the outlet's own spans of a
kind other than "other", the loudest first, each ``[text, kind, points, bias points]``; null where no span has
`WORD_POINTS`."""


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
    return to_batch(scorer.score_many(headlines, bodies))


def to_batch(results: Sequence[Score | InputError]) -> pa.RecordBatch:
    """Return one row a result; an error fills ``error`` with its kind and leaves the rest null."""
    columns: dict[str, list[Any]] = {
        name: [None if isinstance(r, InputError) else of(r) for r in results] for name, of in _COLUMNS.items()
    }
    columns["error"] = [r.kind if isinstance(r, InputError) else None for r in results]
    return pa.RecordBatch.from_pydict(columns, schema=SCHEMA)
