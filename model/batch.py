"""Scores as columns: the one layout of every record batch that leaves the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

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
}
_TEXT = frozenset({"verdict", "uncertain", "error"})

FIELDS = (*_COLUMNS, "error")
"""The output columns, in order."""

SCHEMA = pa.schema([(name, pa.string() if name in _TEXT else pa.float64()) for name in FIELDS])
"""Their types: text for `verdict`, `uncertain` (reasons, separated by spaces) and `error`; float64 for the rest."""


def to_batch(results: Sequence[Score | InputError]) -> pa.RecordBatch:
    """Return one row a result; an error fills ``error`` with its kind and leaves the rest null."""
    columns: dict[str, list[Any]] = {
        name: [None if isinstance(r, InputError) else of(r) for r in results] for name, of in _COLUMNS.items()
    }
    columns["error"] = [r.kind if isinstance(r, InputError) else None for r in results]
    return pa.RecordBatch.from_pydict(columns, schema=SCHEMA)
