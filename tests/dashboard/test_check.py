from __future__ import annotations

import io
import re
from typing import Any

import pytest
from levelhed.dashboard.gauge import DOUBTED, VERDICTS
from levelhed.data import sample
from levelhed.model import Scorer
from streamlit.testing.v1 import AppTest

from .shown import SCRIPT, read, sent

pytestmark = pytest.mark.usefixtures("one_reader")

_PAGE = f"""<html><body><article><h1>Mayor opens new bridge</h1>
{"".join(f"<p>{p}</p>" for p in sample.body().split(chr(10) * 2))}</article></body></html>""".encode()


def _drawn(page: AppTest) -> list[dict[str, Any]]:
    """The pieces of the headline that the browser is sent."""
    [headline] = sent(page)
    pieces: list[dict[str, Any]] = headline["pieces"]
    return pieces


def test_the_page_opens_on_the_sample_and_shows_its_score(page: AppTest, scorer: Scorer) -> None:
    page.run()
    assert not page.exception
    score = scorer.score(sample.headline(), sample.body())
    assert f"heat{score.heat:.0f}" in read(page).text
    assert any(f"Louder than {score.percentile:.0f}%" in s.value for s in page.subheader)
    assert "".join(piece["text"] for piece in _drawn(page)) == sample.headline()
    [shouted] = [piece for piece in _drawn(page) if piece.get("family") == "shout"]
    assert shouted["text"] == "DEFIES"
    assert shouted["offer"] == "Write “defies”"


@pytest.mark.parametrize("headline", ["12345 67890", "Rovers 2, United 1; Town 0, City 3; Albion 4, Vale 4"])
def test_no_verdict_is_praised_where_the_model_should_not_judge(page: AppTest, headline: str) -> None:
    page.run().text_input(key="headline").set_value(headline).run()
    text = read(page).text
    assert DOUBTED in text
    assert not any(sentence in text for sentence in VERDICTS.values())


def test_the_score_follows_the_headline(page: AppTest, scorer: Scorer) -> None:
    headline = "Council approves winter ferry timetable"
    page.run().text_input(key="headline").set_value(headline).run()
    assert f"heat{scorer.score(headline, sample.body()).heat:.0f}" in read(page).text


def test_without_a_story_there_is_nothing_to_be_louder_than(page: AppTest) -> None:
    page.run().text_area(key="body").set_value("").run()
    assert not page.exception
    assert "Paste the story" in read(page).text
    assert not any("Louder than" in s.value for s in page.subheader)


def test_a_replacement_is_taken_and_taken_back(page: AppTest) -> None:
    page.run().button(key="use-1").click().run()
    changed = page.text_input(key="headline").value
    assert changed != sample.headline()
    assert f"Before: {sample.headline()}" in read(page).text
    [undo] = [b for b in page.button if b.label == "Undo"]
    undo.click().run()
    assert page.text_input(key="headline").value == sample.headline()


def test_a_verdict_that_stays_is_not_said_to_change(page: AppTest) -> None:
    page.run().text_input(key="headline").set_value("Council DEFIES furious critics in BRUTAL, SHAMEFUL raid!").run()
    page.button(key="use-2").click().run()
    assert "(still sensational)" in read(page).text


def test_an_edit_that_takes_off_nothing_to_speak_of_is_not_listed(page: AppTest) -> None:
    headline = "DISGRACEFUL council BETRAYS and DESTROYS island with SHAMEFUL, brutal, VICIOUS cuts!!!"
    page.run().text_input(key="headline").set_value(headline).run()
    text = read(page).text
    assert "→" in text
    assert "−0" not in text


def test_a_change_is_the_difference_of_the_figures_as_they_are_shown(page: AppTest) -> None:
    for headline in (
        sample.headline(),
        "Council's shocking, brutal ferry cuts!",
        "Is the council LYING about ferry cuts?",
    ):
        page.run().text_input(key="headline").set_value(headline).run()
        html = "".join(element.value for element in page.get("html"))
        said = re.findall(r"<b>([+−]\d+)</b>&ensp;heat (\d+) → (\d+)", html)
        assert said
        assert all(int(drop.replace("−", "-")) == int(after) - int(before) for drop, before, after in said)


def test_the_room_for_edits_says_so_where_there_are_none(page: AppTest) -> None:
    page.run().text_input(key="headline").set_value("Council approves winter ferry timetable").run()
    assert "What would level it" in [s.value for s in page.subheader]
    assert "It is level as it stands." in read(page).text


def test_what_the_model_cannot_judge_is_not_called_level(page: AppTest) -> None:
    page.run().text_input(key="headline").set_value("12345 67890").run()
    assert "No change of a single word would calm it." in read(page).text


def test_a_story_from_a_word_processor_is_read(page: AppTest) -> None:
    page.run().text_area(key="body").set_value("The council met.\x0bIt voted.\x0bNobody spoke. It rained.").run()
    page.text_input(key="headline").set_value("Council votes\x0bon ferry cuts").run()
    text = read(page).text
    assert "control character" not in text
    assert "It rained." in text
    assert "".join(piece["text"] for piece in _drawn(page)) == "Council votes on ferry cuts"


def test_of_a_sentence_or_two_no_share_is_told(page: AppTest) -> None:
    page.run().text_area(key="body").set_value("The council met on Tuesday.").run()
    assert "The story has only a sentence or two" in read(page).text
    assert not any("Louder than" in s.value for s in page.subheader)


def test_bad_input_is_said_in_words(page: AppTest) -> None:
    page.run().text_input(key="headline").set_value("x" * 20_000).run()
    assert not page.exception
    assert any('role="alert"' in element.value for element in page.get("html"))
    assert "The headline has 20,000 characters" in read(page).text


@pytest.mark.parametrize("headline", ["", "  "])
def test_an_emptied_headline_is_no_mistake(page: AppTest, headline: str) -> None:
    page.run().text_input(key="headline").set_value(headline).run()
    assert not page.exception
    assert "The headline is empty" in read(page).text
    assert not any('role="alert"' in element.value for element in page.get("html"))


def test_a_script_is_shown_as_text(page: AppTest) -> None:
    page.run().text_input(key="headline").set_value(SCRIPT).run()
    page.text_area(key="body").set_value(f"{SCRIPT} is what it said. {sample.body()}").run()
    assert not page.exception
    shown = read(page)
    assert not shown.tags & {"script", "img"}
    assert not any("<script" in m.value or "![x]" in m.value for m in page.markdown)


def test_a_dropped_file_takes_the_place_of_headline_and_story(page: AppTest) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Mayor opens new bridge", 0)
    document.add_paragraph("The bridge over the Arl was opened on Monday. It cost 3 million.")
    file = io.BytesIO()
    document.save(file)
    page.run().file_uploader(key="file").set_value(("story.docx", file.getvalue(), "")).run()
    assert page.text_input(key="headline").value == "Mayor opens new bridge"
    assert page.text_area(key="body").value.startswith("The bridge over the Arl")


def _drop(page: AppTest, name: str, content: bytes) -> AppTest:
    return page.file_uploader(key="file").set_value((name, content, "")).run()


def test_a_story_without_a_headline_leaves_the_one_that_was_typed(page: AppTest) -> None:
    page.run().text_input(key="headline").set_value("Ferry plan branded a disgrace").run()
    story = " ".join(["The council met on Monday and approved the winter timetable of the ferry."] * 3)
    _drop(page, "story.txt", f"{story}\n\n{story}".encode())
    assert page.text_input(key="headline").value == "Ferry plan branded a disgrace"
    assert page.text_area(key="body").value.startswith("The council met")


def test_a_dropped_page_gives_back_what_was_typed(page: AppTest) -> None:
    page.run().text_input(key="headline").set_value("Ferry plan branded a disgrace").run()
    page.text_area(key="body").set_value("The council met. It approved the timetable. Nobody spoke.").run()
    _drop(page, "page.html", _PAGE)
    assert page.text_input(key="headline").value == "Mayor opens new bridge"
    assert "Before the file: Ferry plan branded a disgrace" in read(page).text
    [undo] = [b for b in page.button if b.label == "Undo"]
    undo.click().run()
    assert page.text_input(key="headline").value == "Ferry plan branded a disgrace"
    assert page.text_area(key="body").value.startswith("The council met.")


def test_the_sample_makes_room_for_a_file_without_a_word(page: AppTest) -> None:
    _drop(page.run(), "page.html", _PAGE)
    assert page.text_input(key="headline").value == "Mayor opens new bridge"
    assert not [b for b in page.button if b.label == "Undo"]


def test_a_refusal_names_its_file_and_goes_with_it(page: AppTest) -> None:
    _drop(page.run(), "notes.txt", b"  ")
    assert "notes.txt: is empty or blank" in read(page).text
    page.switch_page("compare.py").run()
    page.switch_page("check.py").run()
    assert "notes.txt" not in read(page).text


def test_a_file_that_is_none_is_refused_in_words(page: AppTest) -> None:
    page.run().file_uploader(key="file").set_value(("<img src=x>.docx", b"PK no", "")).run()
    assert not page.exception
    shown = read(page)
    assert "<img src=x>.docx: is not a readable DOCX file" in shown.text
    assert "img" not in shown.tags
    assert page.text_input(key="headline").value == sample.headline()


def test_an_overruled_score_needs_a_reason(page: AppTest) -> None:
    page.run().text_input(key="reviewer").set_value("Ada")
    page.radio[0].set_value("overruled")
    [record] = [b for b in page.button if b.label == "Record"]
    record.click().run()
    assert "say why the score is wrong" in read(page).text
    assert not page.session_state["reviews"]
