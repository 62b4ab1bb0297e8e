"""`levelhed score`: one headline, for a person or as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from levelhed.data.errors import InputError
from levelhed.model.scorer import Scorer, default_model
from levelhed.model.suggest import suggest
from levelhed.model.text import MAX_BODY


def score(
    headline: Annotated[str, typer.Option(help="The headline to score.")],
    body_file: Annotated[str | None, typer.Option(help="A text file with the body; - reads standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    model: Annotated[
        Literal["fast", "deep"] | None,
        typer.Option(help="Read word by word (fast) or in context (deep); by default deep where it is installed."),
    ] = None,
) -> None:
    """Score a headline, against its body where one is given."""
    body = read_text(body_file) if body_file is not None else None
    scorer = Scorer.load(model or default_model())
    result = scorer.score(headline, body)
    if as_json:
        print(json.dumps(result.to_dict(), ensure_ascii=True))
        return
    from levelhed.service.score_report import print_score

    print_score(headline, result, suggest(scorer, headline, body))


def read_text(name: str) -> str:
    """Return the text of a file, or of standard input where `name` is ``-``; an InputError says why it cannot be."""
    try:
        # One byte over the limit is enough to know; four bytes is the longest UTF-8 has for a character.
        if name == "-":
            data = sys.stdin.buffer.read(4 * MAX_BODY + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(4 * MAX_BODY + 1)
    except OSError as error:
        raise InputError("cannot_read", name, f"cannot be read ({error.strerror})") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) > 4 * MAX_BODY:
            raise InputError("too_long", name, f"is longer than {MAX_BODY:,} characters") from error
        raise InputError("not_utf8", name, f"is not UTF-8 at byte {error.start}; convert it to UTF-8") from error
