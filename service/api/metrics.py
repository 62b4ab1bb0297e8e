"""What a service counts, for Prometheus: requests, seconds, headlines of batches and streams."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder where several processes count together; `levelhed serve --workers` sets it."""


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        if SHARED not in os.environ:
            ProcessCollector(registry=self._registry)
        self._requests = Counter("levelhed_requests", "Requests answered.", ["path", "status"], registry=self._registry)
        self._seconds = Histogram(
            "levelhed_request_seconds",
            "Time from a request's headers to the end of its answer.",
            ["path"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._texts = Counter(
            "levelhed_headlines",
            "Headlines of batches and streams, by what became of them.",
            ["outcome"],
            registry=self._registry,
        )
        # Finding a labelled child costs more than counting with it.
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def count_request(self, path: str, status: int, seconds: float) -> None:
        """Count one answer to an address of the service."""
        found = self._known.get((path, status))
        if found is None:
            found = (self._requests.labels(path, str(status)), self._seconds.labels(path))
            self._known[path, status] = found
        requests, histogram = found
        requests.inc()
        histogram.observe(seconds)

    def count_headlines(self, scored: int, refused: int) -> None:
        """Count headlines of a batch or a stream; its status says nothing of them, as it does where one is scored."""
        self._texts.labels("scored").inc(scored)
        self._texts.labels("refused").inc(refused)

    def expose(self) -> bytes:
        """Return all of it in Prometheus's text format; of several processes, their sum."""
        if SHARED not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)
