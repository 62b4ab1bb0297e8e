"""One stretch of an archive through the scorer: the same work whether a worker here does it or a cluster does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
from levelhed.data.page_reader import Page, PageReader
from levelhed.data.rows import Rows
from levelhed.data.warc import PAGE
from levelhed.model.batch import FIELDS
from levelhed.model.blend import Thresholds
from levelhed.model.score import ModelInfo

DAMAGE = b"damage"
"""Key of a part's metadata: what ended its file early, in words."""

_ARCHIVE_COLUMNS = ("url", "crawled")
_PAGE_COLUMNS = ("outlet", "author", "published", "language", "headline", "body")

OF_PAGES = frozenset({*_ARCHIVE_COLUMNS, *_PAGE_COLUMNS} - {"headline", "body"})
"""Columns of a web archive's pages beside those of headlines and bodies, whose names are options."""


class BatchScorer(Protocol):
    """What scores an archive: `Scorer`, `CascadeScorer`."""

    info: ModelInfo

    @property
    def thresholds(self) -> Thresholds:
        """Where its verdicts change."""
        ...

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return one row a row, the columns of `levelhed.model.batch.FIELDS`."""
        ...

    def figures(self) -> dict[str, Any]:
        """Return the manifest."""
        ...


Load = Callable[[], BatchScorer]
"""Loads a scorer; goes to worker processes, so it must be a function that can be imported."""


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What decides the result besides inputs and model.

    Attributes
    ----------
    headline, body : str
        Columns; a file without the body column is scored on its headlines alone. Of a web archive they are the names
        under which the result holds them.
    keep_body : bool
        Carry the bodies through to the result as well.
    page_seconds : float
        Longest time a page of a web archive may take to read.
    """

    headline: str = "headline"
    body: str = "body"
    keep_body: bool = False
    page_seconds: float = 20.0


class RowScorer(AbstractContextManager["RowScorer"]):
    """A scorer with what it takes to feed it stretches of any archive; use it as a context manager, which closes it."""

    def __init__(self, load: Load, options: AuditOptions) -> None:
        self._scorer = load()
        self._options = options
        self._pages = PageReader(options.page_seconds)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pages.close()

    def score(self, rows: Rows) -> pa.RecordBatch:
        """Return the carried columns of `rows` with their figures after them; the headline's is always among them."""
        if rows.pages:
            rows = self._read_pages(rows)
        options = self._options
        headlines, bodies = (_readable(rows, name) for name in (options.headline, options.body))
        scored = self._scorer.score_batch(
            pa.RecordBatch.from_arrays([headlines, bodies], names=["headline", "body"])
            if options.body in rows.columns.schema.names
            else pa.RecordBatch.from_arrays([headlines], names=["headline"])
        )
        errors = pc.coalesce(pa.array(rows.errors, pa.string()), scored.column("error"))
        columns = self._carried(rows)
        columns |= {name: errors if name == "error" else scored.column(name) for name in FIELDS}
        schema = pa.schema(
            [(name, column.type) for name, column in columns.items()],
            metadata={DAMAGE: rows.damage.encode()} if rows.damage else None,
        )
        return pa.RecordBatch.from_arrays(list(columns.values()), schema=schema)

    def _carried(self, rows: Rows) -> dict[str, pa.Array]:
        left_out = None if self._options.keep_body else self._options.body
        names = [name for name in rows.columns.schema.names if name != left_out]
        columns = {name: rows.columns.column(name) for name in names}
        # What reads a result looks for it, even where no row of a stretch has one.
        return (
            columns
            if self._options.headline in columns
            else {self._options.headline: _column(rows, self._options.headline), **columns}
        )

    def _read_pages(self, rows: Rows) -> Rows:
        urls, contents = (_column(rows, name).to_pylist() for name in ("url", PAGE))
        pages = [
            Page(error=error) if error else self._pages.read(content, url)
            for error, content, url in zip(rows.errors, contents, urls, strict=True)
        ]
        names = {"headline": self._options.headline, "body": self._options.body}
        columns = {name: _column(rows, name) for name in _ARCHIVE_COLUMNS}
        for name in _PAGE_COLUMNS:
            columns[names.get(name, name)] = pa.array([getattr(page, name) for page in pages], pa.string())
        return Rows(
            pa.RecordBatch.from_pydict(columns), tuple(page.error for page in pages), rows.position, rows.damage
        )


def _column(rows: Rows, name: str) -> pa.Array:
    there = name in rows.columns.schema.names
    return rows.columns.column(name) if there else pa.nulls(len(rows.errors), pa.string())


def _readable(rows: Rows, name: str) -> pa.Array:
    readable = pa.array([error is None for error in rows.errors], pa.bool_())
    return pc.if_else(readable, _column(rows, name).cast(pa.string()), pa.scalar(None, pa.string()))
