"""The server under the API: uvicorn with our limits, one process or several."""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import suppress
from tempfile import TemporaryDirectory

import uvicorn
from levelhed.data.errors import InputError
from levelhed.service.api.metrics import SHARED
from levelhed.service.api.readers import Readers
from levelhed.service.keys import KeyStore
from levelhed.service.logs import configure_logs
from levelhed.service.settings import Settings, export_settings, is_loopback
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

_SILENCE_SECONDS = 30
"""Time without a sign of life after which a worker counts as hung; the server's own five are few on a busy machine."""


def run_server(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C; of several processes, one that dies is started again.

    Raises
    ------
    InputError
        ``unknown_model``, ``missing_part``, or ``keys_needed`` where others could reach the port without a key.
    """
    Readers(settings.model)
    check_keys(settings)
    export_settings(settings)
    configure_logs(settings.log_level)
    if settings.workers == 1:
        _run(settings)
        return
    with TemporaryDirectory(prefix="levelhed-metrics-") as folder:
        os.environ[SHARED] = folder
        _run(settings)


def check_keys(settings: Settings) -> None:
    """Raise ``keys_needed`` where a key is asked for and none is in force."""
    near = is_loopback(settings.host)
    if near and not settings.require_keys:
        return
    if not any(key.revoked is None for key in KeyStore(settings.keys_file).list()):
        where, told, else_do = (
            ("LEVELHED_REQUIRE_KEYS", "asks for keys", "set it to false")
            if near
            else (settings.host, "can be reached by others", "listen on 127.0.0.1")
        )
        cure = f"make one with `levelhed keys create NAME`, or {else_do}"
        raise InputError("keys_needed", where, f"{told}, and {settings.keys_file} holds no key in force; {cure}")


class _Supervisor(Multiprocess):
    """Starts worker processes, puts others in the place of those that die, and closes the port with them."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket], drain_seconds: float) -> None:
        super().__init__(config, sockets)
        self._drain_seconds = drain_seconds

    def join_all(self) -> None:
        """Wait for the workers to end.

        The port is theirs and ours: were it left open here, newcomers would wait in a queue that nobody serves.
        """
        time.sleep(self._drain_seconds)
        for listener in self.sockets:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RD)
        super().join_all()


def _run(settings: Settings) -> None:
    config = uvicorn.Config(
        "levelhed.service.api.app:serve_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        http="levelhed.service.protocol:PromptProtocol",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        timeout_worker_healthcheck=_SILENCE_SECONDS,
    )
    if settings.workers == 1:
        server = uvicorn.Server(config)
        with suppress(KeyboardInterrupt):
            server.run()
        if not server.started:
            sys.exit(STARTUP_FAILURE)
    else:
        _Supervisor(config, [config.bind_socket()], settings.drain_seconds).run()
