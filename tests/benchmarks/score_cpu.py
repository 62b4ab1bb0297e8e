"""CPU seconds of `levelhed score` on the sample, the whole process, beside a bare interpreter that imports numpy."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

from levelhed.data import sample

RUNS = 7


def main() -> None:
    """Print the medians and their ratio."""
    code = "from levelhed.service.cli import main; main()"
    ours = [sys.executable, "-c", code, "score", "--headline", sample.headline(), "--body-file", "-"]
    bare = [sys.executable, "-c", "import numpy"]
    times: dict[str, list[float]] = {"score": [], "bare": []}
    for _ in range(RUNS):
        times["score"].append(_cpu(ours))
        times["bare"].append(_cpu(bare))
    score, numpy = (statistics.median(times[k]) for k in ("score", "bare"))
    print(f"levelhed score {score:.2f} s CPU; python importing numpy {numpy:.2f} s; ratio {score / numpy:.1f}")


def _cpu(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, input=sample.body().encode(), stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


if __name__ == "__main__":
    main()
