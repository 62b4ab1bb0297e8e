"""A service in a process of its own, as its users have it."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


def _program(name: str) -> Any:
    """Return a module of the benchmarks, which are programs and no package."""
    path = Path(__file__).parents[1] / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_PATIENCE = 60


@pytest.fixture(scope="session")
def until() -> Callable[[Callable[[], bool]], None]:
    """Wait until something is reached, which fails when a minute was not enough."""

    def until(reached: Callable[[], bool]) -> None:
        ends = time.monotonic() + _PATIENCE
        while not reached():
            assert time.monotonic() < ends, "not reached in time"
            time.sleep(0.1)

    return until


@pytest.fixture(scope="session")
def serve() -> Any:
    """The class that starts a service: `serve(log, workers, **settings)`, in a ``with`` statement."""
    return _program("server").Server


@pytest.fixture(scope="session")
def live(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A service that is impatient with slow clients."""
    log = tmp_path_factory.mktemp("live") / "log"
    with serve(log, LEVELHED_HEADER_SECONDS="5", LEVELHED_BODY_SECONDS="5") as server:
        server.log = log
        yield server
