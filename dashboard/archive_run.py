"""An uploaded archive scored where it lies on disk, the tally growing with every batch."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from levelhed.dashboard.archive_tally import Tally
from levelhed.data.archives import read_columns, read_rows
from levelhed.data.errors import InputError
from levelhed.model.batch import FIELDS, ScoresMany
from levelhed.model.score import Score
from levelhed.service.audit import audit_archive

TYPES = ("csv", "jsonl", "ndjson", "parquet", "gz")
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
        As `levelhed.data.archives.read_columns`.
    """
    folder = tempfile.TemporaryDirectory(prefix="levelhed-", ignore_cleanup_errors=True)
    # The name is a browser's word: only its ending is used, as that says what the file holds.
    ending = "".join(Path(name).suffixes[-2:]).lower() if name.lower().endswith(".gz") else Path(name).suffix.lower()
    source = Path(folder.name) / f"archive{ending}"
    with source.open("wb") as file:
        shutil.copyfileobj(content, file)
    return _open(source, name, folder)


def open_path(path: Path) -> Archive:
    """Open an archive, or an audit's result, where it lies."""
    return _open(path, str(path), tempfile.TemporaryDirectory(prefix="levelhed-", ignore_cleanup_errors=True))


def score(
    archive: Archive,
    desk: ScoresMany,
    headline: str,
    body: str,
    progress: Callable[[Tally], None] = lambda tally: None,
) -> None:
    """Score an archive into its folder; `progress` is told the tally after each batch."""
    output = Path(archive.folder.name) / "scored.parquet"
    live = Tally()
    watched = _Watched(desk, live, progress)
    audit_archive(watched, archive.source, output, headline=headline, body=body)
    archive.result = output
    read_result(archive, headline, body)


def read_result(
    archive: Archive, headline: str, body: str, progress: Callable[[Tally], None] = lambda tally: None
) -> None:
    """Add up an archive that is scored."""
    result = archive.result or archive.source
    archive.result = result
    tally = Tally()
    for rows in read_rows(result):
        tally.add((row.values for row in rows), headline, body)
        progress(tally)
    archive.tally = tally


def _open(source: Path, name: str, folder: tempfile.TemporaryDirectory[str]) -> Archive:
    try:
        columns = _columns(source)
    except InputError as error:
        # The path is ours; the editor knows the file by its own name.
        raise InputError(error.kind, name, error.message) from error
    return Archive(source, name, columns, folder)


def _columns(source: Path) -> list[str]:
    for rows in read_rows(source):
        first = next((row.values for row in rows if row.values), {})
        if first:
            return list(read_columns(source, next(iter(first))))
    raise InputError("empty", source.name, "holds no rows")


class _Watched:
    """A desk that is asked for a few rows at a time, its scores counted as they pass, so that a plot grows early."""

    _ROWS = 100

    def __init__(self, desk: ScoresMany, tally: Tally, progress: Callable[[Tally], None]) -> None:
        self._desk = desk
        self._tally = tally
        self._progress = progress

    def score_many(
        self, headlines: Sequence[str | None], bodies: Sequence[str | None] | None = None, *, evidence: bool = True
    ) -> list[Score | InputError]:
        results: list[Score | InputError] = []
        for start in range(0, len(headlines), self._ROWS):
            part = slice(start, start + self._ROWS)
            own = bodies[part] if bodies is not None else None
            scored = self._desk.score_many(headlines[part], own, evidence=evidence)
            self._tally.add(map(_as_row, headlines[part], scored))
            self._progress(self._tally)
            results += scored
        return results


def _as_row(headline: str | None, result: Score | InputError) -> dict[str, Any]:
    if isinstance(result, InputError):
        return {"headline": headline, "error": result.kind}
    return {"headline": headline, "heat": result.heat, "tone_gap": result.tone_gap, "verdict": result.verdict}
