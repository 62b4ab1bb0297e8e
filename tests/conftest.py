"""What every test may need: the installed scorers and a stand-in, the labelled sets where they are."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from levelhed.model import Scorer, artefact, default_model
from levelhed.model.line import Line
from levelhed.model.linear import LinearReader, Logits


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    return Scorer.load()


@pytest.fixture(scope="session")
def deep_scorer() -> Scorer:
    if default_model() != "deep":
        pytest.skip("the deep model is not here: train it, and install levelhed[deep]")
    return Scorer.load("deep")


@pytest.fixture(scope="session")
def deep_stand_in(scorer: Scorer) -> Scorer:
    """Stands in for the deep model where what matters is that another reader answers: every word weighs three times."""

    class Louder(LinearReader):
        name = "deep"

        def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
            return 3.0 * (super().read(lines) if beside is None else beside)

    arrays, manifest = artefact.load(artefact.packaged("fast"))
    own = {**manifest, "name": "deep", "disagreement_margin": 5.0, "cascade": {"below": 7.0, "above": 7.0, "body": 1.0}}
    return Scorer(Louder(arrays), arrays, own, second=scorer)


class InProcess(httpx.BaseTransport):
    """Carries the requests of a client to an application in this process; `asked` holds their paths."""

    def __init__(self, application: httpx.Client) -> None:
        self._application = application
        self.asked: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        answer = self._application.request(
            request.method, str(request.url), content=request.read(), headers=dict(request.headers.items())
        )
        wait = answer.headers.get("retry-after")
        return httpx.Response(answer.status_code, content=answer.content, headers={"retry-after": wait} if wait else {})


@pytest.fixture(scope="session")
def in_process(scorer: Scorer) -> Callable[..., InProcess]:
    """Return a function that makes the way to an application of these settings and the fast reader."""
    # Most tests need no service: they do not wait until it is loaded.
    from levelhed.service.api.app import create_app
    from levelhed.service.settings import Settings
    from starlette.testclient import TestClient

    def make(**settings: Any) -> InProcess:
        return InProcess(TestClient(create_app(Settings(**settings), scorer), base_url="http://127.0.0.1"))

    return make


@pytest.fixture(scope="session")
def datasets_dir() -> Path:
    beside = Path(__file__).parents[2] / "shared" / "datasets"
    folder = Path(os.environ.get("LEVELHED_DATASETS") or beside)
    if not folder.is_dir():
        pytest.skip("the labelled sets are not here: set LEVELHED_DATASETS to their folder")
    return folder


@pytest.fixture(scope="session")
def article_page() -> str:
    """A news page of an outlet that does not exist."""
    paragraphs = (
        "The harbour council agreed a budget for the ferries on Monday after a meeting of three hours.",
        "Nobody objected, and the crossing will keep its present timetable until the end of the year.",
        "Fares stay as they are, the council said, and the two older boats will be overhauled in the autumn.",
        "A spokesman for the passengers said that they had expected cuts and were content with the outcome.",
    )
    return (
        "<!doctype html><html lang=en><head><title>Council agrees ferry budget - The Daily Ferry</title>"
        '<meta property="og:site_name" content="The Daily Ferry"></head><body><article>'
        "<h1>Council agrees ferry budget</h1>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</article></body></html>"
    )


@pytest.fixture(scope="session")
def make_warc() -> Callable[..., bytes]:
    """Return a web archive of responses (url, content, {status, content_type, encoding, transfer}), with requests."""

    def make(*responses: tuple[str, bytes, dict[str, str]], packed: bool = False) -> bytes:
        records = [_warc_record("warcinfo", None, b"software: none\r\n", "application/warc-fields")]
        for url, content, about in responses:
            encoding = f"Content-Encoding: {about['encoding']}\r\n" if "encoding" in about else ""
            encoding += f"Transfer-Encoding: {about['transfer']}\r\n" if "transfer" in about else ""
            head = (
                f"HTTP/1.1 {about.get('status', '200 OK')}\r\n"
                f"Content-Type: {about.get('content_type', 'text/html; charset=utf-8')}\r\n{encoding}\r\n"
            )
            records.append(_warc_record("request", url, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"))
            records.append(_warc_record("response", url, head.encode() + content, "application/http; msgtype=response"))
        return b"".join(gzip.compress(r, mtime=0) if packed else r for r in records)

    return make


def _warc_record(kind: str, url: str | None, block: bytes, content_type: str) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(block):012d}>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
