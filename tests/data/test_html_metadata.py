from __future__ import annotations

import json
from typing import Any

import pytest
from levelhed.data.html_metadata import Metadata, read_metadata, without_outlet
from lxml.html import document_fromstring


def _about(*records: Any, head: str = "") -> Metadata:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(r)}</script>' for r in records)
    return read_metadata(document_fromstring(f"<html><head>{head}{scripts}</head><body><p>x</p></body></html>"))


ARTICLE = {"@type": "NewsArticle", "headline": "Council meets", "author": [{"name": "Jane Doe"}, {"name": "Ann Lee"}]}


@pytest.mark.parametrize(
    "record",
    [
        ARTICLE,
        [{"@type": "Organization", "headline": "No"}, ARTICLE],
        {"@graph": [{"@type": "WebSite"}, {**ARTICLE, "@type": ["Thing", "NewsArticle"]}]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
    ],
)
def test_the_article_is_found_wherever_the_record_holds_it(record: Any) -> None:
    about = _about(record)
    assert (about.headline, about.author) == ("Council meets", "Jane Doe, Ann Lee")


@pytest.mark.parametrize("value", [None, 3, {}, [], ["", 4], "  "])
def test_a_value_of_another_kind_counts_as_not_there(value: Any) -> None:
    broken = dict.fromkeys(("headline", "author", "datePublished", "articleBody", "description", "publisher"), value)
    about = _about({"@type": "Article", **broken}, head='<meta property="og:title" content="Council meets">')
    assert about.headline == "Council meets"
    assert about.author is None
    assert not about.body


def test_broken_json_leaves_what_stands_after_it() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    assert _about(ARTICLE, head=head).headline == "Council meets"


def test_mark_up_in_a_value_is_no_text() -> None:
    about = _about({**ARTICLE, "headline": "Caf&eacute; <b>stays</b>", "articleBody": "<p>One.</p><p>Two.</p>"})
    assert about.headline == "Café stays"
    assert about.body is not None
    assert about.body.splitlines() == ["One.", "Two."]


@pytest.mark.parametrize(
    ("title", "outlet", "hed", "expected"),
    [
        ("Council meets - The Daily Ferry", "The Daily Ferry", None, "Council meets"),
        ("Council meets - The Daily Ferry", "Daily Ferry", None, "Council meets"),
        ("Daily Ferry | Council meets", "Daily Ferry", None, "Council meets"),
        ("Council meets again today | News", None, None, "Council meets again today"),
        ("Council meets - News - Ferry", None, "Council meets", "Council meets"),
        ("Ferry - the boat - is back", None, None, "Ferry - the boat - is back"),
        ("Council meets", "Council meets", None, "Council meets"),
    ],
)
def test_a_title_loses_what_the_page_sticks_on_it(
    title: str, outlet: str | None, hed: str | None, expected: str
) -> None:
    assert without_outlet(title, outlet, hed) == expected
