from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from levelhed.dashboard.desk import open_desk
from levelhed.dashboard.remote_desk import RemoteDesk
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.model.compare import compare
from levelhed.model.suggest import suggest
from levelhed.service.client import Client
from streamlit.testing.v1 import AppTest

from .shown import read


class _Service:
    """Answers as the API does, from a scorer at hand."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        sent: dict[str, Any] = json.loads(request.content) if request.content else {}
        if request.url.path == "/v1/score":
            score = self._scorer.score(sent["headline"], sent["body"])
            return httpx.Response(200, json=score.to_dict(sentences=True))
        if request.url.path == "/v1/compare":
            return httpx.Response(200, json=compare(self._scorer, sent["body"], sent["headlines"]).to_dict())
        if request.url.path == "/v1/model" and request.url.params["model"] == "fast":
            return httpx.Response(200, json=self._scorer.figures())
        problem = {"type": "urn:levelhed:problem:missing_part", "detail": "is not installed", "pointer": "/model"}
        return httpx.Response(422, json=problem)


@pytest.fixture
def service(scorer: Scorer) -> _Service:
    return _Service(scorer)


@pytest.fixture
def remote(service: _Service) -> Iterator[RemoteDesk]:
    with Client("http://service", transport=httpx.MockTransport(service)) as client:
        yield RemoteDesk(client)


def test_its_readers_are_those_of_the_service(remote: RemoteDesk) -> None:
    assert remote.readers == ("fast",)


def test_it_scores_as_the_scorer_does(remote: RemoteDesk, scorer: Scorer) -> None:
    expected = scorer.score(sample.headline(), sample.body())
    assert remote.score(sample.headline(), sample.body(), model="fast") == expected
    assert remote.thresholds("fast") == scorer.thresholds


def test_its_edits_are_scored_for_real_and_in_one_request(
    remote: RemoteDesk, service: _Service, scorer: Scorer
) -> None:
    score = scorer.score(sample.headline(), sample.body())
    edits = remote.edits(sample.headline(), sample.body(), score, model="fast")
    singles = suggest(scorer, sample.headline(), sample.body(), limit=9, threshold=101.0)
    assert [(e.headline, e.score.heat) for e in edits] == [(s.headline, s.score.heat) for s in singles]
    assert service.asked == ["/v1/compare"]


def test_what_it_calls_level_is_under_the_verdict(remote: RemoteDesk, scorer: Scorer) -> None:
    headline, body = "Harbour council DEFIES residents and rams through brutal, savage ferry cuts", sample.body()
    score = scorer.score(headline, body)
    edits = remote.edits(headline, body, score, model="fast")
    assert edits[0].score.heat > scorer.thresholds.sensational
    levelled = remote.levelled(headline, body, score, edits, model="fast")
    assert levelled is not None
    assert len(levelled.edits) > 1
    assert levelled.score.heat < scorer.thresholds.sensational
    assert scorer.score(levelled.headline, sample.body()).heat == pytest.approx(levelled.score.heat)


def test_its_reader_of_archives_names_itself_as_the_service_does(remote: RemoteDesk, scorer: Scorer) -> None:
    assert remote.archive_scorer().info.checksum == scorer.info.checksum


def test_whole_pages_are_refused_in_words(remote: RemoteDesk) -> None:
    with pytest.raises(InputError, match="unset LEVELHED_API_URL"):
        remote.article("A page", model="fast")


def test_an_address_in_the_environment_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVELHED_API_URL", "http://127.0.0.1:9")
    desk = open_desk()
    assert isinstance(desk, RemoteDesk)
    with pytest.raises(InputError, match="does not answer"):
        desk.score("Council votes", model="fast")


@pytest.mark.parametrize("name", ["check", "compare", "article", "archive", "model"])
def test_a_service_that_does_not_answer_is_said_in_words(
    page: AppTest, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEVELHED_API_URL", "http://127.0.0.1:9")
    page.run().switch_page(f"{name}.py").run()
    assert not page.exception
    assert name == "archive" or "does not answer" in read(page).text
