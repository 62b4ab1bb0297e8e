"""The dashboard and the API as the commands serve them, and a real browser in front of them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

PATIENCE = 150_000
"""Milliseconds before a test gives up: a browser on a busy machine is slow, and a test of a page that hangs may be."""

SCREENSHOTS = Path(__file__).parents[1] / "screenshots"

_STILL = """() => {
    const places = [...document.querySelectorAll("[data-testid=stElementContainer]")]
        .map(element => Object.values(element.getBoundingClientRect().toJSON()).join())
        .join(" ");
    if (places !== window.places) [window.places, window.since] = [places, performance.now()];
    return performance.now() - window.since > 1000;
}"""
"""Whether every element of a page has been in its place for a second."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def dashboard() -> Iterator[str]:
    """The address of a dashboard that scores by itself."""
    with _serving("dashboard", "/_stcore/health") as url:
        yield url


@pytest.fixture(scope="session")
def api() -> Iterator[str]:
    """The address of the API."""
    with _serving("serve", "/healthz") as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; a module long, as its event loop would be in the way of other tests' own."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, dashboard: str) -> Iterator[Open]:
    """Open a page by its path; a dialog, an error in a script or a request to elsewhere fails the test."""
    wrong: list[str] = []
    contexts = []
    expect.set_options(timeout=PATIENCE)

    def open_page(path: str = "", width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.on("request", lambda r: wrong.append(f"request: {r.url}") if not _is_own(r.url, dashboard) else None)
        page.goto(f"{dashboard}/{path}")
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def settle(page: Page) -> None:
    """Wait until no script of a page runs, all of it is drawn and nothing moves, or a click may land beside its aim."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-testid=stSkeleton]:visible")).to_have_count(0)
    page.wait_for_function(_STILL, polling=100)


def record_decision(page: Page, reviewer: str, reason: str = "") -> None:
    """Record a decision on the headline that is there, and wait until the page says so."""
    page.get_by_text("Record a decision").click()
    page.get_by_label("Your name").fill(reviewer)
    page.get_by_role("textbox", name="Reason").fill(reason)
    settle(page)  # the form has just unfolded
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recorded for this session")).to_be_visible()


def _is_own(url: str, dashboard: str) -> bool:
    return url.startswith((dashboard, dashboard.replace("http", "ws", 1), "data:", "blob:"))


@contextmanager
def _serving(command: str, health: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [sys.executable, "-c", "from levelhed.service.cli import main; main()", command, "--port", str(port)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("LEVELHED_API")}
    process = subprocess.Popen(program, env=own, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{url}{health}", process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the server ended with exit code {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the server did not start within a minute")
