"""`levelhed audit`: archives in, the same rows with their figures out."""

from __future__ import annotations

import os
import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from levelhed.data.errors import InputError
from levelhed.service.counted import counted
from levelhed.service.terminal import tell

if TYPE_CHECKING:
    from levelhed.service.audit import Backend
    from levelhed.service.audit_result import AuditSummary
    from levelhed.service.audit_rows import Load

DAMAGED = 3
"""Exit code: finished, though a file could not be read to its end."""

BAD_ROW = 4
"""Exit code: ended by --strict."""

_EXIT_CODES = """Exit codes: 0 finished (rows that could not be scored say why in their error column); 2 an input, an
option or the output cannot be used, or a worker was lost; 3 finished, though a file could not be read to its end; 4
stopped by --strict; 130 stopped by Ctrl-C. After 2, 4 and 130, and after a kill or a power cut, the same command goes
on where it was."""


def audit(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files, folders, patterns or addresses (s3://...): .csv, .jsonl, .parquet, .warc, also .gz, .zst.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="A .parquet, .csv or .jsonl file to write.")],
    headline_column: Annotated[str, typer.Option(help="The column of headlines.")] = "headline",
    body_column: Annotated[
        str | None, typer.Option(help="The column of bodies; without it 'body', if there is one.")
    ] = None,
    model: Annotated[
        Literal["fast", "deep", "cascade"],
        typer.Option(
            help="Read word by word (fast), in context (deep), or in context only where that could change the verdict "
            "(cascade)."
        ),
    ] = "fast",
    keep_body: Annotated[bool, typer.Option("--keep-body", help="Carry the bodies through to the output.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; by default one for each processor.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first row that cannot be scored.")] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin again instead of going on with an unfinished run.")
    ] = False,
    page_seconds: Annotated[
        float, typer.Option(min=0.1, max=86_400.0, help="Longest time to read one page of a web archive.")
    ] = 20.0,
    backend: Annotated[Literal["local", "spark"], typer.Option(help="Where the work is done.")] = "local",
    master: Annotated[
        str | None, typer.Option(help="Spark's address, e.g. spark://host:7077; folders must be shared with it.")
    ] = None,
    progress: Annotated[
        Literal["bar", "json", "none"], typer.Option(help="On standard error: for people, for machines, or nothing.")
    ] = "bar",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something is wrong.")] = False,
) -> None:
    """Score every row of archives; a row that cannot be scored says why in its error column."""
    from levelhed.service.audit import audit_archive
    from levelhed.service.audit_progress import show_progress
    from levelhed.service.audit_rows import AuditOptions

    if master and backend != "spark":
        raise InputError("bad_option", "--master", "needs --backend spark")
    options = AuditOptions(headline_column, "body" if body_column is None else body_column, keep_body, page_seconds)
    try:
        with show_progress("none" if quiet else progress) as report:
            summary = audit_archive(
                _load(model),
                inputs,
                output,
                options,
                backend=_backend(backend, model, master, workers),
                needs_body=body_column is not None,
                strict=strict,
                restart=restart,
                command=shlex.join(["levelhed", *sys.argv[1:]]),
                report=report,
            )
    except InputError as error:
        if error.kind != "bad_row":
            raise
        tell(f"levelhed: {error}")
        raise typer.Exit(BAD_ROW) from None
    if not quiet:
        _print_summary(summary, output, model, options.body)
    for damage in summary.damage:
        tell(f"levelhed: {damage}")
    if summary.damage:
        raise typer.Exit(DAMAGED)


audit.__doc__ = f"{audit.__doc__}\n\n{' '.join(_EXIT_CODES.split())}"


def _load(model: str) -> Load:
    from levelhed.model.cascade import CascadeScorer
    from levelhed.model.scorer import Scorer

    return CascadeScorer.load if model == "cascade" else partial(Scorer.load, model)


def _backend(name: str, model: str, master: str | None, workers: int | None) -> Backend:
    if name == "spark":
        from levelhed.service.spark_audit import SparkBackend

        return SparkBackend(master, model)
    from levelhed.service.audit import LocalBackend

    return LocalBackend(workers or os.cpu_count() or 1)


def _print_summary(summary: AuditSummary, output: Path, model: str, body: str) -> None:
    from levelhed.service.report.error_reasons import ERRORS

    failed = sum(summary.errors.values())
    of = f"{summary.rows - failed:,} of " if failed else ""
    tell(f"{of}{counted(summary.rows, 'row')} scored into {output}")
    if summary.rows > failed and not summary.bodies:
        tell(f"  headlines alone: no row has a body in a column {body!r} (--body-column)")
    if model == "cascade":
        whole = summary.models.get("deep", 0)
        twice, scored = whole + summary.models.get("cascade", 0), summary.models.total()
        share = 100 * twice / scored if scored else 0.0
        context = f"{twice:,} of them ({share:.1f}%) were read in context as well"
        tell(f"  {context}, {whole:,} with their whole story")
    for kind, count in sorted(summary.errors.items()):
        reason = f" ({ERRORS[kind]})" if kind in ERRORS else ""
        tell(f"  {count:,} could not be scored: {kind}{reason}")
