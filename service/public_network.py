"""Connections to the public net alone, within a fixed time: what a name resolves to is checked, and used."""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
from levelhed.data.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: Address) -> bool:
    """Whether `address` belongs to the public net: not private, loopback, link-local, multicast or reserved."""
    inner = _within(address)
    if inner.is_multicast or inner.is_reserved or any(inner in network for network in _NOT_GLOBAL):
        return False
    return inner.is_global


# Of IANA's registries of special addresses, those that older Pythons take for global: protocol assignments, relays from
# 6to4, and of IPv6 site-local and documentation.
_NOT_GLOBAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20")))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _within(address: Address) -> Address:
    """The IPv4 address that an IPv6 address only wraps, or the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


class PublicNetwork(httpcore.NetworkBackend):
    """Connects by checked addresses, not by names: a second answer of the name server changes nothing.

    Parameters
    ----------
    is_allowed : callable
        Which addresses may be connected to.
    max_seconds : float
        How long everything over this network may take, from now on.
    """

    def __init__(self, is_allowed: Callable[[Address], bool], max_seconds: float) -> None:
        self._is_allowed = is_allowed
        self._deadline = time.monotonic() + max_seconds
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers.

        Raises
        ------
        InputError
            ``private_address`` if any address of the name is not allowed.
        """
        addresses = self._resolve(host, port)
        for address in addresses:
            if not self._is_allowed(address):
                raise InputError(
                    "private_address", host, f"is at {address}, which is not on the public net; save the page instead"
                )
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses:
            try:
                stream = self._backend.connect_tcp(
                    str(address), port, _left(self._deadline, timeout), local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore.NetworkError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def _resolve(self, host: str, port: int) -> list[Address]:
        # A name server may take longer than all of it may; its thread is left to itself then.
        answers: queue.Queue[list[Address] | OSError | ValueError] = queue.Queue()

        def ask() -> None:
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                answers.put([ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found])
            except (OSError, ValueError) as error:  # UnicodeError, a ValueError, of a name that cannot be one
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=_left(self._deadline, None))
        except queue.Empty:
            raise httpcore.ConnectTimeout(f"{host} was not found in time") from None
        if isinstance(answer, OSError | ValueError):
            raise httpcore.ConnectError(f"{host} was not found")
        return answer


class _TimedStream(httpcore.NetworkStream):
    """A stream on which no step goes past the deadline, however slowly the other side sends."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("all of it took too long")
    return left if timeout is None else min(left, timeout)
