"""The contract's examples are what the served model answers; a new model writes them anew with LEVELHED_WRITE=1."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

EXAMPLES = Path(__file__).parents[3] / "service" / "api" / "examples"

_BODY = "The minister answered questions from critics for an hour on Monday. A vote on the bill follows in March."
_LOUD, _PLAIN = "Minister DESTROYS 'shameful' critics", "Minister answers critics"
_OPTIONS = {"without": ["question"], "allow": ["slams"], "skip": ["quotations"]}
_PAGE = """<html lang="en"><head><title>Council approves winter ferry timetable</title>
<meta property="og:title" content="Council DESTROYS island life with SHOCKING ferry cuts!">
<meta property="og:site_name" content="The Harbour Gazette"><meta name="author" content="Ines Holloway">
<meta property="article:published_time" content="2026-03-04"><link rel="canonical" href="https://gazette.example/ferry">
</head><body><article><h1>Council approves winter ferry timetable</h1>
<p>The council approved a new winter timetable on Tuesday, after a meeting that lasted two hours and heard from eleven
residents.</p>
<p>Weekday crossings fall from nine to seven from November. The change saves 240,000 a year, most of it in fuel and
overtime, the council said in a statement.</p></article></body></html>"""

REQUESTS: dict[str, tuple[str, dict[str, Any]]] = {
    "ScoreAnswer": (
        "/v1/score",
        {"json": {"headline": _LOUD, "body": _BODY, "options": _OPTIONS, "sentences": True, "echo": True}},
    ),
    "BatchAnswer": (
        "/v1/score/batch",
        {"json": {"items": [{"headline": _PLAIN, "id": "article-17"}, {"headline": " "}]}},
    ),
    "ComparisonAnswer": ("/v1/compare", {"json": {"headlines": [_LOUD, _PLAIN], "body": _BODY, "options": _OPTIONS}}),
    "ArticleAnswer": ("/v1/article", {"content": _PAGE, "headers": {"content-type": "text/html"}}),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_an_example_is_what_the_served_model_answers(name: str, client: TestClient) -> None:
    path, request = REQUESTS[name]
    answered = client.post(path, **request)
    assert answered.is_success, answered.text
    file = EXAMPLES / f"{name}.json"
    if os.environ.get("LEVELHED_WRITE"):
        file.write_text(json.dumps(answered.json(), indent=2) + "\n", encoding="utf-8")
    committed = json.loads(file.read_text(encoding="utf-8"))
    assert _rounded(answered.json()) == _rounded(committed), "a new model: run this test with LEVELHED_WRITE=1"


def _rounded(value: Any) -> Any:
    # Machines differ in the last digits.
    if isinstance(value, dict):
        return {name: _rounded(own) for name, own in value.items()}
    if isinstance(value, list):
        return [_rounded(own) for own in value]
    return round(value, 1) if isinstance(value, float) else value
