"""How far an audit is, on standard error: a bar for people, JSON Lines for machines."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from levelhed.service.audit import AuditProgress, Report
from levelhed.service.terminal import tell

EVERY_SECONDS = 1.0
"""Shortest time between two lines of JSON."""


@contextmanager
def show_progress(kind: Literal["bar", "json", "none"]) -> Iterator[Report]:
    """Give what an audit reports to."""
    if kind == "bar":
        with _bar() as report:
            yield report
    elif kind == "json":
        yield _JsonLines()
    else:
        yield lambda progress: None


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("scoring"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]}"),
        TextColumn("time left"),
        TimeRemainingColumn(compact=True),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("scoring", total=1.0, rows="")
        clock = _Clock()

        def report(progress: AuditProgress) -> None:
            bar.update(task, completed=progress.share, rows=f"{progress.rows:,} rows, {clock.speed(progress):,.0f}/s")

        yield report


class _Clock:
    def __init__(self) -> None:
        self._start = time.monotonic()
        self._first_share: float | None = None

    def speed(self, progress: AuditProgress) -> float:
        return progress.rows / max(1e-9, time.monotonic() - self._start)

    def seconds_left(self, progress: AuditProgress) -> float | None:
        # What an earlier run did says nothing of how fast this one is.
        if self._first_share is None:
            self._first_share = progress.share
        done = progress.share - self._first_share
        return (time.monotonic() - self._start) * (1.0 - progress.share) / done if done > 0 else None


class _JsonLines:
    def __init__(self) -> None:
        self._clock = _Clock()
        self._last = float("-inf")

    def __call__(self, progress: AuditProgress) -> None:
        left = self._clock.seconds_left(progress)
        now = time.monotonic()
        if now - self._last < EVERY_SECONDS and progress.share < 1.0:
            return
        self._last = now
        line = {
            "rows": progress.rows,
            "errors": progress.errors,
            "share": round(progress.share, 4),
            "rows_per_second": round(self._clock.speed(progress), 1),
            "seconds_left": None if left is None else round(left, 1),
        }
        tell(json.dumps(line))
