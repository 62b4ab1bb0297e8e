"""Audits that are killed again and again: prints how many kills there were and whether any result came out different.

usage: python killed_audits.py FOLDER KILLS SEED
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
from levelhed.data import rows
from levelhed.model.batch import FIELDS, SCHEMA
from levelhed.model.blend import Thresholds
from levelhed.model.score import ModelInfo
from levelhed.service.audit import audit_archive

ROWS = 200


class LengthScorer:
    """Stands in for a scorer where only the work around it matters."""

    info = ModelInfo("fast", "1", "0", "0")
    thresholds = Thresholds(40.0, 60.0)

    def figures(self) -> dict[str, Any]:
        return {}

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        headlines = batch.column("headline").to_pylist()
        columns: dict[str, list[Any]] = {name: [None] * len(headlines) for name in FIELDS}
        columns["heat"] = [float(len(h)) if h else None for h in headlines]
        columns["error"] = [None if h else "not_text" for h in headlines]
        return pa.RecordBatch.from_pydict(columns, schema=SCHEMA)


def run(inputs: list[str], output: Path) -> None:
    audit_archive(LengthScorer, inputs, output)


def main(folder: Path, kills: int, seed: int) -> None:
    rows.PART_ROWS = 25
    source = folder / "in"
    source.mkdir()
    for name in ("a.jsonl", "b.jsonl"):
        lines = [json.dumps({"headline": f"Line {i}", name: i}) if i % 7 else "{" for i in range(ROWS)]
        (source / name).write_text("\n".join(lines))
    inputs = [str(source)]
    # Arrow is not put to work in this process: its threads would not outlive a fork.
    references = {}
    for ending in (".parquet", ".csv", ".jsonl"):
        whole = folder / f"whole{ending}"
        seconds, events = _in_child(inputs, whole, None)
        references[ending] = whole.read_bytes()
    random_ = random.Random(seed)
    killed = chains = 0
    while killed < kills:
        ending = random_.choice(list(references))
        output = folder / f"out{chains}{ending}"
        chains += 1
        while killed < kills and _killed(inputs, output, random_, seconds, events):
            killed += 1
        if not output.exists() or output.with_name(output.name + ".parts").exists():
            _in_child(inputs, output, None)
        assert output.read_bytes() == references[ending], f"{output} differs"
        left = sorted(path.name for path in folder.iterdir() if path.name.startswith(output.name))
        assert left == [output.name, f"{output.name}.audit.json"], left
    print(f"{killed} kills, {chains} results, all equal")


def _killed(inputs: list[str], output: Path, random_: random.Random, seconds: float, events: int) -> bool:
    if random_.random() < 0.5:
        return _in_child(inputs, output, random_.randrange(1, events)) is None
    child = _start(inputs, output, None)
    time.sleep(random_.uniform(0.0, seconds))
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _in_child(inputs: list[str], output: Path, kill_at: int | None) -> tuple[float, int] | None:
    start = time.monotonic()
    child = _start(inputs, output, kill_at)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL), code
    count = output.with_name("events")
    return (time.monotonic() - start, int(count.read_text())) if code == 0 else None


def _start(inputs: list[str], output: Path, kill_at: int | None) -> int:
    child = os.fork()
    if child:
        return child
    seen = 0

    def count(event: str, _: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"):
            seen += 1
            if seen == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        run(inputs, output)
        output.with_name("events").write_text(str(seen))
    except BaseException:  # noqa: BLE001 - a forked child must not go on into the parent's code
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
