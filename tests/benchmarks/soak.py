"""Mixed load with bad requests in between: no answer that was not asked for, flat memory, nothing left open.

    python tests/benchmarks/soak.py [--minutes 10] [--connections 64] [--workers 1]

Good and bad requests of every kind, each with the status it must get, and clients that go away half-way. It prints the
resident memory and the open files after the first minute (or a tenth of the time) and at the end, and fails where an
answer has another status, memory grew by more than 5%, or a file or socket stays open.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from server import Server

JSON = "content-type: application/json"
BODY = "The council met on Monday. It heard what the operator had to say, and voted for the plan. " * 8


def kinds() -> list[tuple[str, str, str, bytes, int]]:
    """Return requests: method, path, header, body, and the status each must get."""
    good = json.dumps({"headline": "Minister DESTROYS critics", "body": BODY}).encode()
    batch = json.dumps({"items": [{"headline": f"Council meets {i}"} for i in range(20)] + [{"headline": ""}]}).encode()
    headlines = ["Council DEFIES residents!", "Council votes for plan"]
    compare = json.dumps({"body": BODY, "headlines": headlines}).encode()
    lines = b"".join(json.dumps({"headline": f"Ferry plan {i}"}).encode() + b"\n" for i in range(50)) + b"{bad\n"
    return [
        *[("POST", "/v1/score", JSON, good, 200)] * 8,
        ("POST", "/v1/score", JSON, json.dumps({"headline": "Council meets"}).encode(), 200),
        ("POST", "/v1/score/batch", JSON, batch, 200),
        ("POST", "/v1/compare", JSON, compare, 200),
        ("POST", "/v1/score/stream", "content-type: application/x-ndjson", lines, 200),
        ("GET", "/healthz", "accept: */*", b"", 200),
        ("GET", "/metrics", "accept: */*", b"", 200),
        ("POST", "/v1/score", JSON, b"{broken", 422),
        ("POST", "/v1/score", JSON, b'{"headline": "a\\u0000b"}', 422),
        ("POST", "/v1/score", JSON, b'{"headline": "a\\ud800b"}', 422),
        ("POST", "/v1/score", "content-type: text/plain", good, 415),
        ("POST", "/v1/score", JSON, b'{"headline": "' + b"a" * 2_000_000 + b'"}', 413),
        ("POST", "/v1/compare", JSON, b'{"headlines": ["one"]}', 422),
        ("DELETE", "/v1/score", "accept: */*", b"", 405),
        ("GET", "/nowhere", "accept: */*", b"", 404),
        ("GET", "/healthz", f"x-long: {'a' * 20_000}", b"", 431),
    ]


async def load(port: int, connections: int, seconds: float, wrong: Counter[str]) -> Counter[int]:
    """Send requests over `connections` for `seconds`; count the statuses, and what was not as it must be."""
    ends = time.monotonic() + seconds
    seen: Counter[int] = Counter()
    await asyncio.gather(*(_client(port, ends, random.Random(i), seen, wrong) for i in range(connections)))
    return seen


async def _client(port: int, ends: float, chance: random.Random, seen: Counter[int], wrong: Counter[str]) -> None:
    choices = kinds()
    writer = None
    while time.monotonic() < ends:
        method, path, header, body, expected = chance.choice(choices)
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            length = f"content-length: {len(body)}\r\n" if method == "POST" else ""
            writer.write(f"{method} {path} HTTP/1.1\r\nhost: x\r\n{header}\r\n{length}\r\n".encode())
            if chance.random() < 0.02:
                writer.write(body[: len(body) // 2])
                writer.close()  # gone half-way
                writer = None
                continue
            writer.write(body)
            status, keep = await asyncio.wait_for(_answer(reader), 60)
            seen[status] += 1
            if status != expected:
                wrong[f"{method} {path}: {status} in place of {expected}"] += 1
        except (OSError, asyncio.IncompleteReadError) as error:
            # A request that is refused before it was sent whole may end in a reset; no other one may.
            if expected not in (413, 431):
                wrong[f"{method} {path}: {type(error).__name__}"] += 1
            keep = False
        except TimeoutError:
            wrong[f"{method} {path}: no answer in 60 s"] += 1
            keep = False
        if not keep and writer is not None:
            writer.close()
            writer = None
    if writer is not None:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split()[1])
    if length := re.search(r"content-length: (\d+)", head):
        await reader.readexactly(int(length[1]))
    elif "chunked" in head:
        while (size := int((await reader.readline()).strip() or b"0", 16)) > 0:
            await reader.readexactly(size + 2)
        await reader.readline()
    return status, "connection: close" not in head


def main() -> None:
    """Run the load and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    seconds = 60.0 * options.minutes
    first = min(60.0, seconds / 10)
    wrong: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        limits = {"LEVELHED_MAX_REQUEST_BYTES": "1000000", "LEVELHED_ACCESS_LOG": "false"}
        with Server(log, options.workers, **limits) as server:
            idle = server.open_files()
            seen = asyncio.run(load(server.port, options.connections, first, wrong))
            before = server.memory()
            seen += asyncio.run(load(server.port, options.connections, seconds - first, wrong))
            after = server.memory()
            time.sleep(2)  # what was closed here is closed there
            left = server.open_files()
        errors = log.read_text().count('"level": "error"')
    growth = after / before - 1
    print(f"{seen.total():,} answers, by status: {dict(sorted(seen.items()))}")
    print(f"resident {before / 1e6:.0f} MB after {first:.0f} s, {after / 1e6:.0f} MB at the end ({growth:+.1%})")
    print(f"open files {idle} before, {left} after; {errors} errors in the log")
    for told, count in wrong.most_common(20):
        print(f"  not asked for, {count} times: {told}")
    sys.exit(1 if wrong or growth > 0.05 or left > idle or errors else 0)


if __name__ == "__main__":
    main()
