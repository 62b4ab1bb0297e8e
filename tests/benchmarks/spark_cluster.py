"""An audit on a real Spark cluster on loopback: a master and two workers, one of them killed during the run.

usage: python tests/benchmarks/spark_cluster.py [--rows 20000]

Prints the time a row beside the local backend's with two workers, once Spark has started, and fails unless both results
are the same to the byte, the one with a worker killed included.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from levelhed.model import Scorer
from levelhed.service.audit import LocalBackend, audit_archive
from levelhed.service.spark import open_session, score_frame
from levelhed.service.spark_audit import SparkBackend

sys.path.insert(0, str(Path(__file__).parent))
from audit import write_rows

GROUPS = 12


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for i in range(GROUPS):
            write_rows(folder / f"in{i:02d}.parquet", rows // GROUPS)
        inputs = [str(folder / "in*.parquet")]
        load = partial(Scorer.load, "fast")
        start = time.perf_counter()
        audit_archive(load, inputs, folder / "local.parquet", backend=LocalBackend(2))
        local = time.perf_counter() - start
        print(f"local, two workers: {1e6 * local / rows:9.0f} us a row", flush=True)
        cluster = _Cluster(folder)
        try:
            session = open_session(cluster.master)
            # Started: the executors' Python runs, and holds the weights.
            score_frame(session.createDataFrame([("A headline",)] * 8, "headline string").repartition(8)).collect()
            for result, kill in (("spark", False), ("killed", True)):
                start = time.perf_counter()
                backend = SparkBackend(cluster.master)
                if kill:
                    threading.Timer(0.3 * local, cluster.kill_worker).start()
                audit_archive(load, inputs, folder / f"{result}.parquet", backend=backend)
                seconds = time.perf_counter() - start
                told = f"{1e6 * seconds / rows:9.0f} us a row, {seconds / local:.2f} times the local time"
                print(f"Spark{', a worker killed' if kill else ''}: {told}", flush=True)
                same = (folder / f"{result}.parquet").read_bytes() == (folder / "local.parquet").read_bytes()
                print(f"  the same bytes: {same}")
                assert same
            session.stop()
        finally:
            cluster.stop()


class _Cluster:
    """A master and two workers of one core each, in processes of their own."""

    def __init__(self, folder: Path) -> None:
        from pyspark.find_spark_home import _find_spark_home

        self._home = _find_spark_home()
        self._folder = folder
        port = _free_port()
        self.master = f"spark://127.0.0.1:{port}"
        where = ["--host", "127.0.0.1"]
        self._processes = [self._start("master.Master", *where, "--port", str(port), "--webui-port", str(_free_port()))]
        _wait_for(port)
        for i in range(2):
            options = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work{i}")]
            options += ["--webui-port", str(_free_port())]
            self._processes.append(self._start("worker.Worker", *where, *options, self.master))

    def kill_worker(self) -> None:
        """End one worker outright, and what runs on it."""
        print("  killing a worker", flush=True)
        os.killpg(self._processes.pop().pid, signal.SIGKILL)

    def stop(self) -> None:
        """End all of it."""
        for process in self._processes:
            os.killpg(process.pid, signal.SIGKILL)

    def _start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        log = (self._folder / f"{name}{len(options)}.log").open("ab")
        return subprocess.Popen(
            [str(Path(self._home) / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *options],
            start_new_session=True,
            stdout=log,
            stderr=log,
            env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable},
        )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the master does not answer")


if __name__ == "__main__":
    main()
