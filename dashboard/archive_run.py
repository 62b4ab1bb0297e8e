"""An uploaded archive scored where it lies on disk, the tally growing with every batch."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from levelhed.dashboard.archive_tally import TALLIED, Tally
from levelhed.data.archives import find_units, read_columns, read_unit
from levelhed.data.errors import InputError
from levelhed.data.plain_values import decode, is_bytes, plain_values
from levelhed.data.results import without_guards
from levelhed.data.sources import find_sources
from levelhed.model.batch import FIELDS
from levelhed.service.audit import audit_archive
from levelhed.service.audit_rows import AuditOptions, BatchScorer

TYPES = ("csv", "jsonl", "ndjson", "parquet", "gz", "zst")
"""Endings of the files that are taken."""


@dataclass(slots=True)
class Archive:
    """An archive at hand: the file, what is known of it, and a folder that goes when it does."""

    source: Path
    name: str
    columns: list[str]
    folder: tempfile.TemporaryDirectory[str]
    tally: Tally = field(default_factory=Tally)
    result: Path | None = None
    body: str = "body"
    words: list[str] = field(default_factory=list)

    @property
    def is_result(self) -> bool:
        """Whether it was scored already, by `levelhed audit`."""
        return set(FIELDS) <= set(self.columns)


def keep_upload(name: str, content: IO[bytes]) -> Archive:
    """Copy an upload to a folder of its own and read its columns.

    Raises
    ------
    InputError
        ``empty``, or as `levelhed.data.archives.read_columns`.
    """
    folder = tempfile.TemporaryDirectory(prefix="levelhed-", ignore_cleanup_errors=True)
    # The name is a browser's word: only its ending is used, as that says what the file holds.
    packed = name.lower().endswith((".gz", ".zst"))
    ending = "".join(Path(name).suffixes[-2 if packed else -1 :]).lower()
    source = Path(folder.name) / f"archive{ending}"
    with source.open("wb") as file:
        shutil.copyfileobj(content, file)
    return _open(source, name, folder)


def open_path(path: Path) -> Archive:
    """Open an archive, or an audit's result, where it lies: a file, or a folder or a pattern of several."""
    return _open(path, str(path), tempfile.TemporaryDirectory(prefix="levelhed-", ignore_cleanup_errors=True))


def score(
    archive: Archive,
    scorer: BatchScorer,
    headline: str,
    body: str,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> None:
    """Score an archive into its folder; `progress` is told the tally after every few rows.

    Called again after it was cut off, it goes on; where other columns or another reader are asked for, it begins again.
    """
    output = Path(archive.folder.name) / "scored.parquet"
    watched = _Watched(scorer, progress)
    options = AuditOptions(headline, body, keep_body=True)
    with _own_name(archive.name, archive.folder):
        try:
            audit_archive(lambda: watched, [str(archive.source)], output, options)
        except InputError as error:
            if error.kind not in ("changed_since", "damaged_checkpoint"):
                raise
            audit_archive(lambda: watched, [str(archive.source)], output, options, restart=True)
    _add_up(archive, output, headline, body)
    archive.body = body


def add_up(archive: Archive, headline: str, body: str, progress: Callable[[Tally], None] = lambda tally: None) -> None:
    """Add up an archive that is scored.

    Raises
    ------
    InputError
        ``empty`` where it has a header and no rows.
    """
    _add_up(archive, archive.source, headline, body, progress)


def _add_up(
    archive: Archive,
    result: Path,
    headline: str,
    body: str,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> None:
    tally = Tally()
    with _own_name(archive.name, archive.folder):
        for unit in find_units(find_sources([str(result)]), headline, body):
            for rows in read_unit(unit, headline, body):
                # What an audit wrote as CSV it kept from being run as formulas.
                guarded = archive.is_result and unit.source.format == "csv"
                tally.add(_needed(rows.columns, {headline, body, *TALLIED}, guarded), headline, body)
                progress(tally)
    if not tally.rows:
        raise InputError("empty", archive.name, "holds the names of its columns and no rows")
    archive.result, archive.tally = result, tally


def _needed(columns: pa.RecordBatch, wanted: Collection[str], guarded: bool) -> list[dict[str, Any]]:
    names = [name for name in columns.schema.names if name in wanted]
    values = [_values(columns.column(name), guarded) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)] or [{}] * columns.num_rows


def _values(column: pa.Array, guarded: bool) -> list[Any]:
    if is_bytes(column.type):
        return list(decode(column)[0].to_pylist())
    # A column that is only carried may hold what Python has no value for, such as a date after the year 9999.
    return plain_values(without_guards(column) if guarded and pa.types.is_string(column.type) else column)


def _open(source: Path, name: str, folder: tempfile.TemporaryDirectory[str]) -> Archive:
    with _own_name(name, folder):
        found = find_sources([str(source)])
        if any(part.format == "warc" for part in found):
            raise InputError("unknown_format", name, "is of web pages; run `levelhed audit` and drop its result here")
        columns = _shared([read_columns(part) for part in found])
    if not columns:
        raise InputError("empty", name, "holds no rows" if len(found) == 1 else "holds no column that all files have")
    return Archive(source, name, columns, folder)


def _shared(files: Sequence[Sequence[str]]) -> list[str]:
    """The columns that every file has; one without rows has none to speak of."""
    held = [columns for columns in files if columns]
    return [name for name in held[0] if all(name in columns for columns in held)] if held else []


@contextmanager
def _own_name(name: str, folder: tempfile.TemporaryDirectory[str]) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        # A path in our folder is ours; the editor knows the file by its own name.
        where = name if folder.name in error.where else error.where
        raise InputError(error.kind, where, error.message) from error


class _Watched:
    """A scorer that is asked for a few rows at a time, its scores counted as they pass, so that a plot grows early."""

    _ROWS = 100

    def __init__(self, scorer: BatchScorer, progress: Callable[[Tally], None]) -> None:
        self.info = scorer.info
        self.thresholds = scorer.thresholds
        self._scorer = scorer
        self._tally = Tally()
        self._progress = progress

    def figures(self) -> dict[str, Any]:
        return self._scorer.figures()

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        # An archive may have a header and no rows.
        parts = [] if batch.num_rows else [self._scorer.score_batch(batch)]
        for start in range(0, batch.num_rows, self._ROWS):
            part = batch.slice(start, self._ROWS)
            parts.append(self._scorer.score_batch(part))
            headlines = part.column("headline").to_pylist()
            scored = parts[-1].to_pylist()
            self._tally.add({**row, "headline": text} for row, text in zip(scored, headlines, strict=True))
            self._progress(self._tally)
        return pa.concat_batches(parts)
