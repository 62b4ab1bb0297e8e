from __future__ import annotations

import pytest
from levelhed.model.house_style import in_capitals, sentence_case

BODY = (
    "On Monday Vladimir Putin spoke of NATO and the harbour.",
    "He said that Russia would wait. Ferries ran late, and the Board knew it.",
    "Ferries of the Board waited for the board. Boards met.",
)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("MEANWHILE IN RUSSIA", "Meanwhile in Russia"),
        ("PUTIN’S HARD TALK", "Putin’s hard talk"),
        ("NATO WAITS FOR PUTIN", "NATO waits for Putin"),
        ("ON THE HARBOUR", "On the harbour"),
        ("İSTANBUL WAITS", "İSTANBUL waits"),
        ("WAITING FOR PUTIN'S FERRIES", "Waiting for Putin's ferries"),
        ("WHAT THE BOARD KNEW", "What the Board knew"),
        ("9 FERRIES", "9 Ferries"),
        ("'ON MONDAY'", "'On Monday'"),
        ("12", "12"),
    ],
)
def test_a_line_is_written_as_its_story_writes_it(line: str, plain: str) -> None:
    assert sentence_case(line, BODY) == plain
    assert len(plain) == len(line)


@pytest.mark.parametrize(
    ("line", "expected"), [("NEWS", True), ("UK", True), ("A1", False), ("A", False), ("News", False), ("12", False)]
)
def test_a_line_in_capitals_is_told(line: str, expected: bool) -> None:
    assert in_capitals(line) is expected
