from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from levelhed.data import sample
from levelhed.data.articles import read_article
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.model.articles import score_article
from levelhed.model.compare import compare
from levelhed.model.options import Options, Region
from levelhed.service.client import Client
from levelhed.service.keys import KeyStore

PAGES = Path(__file__).parents[1] / "articles" / "pages"
HEADLINES = [sample.headline(), "Council \U0001f600 FURY", "Council votes"]


@pytest.fixture(scope="module")
def client(in_process: Callable[..., httpx.BaseTransport]) -> Iterator[Client]:
    with Client("http://127.0.0.1", transport=in_process(max_batch_items=2)) as client:
        yield client


def test_scores_are_those_of_the_scorer(client: Client, scorer: Scorer) -> None:
    options = Options(without=("shouted_word",), allow=("brutal",), skip=("quotations", Region(0, 3)))
    for body in (sample.body(), None):
        for headline in HEADLINES:
            assert client.score(headline, body) == scorer.score(headline, body)
            assert client.score(headline, body, options=options) == scorer.score(headline, body, options)


def test_comparisons_are_those_of_the_model(client: Client, scorer: Scorer) -> None:
    assert client.compare(sample.body(), HEADLINES) == compare(scorer, sample.body(), HEADLINES)


@pytest.mark.parametrize("name", ["amp_story.html", "pasted_tabloid.txt", "latin1_declared_utf8.html"])
def test_pages_are_scored_as_here(client: Client, scorer: Scorer, name: str) -> None:
    page = (PAGES / name).read_bytes()
    local = score_article(scorer, read_article(page))
    remote = client.article(page)
    assert remote.article == local.article
    assert remote.to_dict() == local.to_dict()
    assert [s.line for s in remote.loudest_first()] == [s.line for s in local.loudest_first()]


@pytest.mark.parametrize(
    "page",
    [f"{sample.headline()} \ud800\n\n{sample.body()}", f"<html><meta charset=utf-16><h1>Café</h1><p>{sample.body()}"],
)
def test_text_is_read_as_the_text_it_is(client: Client, scorer: Scorer, page: str) -> None:
    assert client.article(page).to_dict() == score_article(scorer, read_article(page)).to_dict()


@pytest.mark.parametrize("page", ["", "%PDF-1.7", b"%PDF-1.7", "Home\nNews\n", "\x01\x02\x03" * 9])
def test_pages_are_refused_as_here(client: Client, page: str | bytes) -> None:
    with pytest.raises(InputError) as local:
        read_article(page)
    with pytest.raises(InputError) as remote:
        client.article(page)
    assert (remote.value.kind, str(remote.value)) == (local.value.kind, str(local.value))


def test_a_long_batch_goes_out_in_parts_and_a_bad_item_fails_alone(client: Client, scorer: Scorer) -> None:
    found = client.score_batch([*HEADLINES, " "], [sample.body(), None, None, None])
    assert found[:3] == [scorer.score(h, b) for h, b in zip(HEADLINES, [sample.body(), None, None], strict=True)]
    assert isinstance(found[3], InputError)
    assert (found[3].kind, found[3].where) == ("empty", "headline")
    assert client.score_batch([]) == []


def test_a_batch_of_long_stories_goes_out_in_parts_that_the_service_takes(
    in_process: Callable[..., httpx.BaseTransport], scorer: Scorer
) -> None:
    carrier = in_process(max_batch_bytes=3_000)
    bodies = [
        None,
        "The mayor said so. " * 60,
        "The caf\u00e9 in the town opened. " * 50,
        "The council met. " * 300,
        "It met. " * 9,
    ]
    headlines = [f"Council votes {i}" for i in range(len(bodies))]
    with Client("http://127.0.0.1", transport=carrier) as client:
        found = client.score_batch(headlines, bodies)
    assert carrier.asked.count("/v1/score/batch") > 2  # type: ignore[attr-defined]
    for i, (headline, body) in enumerate(zip(headlines, bodies, strict=True)):
        if i == 3:
            assert isinstance(found[i], InputError)
            assert found[i].kind == "too_long"
        else:
            assert found[i] == scorer.score(headline, body)


def test_a_long_batch_takes_the_time_that_the_rate_of_the_key_asks_for(
    in_process: Callable[..., httpx.BaseTransport], scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, secret = KeyStore(tmp_path / "keys.sqlite").create("dashboard")
    carrier = in_process(require_keys=True, keys_file=tmp_path / "keys.sqlite", rate_limit="3/second")
    waited: list[float] = []
    sleep = time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: waited.append(seconds) or sleep(seconds))
    headlines = [f"Council votes {i}" for i in range(10)]
    with Client("http://127.0.0.1", secret, transport=carrier) as client:
        assert client.score_batch(headlines) == [scorer.score(headline) for headline in headlines]
        with pytest.raises(InputError, match="send it again in"):
            for headline in headlines:
                client.score(headline)
    assert waited


def test_a_batch_is_given_up_where_the_rate_never_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path == "/v1/limits":
            return httpx.Response(200, json={"batch_items": 9, "batch_bytes": 9_000})
        return httpx.Response(429, json={"type": "urn:levelhed:too_many_requests", "detail": "Wait."})

    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with pytest.raises(InputError) as caught:
        Client("http://levelhed", transport=httpx.MockTransport(refuse)).score_batch(["Council votes"])
    assert caught.value.kind == "too_many_requests"
    assert len(asked) == 101


def test_the_service_says_what_it_is(client: Client, scorer: Scorer) -> None:
    assert client.describe_model() == scorer.figures()
    assert client.limits()["batch_items"] == 2


@pytest.mark.parametrize("headline", ["", "x" * 1_001, "a\x00b", "a\ud800b"])
def test_errors_are_those_of_the_scorer(client: Client, scorer: Scorer, headline: str) -> None:
    with pytest.raises(InputError) as local:
        scorer.score(headline)
    with pytest.raises(InputError) as remote:
        client.score(headline)
    assert (remote.value.kind, remote.value.where) == (local.value.kind, local.value.where)
    assert str(remote.value) == str(local.value)


def test_an_unknown_model_is_refused(client: Client) -> None:
    with pytest.raises(InputError) as caught:
        client.score("Council meets", model="slow")
    assert caught.value.kind == "unknown_model"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(200, text="<html>"), "bad_answer"),
        (httpx.Response(200, json=[]), "bad_answer"),
        (httpx.Response(502, json={"error": "gateway"}), "bad_answer"),
        (httpx.Response(200, json={"heat": 3}), "bad_score"),
    ],
)
def test_what_another_service_answers_is_not_taken_for_a_score(answer: httpx.Response, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        Client("http://levelhed", transport=httpx.MockTransport(lambda request: answer)).score("Council meets")
    assert caught.value.kind == kind
    with pytest.raises(InputError) as caught:
        Client("http://levelhed", transport=httpx.MockTransport(lambda request: answer)).article("A page")
    assert caught.value.kind == kind


@pytest.mark.parametrize("key", ["lvl_3f\nsecret", "lvl_3f_s\u00e9cret", "lvl_3f_secret\x00"])
def test_a_key_that_no_header_can_carry_is_refused_without_its_text(key: str) -> None:
    with pytest.raises(InputError) as caught:
        Client("http://127.0.0.1:1", key)
    assert (caught.value.kind, caught.value.where) == ("bad_key", "key")
    assert "lvl_3f" not in str(caught.value)


def test_a_line_break_after_the_key_is_read_over() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"sent": request.headers["authorization"]})

    with Client("http://levelhed", " lvl_3f_secret\r\n", transport=httpx.MockTransport(answer)) as client:
        assert client.limits() == {"sent": "Bearer lvl_3f_secret"}


_LIMITS = {"batch_items": 9, "batch_bytes": 9_000}
_NONE = {"type": "urn:levelhed:problem:empty", "detail": "headline: is empty", "pointer": "/headline"}


@pytest.mark.parametrize(
    ("limits", "answer"),
    [
        ({"ok": True}, {}),
        ({**_LIMITS, "batch_items": "many"}, {}),
        (_LIMITS, {"ok": True}),
        (_LIMITS, {"results": 3}),
        (_LIMITS, {"results": ["x"]}),
        (_LIMITS, {"results": [{"result": None}]}),
        (_LIMITS, {"results": [{"result": None, "problem": "x"}]}),
        (_LIMITS, {"results": []}),
        (_LIMITS, {"results": [{"result": None, "problem": _NONE}] * 2}),
    ],
)
def test_what_another_service_answers_is_not_taken_for_a_batch(limits: dict[str, Any], answer: dict[str, Any]) -> None:
    def give(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=limits if request.url.path == "/v1/limits" else answer)

    with pytest.raises(InputError) as caught:
        Client("http://levelhed", transport=httpx.MockTransport(give)).score_batch(["Council votes"])
    assert caught.value.kind == "bad_answer"


def test_nobody_there_is_said_so() -> None:
    with Client("http://127.0.0.1:1") as client, pytest.raises(InputError) as caught:
        client.limits()
    assert caught.value.kind == "unreachable"
    assert "Connection refused" in str(caught.value)
    assert "Errno" not in str(caught.value)
