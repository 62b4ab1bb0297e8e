"""`levelhed replay`: prove an old answer of the API."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer
from levelhed.data.errors import InputError
from levelhed.model.score import ModelInfo
from levelhed.model.text import MAX_BODY
from levelhed.service.given import called, read_bytes, read_text
from levelhed.service.terminal import printable

_SHOWN = 10
_LARGEST = 50_000_000


def replay(
    answer: Annotated[
        str, typer.Argument(metavar="ANSWER.json", help="A stored answer of /v1/score; - reads standard input.")
    ],
    headline: Annotated[str | None, typer.Option(help="Its headline, where the answer does not hold it.")] = None,
    body_file: Annotated[str | None, typer.Option(help="Its body, likewise; - reads standard input.")] = None,
) -> None:
    """Score an old answer's text again: same (exit code 0), differs, or another model gave it (exit code 1)."""
    from levelhed.service.replay import replay as score_again

    if answer == "-" and body_file == "-":
        raise InputError("bad_option", "--body-file", "and the answer cannot both be standard input; name one's file")
    found = score_again(_read(answer), headline, read_text(body_file, MAX_BODY) if body_file is not None else None)
    print(found.outcome)
    if found.outcome == "other model":
        print(f"  then  {printable(_told(found.then))}\n  now   {_told(found.now)}")
    for difference in found.differences[:_SHOWN]:
        print(f"  {printable(difference)}")
    if len(found.differences) > _SHOWN:
        print(f"  and {len(found.differences) - _SHOWN} more")
    if found.outcome != "same":
        sys.exit(1)


def _read(name: str) -> Any:
    data = read_bytes(name, _LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError("too_long", called(name), f"is longer than {_LARGEST:,} bytes; no answer of /v1/score is")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError("bad_json", called(name), "is not JSON") from error


def _told(model: ModelInfo) -> str:
    return f"{model.name} {model.version}, weights {model.checksum[:16]}, rules {model.rules[:16]}"
