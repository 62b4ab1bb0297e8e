"""One page from the public net, for the command line alone: bounded, polite, and never from a private address."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore
from levelhed.data.articles import MAX_PAGE
from levelhed.data.errors import InputError, in_words
from levelhed.service.public_network import Address, PublicNetwork, is_public
from protego import Protego

AGENT = "levelhed"
"""What the command calls itself: robots.txt is asked for this name."""
MAX_REDIRECTS = 5
MAX_SECONDS = 20.0
"""For the whole of it, robots.txt and redirects with it: a page that takes longer is not served in earnest."""
MAX_ROBOTS = 500_000
"""Bytes of robots.txt that are read, as RFC 9309 asks at the least."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page, and the address it was found at after redirects."""

    page: bytes
    url: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str | None
    body: bytes


def fetch_page(
    url: str, *, is_allowed: Callable[[Address], bool] = is_public, max_seconds: float = MAX_SECONDS
) -> FetchedPage:
    """Fetch the page at `url`, if its robots.txt lets it be fetched.

    Parameters
    ----------
    is_allowed : callable, optional
        Which addresses may be connected to; by default those of the public net.
    max_seconds : float
        How long all of it may take.

    Raises
    ------
    InputError
        ``bad_url``, ``private_address``, ``robots``, ``too_many_redirects``, ``too_long`` or ``cannot_fetch``.
    """
    network = PublicNetwork(is_allowed, max_seconds)
    with httpcore.ConnectionPool(max_connections=1, network_backend=network) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            _check_url(url)
            _ask_robots(pool, url)
            answer = _get(pool, url, MAX_PAGE)
            if answer.location is None:
                if answer.status != 200:
                    raise InputError(
                        "cannot_fetch", url, f"answered with status {answer.status}; save the page instead"
                    )
                return FetchedPage(answer.body, url)
            url = _redirected(url, answer.location)
    raise InputError(
        "too_many_redirects", url, f"redirects more than {MAX_REDIRECTS} times; give the page's own address"
    )


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and not (parts.username or parts.password)
        _ = parts.port
    except ValueError:
        good = None
    if not good or not url.isprintable() or " " in url:
        raise InputError("bad_url", url, "is no address of a page; give one that begins with https:// or http://")


def _redirected(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise InputError("bad_url", location, f"is no address, though {url} redirects to it") from error


def _ask_robots(pool: httpcore.ConnectionPool, url: str) -> None:
    """Refuse what robots.txt forbids, as RFC 9309 reads it: none allows all, a server in trouble allows nothing."""
    where = urljoin(url, "/robots.txt")
    for _ in range(MAX_REDIRECTS + 1):
        answer = _get(pool, where, MAX_ROBOTS, cut=True)
        if answer.location is None:
            break
        where = _redirected(where, answer.location)
        _check_url(where)
    if answer.status >= 500:
        raise InputError("robots", url, f"may not be fetched: its robots.txt answered with status {answer.status}")
    if answer.status != 200:
        return
    rules = Protego.parse(answer.body.decode("utf-8-sig", "replace"))
    if not rules.can_fetch(url, AGENT):
        raise InputError("robots", url, "may not be fetched: its robots.txt forbids it; save the page instead")


def _get(pool: httpcore.ConnectionPool, url: str, limit: int, *, cut: bool = False) -> _Answer:
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": AGENT,
        "Accept": "text/html, text/plain;q=0.9",
        "Accept-Encoding": "gzip",
    }
    # The network's own deadline is what counts; these stop a single step that hangs.
    timeout = {"timeout": {"connect": 10.0, "read": 10.0, "write": 10.0, "pool": 10.0}}
    try:
        plain = _ascii(url)
        headers["Host"] = urlsplit(plain).netloc
        with pool.stream("GET", plain, headers=headers, extensions=timeout) as response:
            sent = {name.lower(): value.decode("latin-1") for name, value in response.headers}
            location = sent.get(b"location") if response.status in (301, 302, 303, 307, 308) else None
            body = (
                b"" if location else _read(response.iter_stream(), sent.get(b"content-encoding", ""), url, limit, cut)
            )
            return _Answer(response.status, location, body)
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise InputError("cannot_fetch", url, "did not answer in time; save the page instead") from error
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        OSError,
        UnicodeError,
    ) as error:
        raise InputError(
            "cannot_fetch", url, f"cannot be fetched ({in_words(error)}); save the page instead"
        ) from error


def _read(chunks: Iterable[bytes], encoding: str, url: str, limit: int, cut: bool) -> bytes:
    if encoding.lower() not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(
            "cannot_fetch", url, f"is sent as {encoding!r}, which was not asked for; save the page instead"
        )
    unpack = zlib.decompressobj(31) if encoding and encoding.lower() != "identity" else None
    body = bytearray()
    for chunk in chunks:
        try:
            body += unpack.decompress(chunk, limit + 1 - len(body)) if unpack else chunk
        except zlib.error as error:
            raise InputError("cannot_fetch", url, "is damaged on its way; try again") from error
        if len(body) > limit:
            if cut:
                break
            raise InputError("too_long", url, f"has more than {limit:,} bytes; save the article's text instead")
    return bytes(body[:limit])


def _ascii(url: str) -> str:
    """The address as it is sent: names of other scripts in their ASCII form, other characters by their bytes."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not host.isascii():
        host = host.encode("idna").decode()
    if ":" in host:
        host = f"[{host}]"
    netloc = f"{host}:{parts.port}" if parts.port else host
    safe = "/%:@!$&'()*+,;=~-._"
    return urlunsplit((parts.scheme, netloc, quote(parts.path, safe) or "/", quote(parts.query, safe + "?"), ""))
