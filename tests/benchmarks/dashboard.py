"""Milliseconds from the last keystroke to the new score on screen, beside a bare Streamlit app that only echoes.

With ``--rows N`` also: seconds from dropping an archive of N rows to its first plot and to its whole page, beside
`levelhed audit` on the same file, and the most memory the dashboard held.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from levelhed.data import sample
from playwright.sync_api import Browser, Page, expect, sync_playwright

RUNS = 40
PATIENCE = 900_000

_LEVELHED = "from levelhed.service.cli import main; main()"
_ECHO = """import streamlit as st
st.title("Echo")
st.html(f'<p class="echo">{len(st.text_input("Headline", live="60ms"))}</p>')
"""
_WATCH = """(selector) => {
  window.took = [];
  let typed = null, shown = document.querySelector(selector).textContent;
  document.addEventListener("input", () => { typed = performance.now(); }, true);
  new MutationObserver(() => {
    const now = document.querySelector(selector)?.textContent;
    if (now === undefined || now === shown) return;
    shown = now;
    if (typed !== null) requestAnimationFrame(() => { window.took.push(performance.now() - typed); typed = null; });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def main() -> None:
    """Print both medians and their ratio; with ``--rows`` the archive's figures too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--rows", type=int, default=0)
    chosen = parser.parse_args()
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        echo = Path(folder) / "echo.py"
        echo.write_text(_ECHO)
        with _served([sys.executable, "-m", "streamlit", "run", str(echo), "--server.headless=true"]) as (url, _):
            bare = _typing(browser, url, ".echo", chosen.runs)
        with _served([sys.executable, "-c", _LEVELHED, "dashboard"]) as (url, process):
            ours = _typing(browser, url, ".lh-gauge .heat", chosen.runs)
            print(f"keystroke to score {ours:.0f} ms; to a bare echo {bare:.0f} ms; ratio {ours / bare:.1f}")
            if chosen.rows:
                _archive(browser, url, process, Path(folder), chosen.rows)


def _typing(browser: Browser, url: str, selector: str, runs: int) -> float:
    page = browser.new_page()
    page.goto(url)
    box = page.get_by_label("Headline", exact=True)
    expect(page.locator(selector)).to_be_visible(timeout=120_000)
    box.click()
    page.keyboard.press("End")
    page.evaluate(_WATCH, selector)
    for run in range(runs):
        # The mark raises the score and its going lowers it, so that every keystroke has a figure to wait for.
        page.keyboard.press("Backspace" if run % 2 else "!")
        page.wait_for_function("n => window.took.length > n", arg=run, timeout=120_000)
        page.wait_for_timeout(300)
    took = page.evaluate("window.took")
    page.close()
    return statistics.median(took)


def _archive(browser: Browser, url: str, process: subprocess.Popen[bytes], folder: Path, rows: int) -> None:
    archive = folder / "news.csv"
    with archive.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["headline", "body", "outlet"])
        for i in range(rows):
            writer.writerow([f"{sample.headline()} {i}", f"{sample.body()} It was item {i}.", f"Outlet {i % 7}"])
    began = time.perf_counter()
    command = [
        sys.executable,
        "-c",
        _LEVELHED,
        "audit",
        str(archive),
        "--output",
        str(folder / "out.parquet"),
        "--quiet",
    ]
    subprocess.run(command, check=True)
    audit = time.perf_counter() - began
    page = browser.new_page()
    page.goto(f"{url}/archive")
    page.locator("input[type=file]").wait_for(state="attached")
    began = time.perf_counter()
    page.locator("input[type=file]").set_input_files(archive)
    first = _until(page, "[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas", began)
    whole = _until(page, "text=Take it away", began)
    print(
        f"{rows:,} rows: first plot {first:.1f} s, all {whole:.1f} s; levelhed audit {audit:.1f} s; "
        f"ratios {first / audit:.2f} and {whole / audit:.2f}; most memory {_peak(process):.0f} MB"
    )


def _until(page: Page, selector: str, began: float) -> float:
    page.locator(selector).first.wait_for(timeout=PATIENCE)
    return time.perf_counter() - began


def _peak(process: subprocess.Popen[bytes]) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


@contextmanager
def _served(command: list[str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    option = (
        ["--port", str(port)] if "dashboard" in command else [f"--server.port={port}", "--server.address=127.0.0.1"]
    )
    process = subprocess.Popen([*command, *option], stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield url, process
    finally:
        process.terminate()
        process.wait(timeout=20)


if __name__ == "__main__":
    main()
