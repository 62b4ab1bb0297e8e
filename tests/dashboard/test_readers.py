from __future__ import annotations

import pytest
from levelhed.data import sample
from levelhed.model import Scorer
from streamlit.testing.v1 import AppTest

from .shown import read

HEADLINE = "Ferry cuts spark anger among residents"


@pytest.mark.usefixtures("both_readers")
def test_the_reader_can_be_chosen(page: AppTest, scorer: Scorer, deep_stand_in: Scorer) -> None:
    page.run()
    assert f"heat{deep_stand_in.score(sample.headline(), sample.body()).heat:.0f}" in read(page).text
    [reader] = page.button_group
    reader.set_value("fast").run()
    assert f"heat{scorer.score(sample.headline(), sample.body()).heat:.0f}" in read(page).text


@pytest.mark.usefixtures("both_readers")
def test_where_the_readers_disagree_both_say_what_they_read(
    page: AppTest, scorer: Scorer, deep_stand_in: Scorer
) -> None:
    page.run().text_input(key="headline").set_value(HEADLINE).run()
    deep, fast = deep_stand_in.score(HEADLINE, sample.body()), scorer.score(HEADLINE, sample.body())
    assert any(d.reason == "readers_disagree" for d in deep.uncertain)
    shown = read(page).text
    assert "Two ways of reading this line come out far apart" in shown
    assert f"heat{deep.heat:.0f}{fast.heat:.0f}" in shown
    page.button_group[0].set_value("fast").run()
    shown = read(page).text
    assert "Two ways of reading this line come out far apart" in shown
    assert f"heat{deep.heat:.0f}{fast.heat:.0f}" in shown


@pytest.mark.usefixtures("one_reader")
def test_with_one_reader_there_is_nothing_to_choose(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert not page.button_group
