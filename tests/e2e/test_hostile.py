"""What is put in is shown and never run: headline, story, a cell of an archive, an author's name."""

from __future__ import annotations

import csv
import io

from levelhed.data import sample
from playwright.sync_api import Page, expect

from .conftest import Open, record_decision, settle

SCRIPT = (
    "<script>window.stung=1;alert(1)</script><img src=x onerror='window.stung=1;alert(2)'> <b>BOLD</b> ![x](/x.png)"
)

# Every element of the page and of its components' shadow trees.
_COUNT = """() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const foreign = all(document.body).filter((e) =>
    (e.tagName === "IMG" && /(^|\\/)x(\\.png)?$/.test(e.getAttribute("src") || "")) ||
    (e.tagName === "SCRIPT" && e.textContent.includes("stung")) ||
    (e.tagName === "B" && e.textContent === "BOLD"));
  return [foreign.length, window.stung || 0];
}"""


def _assert_unharmed(page: Page) -> None:
    settle(page)
    assert page.evaluate(_COUNT) == [0, 0]


def test_a_headline_and_a_story_are_text(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("textbox", name="Story").fill(f"{SCRIPT} was shown. {sample.body()}")
    page.get_by_role("textbox", name="Story").blur()
    page.get_by_label("Headline", exact=True).fill(SCRIPT)
    expect(page.locator(".view .line")).to_have_text(SCRIPT)
    page.locator(".view .line").get_by_role("button").first.hover()
    expect(page.locator(".view .card")).to_be_visible()
    _assert_unharmed(page)
    page.get_by_role("link", name="Compare").click()
    expect(page.get_by_label("Add a headline")).to_be_visible()
    page.get_by_label("Add a headline").fill(f"Another {SCRIPT}")
    page.get_by_label("Add a headline").press("Enter")
    expect(page.locator(".view .line").filter(has_text="Another <script>")).to_be_visible()
    _assert_unharmed(page)


def test_a_reviewer_is_text(open_page: Open) -> None:
    page = open_page()
    record_decision(page, SCRIPT, SCRIPT)
    page.get_by_role("link", name="Reviews").click()
    expect(page.get_by_role("heading", name="1 of 1 review", exact=True)).to_be_visible()
    expect(page.locator("canvas [role=gridcell]").filter(has_text="<script>").first).to_be_attached()
    _assert_unharmed(page)


def test_a_cell_and_an_author_of_an_archive_are_text(open_page: Open) -> None:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["headline", "body", "author"])
    for _ in range(12):
        writer.writerow([SCRIPT, sample.body()[:300], SCRIPT])
    page = open_page("archive")
    page.locator("input[type=file]").set_input_files(
        {"name": "<img src=x>.csv", "mimeType": "text/csv", "buffer": file.getvalue().encode()}
    )
    expect(page.get_by_text("12 rows, 12 scored.")).to_be_visible()
    expect(page.locator(".lh-lines").get_by_text(SCRIPT)).to_be_visible()
    page.get_by_text("As a table").click()
    expect(page.locator("canvas [role=gridcell]").filter(has_text="<script>").first).to_be_attached()
    _assert_unharmed(page)


def test_an_articles_author_and_lines_are_text(open_page: Open) -> None:
    page = open_page("article")
    quoted = SCRIPT.replace("<", "&lt;")
    html = (
        f'<html><head><meta name="author" content="{quoted}"></head><body><article><h1>{quoted}</h1>'
        + "".join(f"<p>{paragraph}</p>" for paragraph in sample.body().split("\n\n"))
        + f"<p>{quoted} was all that the page had to say about it.</p></article></body></html>"
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "page.html", "mimeType": "text/html", "buffer": html.encode()}
    )
    expect(page.locator(".page .hed")).to_contain_text("<script>")
    _assert_unharmed(page)
