"""Every page's main path in a real browser, looked at by axe in both themes and at both widths."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from levelhed.data import sample
from playwright.sync_api import Page, expect

from .conftest import SCREENSHOTS, Open, record_decision, settle

CALM = "Council approves winter ferry timetable"
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
_PLOTTED = """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg text")].map(text => [
    text.textContent,
    getComputedStyle(text).fill,
    getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor,
])"""


def _check(page: Page) -> None:
    expect(page.locator(".lh-gauge .verdict")).to_contain_text("Sensational")
    expect(page.get_by_text("Louder than 100% of its own story")).to_be_visible()
    expect(
        page.locator("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas").first
    ).to_be_visible()


def _compare(page: Page) -> None:
    box = page.get_by_label("Add a headline")
    for headline in (CALM, "You won't BELIEVE what the council did to this island"):
        box.fill(headline)
        box.press("Enter")
        expect(page.locator(".view .line").filter(has_text=headline)).to_be_visible()
    expect(page.locator(".view .line").first).to_have_text(CALM)


def _article(page: Page) -> None:
    html = f"<html><body><article><h1>{sample.headline()}</h1>{_paragraphs()}</article></body></html>"
    page.locator("input[type=file]").set_input_files(
        {"name": "page.html", "mimeType": "text/html", "buffer": html.encode()}
    )
    expect(page.locator(".page .hed")).to_have_text(sample.headline())
    expect(page.locator(".lh-lines").get_by_text(sample.headline())).to_be_visible()


def _archive(page: Page) -> None:
    page.locator("input[type=file]").set_input_files({"name": "news.csv", "mimeType": "text/csv", "buffer": _news()})
    expect(page.get_by_text("news.csv: 60 rows, 60 scored.")).to_be_visible()
    expect(page.get_by_role("heading", name="The largest gaps")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Figures as CSV").click()
    rows = list(csv.DictReader(download.value.path().open(encoding="utf-8")))
    assert len(rows) == 60
    assert "heat" in rows[0]
    assert "body" not in rows[0]


def _reviews(page: Page) -> None:
    record_decision(page, "Ada")
    page.get_by_role("link", name="Reviews").click()
    expect(page.get_by_role("heading", name="1 of 1 review", exact=True)).to_be_visible()
    page.get_by_test_id("stDataFrame").hover()
    expect(page.get_by_test_id("stElementToolbar").get_by_role("button", name="Fullscreen")).to_be_visible()
    expect(page.get_by_role("button", name="Download as CSV")).to_be_hidden()
    expect(page.get_by_role("button", name="Reviews as CSV")).to_be_visible()


def _model(page: Page) -> None:
    expect(page.get_by_text("Does it matter who is spoken of?")).to_be_visible()
    expect(page.get_by_text("Not to rank or punish people").first).to_be_visible()


PATHS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "check": ("", _check),
    "compare": ("compare", _compare),
    "article": ("article", _article),
    "archive": ("archive", _archive),
    "reviews": ("", _reviews),
    "model": ("model", _model),
}


@pytest.mark.parametrize("name", PATHS)
def test_the_main_path_of_a_page_works_for_everybody(open_page: Open, name: str) -> None:
    path, walk = PATHS[name]
    page = open_page(path)
    walk(page)
    settle(page)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("[data-testid=stApp]")).to_have_css("color-scheme", scheme)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert not _overflow(page), f"{name} is wider than {width} pixels"
            found += [f"{scheme} {width}: {violation}" for violation in [*_violations(page), *_pale_words(page)]]
            _photograph(page, f"{name}-{width}-{scheme}.png", width)
    assert not found


def _violations(page: Page) -> list[str]:
    result = Axe().run(page, options=_RULES)
    return [
        f"{violation['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]


def _pale_words(page: Page) -> list[str]:
    """The words of plots that stand out from their ground by less than 4.5:1, which axe does not look at."""
    drawn: list[tuple[str, str, str]] = page.evaluate(_PLOTTED)
    return [
        f"pale: {text} is {colour} on {ground}" for text, colour, ground in drawn if _contrast(colour, ground) < 4.5
    ]


def _contrast(colour: str, ground: str) -> float:
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _overflow(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def _photograph(page: Page, name: str, width: int) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 20, 5000)})
    page.screenshot(path=SCREENSHOTS / name)


def _paragraphs() -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in sample.body().split("\n\n"))


def _news() -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["headline", "body", "outlet", "published"])
    for i in range(60):
        loud = i % 3 == 0
        outlet = "The Gull" if i % 2 else "The Anchor"
        writer.writerow([sample.headline() if loud else CALM, sample.body()[:400], outlet, f"2025-0{1 + i % 4}-01"])
    return file.getvalue().encode()
