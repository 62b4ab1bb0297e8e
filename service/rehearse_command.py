"""`levelhed rehearse`: what another threshold would have flagged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from levelhed.service.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levelhed.service.rehearse import Sample


def rehearse(
    result: Annotated[Path, typer.Argument(metavar="OUT", help="What `levelhed audit` wrote.")],
    threshold: Annotated[list[float], typer.Option(help="Heat from which to flag, 0-100; can be given several times.")],
    samples: Annotated[int, typer.Option(min=0, help="Headlines to show for each.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each threshold.")] = False,
) -> None:
    """Say what other thresholds would have flagged, from the results alone, with samples."""
    from levelhed.service.rehearse import rehearse as rehearse_one

    for value in threshold:
        told = rehearse_one(result, value, samples)
        if as_json:
            print(json.dumps(told.to_dict()))
            continue
        share = 100 * told.flagged / told.scored if told.scored else 0.0
        print(f"heat {told.threshold:g} and above: {told.flagged:,} of {told.scored:,} headlines ({share:.1f}%)")
        print(f"  today's threshold, {told.today:.1f}, flags {told.flagged_today:,}")
        _print_samples("just above it", told.nearest)
        otherwise = "no longer flagged" if told.threshold > told.today else "newly flagged"
        _print_samples(f"{otherwise}, drawn at random", told.changed)


def _print_samples(title: str, samples: Sequence[Sample]) -> None:
    if samples:
        print(f"  {title}:")
    for sample in samples:
        print(f"    {sample.heat:5.1f}  {printable(sample.headline)}")
