from __future__ import annotations

import pytest
from levelhed.data.articles import read_article

FIRST = "The council met on Monday and agreed to look at the plan again in the spring of next year."
SECOND = "It will hear from the engineer, who has drawn up three ways to go about it, before the summer."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def _lines(before: str, body: str = BODY) -> list[tuple[str, str]]:
    page = f"<html><body><article>{before}{body}</article></body></html>"
    return [(line.kind, line.text) for line in read_article(page).lines]


HED = "<h1>Council looks again</h1>"


@pytest.mark.parametrize("name", ["standfirst", "article__dek", "sub-title", "post-excerpt"])
def test_a_line_under_the_hed_that_is_called_a_dek_is_one(name: str) -> None:
    dek = f'<p class="{name}">Three ways to go about it are on the table</p>'
    assert _lines(HED + dek)[1:] == [("dek", "Three ways to go about it are on the table")]


def test_a_kicker_is_called_so_or_stands_just_above_and_is_no_link_of_the_site() -> None:
    head = '<header><span class="kicker">Harbour</span><h1>Council looks again</h1></header>'
    assert _lines(head)[0] == ("kicker", "Harbour")
    assert _lines("<header><p>Harbour</p><h1>Council looks again</h1></header>")[0] == ("kicker", "Harbour")
    assert _lines("<nav><p>Harbour</p></nav><h1>Council looks again</h1>")[0][0] == "hed"
    crumbs = '<header><p class="breadcrumb">Home</p><h1>Council looks again</h1></header>'
    assert _lines(crumbs)[0][0] == "hed"


def test_bullets_above_the_text_are_its_summary_and_a_list_within_it_is_not() -> None:
    bullets = "<ul><li>Three ways are on the table</li><li>A vote is to come</li></ul>"
    assert [kind for kind, _ in _lines(HED + bullets)] == ["hed", "summary", "summary"]
    assert "summary" not in [kind for kind, _ in _lines(HED, BODY + bullets + BODY.replace("plan", "bill"))]


def test_a_caption_is_read_once_and_without_its_credit() -> None:
    figure = "<figure><img src=x><figcaption>The port of Karst at dawn. Photo: Ann Lee</figcaption></figure>"
    lines = _lines(HED + figure, BODY + figure + f"<p>{FIRST.replace('council', 'board')}</p>")
    assert [text for kind, text in lines if kind == "caption"] == ["The port of Karst at dawn."]


def test_nothing_is_read_after_the_heading_that_ends_the_article() -> None:
    after = f"<h2>Leave a Reply</h2><h3>What others said</h3><p>{FIRST.replace('council', 'reader')}</p>"
    assert _lines(HED, BODY + after) == [("hed", "Council looks again")]


def test_the_story_goes_on_after_a_box() -> None:
    more = f"<h2>Why it matters</h2><p>{FIRST.replace('council', 'board')}</p>"
    assert ("crosshead", "Why it matters") in _lines(HED, BODY + "<h3>Related stories</h3>" + more)


SITE = "The Daily Planet"
STORY = "Minister answers critics over harbour plan"


@pytest.mark.parametrize(
    "title", [f"{STORY}{sep}{SITE}" for sep in (" – ", " - ", " — ", ": ", " · ")] + [f"{SITE} | {STORY}"]
)
@pytest.mark.parametrize("more", ["", f'<meta property="og:title" content="{STORY}">'])
@pytest.mark.parametrize(
    "name",
    [
        f'<h1><a href="/">{SITE}</a></h1>',
        f'<h1><a href="https://planet.example/">{SITE}</a></h1>',
        f'<h1 class="site-title">{SITE}</h1>',
        f"<h1>{SITE}</h1>",
    ],
)
def test_the_site_s_name_is_no_hed_though_the_title_ends_with_it(title: str, more: str, name: str) -> None:
    story = f'<article class="post"><h2 class="entry-title">{STORY}</h2>{BODY}</article>'
    page = f"<html><head><title>{title}</title>{more}</head><body><header>{name}</header>{story}</body></html>"
    assert [line.text for line in read_article(page).lines] == [STORY]


@pytest.mark.parametrize("link", ["", "/2024/council-looks-again", "#top"])
def test_a_hed_that_is_a_link_is_one(link: str) -> None:
    assert _lines(f'<h1><a href="{link}">Council looks again</a></h1>') == [("hed", "Council looks again")]


def test_a_hed_is_told_by_most_of_a_title() -> None:
    hed = "Council looks again at the harbour"
    page = f"<head><title>{hed} News</title></head><h1>Harbour</h1><article><h2>{hed}</h2>{BODY}</article>"
    assert ("hed", hed) in [(line.kind, line.text) for line in read_article(page).lines]
