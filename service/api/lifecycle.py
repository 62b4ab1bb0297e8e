"""Starting and stopping: the model loads while the port is open, and SIGTERM lets nobody's request fall."""

from __future__ import annotations

import asyncio
import gc
import signal
import threading
from dataclasses import dataclass
from math import ceil
from types import FrameType
from typing import Any

import structlog
from levelhed.data.errors import InputError
from levelhed.service.api.problems import Refusal
from levelhed.service.api.readers import Readers


@dataclass(slots=True)
class Lifecycle:
    """Where the process is between its start and its end.

    Attributes
    ----------
    readers : Readers
    drain_seconds : float
        Time after SIGTERM in which new requests are told to go elsewhere, before the server closes the port.
    draining : bool
        Whether that time has begun.
    failure : InputError or None
        Why the model could not be loaded.
    """

    readers: Readers
    drain_seconds: float
    draining: bool = False
    failure: InputError | None = None

    def refusal(self) -> Refusal | None:
        """Return why no text is scored now, or None if it is."""
        if self.draining:
            # By then the port is closed: whoever comes finds another process, or nothing that could lose a request.
            wait = ceil(self.drain_seconds) + 1
            headers = {"retry-after": str(wait), "connection": "close"}
            return Refusal(503, "shutting_down", f"Send the request again in {wait} s.", headers=headers)
        if self.readers.ready:
            return None
        if self.failure is not None:
            detail = f"The model {self.failure.message}."
            return Refusal(503, self.failure.kind, detail)
        return Refusal(503, "loading", "Send the request again in a second.", headers={"retry-after": "1"})

    async def load(self) -> None:
        """Load the model in a thread, so that health checks are answered meanwhile."""
        log = structlog.get_logger("levelhed")
        try:
            scorer = await asyncio.to_thread(self.readers.get)
        except InputError as error:
            self.failure = error
            log.error("model_not_loaded", kind=error.kind, detail=str(error))
            return
        # What lives as long as the process need not be looked through again and again.
        gc.collect()
        gc.freeze()
        log.info("ready", model=scorer.info.name, version=scorer.info.version, checksum=scorer.info.checksum)

    def watch_sigterm(self) -> None:
        """Begin to drain at SIGTERM, and hand the signal on to the server when that time is over."""
        if threading.current_thread() is not threading.main_thread():
            return  # under a test client: no signal reaches it
        loop = asyncio.get_running_loop()
        before: Any = signal.getsignal(signal.SIGTERM)
        if not callable(before):
            return

        def drain(number: int, frame: FrameType | None) -> None:
            self.draining = True
            loop.call_soon_threadsafe(loop.call_later, self.drain_seconds, before, number, None)

        signal.signal(signal.SIGTERM, drain)
