from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from levelhed.dashboard.review_log import Review, agreement, search
from levelhed.dashboard.reviews import table
from levelhed.data import sample
from streamlit.testing.v1 import AppTest

from .shown import SCRIPT, read


def _review(hour: int, decision: str = "accepted", headline: str = "Council votes", reviewer: str = "Ada") -> Review:
    at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
    return Review(at, headline, reviewer, "measured", 20.0, decision, "because of the vote")  # type: ignore[arg-type]


def test_search_goes_through_all_that_is_written_the_newest_first() -> None:
    kept = [_review(1), _review(2, headline="Ferry stops"), _review(3, "overruled", reviewer="Ben")]
    assert search(kept, "") == kept[::-1]
    assert search(kept, "FERRY") == [kept[1]]
    assert search(kept, "ben") == [kept[2]]
    assert search(kept, "", ["overruled"]) == [kept[2]]
    assert search(kept, "", ["overruled"], ["Ada"]) == []


def test_agreement_follows_time() -> None:
    kept = [_review(3, "overruled"), _review(1), _review(2, "changed")]
    assert [round(p.share) for p in agreement(kept)] == [100, 100, 67]


def test_no_cell_of_the_table_to_take_away_is_a_formula() -> None:
    formula = '=HYPERLINK("http://127.0.0.1","Council votes")'
    [row] = csv.DictReader(io.TextIOWrapper(table([_review(1, headline=formula, reviewer="+1+1")]), encoding="utf-8"))
    assert row["Headline"] == f"'{formula}"
    assert row["Reviewer"] == "'+1+1"


@pytest.mark.usefixtures("one_reader")
def test_a_decision_is_recorded_and_listed(page: AppTest) -> None:
    page.run().text_input(key="reviewer").set_value(SCRIPT)
    [record] = [b for b in page.button if b.label == "Record"]
    record.click().run()
    page.run()
    assert [m.value for m in page.success] == ["Recorded for this session. See the Reviews page."]
    page.switch_page("reviews.py").run()
    assert not page.exception
    assert "1 of 1 review" in [s.value for s in page.subheader]
    assert any("100% of 1 review did not overrule it." in m.value for m in page.markdown)
    assert "gone" in read(page).text
    [table] = page.dataframe
    assert table.value["Headline"].tolist() == [sample.headline()]
    assert table.value["Reviewer"].tolist() == [SCRIPT]
    assert not any(SCRIPT in m.value for m in page.markdown)


@pytest.mark.usefixtures("one_reader")
def test_recorded_is_said_of_the_headline_that_was_decided_on_alone(page: AppTest) -> None:
    page.run().text_input(key="reviewer").set_value("Ada")
    [record] = [b for b in page.button if b.label == "Record"]
    record.click().run()
    page.text_input(key="headline").set_value("Council approves winter ferry timetable").run()
    assert not page.success


@pytest.mark.usefixtures("one_reader")
def test_pressing_twice_records_once(page: AppTest) -> None:
    page.run().text_input(key="reviewer").set_value("Ada")
    for decision in ("accepted", "accepted", "changed"):
        page.radio[0].set_value(decision)
        [record] = [b for b in page.button if b.label == "Record"]
        record.click().run()
    assert [r.decision for r in page.session_state["reviews"]] == ["accepted", "changed"]


@pytest.mark.usefixtures("one_reader")
def test_a_decision_and_its_reason_stay_with_their_headline(page: AppTest) -> None:
    page.run().text_input(key="reviewer").set_value("Ada")
    page.radio[0].set_value("overruled")
    [reason] = [t for t in page.text_input if t.label == "Reason"]
    reason.set_value("The council did defy them.")
    [record] = [b for b in page.button if b.label == "Record"]
    record.click().run()
    page.text_input(key="headline").set_value("Council approves winter ferry timetable").run()
    [reason] = [t for t in page.text_input if t.label == "Reason"]
    assert (page.radio[0].value, reason.value) == ("accepted", "")
    assert page.text_input(key="reviewer").value == "Ada"
