"""`levelhed score`: one headline, for a person or as JSON."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer
from levelhed.model.scorer import Scorer, default_model
from levelhed.model.suggest import suggest
from levelhed.model.text import MAX_BODY
from levelhed.service.given import read_text


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
    body = read_text(body_file, MAX_BODY) if body_file is not None else None
    scorer = Scorer.load(model or default_model())
    result = scorer.score(headline, body)
    if as_json:
        print(json.dumps(result.to_dict(), ensure_ascii=True))
        return
    from levelhed.service.score_report import print_score

    print_score(headline, result, suggest(scorer, headline, body))
