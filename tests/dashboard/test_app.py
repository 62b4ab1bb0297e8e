from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import levelhed.dashboard.highlight
import levelhed.model.scorer
import pytest
import streamlit
from levelhed.data import sample
from levelhed.model import Scorer, default_model
from streamlit.testing.v1 import AppTest

APP = str(Path(levelhed.dashboard.highlight.__file__).with_name("app.py"))
SCRIPT = "<script>alert('FURY')</script><img src=x onerror=alert(1)> \"><b>BOLD claim"


@pytest.fixture(scope="module")
def installed() -> Scorer:
    """The reader that the page opens with here."""
    return Scorer.load(default_model())


@pytest.fixture
def both(scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both readers installed, a stand-in for the contextual one."""
    streamlit.cache_resource.clear()
    monkeypatch.setattr(levelhed.model.scorer, "default_model", lambda: "deep")
    monkeypatch.setattr(Scorer, "load", lambda model: {"fast": scorer, "deep": deep_stand_in}[model])
    yield
    streamlit.cache_resource.clear()


def _evidence(page: AppTest) -> list[str]:
    [words] = [table.value["Words"].tolist() for table in page.dataframe if "Words" in table.value]
    return words


def test_the_page_opens_on_the_sample_and_shows_its_score(installed: Scorer) -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    score = installed.score(sample.headline(), sample.body())
    assert page.metric[0].value == f"{score.heat:.0f}"
    assert page.metric[3].value == f"{score.tone_gap:+.0f}"
    assert "DEFIES" in _evidence(page)


def test_a_new_headline_gives_a_new_score(installed: Scorer) -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    headline = "Council approves winter ferry timetable"
    page.text_input(key="headline").set_value(headline).run()
    assert page.metric[0].value == f"{installed.score(headline, sample.body()).heat:.0f}"
    page.text_area(key="body").set_value("").run()
    assert page.metric[3].value == "no story"


def test_bad_input_is_said_in_words() -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    page.text_input(key="headline").set_value(" ").run()
    assert not page.exception
    assert "empty" in page.error[0].value


def test_a_script_is_shown_as_text() -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    page.text_input(key="headline").set_value(SCRIPT).run()
    page.text_area(key="body").set_value(SCRIPT).run()
    assert not page.exception


@pytest.mark.usefixtures("both")
def test_the_reader_can_be_chosen(scorer: Scorer, deep_stand_in: Scorer) -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    [reader] = page.radio
    assert reader.options == ["In context (slower)", "Word by word"]
    assert page.metric[0].value == f"{deep_stand_in.score(sample.headline(), sample.body()).heat:.0f}"
    reader.set_value("fast").run()
    assert page.metric[0].value == f"{scorer.score(sample.headline(), sample.body()).heat:.0f}"


@pytest.mark.usefixtures("both")
def test_where_the_readers_disagree_both_say_what_they_read(scorer: Scorer, deep_stand_in: Scorer) -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    headline = "Ferry cuts spark anger among residents"
    page.text_input(key="headline").set_value(headline).run()
    score, other = deep_stand_in.score(headline, sample.body()), scorer.score(headline, sample.body())
    assert any(d.reason == "readers_disagree" for d in score.uncertain)
    assert any("readers disagree" in warning.value for warning in page.warning)
    table = page.dataframe[0].value
    assert table["Reader"].tolist() == ["in context", "word by word"]
    assert table["Heat"].tolist() == [round(score.heat), round(other.heat)]
    page.radio[0].set_value("fast").run()
    assert all("Reader" not in table.value for table in page.dataframe)


def test_with_one_reader_there_is_nothing_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levelhed.model.scorer, "default_model", lambda: "fast")
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    assert not page.radio


def test_a_suggestion_says_what_it_changes() -> None:
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert any("DEFIES -> defies" in text.value for text in page.text)
