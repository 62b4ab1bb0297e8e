"""Workers of an audit: stretches scored here or in processes of their own, handed back in the order they were read."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

import pyarrow as pa
from levelhed.data.errors import InputError
from levelhed.data.rows import Rows
from levelhed.service.audit_rows import AuditOptions, Load, RowScorer

AHEAD = 2
"""Stretches read ahead for each worker: one in hand and one to go on with; more would only take memory."""

Tag = TypeVar("Tag")


def score_in_order(
    load: Load, options: AuditOptions, stretches: Iterable[tuple[Tag, Rows]], workers: int
) -> Iterator[tuple[Tag, pa.RecordBatch]]:
    """Score stretches and yield each with its tag, in order.

    Parameters
    ----------
    workers : int
        Processes; with one, this process does the work itself.

    Raises
    ------
    InputError
        ``worker_died``, and whatever a stretch raises.
    """
    if workers == 1:
        with RowScorer(load, options) as scorer:
            for tag, rows in stretches:
                yield tag, scorer.score(rows)
        return
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        workers,
        # A fork would copy locks that Arrow's threads may hold.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(load, options),
    )
    pending: deque[tuple[Tag, Future[pa.RecordBatch]]] = deque()
    try:
        for tag, rows in stretches:
            pending.append((tag, pool.submit(_score, rows)))
            if len(pending) >= AHEAD * workers:
                tag, future = pending.popleft()
                yield tag, future.result()
        while pending:
            tag, future = pending.popleft()
            yield tag, future.result()
    except BrokenProcessPool as error:
        raise InputError(
            "worker_died", "audit", "lost a worker, most likely for want of memory; the same command goes on from here"
        ) from error
    finally:
        if pending:
            # Cut short: nobody waits for what the workers have in hand.
            for worker in set(multiprocessing.active_children()) - others:
                worker.kill()
        pool.shutdown(cancel_futures=True)


_scorer: RowScorer | None = None


def _start(load: Load, options: AuditOptions) -> None:
    global _scorer
    # Ctrl-C reaches every process of the terminal; the one that gave out the work ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _scorer = RowScorer(load, options)
    # The tables that were loaded stay to the end; looked through again and again they cost a row in thirty.
    gc.freeze()


def _end_with_parent() -> None:
    # Whoever is killed outright cannot tell its workers, who would wait for work for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _score(rows: Rows) -> pa.RecordBatch:
    assert _scorer is not None
    return _scorer.score(rows)
