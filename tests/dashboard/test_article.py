from __future__ import annotations

from typing import Any

import pytest
from levelhed.data import sample
from streamlit.testing.v1 import AppTest

from .shown import SCRIPT, read, sent

pytestmark = pytest.mark.usefixtures("one_reader")

PAGE = f"""<html><head><title>Ferry</title><meta name="author" content="<img src=x onerror=alert(1)>"></head>
<body><article><h1>Island FURY over ferry cuts</h1>{"".join(f"<p>{p}</p>" for p in sample.body().split(chr(10) * 2))}
</article></body></html>"""


@pytest.fixture
def article(page: AppTest) -> AppTest:
    return page.run().switch_page("article.py").run()


def _sent(page: AppTest) -> dict[str, Any]:
    [drawn] = sent(page)
    return drawn


def _blocks(page: AppTest) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = _sent(page)["blocks"]
    return blocks


def test_the_page_opens_on_the_sample(article: AppTest) -> None:
    assert not article.exception
    hed = _blocks(article)[0]
    assert hed["kind"] == "hed"
    assert hed["verdict"] == "sensational"
    assert sample.headline() in read(article).text


def test_every_marked_word_has_its_reason_and_the_page_a_legend(article: AppTest) -> None:
    pasted = f"Kicker SHOUTS\n{sample.headline()}\n\n{sample.body()}\n\nTHE BRUTAL CUTS\n\n{sample.body()}"
    article.text_area(key="pasted").set_value(pasted).run()
    marked = [p for b in _blocks(article) for p in b.get("pieces", ()) if "family" in p]
    assert len({p["index"] for p in marked}) == len(marked) > 1
    assert all(p["reason"] and "offer" not in p for p in marked)
    assert {"family": "shout", "text": "shouted"} in _sent(article)["legend"]


def test_a_dropped_page_is_shown_with_its_lines(article: AppTest) -> None:
    article.file_uploader[0].set_value(("page.html", PAGE.encode(), "text/html")).run()
    assert not article.exception
    blocks = _blocks(article)
    assert any(b["kind"] == "hed" and "".join(p["text"] for p in b["pieces"]).startswith("Island FURY") for b in blocks)
    assert sum(b["kind"] == "text" for b in blocks) >= 5
    assert "img" not in read(article).tags


def test_what_was_put_in_last_is_shown(article: AppTest) -> None:
    def hed() -> str:
        [block] = [b for b in _blocks(article) if b["kind"] == "hed"]
        return "".join(p["text"] for p in block["pieces"])

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
    assert "There are no words here to judge." in hed["doubts"]


def test_a_page_that_cannot_be_read_is_refused_in_words(article: AppTest) -> None:
    article.file_uploader[0].set_value(("page.html", b"%PDF-1.7 \x00\x01", "text/html")).run()
    assert not article.exception
    assert not sent(article)
    assert read(article).text


def test_a_script_is_shown_as_text(article: AppTest) -> None:
    article.text_area(key="pasted").set_value(f"{SCRIPT}\n\n{sample.body()}").run()
    assert not article.exception
    assert not read(article).tags & {"script", "img"}


def test_a_line_calmer_than_its_text_has_a_minus_of_its_own(article: AppTest) -> None:
    loud = "Furious critics SLAMMED the brutal, shocking, disgraceful cuts. Savage betrayal, they raged! " * 3
    article.text_area(key="pasted").set_value(f"Council approves winter ferry timetable\n\n{loud}\n\n{loud}").run()
    hed = _blocks(article)[0]
    assert ", −" in hed["says"]
    assert "-" not in hed["says"]
