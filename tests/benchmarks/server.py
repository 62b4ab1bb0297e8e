"""A service in processes of its own, for the programs that load it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen


class Server:
    """`levelhed serve` on a free port, ready when it is entered and ended by SIGTERM.

    Parameters
    ----------
    log : Path
        Where its log goes.
    workers : int
        Processes that answer.
    settings : str
        Environment variables beside the caller's own.
    """

    def __init__(self, log: Path, workers: int = 1, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.workers = workers
        self._log = log
        self._environment = {
            **os.environ,
            "LEVELHED_PORT": str(self.port),
            "LEVELHED_WORKERS": str(workers),
            **settings,
        }

    def __enter__(self) -> Server:
        """Start it and wait until it is ready."""
        code = "from levelhed.service.cli import main; main()"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen([sys.executable, "-c", code, "serve"], env=self._environment, stderr=log)
        self.wait_until_ready()
        return self

    def __exit__(self, *error: object) -> None:
        """End it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=90)

    def wait_until_ready(self) -> None:
        """Wait until it scores, for two minutes at most."""
        for _ in range(1200):
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise TimeoutError(f"the service is not ready: {self._log.read_text()[-2000:]}")

    def processes(self) -> list[int]:
        """Return the ids of the processes that answer."""
        if self.workers == 1:
            return [self.process.pid]
        found = []
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            # A supervisor's children are its workers and the process that tracks their resources.
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(int(pid))
        return found

    def memory(self) -> int:
        """Return the resident bytes of the processes that answer, those they share counted once for each."""
        page = os.sysconf("SC_PAGE_SIZE")
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page for pid in self.processes())

    def open_files(self) -> int:
        """Return how many files and sockets the processes that answer hold open."""
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.processes())
