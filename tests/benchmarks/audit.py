"""An audit end to end beside what others would do with the same rows; every figure from one run on one machine.

usage: python tests/benchmarks/audit.py [--rows 1000000] [--small 100000] [--peer-rows 2000] [--skip-peers]

Prints rows per second and ratios: reading the columns alone, one worker and two, peak memory of all processes at
`--small` and `--rows` rows, VADER sentence by sentence, and a TF-IDF and logistic regression pipeline in pandas (peers
on `--peer-rows` rows). Needs Linux, vaderSentiment, pandas and scikit-learn.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from levelhed.data import sample

GROUP_ROWS = 20_000
CHUNK = 10_000


def write_rows(path: Path, count: int) -> None:
    """Write `count` rows of a 10-word headline and a 300-word body, in row groups of 20,000."""
    random_ = random.Random(20)
    sentences = [s.strip() + "." for s in sample.body().replace("\n", " ").split(".") if s.strip()]
    words = sorted({w for s in sentences for w in s.rstrip(".").split()})
    schema = pa.schema([("headline", pa.string()), ("body", pa.string()), ("outlet", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, count, GROUP_ROWS):
            rows = range(start, min(count, start + GROUP_ROWS))
            bodies = []
            for _ in rows:
                body: list[str] = []
                while len(body) < 300:
                    body += random_.choice(sentences).split()
                bodies.append(" ".join(body[:300]))
            headlines = [" ".join(random_.choices(words, k=10)).capitalize() for _ in rows]
            outlets = [f"Outlet {i % 40}" for i in rows]
            writer.write_table(pa.table([headlines, bodies, outlets], schema=schema), row_group_size=GROUP_ROWS)


def read_columns(path: Path) -> None:
    """Merely read the two columns that a score needs."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(CHUNK, columns=["headline", "body"]):
            assert batch.num_rows


def audit(path: Path, workers: int) -> int:
    """Run the command; return the peak of the memory of all its processes together, in bytes."""
    output = path.with_name("out.parquet")
    code = "from levelhed.service.cli import main; main()"
    options = ["--output", str(output), "--workers", str(workers), "--quiet", "--restart"]
    with subprocess.Popen([sys.executable, "-c", code, "audit", str(path), *options]) as process:
        peak = _watch(process)
    assert process.returncode == 0
    assert pq.ParquetFile(output).metadata.num_rows == pq.ParquetFile(path).metadata.num_rows
    return peak


def vader(path: Path, rows: int) -> None:
    """Score headline and every sentence of the body with VADER, in a plain loop."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    for row in next(pq.ParquetFile(path).iter_batches(rows)).to_pylist():
        for sentence in [row["headline"], *row["body"].split(".")]:
            analyzer.polarity_scores(sentence)


def tfidf(path: Path, rows: int) -> None:
    """Classify headline and body with TF-IDF and logistic regression, from pandas; fitting is not timed."""
    frame = pq.read_table(path).slice(0, rows).to_pandas()
    model = _fitted()
    frame["headline_score"] = model.predict_proba(frame["headline"])[:, 1]
    frame["body_score"] = model.predict_proba(frame["body"])[:, 1]


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--peer-rows", type=int, default=2_000)
    parser.add_argument("--skip-peers", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.parquet", Path(folder) / "large.parquet"
        write_rows(small, given.small)
        write_rows(large, given.rows)
        reading = _timed("read the columns with pyarrow", given.rows, lambda: read_columns(large))
        peaks: dict[str, int] = {}
        one = _timed("audit, one worker", given.small, lambda: peaks.update(one=audit(small, 1)))
        two_small = _timed("audit, two workers", given.small, lambda: peaks.update(small=audit(small, 2)))
        two = _timed("audit, two workers", given.rows, lambda: peaks.update(large=audit(large, 2)))
        print(f"two workers / one:           {one / two_small:6.2f} times as fast")
        print(f"audit / reading the columns: {two / reading:6.1f} times as long")
        print(f"peak memory: {peaks['small'] / 1e6:,.0f} MB at {given.small:,} rows, {peaks['large'] / 1e6:,.0f} MB at")
        print(f"  {given.rows:,} rows ({peaks['large'] / peaks['small']:.2f} times), all processes together")
        if given.skip_peers:
            return
        _fitted()
        rows = min(given.peer_rows, given.small)
        for name, peer in (("VADER, sentence by sentence", vader), ("TF-IDF and logistic regression", tfidf)):
            seconds = _timed(name, rows, lambda peer=peer: peer(small, rows))  # type: ignore[misc]
            print(f"  one core; the audit on one takes {one / seconds:.2f} times as long a row")


def _timed(name: str, rows: int, run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    print(f"{name:34} {rows:9,} rows {seconds:9.2f} s {rows / seconds:10,.0f} rows/s", flush=True)
    return seconds / rows


def _watch(process: subprocess.Popen[bytes]) -> int:
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(0.1)
    return peak


def _resident(root: int) -> int:
    """Bytes of memory of a process and all that it started, pages that they share counted for each."""
    parents, pages = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of a process stands in brackets, and may hold anything.
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)], pages[int(stat.parent.name)] = int(fields[1]), int(fields[21])
    tree = {root}
    while more := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return sum(pages.get(pid, 0) for pid in tree) * os.sysconf("SC_PAGE_SIZE")


_MODEL: list[object] = []


def _fitted():  # type: ignore[no-untyped-def]
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    if not _MODEL:
        lines = [line for line in sample.body().split(".") if line.strip()] * 50
        model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=200))
        _MODEL.append(model.fit(lines, [i % 2 for i in range(len(lines))]))
    return _MODEL[0]


if __name__ == "__main__":
    main()
