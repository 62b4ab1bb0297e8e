"""How `levelhed run` begins and ends, in processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from levelhed.data.errors import InputError
from levelhed.service import serve_commands
from levelhed.service.cli import app
from typer.testing import CliRunner

_PATIENCE = 60

Until = Callable[[Callable[[], bool]], None]


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


_NEEDS_IPV6 = pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6")
_HOSTS = ["127.0.0.1", pytest.param("::1", marks=_NEEDS_IPV6)]


def _socket(host: str) -> socket.socket:
    return socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)


def _free_port(host: str) -> int:
    with _socket(host) as free:
        free.bind((host, 0))
        port: int = free.getsockname()[1]
        return port


def _answers(host: str, port: int, path: str) -> bool:
    try:
        return httpx.get(f"http://{f'[{host}]' if ':' in host else host}:{port}{path}").is_success
    except httpx.HTTPError:
        return False


def _listens(host: str, port: int) -> bool:
    with _socket(host) as probe:
        return probe.connect_ex((host, port)) == 0


@pytest.mark.parametrize(
    ("host", "workers"), [("127.0.0.1", "1"), ("127.0.0.1", "2"), pytest.param("::1", "1", marks=_NEEDS_IPV6)]
)
def test_sigterm_ends_the_service_and_the_dashboard(host: str, workers: str, until: Until) -> None:
    pytest.importorskip("streamlit")
    port, page = _free_port(host), _free_port(host)
    own = {"HOST": host, "PORT": str(port), "DASHBOARD_PORT": str(page), "WORKERS": workers}
    # A session of its own: whatever it leaves behind can be ended by its number.
    run = subprocess.Popen(
        [sys.executable, "-c", "from levelhed.service.cli import main; main()", "run"],
        env={**os.environ, **{f"LEVELHED_{name}": value for name, value in own.items()}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: _answers(host, port, "/readyz"))
        until(lambda: _answers(host, page, "/_stcore/health"))
        run.terminate()
        run.wait(_PATIENCE)
        assert not _listens(host, page)
        assert not _listens(host, port)
    finally:
        if run.poll() is None or _listens(host, page):
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()


def test_what_does_not_end_when_asked_to_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    monkeypatch.setattr(serve_commands, "_PATIENCE_SECONDS", 0.1)
    deaf = "import signal, sys, time; signal.signal(15, signal.SIG_IGN); open(sys.argv[1], 'w'); time.sleep(60)"
    before = signal.getsignal(signal.SIGTERM)
    with serve_commands._beside([sys.executable, "-c", deaf, str(tmp_path / "ready")]) as other:
        until((tmp_path / "ready").exists)
    assert other.returncode == -signal.SIGKILL
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("host", _HOSTS)
def test_a_port_is_free_or_taken_at_any_address(host: str) -> None:
    serve_commands.check_port(host, _free_port(host), "LEVELHED_PORT")
    with _socket(host) as taken:
        taken.bind((host, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=r"is not free \(.*\); set LEVELHED_PORT") as caught:
            serve_commands.check_port(host, port, "LEVELHED_PORT")
    assert caught.value.kind == "port_in_use"
    assert caught.value.where in (f"{host}:{port}", f"[{host}]:{port}")


@pytest.mark.parametrize(("command", "setting"), [("serve", "LEVELHED_PORT"), ("dashboard", "LEVELHED_DASHBOARD_PORT")])
@pytest.mark.parametrize("port", ["99999", "-5", "0"])
def test_a_number_that_is_no_port_is_said_to_be_none(
    command: str, setting: str, port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "execv", lambda *command: None)
    done = CliRunner().invoke(app, [command, "--port", port])
    assert isinstance(done.exception, InputError)
    assert (done.exception.kind, done.exception.where) == ("bad_setting", setting)


@pytest.mark.parametrize(("host", "told"), [("192.0.2.1", r"cannot be listened on \(.+\)"), ("a..b", "is not known")])
def test_an_address_of_another_machine_is_not_said_to_be_a_port_in_use(host: str, told: str) -> None:
    with pytest.raises(InputError, match=f"{told}.*set LEVELHED_HOST") as caught:
        serve_commands.check_port(host, 8000, "LEVELHED_PORT")
    assert caught.value.kind == "cannot_listen"


def test_a_name_needs_but_one_address_that_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = socket.SOCK_STREAM
    absent, here = ("192.0.2.1", 8000), ("127.0.0.1", _free_port("127.0.0.1"))
    found = [(socket.AF_INET, stream, 6, "", address) for address in (absent, here)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *name, **asked: found)
    serve_commands.check_port("localhost", 8000, "LEVELHED_PORT")
    found.pop()
    with pytest.raises(InputError, match="localhost:8000: cannot be listened on"):
        serve_commands.check_port("localhost", 8000, "LEVELHED_PORT")
