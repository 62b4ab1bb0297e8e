from __future__ import annotations

import pytest
from levelhed.data import sample
from streamlit.testing.v1 import AppTest

from .shown import SCRIPT, read

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


def test_what_stands_there_already_does_not_join_twice(compare: AppTest) -> None:
    _add(compare, sample.headline())
    assert "Add another headline" in read(compare).text


def test_a_headline_is_removed(compare: AppTest) -> None:
    _add(compare, "Council approves winter ferry timetable")
    compare.button(key="remove-0").click().run()
    assert sample.headline() not in read(compare).text


def test_beyond_twenty_none_joins(compare: AppTest) -> None:
    compare.session_state["candidates"].headlines[:] = [f"Ferry plan number {i} approved" for i in range(20)]
    compare.run()
    assert not compare.exception
    assert compare.text_input(key="candidate").disabled


def test_a_script_is_shown_as_text(compare: AppTest) -> None:
    _add(compare, SCRIPT)
    assert not compare.exception
    assert not read(compare).tags & {"script", "img"}
