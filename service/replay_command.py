"""`levelhed replay`: prove an old answer of the API."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from levelhed.data.errors import InputError
from levelhed.model.score import ModelInfo
from levelhed.service.score_command import read_text
from levelhed.service.terminal import printable

_SHOWN = 10
_LARGEST = 50_000_000


def replay(
    answer: Annotated[Path, typer.Argument(metavar="ANSWER.json", help="A stored answer of /v1/score.")],
    headline: Annotated[str | None, typer.Option(help="Its headline, where the answer does not hold it.")] = None,
    body_file: Annotated[str | None, typer.Option(help="Its body, likewise; - reads standard input.")] = None,
) -> None:
    """Score an old answer's text again: same (exit code 0), differs, or another model gave it (exit code 1)."""
    from levelhed.service.replay import replay as score_again

    found = score_again(_read(answer), headline, read_text(body_file) if body_file is not None else None)
    print(found.outcome)
    if found.outcome == "other model":
        print(f"  then  {printable(_told(found.then))}\n  now   {_told(found.now)}")
    for difference in found.differences[:_SHOWN]:
        print(f"  {printable(difference)}")
    if len(found.differences) > _SHOWN:
        print(f"  and {len(found.differences) - _SHOWN} more")
    if found.outcome != "same":
        sys.exit(1)


def _read(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            record = json.loads(file.read(_LARGEST))
    except OSError as error:
        raise InputError("cannot_read", str(path), f"cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise InputError("bad_json", str(path), "is not JSON") from error
    if not isinstance(record, dict):
        raise InputError("bad_score", str(path), "is not an answer of /v1/score")
    return record


def _told(model: ModelInfo) -> str:
    return f"{model.name} {model.version}, weights {model.checksum[:16]}, rules {model.rules[:16]}"
