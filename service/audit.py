"""Score an archive: rows in, the same rows with their figures out, bad rows marked, nothing half-written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from levelhed.data.archives import Row, read_columns, read_rows
from levelhed.data.errors import InputError
from levelhed.data.results import open_results
from levelhed.model.batch import FIELDS, SCHEMA, ScoresMany, to_batch

_NUMBERS = tuple(name for name in FIELDS if SCHEMA.field(name).type == "double")


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """How an audit went.

    Attributes
    ----------
    rows : int
        Rows read.
    errors : Counter
        How many of them could not be scored, by kind of error.
    models : Counter
        How many of them were scored, by the name of the model their figures are from.
    """

    rows: int
    errors: Counter[str]
    models: Counter[str]


def audit_archive(
    scorer: ScoresMany,
    source: Path,
    output: Path,
    *,
    headline: str = "headline",
    body: str = "body",
    progress: Callable[[int], None] = lambda rows: None,
) -> AuditSummary:
    """Score every row of `source` into `output`, in order.

    Parameters
    ----------
    headline, body : str
        Names of the columns; an archive without the body column is scored on its headlines alone.
    progress : callable
        Told the number of rows done after each batch.

    Raises
    ------
    InputError
        When a file as a whole cannot be read or written; `output` is then left as it was.
    """
    if source.resolve() == output.resolve():
        raise InputError("cannot_write", str(output), "is the input itself; give another output")
    own = read_columns(source, headline)
    if taken := sorted(set(own) & set(FIELDS)):
        raise InputError("column_taken", str(source), f"has columns the audit writes ({', '.join(taken)}); rename them")
    errors: Counter[str] = Counter()
    models: Counter[str] = Counter()
    done = 0
    with open_results(output, [*own, *FIELDS], _NUMBERS) as write:
        for rows in read_rows(source):
            scored = _score(scorer, rows, headline, body)
            errors.update(row["error"] for row in scored if row["error"])
            models.update(row["model"] for row in scored if row["model"])
            write([{name: row.get(name) for name in [*own, *FIELDS]} for row in scored])
            done += len(rows)
            progress(done)
    return AuditSummary(done, errors, models)


def _score(scorer: ScoresMany, rows: list[Row], headline: str, body: str) -> list[dict[str, Any]]:
    results = iter(
        scorer.score_many(
            [row.values.get(headline) for row in rows if not row.error],
            [row.values.get(body) for row in rows if not row.error],
            evidence=False,
        )
    )
    scored = to_batch([InputError(row.error, "row", "") if row.error else next(results) for row in rows]).to_pylist()
    return [{**row.values, **figures} for row, figures in zip(rows, scored, strict=True)]
