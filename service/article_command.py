"""`levelhed article`: every display line of a page, for a person or as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from levelhed.data.articles import MAX_PAGE, read_article
from levelhed.data.errors import InputError
from levelhed.model.articles import score_article
from levelhed.model.scorer import Scorer, default_model


def article(
    page: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The page, HTML or text; - reads standard input.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="Fetch the page from this address instead, as its robots.txt allows.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    model: Annotated[
        Literal["fast", "deep"] | None,
        typer.Option(help="Read word by word (fast) or in context (deep); by default deep where it is installed."),
    ] = None,
) -> None:
    """Score every display line of an article against the text it stands over."""
    if (page is None) == (url is None):
        raise InputError(
            "missing_page", "FILE", "give the page's file, or - for standard input, or its address by --url"
        )
    if url is not None:
        # Only who asks for it loads what talks to the net.
        from levelhed.service.fetch import fetch_page

        fetched = fetch_page(url)
        read = read_article(fetched.page, url=fetched.url)
    else:
        read = read_article(_read(page or "-"))
    result = score_article(Scorer.load(model or default_model()), read)
    if as_json:
        print(json.dumps(result.to_dict(), ensure_ascii=True))
        return
    from levelhed.service.article_report import print_article

    print_article(result)


def _read(name: str) -> bytes:
    try:
        # One byte over the limit is enough to know.
        if name == "-":
            return sys.stdin.buffer.read(MAX_PAGE + 1)
        with Path(name).open("rb") as file:
            return file.read(MAX_PAGE + 1)
    except OSError as error:
        raise InputError("cannot_read", name, f"cannot be read ({error.strerror})") from error
