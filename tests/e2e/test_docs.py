"""The page about the API's contract: all of it is the service's own."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from .conftest import PATIENCE, SCREENSHOTS


def test_the_contract_can_be_read_where_no_other_host_can_be_reached(browser: Browser, api: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{api}/docs")
    expect(page.get_by_text("/v1/score", exact=True)).to_be_visible(timeout=PATIENCE)
    page.get_by_text("/v1/score", exact=True).click()
    expect(page.get_by_role("button", name="Try it out")).to_be_visible(timeout=PATIENCE)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "docs.png")
    page.close()
    assert [url for url in asked if not url.startswith((api, "data:"))] == []
    assert wrong == []
