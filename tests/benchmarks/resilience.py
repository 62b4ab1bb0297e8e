"""A worker killed under load, and the whole service stopped under load: who loses an answer.

    python tests/benchmarks/resilience.py [--connections 16]

A killed worker takes the requests it was on with it: the others must answer all the while, and the supervisor must put
another one in its place. After SIGTERM every request that was begun must be answered: with a score, or with a 503 that
says when to come again, which the clients do; a connection may be refused only before a request is sent on it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from server import Server

REQUEST = json.dumps(
    {"headline": "Minister DESTROYS critics", "body": "The council met on Monday. It voted. " * 20}
).encode()
HEAD = f"POST /v1/score HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(REQUEST)}\r\n\r\n"


async def client(port: int, stop: asyncio.Event, seen: Counter[str]) -> None:
    """Send one request after the other, over one connection as long as it holds."""
    writer = None
    while not stop.is_set():
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            seen["refused"] += 1
            await asyncio.sleep(0.05)
            continue
        try:
            writer.write(HEAD.encode() + REQUEST)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length: ")[2].split()[0]))
            seen[head.split()[1].decode()] += 1
            if b"connection: close" in head:
                writer.close()
                writer = None
            if head.split()[1] == b"503":
                await asyncio.sleep(int(head.partition(b"retry-after: ")[2].split()[0]))
        except (OSError, asyncio.IncompleteReadError):
            seen["lost"] += 1
            writer = None
    if writer is not None:
        writer.close()


async def under_load(server: Server, connections: int, act: object, seconds: float) -> Counter[str]:
    """Load the service for two seconds, act, and load it for `seconds` more."""
    stop = asyncio.Event()
    seen: Counter[str] = Counter()
    clients = [asyncio.create_task(client(server.port, stop, seen)) for _ in range(connections)]
    await asyncio.sleep(2)
    act()  # type: ignore[operator]
    await asyncio.sleep(seconds)
    stop.set()
    await asyncio.gather(*clients)
    return seen


def main() -> None:
    """Do both, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        with Server(Path(folder) / "killed", 2, LEVELHED_ACCESS_LOG="false") as server:
            before = server.processes()
            seen = asyncio.run(under_load(server, options.connections, lambda: os.kill(before[0], signal.SIGKILL), 10))
            server.wait_until_ready()
            replaced = len(server.processes()) == 2 and before[0] not in server.processes()
            print(f"kill -9 of one of two workers: {dict(seen)}; replaced: {replaced}")
            failed |= not replaced or seen["lost"] > options.connections or seen["refused"] > 0
        for workers in (1, 2):
            log = Path(folder) / f"stopped{workers}"
            with Server(log, workers, LEVELHED_ACCESS_LOG="false") as server:
                asked = time.monotonic()
                seen = asyncio.run(under_load(server, options.connections, server.process.terminate, 4))
                server.process.wait(timeout=60)
                took = time.monotonic() - asked - 2
                print(f"SIGTERM, {workers} workers: {dict(seen)}; ended after {took:.1f} s")
                failed |= seen["lost"] > 0
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
