from __future__ import annotations

from levelhed.data import sample
from playwright.sync_api import expect

from .conftest import Open, settle


def test_a_reload_keeps_what_was_written_and_another_tab_knows_nothing_of_it(open_page: Open) -> None:
    page = open_page()
    headline, story = page.get_by_label("Headline", exact=True), page.get_by_role("textbox", name="Story")
    headline.fill("Mayor <b>SLAMS</b> critics")
    expect(page.locator(".view .line")).to_have_text("Mayor <b>SLAMS</b> critics")
    story.fill("The mayor answered. Nobody spoke. It rained. The council rose.")
    story.press("Control+Enter")
    expect(page.get_by_text("Nobody spoke.", exact=True)).to_be_visible()
    settle(page)
    page.reload()
    expect(headline).to_have_value("Mayor <b>SLAMS</b> critics")
    expect(story).to_have_value("The mayor answered. Nobody spoke. It rained. The council rose.")
    expect(page.locator(".view .line")).to_have_text("Mayor <b>SLAMS</b> critics")
    # What is written afterwards is kept too, and does not come back as it was before.
    headline.fill("Mayor meets critics")
    expect(page.locator(".view .line")).to_have_text("Mayor meets critics")
    settle(page)
    expect(headline).to_have_value("Mayor meets critics")
    page.reload()
    expect(headline).to_have_value("Mayor meets critics")
    expect(open_page().get_by_label("Headline", exact=True)).to_have_value(sample.headline())


def test_so_do_the_headlines_that_are_compared(open_page: Open) -> None:
    page = open_page("compare")
    box = page.get_by_label("Add a headline")
    for headline in ("Mayor <i>SLAMS</i> critics", "Mayor meets critics"):
        box.fill(headline)
        box.press("Enter")
        expect(page.get_by_role("heading", name=headline).or_(page.get_by_text(headline)).first).to_be_visible()
    page.get_by_role("button", name="Remove").first.wait_for()
    settle(page)
    page.reload()
    for headline in ("Mayor <i>SLAMS</i> critics", "Mayor meets critics", sample.headline()):
        expect(page.locator(".view .line", has_text=headline)).to_have_count(1)


def test_so_does_a_page_that_was_pasted(open_page: Open) -> None:
    page = open_page("article")
    page.get_by_text("Or paste it").click()
    box = page.get_by_label("The page, as text or as HTML")
    box.fill("Mayor SLAMS critics\n\nThe mayor answered. Nobody spoke. It rained. The council rose at noon.")
    box.press("Control+Enter")
    hed = page.locator(".page h2.hed")
    expect(hed).to_have_text("Mayor SLAMS critics")
    settle(page)
    page.reload()
    expect(hed).to_have_text("Mayor SLAMS critics")
