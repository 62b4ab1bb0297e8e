"""`levelhed article`: every display line of a page, for a person or as JSON."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer
from levelhed.data.articles import MAX_PAGE, read_article
from levelhed.data.errors import InputError
from levelhed.model.articles import score_article
from levelhed.model.scorer import Scorer, default_model
from levelhed.service.given import read_bytes


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
    if page is not None and url is None:
        read = read_article(read_bytes(page, MAX_PAGE + 1))
    elif url is not None and page is None:
        # Only who asks for it loads what talks to the net.
        from levelhed.service.fetch import fetch_page

        fetched = fetch_page(url)
        read = read_article(fetched.page, url=fetched.url)
    else:
        raise InputError(
            "missing_page", "FILE", "give the page's file, or - for standard input, or its address by --url"
        )
    result = score_article(Scorer.load(model or default_model()), read)
    if as_json:
        print(json.dumps(result.to_dict(), ensure_ascii=True))
        return
    from levelhed.service.article_report import print_article

    print_article(result)
