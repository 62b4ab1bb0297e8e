"""`levelhed audit`: an archive in, the same rows with their figures out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def audit(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="A .jsonl, .csv (also .gz) or .parquet file.")],
    output: Annotated[Path, typer.Option(help="A .parquet, .csv or .jsonl file to write.")],
    headline_column: Annotated[str, typer.Option(help="The column of headlines.")] = "headline",
    body_column: Annotated[str, typer.Option(help="The column of bodies, if there is one.")] = "body",
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress.")] = False,
) -> None:
    """Score every row of an archive; a row that cannot be scored says why in its error column."""
    from levelhed.model.scorer import Scorer
    from levelhed.service.audit import audit_archive
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

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
            Scorer.load(),
            source,
            output,
            headline=headline_column,
            body=body_column,
            progress=lambda rows: bar.update(task, completed=rows),
        )
    if not quiet:
        console.print(f"{summary.rows:,} rows scored into {output}", markup=False)
        for kind, count in sorted(summary.errors.items()):
            console.print(f"  {count:,} could not be scored: {kind}", markup=False)
