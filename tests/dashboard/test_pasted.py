from __future__ import annotations

from levelhed.dashboard.pasted import as_pasted, line_as_pasted
from levelhed.model.text import check_body


def test_a_word_processors_marks_are_read_and_no_offset_moves() -> None:
    story = "It voted.\x0b\x0bNobody spoke.\x0cCell one\x07cell two, a co\x1eoperative re\x1fview."
    read = as_pasted(story)
    assert read == "It voted.\n\nNobody spoke.\nCell one\ncell two, a co-operative re\u00adview."
    assert len(read) == len(story)
    assert check_body(read) == read


def test_a_headline_stays_one_line() -> None:
    assert line_as_pasted("Council meets\x0bin the rain") == "Council meets in the rain"


def test_what_is_no_such_mark_is_left_to_be_refused() -> None:
    assert as_pasted("Ferry\x01plan") == "Ferry\x01plan"
