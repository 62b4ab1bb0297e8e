from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from levelhed.data.articles import MAX_PAGE
from levelhed.data.errors import InputError
from levelhed.service.fetch import AGENT, fetch_page


@dataclass
class Site:
    """A server on this machine: what it answers by path, and what it was asked."""

    address: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    state = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            status, headers, body = state.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    yield state
    server.shutdown()
    server.server_close()


def _fetch(site: Site, path: str, **more: float) -> bytes:
    return fetch_page(site.address + path, is_allowed=lambda _: True, **more).page  # type: ignore[arg-type]


def _refused(site: Site, path: str, **more: float) -> str:
    with pytest.raises(InputError) as refused:
        _fetch(site, path, **more)
    return refused.value.kind


def test_a_page_comes_with_its_address_after_redirects(site: Site) -> None:
    site.answers["/old"] = (301, {"location": "/new"}, b"")
    site.answers["/new"] = (200, {}, b"<p>here</p>")
    fetched = fetch_page(site.address + "/old", is_allowed=lambda _: True)
    assert (fetched.page, fetched.url) == (b"<p>here</p>", site.address + "/new")


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.answers["/page"] = (200, {"content-encoding": "gzip"}, gzip.compress(b"<p>here</p>"))
    assert _fetch(site, "/page") == b"<p>here</p>"


def test_what_robots_forbids_is_not_asked_for(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, f"User-agent: {AGENT}\nDisallow: /closed\n".encode())
    site.answers["/closed/page"] = (200, {}, b"<p>here</p>")
    assert _refused(site, "/closed/page") == "robots"
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "robots",
    [
        b"User-agent: *\nDisallow: /*\n",
        b"User-agent: *\nDisallow: /*.html\n",
        b"User-agent: *\nDisallow: /*?\n",
        b"User-agent: *\nAllow: /\nDisallow: /news/\n",
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n",
        b"User-agent: *\n\nDisallow: /\n",
        b"User-agent: *\rDisallow: /\r",
    ],
)
def test_robots_is_read_as_its_standard_has_it(site: Site, robots: bytes) -> None:
    site.answers["/robots.txt"] = (200, {}, robots)
    site.answers["/news/story.html?x=1"] = (200, {}, b"<p>here</p>")
    assert _refused(site, "/news/story.html?x=1") == "robots"


@pytest.mark.parametrize(
    "robots",
    [
        b"User-agent: *\nDisallow: /\nAllow: /news/\n",
        b"User-agent: *\nDisallow: /*.htm$\n",
        b"User-agent: *\nDisallow: /\n\nUser-agent: levelhed\nDisallow: /closed/\n",
        b"\x00\xff no robots at all <html>",
    ],
)
def test_what_robots_lets_be_fetched_is(site: Site, robots: bytes) -> None:
    site.answers["/robots.txt"] = (200, {}, robots)
    site.answers["/news/story.html"] = (200, {}, b"<p>here</p>")
    assert _fetch(site, "/news/story.html") == b"<p>here</p>"


def test_a_server_in_trouble_over_its_robots_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = (503, {}, b"")
    site.answers["/page"] = (200, {}, b"<p>here</p>")
    assert _refused(site, "/page") == "robots"


def test_the_page_redirected_to_is_held_to_robots_as_well(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed\n")
    site.answers["/open"] = (302, {"location": "/closed"}, b"")
    assert _refused(site, "/open") == "robots"


def test_redirects_end(site: Site) -> None:
    site.answers["/round"] = (302, {"location": "/round"}, b"")
    assert _refused(site, "/round") == "too_many_redirects"


def test_a_long_page_is_refused_packed_or_not(site: Site) -> None:
    page = b"x" * (MAX_PAGE + 1)
    site.answers["/long"] = (200, {}, page)
    site.answers["/bomb"] = (200, {"content-encoding": "gzip"}, gzip.compress(page))
    assert _refused(site, "/long") == "too_long"
    assert _refused(site, "/bomb") == "too_long"


@pytest.mark.parametrize("status", [404, 500])
def test_an_answer_without_a_page_is_refused(site: Site, status: int) -> None:
    site.answers["/page"] = (status, {}, b"")
    assert _refused(site, "/page") == "cannot_fetch"


def test_this_machine_is_not_the_public_net(site: Site) -> None:
    with pytest.raises(InputError) as refused:
        fetch_page(site.address + "/page")
    assert refused.value.kind == "private_address"
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(site: Site) -> None:
    site.answers["/page"] = (302, {"location": "http://10.0.0.1/secret"}, b"")
    with pytest.raises(InputError) as refused:
        fetch_page(site.address + "/page", is_allowed=lambda a: a.is_loopback)
    assert refused.value.kind == "private_address"


def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(InputError) as refused:
        fetch_page("http://news.example/page")
    assert refused.value.kind == "private_address"


def test_a_server_that_sends_a_byte_at_a_time_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            client, _ = server.accept()
            with client:
                try:
                    while True:
                        client.sendall(b"H")
                        time.sleep(0.05)
                except OSError:
                    pass

        threading.Thread(target=drip, daemon=True).start()
        site = Site(f"http://127.0.0.1:{server.getsockname()[1]}")
        assert _refused(site, "/page", max_seconds=0.5) == "cannot_fetch"


@pytest.mark.parametrize(
    "url", ["ftp://news.example/", "news.example", "http://", "http://me:pw@news.example/", "http://a b/", "http://[x/"]
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(InputError) as refused:
        fetch_page(url)
    assert refused.value.kind == "bad_url"


@pytest.mark.parametrize("host", ["example..com", "a" * 70 + ".example"])
def test_a_name_that_cannot_be_one_is_not_waited_for(host: str) -> None:
    # An hour: a test that waited for it would fail by its own limit.
    with pytest.raises(InputError) as refused:
        fetch_page(f"http://{host}/", max_seconds=3_600)
    assert refused.value.kind == "cannot_fetch"


def test_a_redirect_to_no_address_is_refused(site: Site) -> None:
    site.answers["/page"] = (302, {"location": "http://[::1"}, b"")
    assert _refused(site, "/page") == "bad_url"
    site.answers["/robots.txt"] = (302, {"location": "http://[::1"}, b"")
    assert _refused(site, "/other") == "bad_url"
