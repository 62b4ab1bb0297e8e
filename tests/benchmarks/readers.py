"""The two readers and the cascade beside each other, on one core: their speed, and what a cascade keeps.

Prints each reader's median time for one headline alone and for one over a body of about 300 words, the ratio of rows a
second, and, of the verdicts on which the two readers differ, the share that the cascade gives as the deep one does.
"""

from __future__ import annotations

import os
import statistics
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

STORIES = Path(__file__).parents[1] / "behaviour" / "stories"
RUNS = 40


def main() -> None:
    """Measure and print."""
    # Before the runtime starts its threads: the figures are of one core.
    os.environ["LEVELHED_THREADS"] = "1"
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from levelhed.model import Scorer
    from levelhed.model.cascade import CascadeScorer

    stories = [s for file in sorted(STORIES.glob("*.toml")) for s in tomllib.loads(file.read_text())["story"]]
    rows = [(line, s["body"]) for s in stories for line in (s["plain"][0], s["loud"][0], s["loud"][2])]
    scorers = {"fast": Scorer.load("fast"), "deep": Scorer.load("deep")}
    for name, scorer in scorers.items():
        alone = _median(scorer.score, [(line, None) for line, _ in rows[:RUNS]])
        body = _median(scorer.score, [(line, f"{b}\n{rows[i - 1][1]}") for i, (line, b) in enumerate(rows[:RUNS])])
        print(f"{name}: {alone * 1e3:.2f} ms a headline, {body * 1e3:.1f} ms over a body of about 320 words")
    cascade = CascadeScorer(scorers["fast"], scorers["deep"])
    headlines, bodies = [line for line, _ in rows], [b for _, b in rows]
    verdicts: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for name, reader in {**scorers, "cascade": cascade}.items():
        began = time.perf_counter()
        found = reader.score_many(headlines, bodies, evidence=False)
        seconds[name] = time.perf_counter() - began
        verdicts[name] = [s.verdict for s in found]  # type: ignore[union-attr]
        print(f"{name}: {len(rows) / seconds[name]:.0f} rows a second")
    apart = [i for i in range(len(rows)) if verdicts["fast"][i] != verdicts["deep"][i]]
    kept = sum(verdicts["cascade"][i] == verdicts["deep"][i] for i in apart)
    print(f"cascade: {seconds['deep'] / seconds['cascade']:.1f} times the speed of deep")
    print(f"verdicts that differ: {len(apart)} of {len(rows)}; of these the cascade gives {kept} as deep does")


def _median(score: Callable[[str, str | None], object], rows: Sequence[tuple[str, str | None]]) -> float:
    times = []
    for headline, body in rows:
        began = time.perf_counter()
        score(headline, body)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
