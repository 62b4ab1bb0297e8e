"""`levelhed audit`: an archive in, the same rows with their figures out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer


def audit(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="A .jsonl, .csv (also .gz) or .parquet file.")],
    output: Annotated[Path, typer.Option(help="A .parquet, .csv or .jsonl file to write.")],
    headline_column: Annotated[str, typer.Option(help="The column of headlines.")] = "headline",
    body_column: Annotated[str, typer.Option(help="The column of bodies, if there is one.")] = "body",
    model: Annotated[
        Literal["fast", "deep", "cascade"],
        typer.Option(help="Read word by word (fast), in context (deep), or so only where it could change the verdict."),
    ] = "fast",
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress.")] = False,
) -> None:
    """Score every row of an archive; a row that cannot be scored says why in its error column."""
    from levelhed.model.cascade import CascadeScorer
    from levelhed.model.scorer import Scorer
    from levelhed.service.audit import audit_archive
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    scorer = CascadeScorer.load() if model == "cascade" else Scorer.load(model)
    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        TextColumn("scoring"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=quiet or not console.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("scoring", total=None)
        summary = audit_archive(
            scorer,
            source,
            output,
            headline=headline_column,
            body=body_column,
            progress=lambda rows: bar.update(task, completed=rows),
        )
    if not quiet:
        console.print(f"{summary.rows:,} rows scored into {output}", markup=False)
        if model == "cascade":
            deep, scored = summary.models.get("deep", 0), summary.models.total()
            share = 100 * deep / scored if scored else 0.0
            console.print(f"  {deep:,} of them ({share:.1f}%) were read in context as well", markup=False)
        for kind, count in sorted(summary.errors.items()):
            console.print(f"  {count:,} could not be scored: {kind}", markup=False)
