"""The two readers and the cascade beside each other, on one core: their speed, and what a cascade keeps.

Prints each reader's median time for one headline alone, for one over a body of about 320 words, and for that body again
with one sentence more, where the reader remembers; the ratio of rows a second; and the gain that a cascade keeps: of
the verdicts on which the two readers differ, the share that it gives as the deep one does, less those it gives
otherwise though both agree.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levelhed.data.errors import InputError
    from levelhed.model import Score

STORIES = Path(__file__).parents[1] / "behaviour" / "stories"
RUNS = 40
REMEMBERED = 4_000
NEW = "The council will vote again in week"
SLICE = 100
ROUNDS = 3


def main() -> None:
    """Measure and print."""
    # The figures are of one core.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from levelhed.model import Scorer
    from levelhed.model.cascade import CascadeScorer
    from levelhed.model.training.reach import Kept

    stories = [s for file in sorted(STORIES.glob("*.toml")) for s in tomllib.loads(file.read_text())["story"]]
    # Two stories' bodies make one of about 320 words.
    rows = [
        (line, f"{s['body']}\n{stories[i - 1]['body']}")
        for i, s in enumerate(stories)
        for line in (s["plain"][0], s["loud"][0], s["loud"][2])
    ]
    scorers = {"fast": Scorer.load("fast"), "deep": Scorer.load("deep")}
    for name, scorer in scorers.items():
        alone = _median(scorer.score, [(line, None) for line, _ in rows[:RUNS]])
        body = _median(scorer.score, rows[:RUNS])
        print(f"{name}: {alone * 1e3:.2f} ms a headline, {body * 1e3:.1f} ms over a body of about 320 words")
        remembering = Scorer.load(name, remembered=REMEMBERED)
        remembering.score_many(*zip(*rows[:RUNS], strict=True))
        again = _median(remembering.score, [(line, f"{text} {NEW} {n}.") for n, (line, text) in enumerate(rows[:RUNS])])
        print(f"{name}: {again * 1e3:.1f} ms over it again with one sentence more, {body / again:.1f} times the speed")
    headlines, bodies = [line for line, _ in rows], [b for _, b in rows]
    readers = {**scorers, "cascade": CascadeScorer(scorers["fast"], scorers["deep"])}
    gc.freeze()  # as an audit's workers do
    found: dict[str, list[Score | InputError]] = {name: [] for name in readers}
    seconds = dict.fromkeys(readers, 0.0)
    for at in range(0, len(rows), SLICE):
        own = slice(at, at + SLICE)
        times: dict[str, list[float]] = {name: [] for name in readers}
        # In turn, and the best of each: other work on the machine comes and goes.
        for again in range(ROUNDS):
            for name, reader in readers.items():
                began = time.perf_counter()
                scores = reader.score_many(headlines[own], bodies[own], evidence=False)
                times[name].append(time.perf_counter() - began)
                found[name] += [] if again else scores
        for name, own_times in times.items():
            seconds[name] += min(own_times)
    for name in readers:
        print(f"{name}: {len(rows) / seconds[name]:.0f} rows a second")
    print(f"cascade: {seconds['deep'] / seconds['cascade']:.1f} times the speed of deep")
    print(Kept.of(found["fast"], found["deep"], found["cascade"]))


def _median(score: Callable[[str, str | None], object], rows: Sequence[tuple[str, str | None]]) -> float:
    times = []
    for headline, body in rows:
        began = time.perf_counter()
        score(headline, body)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
