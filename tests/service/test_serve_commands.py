"""How `levelhed run` begins and ends, in processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from levelhed.service import serve_commands

_PATIENCE = 60


def _until(reached: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE
    while not reached():
        assert time.monotonic() < ends, "not reached in time"
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answers(address: str) -> bool:
    try:
        return httpx.get(address).is_success
    except httpx.HTTPError:
        return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_sigterm_ends_the_service_and_the_dashboard(workers: str) -> None:
    pytest.importorskip("streamlit")
    port, page = _free_port(), _free_port()
    own = {"LEVELHED_PORT": str(port), "LEVELHED_DASHBOARD_PORT": str(page), "LEVELHED_WORKERS": workers}
    code = "from levelhed.service.cli import main; main()"
    # A session of its own: whatever it leaves behind can be ended by its number.
    run = subprocess.Popen(
        [sys.executable, "-c", code, "run"],
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until(lambda: _answers(f"http://127.0.0.1:{port}/readyz"))
        _until(lambda: _answers(f"http://127.0.0.1:{page}/_stcore/health"))
        run.terminate()
        run.wait(_PATIENCE)
        assert not _listens(page)
        assert not _listens(port)
    finally:
        if run.poll() is None or _listens(page):
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()


def test_what_does_not_end_when_asked_to_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_commands, "_PATIENCE_SECONDS", 0.1)
    deaf = "import signal, sys, time; signal.signal(15, signal.SIG_IGN); open(sys.argv[1], 'w'); time.sleep(60)"
    before = signal.getsignal(signal.SIGTERM)
    with serve_commands._beside([sys.executable, "-c", deaf, str(tmp_path / "ready")]) as other:
        _until((tmp_path / "ready").exists)
    assert other.returncode == -signal.SIGKILL
    assert signal.getsignal(signal.SIGTERM) is before
