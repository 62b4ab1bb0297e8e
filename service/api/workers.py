"""Where scoring runs: long work in a few threads apart from the event loop, the shortest in place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import thread_time
from typing import TypeVar

from levelhed.service.api.problems import Refusal

_T = TypeVar("_T")

IN_PLACE_SECONDS = 0.001
"""What is expected to take less is done in place: handing it to a thread and back takes 0.1 to 0.3 ms under load, and a
health check waits for no more than one such piece of work."""

_FLOOR = 200
"""Bytes of work that every request takes, however short its text is."""

_CAUTION = 1e-3
"""Seconds a byte that are expected before anything was measured: nothing is done in place then."""


class Workers:
    """A bounded pool of threads.

    Parameters
    ----------
    threads : int
    waiting : int
        Requests that may wait for a thread; beyond it they are refused.
    seconds : float
        Longest time a request may wait and run.
    """

    def __init__(self, threads: int, waiting: int, seconds: float) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="score")
        self._most = threads + waiting
        self._seconds = seconds
        self._taken = 0
        self._pace: dict[str, float] = {}

    async def run(self, kind: str, size: int, job: Callable[[], _T]) -> _T:
        """Return what `job` returns; `size` bytes of its `kind` of work tell where it runs.

        Raises
        ------
        Refusal
            ``busy`` (503) or ``timeout`` (503).
        """
        if self._pace.get(kind, _CAUTION) * (size + _FLOOR) < IN_PLACE_SECONDS:
            return self._timed(kind, size, job)
        return await self.run_apart(lambda: self._timed(kind, size, job))

    async def run_apart(self, job: Callable[[], _T]) -> _T:
        """Return what `job` returns, run in a thread."""
        if self._taken >= self._most:
            raise Refusal(503, "busy", "Send the request again in a second.", headers={"retry-after": "1"})
        self._taken += 1
        work = self._pool.submit(job)
        loop = asyncio.get_running_loop()
        work.add_done_callback(lambda done: _tell(loop, self._free))
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.wrap_future(work)
        except TimeoutError:
            raise Refusal(
                503, "timeout", f"It took more than {self._seconds:g} s.", headers={"retry-after": "5"}
            ) from None

    def close(self) -> None:
        """Take no more work; what runs is finished."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _free(self) -> None:
        self._taken -= 1

    def _timed(self, kind: str, size: int, job: Callable[[], _T]) -> _T:
        started = thread_time()
        result = job()
        pace = (thread_time() - started) / (size + _FLOOR)
        # Quick to see that work has become long, slow to believe that it has become short.
        known = self._pace.get(kind, pace)
        self._pace[kind] = known + (pace - known) * (0.5 if pace > known else 0.02)
        return result


def _tell(loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(callback)
