from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess

import pytest
from levelhed.data import page_reader
from levelhed.data.errors import InputError
from levelhed.data.page_reader import PageReader


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader(200.0) as reader:
        yield reader


def test_a_page_becomes_an_article(reader: PageReader, article_page: str) -> None:
    page = reader.read(article_page.encode(), "https://ferry.example/1")
    assert page.error is None
    assert page.headline == "Council agrees ferry budget"
    assert page.body is not None
    assert page.body.startswith("The harbour council")


@pytest.mark.parametrize("page", [b"", b"%PDF-1.4", b"<html><body><nav>Home</nav></body></html>", b"\x00\xff" * 999])
def test_what_is_no_article_has_a_named_error(page: bytes, reader: PageReader) -> None:
    assert reader.read(page, None).error in {"empty", "not_a_page", "no_article"}


def test_a_page_that_crashes_its_reader_costs_that_page_alone(reader: PageReader, article_page: str) -> None:
    reader.read(article_page.encode(), None)
    assert reader.process_id is not None
    os.kill(reader.process_id, signal.SIGKILL)
    assert reader.read(article_page.encode(), None).error == "page_crashed"
    assert reader.read(article_page.encode(), None).error is None


def test_a_page_that_takes_too_long_is_given_up_and_its_process_ended(article_page: str) -> None:
    with PageReader(0.001) as reader:
        long = article_page.replace("</article>", "<p>The council met again on Monday.</p>" * 50_000 + "</article>")
        assert reader.read(long.encode(), None).error == "page_timeout"
        assert reader.process_id is None


def test_a_reader_whose_process_ends_before_it_is_ready_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_reader, "_serve", bool)  # is done at once
    with PageReader(200.0) as reader, pytest.raises(InputError, match="short of memory") as caught:
        reader.read(b"<p>one</p>", None)
    assert caught.value.kind == "cannot_start"
    assert reader.process_id is None


def test_a_reader_that_gets_no_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(SpawnProcess, "start", refuse)
    with PageReader(200.0) as reader:
        for _ in range(2):
            with pytest.raises(InputError, match="short of memory"):
                reader.read(b"<p>one</p>", None)
