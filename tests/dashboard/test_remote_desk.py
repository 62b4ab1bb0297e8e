from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from levelhed.dashboard.article_view import describe
from levelhed.dashboard.desk import open_desk
from levelhed.dashboard.remote_desk import RemoteDesk
from levelhed.data import sample
from levelhed.data.articles import read_article
from levelhed.data.errors import InputError
from levelhed.model import Scorer, contextual
from levelhed.model.articles import score_article
from levelhed.model.suggest import suggest
from levelhed.service.client import Client
from streamlit.testing.v1 import AppTest

from .shown import read


@pytest.fixture
def service(in_process: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """A service with the fast reader alone."""
    monkeypatch.setattr(contextual, "is_installed", lambda: False)
    return in_process()


@pytest.fixture
def remote(service: Any) -> Iterator[RemoteDesk]:
    with Client("http://127.0.0.1", transport=service) as client:
        yield RemoteDesk(client)


def test_its_readers_are_those_of_the_service(remote: RemoteDesk) -> None:
    assert remote.readers == ("fast",)


def test_it_scores_as_the_scorer_does(remote: RemoteDesk, scorer: Scorer) -> None:
    expected = scorer.score(sample.headline(), sample.body())
    assert remote.score(sample.headline(), sample.body(), model="fast") == expected
    assert remote.thresholds("fast") == scorer.thresholds


def test_its_edits_are_scored_for_real_and_in_one_request(remote: RemoteDesk, service: Any, scorer: Scorer) -> None:
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


def test_whole_pages_are_scored_as_here(remote: RemoteDesk, scorer: Scorer) -> None:
    page = f"{sample.headline()}\n\n{sample.body()}"
    expected = score_article(scorer, read_article(page))
    assert remote.article(page, model="fast").to_dict() == expected.to_dict()
    assert describe(remote.article(page.encode(), model="fast")) == describe(expected)


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
