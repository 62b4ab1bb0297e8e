from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from levelhed.data.articles import MAX_PAGE, Article, read_article
from levelhed.data.errors import InputError

PAGES = Path(__file__).parents[1] / "articles" / "pages"
SENTENCE = "The council met on Monday and agreed to look at the plan again in the spring."
PROSE = f"<p>{SENTENCE}</p><p>It will hear from the engineer, who has drawn up three ways to go about it.</p>"

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _texts(article: Article, kind: str) -> list[str]:
    return [line.text for line in article.lines if line.kind == kind]


def _kind_of(page: bytes | str) -> str:
    with pytest.raises(InputError) as refused:
        read_article(page)
    assert refused.value.where == "page"
    return refused.value.kind


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (b"", "empty"),
        (" \n\t ", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "not_a_page"),
        ("%PDF-1.7", "not_a_page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_page"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_a_page"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "not_a_page"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00", "not_a_page"),
        (b"PK\x03\x04word/document.xml", "not_a_page"),
        (bytes(range(1, 9)) * 200, "not_a_page"),
        (b"x" * (MAX_PAGE + 1), "too_long"),
        ("x\n" * 30_000, "too_long"),
        ("<p>x</p>" * 60_000, "too_long"),
        ("<html><body><nav><a href=/>Home</a> <a href=/news>News</a></nav></body></html>", "no_article"),
        ("Home\nNews\nSport\nSign in\n", "no_article"),
        ("<html><script>" + SENTENCE + "</script></html>", "no_article"),
    ],
)
def test_what_is_no_article_is_refused_by_name(page: bytes | str, kind: str) -> None:
    assert _kind_of(page) == kind


def test_what_is_not_text_is_refused() -> None:
    assert _kind_of(None) == "not_text"  # type: ignore[arg-type]


def test_text_in_which_a_tag_is_named_is_no_html() -> None:
    article = read_article(f"How to use <b> on a page\n\n{SENTENCE}\n\n{SENTENCE} Twice.")
    assert _texts(article, "hed") == ["How to use <b> on a page"]


@pytest.mark.parametrize("hed", ["BMW recalls 3,000 cars", "RIFF over ferries", "GIF89 is no picture"])
def test_a_story_may_begin_as_a_picture_does(hed: str) -> None:
    assert _texts(read_article(f"{hed}\n\n{SENTENCE}\n\n{SENTENCE} Twice.".encode()), "hed") == [hed]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "nonsense"])
def test_the_encoding_is_told_from_the_bytes_whatever_is_declared(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><h1>Café “Zürich” stays</h1>{PROSE}</body></html>'
    assert _texts(read_article(page.encode(encoding)), "hed") == ["Café “Zürich” stays"]


def test_a_page_of_two_encodings_is_read_as_both() -> None:
    page = (
        f"<h1>Café stays open – for now</h1>{PROSE}".encode()
        + b"<p>The owner, Ren\xe9e L\xfcthi, said \x93yes\x94.</p>"
    )
    article = read_article(page)
    assert _texts(article, "hed") == ["Café stays open – for now"]
    assert article.body[-1] == "The owner, Renée Lüthi, said “yes”."


@pytest.mark.parametrize("reads", [lambda page: page, lambda page: re.sub("<[^>]+>", "\n\n", page)])
def test_who_wrote_the_story_is_no_part_of_it(reads: Callable[[str], str]) -> None:
    page = f"<h1>Council to look at plan again</h1>{PROSE}<p>Ann Lee covers Karst. Reach her at alee@ferry.example.</p>"
    assert len(read_article(reads(f"<article>{page}</article>")).body) == 2


def test_nothing_of_scripts_and_styles_and_hidden_elements_is_read() -> None:
    hidden = "".join(
        f"<{tag}>{SENTENCE} In a {tag}.</{tag}>"
        for tag in ("script", "style", "noscript", "template", "textarea", "svg")
    )
    inside = f"<p hidden>{SENTENCE} Hidden.</p><p style='display: none'>{SENTENCE} Not shown.</p>"
    article = read_article(f"<h1>Council looks again</h1>{hidden}{PROSE}{inside}{hidden}")
    assert len(article.body) == 2
    assert len(article.lines) == 1


def test_an_article_after_a_million_open_tags_is_found() -> None:
    article = read_article(f"<html><body>{'<b>' * 900_000}<h1>Council looks again</h1>{PROSE}")
    assert _texts(article, "hed") == ["Council looks again"]
    assert len(article.body) == 2


def test_invisible_characters_are_left_out_and_offsets_stay() -> None:
    page = f"Co\u00adun\u200bcil \u202elooks\u202c again\n\n{SENTENCE}\n\n{SENTENCE} Twice."
    [line] = read_article(page).lines
    assert line.text == "Council looks again"
    assert page[line.start : line.end] == "Co\u00adun\u200bcil \u202elooks\u202c again"


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda p: p.name)
def test_offsets_point_at_what_shows_the_line(page: Path) -> None:
    source = page.read_bytes()
    text = source.decode("windows-1252" if page.name.startswith("latin1") else "utf-8")
    lines = read_article(source).lines
    assert lines
    for line in lines:
        shown = html.unescape(re.sub(r"<[^>]*>", "", text[line.start : line.end]))
        assert "".join(filter(str.isalnum, shown)) == "".join(filter(str.isalnum, line.text))


def test_the_language_is_told_from_the_text() -> None:
    french = "Le conseil municipal a décidé mardi de fermer la bibliothèque deux jours par semaine. "
    assert (
        read_article(f'<html lang="en"><body><h1>Bibliothèque</h1><p>{french * 2}</p></body></html>').language == "fr"
    )


MARK_UP = """<p> </p> <div> </div> <h1> </h1> <h2> <ul> <li> </li> <br> <b> </b> <figure> <figcaption> <article>
</article>
<nav> <script> </script> <style> <!-- --> <table> <td> <a> </a> &amp; &#x202e; &nbsp &#0; <span <? <svg> </body> <html>
<title> <template> <blockquote> ]]> \u200f \u200b • –"""
PIECES = st.sampled_from([*MARK_UP.split(), "<a href=x>", "<p class='", "<meta charset=utf-16>", "\ud800", "\x00"])
TEXTS = st.one_of(st.just(SENTENCE + " "), st.text(max_size=40), st.just("\n\n"), st.just("SHOCK as By Jane Doe "))


@QUICK
@given(st.lists(st.one_of(PIECES, TEXTS), max_size=60).map("".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    _hold(page)


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(page: bytes) -> None:
    _hold(page)


@QUICK
@given(st.lists(st.one_of(TEXTS, st.sampled_from(["\n", "• ", "- ", "\r\n", "\u2028"])), max_size=60).map("".join))
def test_any_text_is_read_or_refused(page: str) -> None:
    _hold(page)


def _hold(page: str | bytes) -> None:
    """Read `page`; what comes out is whole, and nothing but an `InputError` goes wrong."""
    try:
        article = read_article(page)
    except InputError:
        return
    assert article.body
    for line in article.lines:
        assert line.text == " ".join(line.text.split())
        assert any(map(str.isalnum, line.text))
        assert all(0 <= i < len(article.body) for i in line.paragraphs)
        if isinstance(page, str) and line.start is not None and line.end is not None:
            assert 0 <= line.start < line.end <= len(page)
