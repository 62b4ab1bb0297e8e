from __future__ import annotations

from levelhed.data.articles import read_article


def test_places_are_looked_up_only_where_they_are_asked_for(article_page: str) -> None:
    with_places, without = read_article(article_page), read_article(article_page, places=False)
    [hed] = [line for line in with_places.lines if line.kind == "hed"]
    assert article_page[hed.start : hed.end] == hed.text
    assert [(line.kind, line.text) for line in without.lines] == [(line.kind, line.text) for line in with_places.lines]
    assert {(line.start, line.end) for line in without.lines} == {(None, None)}
    assert without.body == with_places.body


def test_a_short_story_among_much_furniture_is_still_found() -> None:
    menu = "".join(f"<li><a href='/{i}'>Section {i}</a></li>" for i in range(60))
    page = (
        f"<html><body><ul>{menu}</ul><div><h1>Ferry late</h1>"
        "<p>The morning ferry was twenty minutes late on Monday.</p><p>Nobody was hurt.</p>"
        f"</div><ul>{menu}</ul></body></html>"
    )
    assert read_article(page).body == ("The morning ferry was twenty minutes late on Monday.", "Nobody was hurt.")
