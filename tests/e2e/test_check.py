from __future__ import annotations

import re
from contextlib import suppress

from levelhed.data import sample
from playwright.sync_api import expect

from .conftest import Open, settle

_APART = """line => {
    const place = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
    };
    const places = [];
    const walk = node => {
        if (node.nodeType === 3) for (let i = 0; i < node.length; i++) places.push([node.data[i], place(node, i)]);
        else if (!node.classList?.contains("card")) node.childNodes.forEach(walk);
    };
    walk(line);
    const apart = [];
    for (let i = 1; i < places.length; i++) {
        const [[a, here], [b, next]] = [places[i - 1], places[i]];
        if (a !== " " && b !== " " && a !== "-" && next.top >= here.bottom - 4) apart.push(a + "|" + b);
    }
    return apart;
}"""
"""The pairs of letters of a headline that no space parts, and yet the end of a line."""


def test_the_score_follows_the_typing_and_the_cursor_stays(open_page: Open) -> None:
    page = open_page()
    box = page.get_by_label("Headline", exact=True)
    heat = page.locator(".lh-gauge .heat")
    before = heat.inner_text()
    box.fill("")
    box.press_sequentially("Council approves winter ferry timetable", delay=30)
    expect(page.locator(".lh-gauge .verdict")).to_contain_text("Measured")
    assert heat.inner_text() != before
    expect(box).to_be_focused()
    expect(box).to_have_value("Council approves winter ferry timetable")
    expect(page.locator(".view .line")).to_have_text("Council approves winter ferry timetable")


def test_the_score_follows_a_story_while_its_box_has_the_focus(open_page: Open) -> None:
    page = open_page()
    story = page.get_by_role("textbox", name="Story")
    story.focus()
    page.keyboard.press("Control+a")
    # As a paste arrives.
    page.evaluate(
        "text => document.execCommand('insertText', false, text)", "The council met. It voted. Nobody spoke. It rained."
    )
    expect(page.get_by_text("It rained.", exact=True)).to_be_visible()
    page.keyboard.type(" It snowed.", delay=30)
    expect(page.get_by_text("It snowed.", exact=True)).to_be_visible()
    expect(story).to_be_focused()
    expect(story).to_have_value("The council met. It voted. Nobody spoke. It rained. It snowed.")


def test_a_word_says_why_and_a_click_takes_its_replacement(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name=re.compile("^DEFIES, shouted")).hover()
    card = page.get_by_role("group", name="About “DEFIES”")
    expect(card).to_contain_text("it shouts")
    card.get_by_role("button", name=re.compile("^Write “defies”")).click()
    expect(page.get_by_label("Headline", exact=True)).to_have_value(sample.headline().replace("DEFIES", "defies"))
    expect(page.get_by_text(f"Before: {sample.headline()}")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Headline", exact=True)).to_have_value(sample.headline())


def test_the_keyboard_alone_is_enough(open_page: Open) -> None:
    page = open_page()
    word = page.get_by_role("button", name=re.compile("^DEFIES, shouted"))
    expect(word).to_be_visible()
    # What is drawn a second time while the page opens loses the focus, so a reader may have to press the key again.
    for _ in range(3):
        page.get_by_label("Headline", exact=True).focus()
        page.keyboard.press("Tab")
        with suppress(AssertionError):
            expect(word).to_be_focused(timeout=5_000)
            break
    expect(word).to_be_focused(timeout=5_000)
    expect(word).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    card = page.get_by_role("group", name="About “DEFIES”")
    expect(card).to_be_hidden()
    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=re.compile("^Write “defies”"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Headline", exact=True)).to_have_value(sample.headline().replace("DEFIES", "defies"))


def test_a_dropped_page_takes_the_place_of_headline_and_story(open_page: Open) -> None:
    page = open_page()
    html = f"<html><body><article><h1>Mayor opens new bridge</h1><p>{sample.body()}</p></article></body></html>"
    page.locator("input[type=file]").set_input_files(
        {"name": "page.html", "mimeType": "text/html", "buffer": html.encode()}
    )
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Mayor opens new bridge")


def test_nothing_to_score_is_said_in_words(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Headline", exact=True).fill(" ")
    expect(page.get_by_role("note").filter(has_text="The headline is empty")).to_be_visible()
    settle(page)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_shut_menu_keeps_the_keyboard_out(open_page: Open) -> None:
    page = open_page(width=390)
    menu = page.get_by_test_id("stSidebar")
    for _ in range(4):
        page.keyboard.press("Tab")
        expect(menu.locator(":focus")).to_have_count(0)
    page.get_by_role("button", name="Expand sidebar").press("Enter")
    expect(menu.get_by_role("link", name="Compare")).to_be_visible()


def test_the_page_that_the_keyboard_is_on_is_outlined(open_page: Open) -> None:
    page = open_page()
    link = page.get_by_role("link", name="Compare")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("outline-style", "solid")


def test_no_line_breaks_between_a_marked_word_and_its_quotation_marks(open_page: Open) -> None:
    page = open_page(width=390)
    headline = "Council's plan is 'heartless', 'brutal' and a \"disgrace\", says furious islander (SHOCKED) - again!"
    page.get_by_label("Headline", exact=True).fill(headline)
    expect(page.locator(".view .line")).to_have_text(headline)
    settle(page)
    words = page.locator(".view .line .word")
    expect(words.filter(has_text="heartless")).to_have_count(1)
    for width in range(320, 480, 20):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".view .line").evaluate(_APART) == []
