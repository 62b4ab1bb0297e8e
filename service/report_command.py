"""`levelhed report`: the results of an audit as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from levelhed.service.counted import counted
from levelhed.service.terminal import tell


def report(
    result: Annotated[Path, typer.Argument(metavar="OUT", help="What `levelhed audit` wrote.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The .html file to write.")],
    title: Annotated[str, typer.Option(help="The title of the page.")] = "How loud are the headlines?",
    minimum_group: Annotated[
        int, typer.Option(min=2, help="Headlines below which an outlet, author, section or month is not shown.")
    ] = 30,
) -> None:
    """Write a page about an audit: how loud, who, when, which words, which examples, what was left out and why."""
    from levelhed.service.report import write_report

    analysis = write_report(result, output, minimum_group=minimum_group, title=title)
    told = f"{analysis.counted:,} of {counted(analysis.rows, 'row')} counted, near-duplicates once"
    tell(f"{told}; the report is {output}")
