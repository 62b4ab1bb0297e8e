from __future__ import annotations

import json
import re

import pytest
import streamlit
from levelhed.dashboard.candidates import MOST, Candidates
from levelhed.data import sample
from streamlit.testing.v1 import AppTest

from .shown import SCRIPT, read

CALM = "Council approves winter ferry timetable"

pytestmark = pytest.mark.usefixtures("one_reader")


@pytest.fixture
def compare(page: AppTest) -> AppTest:
    return page.run().switch_page("compare.py").run()


def _add(page: AppTest, headline: str) -> AppTest:
    return page.text_input(key="candidate").set_value(headline).run()


def test_one_headline_waits_for_another(compare: AppTest) -> None:
    assert not compare.exception
    assert sample.headline() in read(compare).text
    assert "Add another headline" in read(compare).text


def test_a_headline_joins_at_once_and_is_ranked(compare: AppTest) -> None:
    _add(compare, "Council approves winter ferry timetable")
    assert not compare.exception
    text = read(compare).text
    assert text.index("The fairest of them.") < text.index("heat over the fairest")
    assert "DEFIES (shouted)" in text
    assert compare.text_input(key="candidate").value == ""


def test_a_difference_is_that_of_the_figures_as_they_are_shown(compare: AppTest) -> None:
    for headline in (CALM, "Council's shocking, brutal ferry cuts!", "Is the council LYING about ferry cuts?"):
        _add(compare, headline)
    text = read(compare).text
    heats = [int(heat) for heat in re.findall(r"heat (\d+), ", text)]
    over = [int(heat) for heat in re.findall(r"\+(\d+) heat over the fairest", text)]
    assert len(heats) == 4
    assert over == [heat - heats[0] for heat in heats[1:]]


def test_what_stands_there_already_does_not_join_twice(compare: AppTest) -> None:
    _add(compare, sample.headline())
    assert "Add another headline" in read(compare).text
    assert "The headline stands in the list already" in read(compare).text


def test_what_was_refused_as_listed_is_so_no_longer_once_the_other_is_removed(compare: AppTest) -> None:
    _add(compare, sample.headline())
    compare.button(key="remove-0").click().run()
    assert "stands in the list already" not in read(compare).text


def test_without_a_story_it_is_said_that_none_was_read(compare: AppTest) -> None:
    _add(compare, CALM)
    assert "Paste the story" not in read(compare).text
    compare.text_area(key="body").set_value("").run()
    assert "Paste the story, and the headlines are held against it." in read(compare).text


def test_a_headline_is_removed(compare: AppTest) -> None:
    _add(compare, "Council approves winter ferry timetable")
    compare.button(key="remove-0").click().run()
    assert sample.headline() not in read(compare).text


def test_the_last_headline_is_removed_too(compare: AppTest) -> None:
    compare.button(key="remove-0").click().run()
    assert not compare.exception
    assert sample.headline() not in read(compare).text
    assert "Add two" in read(compare).text


@pytest.mark.parametrize("typed", ["Ferry plan approved " * 60, "Ferry\x01plan"])
def test_what_cannot_be_scored_does_not_join_and_says_why(compare: AppTest, typed: str) -> None:
    _add(compare, CALM)
    _add(compare, typed)
    text = read(compare).text
    assert "The headline has 1,199 characters" in text or "control character" in text
    assert "The fairest of them." in text
    assert compare.text_input(key="candidate").value == typed
    _add(compare, "Council votes on ferries")
    assert "characters" not in read(compare).text
    assert len(compare.session_state["candidates"].headlines) == 3


def test_where_one_is_refused_all_can_be_taken_out(compare: AppTest) -> None:
    compare.session_state["candidates"].headlines[:] = [CALM, "!" * 1001, sample.headline()]
    compare.run()
    assert "Headline 2 has 1,001 characters" in read(compare).text
    compare.button(key="remove-1").click().run()
    assert "The fairest of them." in read(compare).text


def test_the_check_pages_headline_stands_as_it_is_there_now(page: AppTest) -> None:
    page.run().switch_page("compare.py").run()
    _add(page, CALM)
    page.switch_page("check.py").run().text_input(key="headline").set_value("Council votes on ferries").run()
    page.switch_page("compare.py").run()
    assert page.session_state["candidates"].headlines == ["Council votes on ferries", CALM]
    page.button(key="remove-0").click().run()
    page.run()
    assert page.session_state["candidates"].headlines == [CALM]


def test_a_headline_that_cannot_be_judged_is_not_called_the_fairest(compare: AppTest) -> None:
    _add(compare, "12345 67890")
    compare.text_area(key="body").set_value("One sentence only.").run()
    text = read(compare).text
    assert "There are no words here to judge." in text
    assert "The fairest of them." not in text
    assert text.count("The story has only a sentence or two") == 1


def test_beyond_twenty_none_joins(compare: AppTest) -> None:
    compare.session_state["candidates"].headlines[:] = [f"Ferry plan number {i} approved" for i in range(20)]
    compare.run()
    assert not compare.exception
    assert compare.text_input(key="candidate").disabled


def test_a_script_is_shown_as_text(compare: AppTest) -> None:
    _add(compare, SCRIPT)
    assert not compare.exception
    assert not read(compare).tags & {"script", "img"}


def test_what_a_browser_kept_of_the_list_is_taken_up_as_far_as_it_can_be_compared() -> None:
    kept = Candidates([CALM, "Mayor SLAMS critics"], CALM)
    assert _taken_up(kept.as_text()) == kept
    kept.remove(0)
    assert _taken_up(kept.as_text()) == Candidates(["Mayor SLAMS critics"], None)
    many = json.dumps([None, "", CALM, CALM, "42", *(f"Mayor meets critic number {n}" for n in range(MOST))])
    assert len(_taken_up(many).headlines) == MOST
    for nonsense in ("", "{", "[]", "7", "[null, 7]", '{"a": 1}', '[null, ["x"]]'):
        assert not _taken_up(nonsense).headlines


def _taken_up(text: str) -> Candidates:
    streamlit.session_state["candidates"] = Candidates()
    Candidates.take_up(text)
    taken: Candidates = streamlit.session_state["candidates"]
    return taken
