from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest
from levelhed.service.api.problems import Refusal
from levelhed.service.api.workers import Workers


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """What jobs wait for; set at the end, so that no thread outlives its test."""
    event = threading.Event()
    yield event
    event.set()


def test_the_event_loop_goes_on_while_a_thread_scores(released: threading.Event) -> None:
    async def run() -> str:
        workers = Workers(2, 1, 60.0)
        job = asyncio.create_task(workers.run("fast", 1_000_000, released.wait))
        await asyncio.sleep(0)
        released.set()  # this line is reached while the job waits for it
        assert await job
        return threading.current_thread().name

    assert asyncio.run(run()) == threading.main_thread().name


def test_too_many_that_wait_are_refused_and_there_is_room_again(released: threading.Event) -> None:
    async def run() -> None:
        workers = Workers(2, 1, 60.0)
        jobs = [asyncio.create_task(workers.run_apart(released.wait)) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as caught:
            await workers.run_apart(released.wait)
        assert (caught.value.status_code, caught.value.kind) == (503, "busy")
        released.set()
        await asyncio.gather(*jobs)
        await asyncio.sleep(0.05)
        assert await workers.run_apart(lambda: 3) == 3

    asyncio.run(run())


def test_what_takes_too_long_is_refused(released: threading.Event) -> None:
    async def run() -> None:
        with pytest.raises(Refusal) as caught:
            await Workers(2, 1, 0.01).run_apart(released.wait)
        assert caught.value.kind == "timeout"
        released.set()

    asyncio.run(run())


def test_short_work_is_done_in_place_once_it_is_known_to_be(released: threading.Event) -> None:
    async def run() -> list[str]:
        workers = Workers(2, 1, 60.0)
        return [await workers.run("fast", 10, lambda: threading.current_thread().name) for _ in range(2)]

    first, second = asyncio.run(run())
    assert first.startswith("score")
    assert second == threading.main_thread().name
