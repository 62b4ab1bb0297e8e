from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from levelhed.model import Scorer
from levelhed.service.api.app import create_app

PAGES = Path(__file__).parents[1] / "articles" / "pages"


@pytest.fixture
def client(scorer: Scorer) -> TestClient:
    # It comes from this machine, as a client without a key must.
    return TestClient(create_app(scorer=scorer), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("name", "media"), [("amp_story.html", "text/html"), ("pasted_explainer.txt", "text/plain; charset=utf-8")]
)
def test_a_page_comes_back_with_its_lines_scored(client: TestClient, name: str, media: str) -> None:
    answer = client.post("/v1/article", content=(PAGES / name).read_bytes(), headers={"content-type": media})
    assert answer.status_code == 200
    [hed] = [line for line in answer.json()["lines"] if line["kind"] == "hed"]
    assert hed["score"]["tone_gap"] is not None


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "not_a_page"),
        ("Le conseil a décidé mardi de fermer la bibliothèque deux jours par semaine. ".encode() * 3, "not_english"),
        (b"<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav></body></html>", "no_article"),
    ],
)
def test_what_cannot_be_scored_is_a_problem_that_says_why(client: TestClient, page: bytes, kind: str) -> None:
    answer = client.post("/v1/article", content=page, headers={"content-type": "text/html"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith(f":{kind}")
    assert answer.json()["pointer"] == "/page"


def test_the_reader_can_be_named(client: TestClient) -> None:
    page = (PAGES / "ap_wire.txt").read_bytes()
    answer = client.post("/v1/article?model=slow", content=page, headers={"content-type": "text/plain"})
    assert answer.status_code == 422
    assert answer.json()["pointer"] == "/model"
