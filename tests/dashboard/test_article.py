from __future__ import annotations

import json

import pytest
from levelhed.data import sample
from streamlit.testing.v1 import AppTest

from .shown import SCRIPT, read

pytestmark = pytest.mark.usefixtures("one_reader")

PAGE = f"""<html><head><title>Ferry</title><meta name="author" content="<img src=x onerror=alert(1)>"></head>
<body><article><h1>Island FURY over ferry cuts</h1>{"".join(f"<p>{p}</p>" for p in sample.body().split(chr(10) * 2))}
</article></body></html>"""


@pytest.fixture
def article(page: AppTest) -> AppTest:
    return page.run().switch_page("article.py").run()


def _blocks(page: AppTest) -> list[dict[str, object]]:
    [component] = page.get("bidi_component")
    blocks: list[dict[str, object]] = json.loads(component.proto.json)["blocks"]
    return blocks


def test_the_page_opens_on_the_sample(article: AppTest) -> None:
    assert not article.exception
    hed = _blocks(article)[0]
    assert hed["kind"] == "hed"
    assert hed["verdict"] == "sensational"
    assert sample.headline() in read(article).text


def test_a_dropped_page_is_shown_with_its_lines(article: AppTest) -> None:
    article.file_uploader[0].set_value(("page.html", PAGE.encode(), "text/html")).run()
    assert not article.exception
    blocks = _blocks(article)
    assert any(b["kind"] == "hed" and "".join(p["text"] for p in b["pieces"]).startswith("Island FURY") for b in blocks)  # type: ignore[attr-defined]
    assert sum(b["kind"] == "text" for b in blocks) >= 5
    assert "img" not in read(article).tags


def test_what_was_put_in_last_is_shown(article: AppTest) -> None:
    def hed() -> str:
        [block] = [b for b in _blocks(article) if b["kind"] == "hed"]
        return "".join(p["text"] for p in block["pieces"])  # type: ignore[attr-defined]

    article.file_uploader[0].set_value(("page.html", PAGE.encode(), "text/html")).run()
    article.text_area(key="pasted").set_value(f"Ferry plan approved\n\n{sample.body()}").run()
    assert hed() == "Ferry plan approved"
    assert "This is the page that was pasted" in read(article).text
    article.file_uploader[0].set_value(("other.html", PAGE.encode(), "text/html")).run()
    assert hed().startswith("Island FURY")
    article.file_uploader[0].clear().run()
    assert hed() == "Ferry plan approved"


def test_a_line_that_cannot_be_judged_says_so(article: AppTest) -> None:
    article.text_area(key="pasted").set_value(f"12345 67890\n\n{sample.body()}").run()
    [hed] = [b for b in _blocks(article) if b["kind"] == "hed"]
    assert "There are no words here to judge." in hed["doubts"]  # type: ignore[operator]


def test_a_page_that_cannot_be_read_is_refused_in_words(article: AppTest) -> None:
    article.file_uploader[0].set_value(("page.html", b"%PDF-1.7 \x00\x01", "text/html")).run()
    assert not article.exception
    assert not article.get("bidi_component")
    assert read(article).text


def test_a_script_is_shown_as_text(article: AppTest) -> None:
    article.text_area(key="pasted").set_value(f"{SCRIPT}\n\n{sample.body()}").run()
    assert not article.exception
    assert not read(article).tags & {"script", "img"}
