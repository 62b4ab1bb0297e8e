"""`levelhed serve`, `dashboard` and `run`: the API, the editor's page, and both under the sample article."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from types import FrameType
from typing import Annotated, Any, Literal

import typer
from levelhed.data.errors import InputError

Port = Annotated[int | None, typer.Option(help="Port to listen on; the settings decide without it.")]
Model = Annotated[
    Literal["fast", "deep"] | None,
    typer.Option(help="Reader where a request names none: word by word (fast) or in context (deep)."),
]

_PATIENCE_SECONDS = 10
"""Time the dashboard has to end by itself."""

_ABSENT = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
"""Errors of an address, or a whole family of them, that the machine does not have."""


def serve(
    port: Port = None,
    model: Model = None,
    workers: Annotated[int | None, typer.Option(help="Processes that answer; the settings decide without it.")] = None,
    help_settings: Annotated[bool, typer.Option("--help-settings", help="List every setting, and end.")] = False,
    openapi: Annotated[bool, typer.Option("--openapi", help="Print the contract (OpenAPI 3.1), and end.")] = False,
) -> None:
    """Serve the HTTP API until Ctrl-C."""
    from levelhed.service.settings import describe_settings, read_settings

    if help_settings:
        print(describe_settings())
    elif openapi:
        from levelhed.service.api.app import contract_json

        print(contract_json(), end="")
    else:
        from levelhed.service.server import run_server

        settings = read_settings(port=port, model=model, workers=workers)
        check_port(settings.host, settings.port, "LEVELHED_PORT")
        run_server(settings)


def dashboard(port: Port = None) -> None:
    """Serve the dashboard until Ctrl-C."""
    from levelhed.service.settings import read_settings

    settings = read_settings(dashboard_port=port)
    check_port(settings.host, settings.dashboard_port, "LEVELHED_DASHBOARD_PORT")
    command = _dashboard_command(settings.host, settings.dashboard_port)
    # In this process's place, so that a signal sent to it ends the server and not a parent that waits for one.
    os.execv(command[0], command)


def run() -> None:
    """Score the sample article, then serve the API and the dashboard until Ctrl-C."""
    from levelhed.data import sample
    from levelhed.model.scorer import Scorer, default_model
    from levelhed.model.suggest import suggest
    from levelhed.service.score_report import print_score
    from levelhed.service.settings import read_settings

    settings = read_settings()
    check_port(settings.host, settings.port, "LEVELHED_PORT")
    check_port(settings.host, settings.dashboard_port, "LEVELHED_DASHBOARD_PORT")
    scorer = Scorer.load(default_model())
    headline, body = sample.headline(), sample.body()
    print_score(headline, scorer.score(headline, body), suggest(scorer, headline, body))
    print(f"\nAPI        http://{_place(settings.host, settings.port)}/docs")
    print(f"dashboard  http://{_place(settings.host, settings.dashboard_port)}\nCtrl-C ends both.", flush=True)
    with _beside(_dashboard_command(settings.host, settings.dashboard_port)):
        serve(settings.port)


def check_port(host: str, port: int, setting: str) -> None:
    """Raise an error unless a server can listen on `port` of `host`; `setting` is the variable that changes the port.

    Raises
    ------
    InputError
        ``port_in_use``, or ``cannot_listen`` where the address is none of this machine or the port is not ours to take.
    """
    elsewhere = "set LEVELHED_HOST to an address of this machine"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        told = getattr(error, "strerror", None) or error
        raise InputError("cannot_listen", host, f"is not known as an address ({told}); {elsewhere}") from error
    faults = [_try_to_listen(family, address) for family, _, _, _, address in found]
    # A name may stand for more addresses than the machine has, as where IPv6 is switched off: servers pass over those.
    true = [fault for fault in faults if fault and (all(faults) or fault.errno not in _ABSENT)]
    if not true:
        return
    told = os.strerror(true[0].errno or 0)
    if true[0].errno == errno.EADDRINUSE:
        raise InputError("port_in_use", _place(host, port), f"is not free ({told}); set {setting} to another port")
    cure = f"set {setting} to another port" if true[0].errno == errno.EACCES else elsewhere
    raise InputError("cannot_listen", _place(host, port), f"cannot be listened on ({told}); {cure}")


def _try_to_listen(family: int, address: Any) -> OSError | None:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As servers do: a port whose last connection is only winding down counts as free, and :: is not 0.0.0.0.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind(address)
    except OSError as error:
        return error
    return None


def _place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


@contextmanager
def _beside(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Let `command` run as long as the block does, and no longer, whichever way the block ends."""
    # Left to itself SIGTERM ends this process on the spot, and what it started lives on.
    before = signal.signal(signal.SIGTERM, _leave)
    other = subprocess.Popen(command)
    try:
        yield other
    finally:
        other.terminate()
        try:
            with suppress(subprocess.TimeoutExpired):
                other.wait(_PATIENCE_SECONDS)
        finally:
            other.kill()
            other.wait()
            signal.signal(signal.SIGTERM, before)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _dashboard_command(host: str, port: int) -> list[str]:
    page = find_spec("levelhed.dashboard.app")
    if find_spec("streamlit") is None or page is None or page.origin is None:
        raise InputError("missing_part", "dashboard", "is not installed; install levelhed[dashboard]")
    options = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    return [sys.executable, "-m", "streamlit", "run", page.origin, *(f"--{k}={v}" for k, v in options.items())]
