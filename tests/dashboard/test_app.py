from __future__ import annotations

from pathlib import Path

import levelhed.dashboard.highlight
from levelhed.dashboard.highlight import highlight
from levelhed.data import sample
from levelhed.model import Scorer
from streamlit.testing.v1 import AppTest

APP = str(Path(levelhed.dashboard.highlight.__file__).with_name("app.py"))
SCRIPT = "<script>alert('FURY')</script><img src=x onerror=alert(1)> \"><b>BOLD claim"


def test_the_page_opens_on_the_sample_and_shows_its_score(scorer: Scorer) -> None:
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert not page.exception
    score = scorer.score(sample.headline(), sample.body())
    assert page.metric[0].value == f"{score.heat:.0f}"
    assert page.metric[3].value == f"{score.tone_gap:+.0f}"
    assert "DEFIES" in page.dataframe[0].value["Words"].tolist()


def test_a_new_headline_gives_a_new_score(scorer: Scorer) -> None:
    page = AppTest.from_file(APP, default_timeout=30).run()
    page.text_input(key="headline").set_value("Council approves winter ferry timetable").run()
    assert page.metric[0].value == f"{scorer.score('Council approves winter ferry timetable', sample.body()).heat:.0f}"
    page.text_area(key="body").set_value("").run()
    assert page.metric[3].value == "no story"


def test_bad_input_is_said_in_words() -> None:
    page = AppTest.from_file(APP, default_timeout=30).run()
    page.text_input(key="headline").set_value(" ").run()
    assert not page.exception
    assert "empty" in page.error[0].value


def test_a_script_is_shown_as_text(scorer: Scorer) -> None:
    drawn = highlight(SCRIPT, scorer.score(SCRIPT, SCRIPT).evidence)
    # Every tag in the output is one of ours.
    assert drawn.count("<") == 2 + 2 * drawn.count("<span ")
    assert "&lt;" in drawn
    page = AppTest.from_file(APP, default_timeout=30).run()
    page.text_input(key="headline").set_value(SCRIPT).run()
    page.text_area(key="body").set_value(SCRIPT).run()
    assert not page.exception
