"""What the service adds to scoring: `/v1/score` beside a bare ASGI application whose fixed answer is as long.

Both run under the same server with one process, take the same request (a headline of ten words over a body of 300) and
are loaded in turn. The scorer is a stand-in that takes 50 microseconds, so that what is measured is the way to it.

    python tests/benchmarks/api.py [--seconds 10] [--rounds 3] [--access-log]

It prints the ratio of requests a second and the latencies at 16 and 64 connections. wrk makes the load where it is
installed, a loop of our own elsewhere, which takes as long as the server does and flatters both.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

CONNECTIONS = (16, 64)
SCORING_SECONDS = 50e-6
HEADLINE = "Minister DESTROYS critics in brutal row over new ferry plan"
BODY = " ".join(["The council met on Monday and heard what the operator had to say."] * 23 + ["It rose."])

_SIZE = "LEVELHED_BENCHMARK_SIZE"


class Load(NamedTuple):
    """Requests a second, and the latencies of half and of 99 in a hundred requests, in milliseconds."""

    rate: float
    p50: float
    p99: float


def stub_app() -> Any:
    """Return the service with a scorer that takes 50 microseconds."""
    from levelhed.model import Scorer
    from levelhed.service.api.app import create_app
    from levelhed.service.logs import configure_logs
    from levelhed.service.settings import Settings

    real = Scorer.load()
    answer = real.score(HEADLINE, BODY)

    def score(*text: object) -> object:
        ends = time.perf_counter() + SCORING_SECONDS
        while time.perf_counter() < ends:
            pass
        return answer

    configure_logs("info")
    stub: Any = SimpleNamespace(score=score, info=real.info, thresholds=real.thresholds)
    return create_app(Settings(), stub)


def bare_app() -> Any:
    """Return an application that reads the request and answers a fixed body."""
    body = b"x" * int(os.environ[_SIZE])
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def main() -> None:
    """Start both, load them in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--access-log", action="store_true", help="log each request, as the service does by default")
    options = parser.parse_args()
    request = json.dumps({"headline": HEADLINE, "body": BODY}).encode()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "post.lua"
        script.write_text(
            f"wrk.method='POST'\nwrk.headers['content-type']='application/json'\nwrk.body=[[{request.decode()}]]"
        )
        own, port = _start("stub_app", LEVELHED_ACCESS_LOG=str(options.access_log))
        size = len(
            urlopen(Request(f"http://127.0.0.1:{port}/v1/score", request, {"content-type": "application/json"})).read()
        )
        bare, bare_port = _start("bare_app", **{_SIZE: str(size)})
        try:
            log = "on" if options.access_log else "off"
            print(f"request {len(request):,} bytes, answer {size:,} bytes, access log {log}")
            for connections in CONNECTIONS:
                loads: dict[int, list[Load]] = {port: [], bare_port: []}
                for _ in range(options.rounds):
                    for at in (bare_port, port):
                        loads[at].append(_load(at, connections, options.seconds, script, request))
                _print(connections, loads[port], loads[bare_port])
        finally:
            for process in (own, bare):
                process.terminate()
                process.wait()


def _print(connections: int, own: list[Load], bare: list[Load]) -> None:
    ours, theirs = (Load(*(median(column) for column in zip(*loads, strict=True))) for loads in (own, bare))
    print(f"{connections} connections")
    for name, load in (("bare ASGI", theirs), ("/v1/score", ours)):
        tail = load.p99 / load.p50
        print(f"  {name}  {load.rate:8,.0f}/s   p50 {load.p50:6.2f} ms   p99 {load.p99:6.2f} ms   p99/p50 {tail:.1f}")
    ratios = ", ".join(f"{a.rate / b.rate:.2f}" for a, b in zip(own, bare, strict=True))
    more = 1e6 / ours.rate - 1e6 / theirs.rate
    print(f"  ratio {ours.rate / theirs.rate:.2f} (rounds: {ratios}); {more:.0f} us more a request, 50 of them scoring")


def _start(app: str, **environment: str) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    http = "levelhed.service.protocol:PromptProtocol" if app == "stub_app" else "httptools"
    code = (
        f"import sys, uvicorn; sys.path.insert(0, {str(Path(__file__).parent)!r});"
        f"uvicorn.run('api:{app}', factory=True, port={port}, http='{http}', ws='none',"
        "log_config=None, access_log=False)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    )
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, port
        time.sleep(0.1)
    raise SystemExit(f"{app} did not start")


def _load(port: int, connections: int, seconds: float, script: Path, request: bytes) -> Load:
    if shutil.which("wrk"):
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", "-s", str(script)]
        told = subprocess.run(
            [*command, f"http://127.0.0.1:{port}/v1/score"], capture_output=True, text=True, check=True
        ).stdout
        if "Non-2xx" in told or "Socket errors" in told:
            raise SystemExit(told)
        return Load(float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]), _latency(told, 50), _latency(told, 99))  # type: ignore[index]
    return asyncio.run(_load_ourselves(port, connections, seconds, request))


def _latency(told: str, share: int) -> float:
    number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s)", told).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 1e-3, "ms": 1.0, "s": 1e3}[unit]


async def _load_ourselves(port: int, connections: int, seconds: float, request: bytes) -> Load:
    fields = f"host: x\r\ncontent-type: application/json\r\ncontent-length: {len(request)}"
    head = f"POST /v1/score HTTP/1.1\r\n{fields}\r\n\r\n"
    took: list[float] = []
    ends = time.perf_counter() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (started := time.perf_counter()) < ends:
            writer.write(head.encode() + request)
            answer = await reader.readuntil(b"\r\n\r\n")
            if not answer.startswith(b"HTTP/1.1 200"):
                raise SystemExit(answer)
            await reader.readexactly(int(re.search(rb"content-length: (\d+)", answer)[1]))  # type: ignore[index]
            took.append(time.perf_counter() - started)
        writer.close()

    await asyncio.gather(*(one() for _ in range(connections)))
    took.sort()
    return Load(len(took) / seconds, 1e3 * took[len(took) // 2], 1e3 * took[int(len(took) * 0.99)])


if __name__ == "__main__":
    main()
