from __future__ import annotations

import pytest
from levelhed.model.house_style import in_capitals, sentence_case

BODY = ("On Monday Vladimir Putin spoke of NATO and the harbour.", "He said that Russia would wait.")


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("MEANWHILE IN RUSSIA", "Meanwhile in Russia"),
        ("PUTIN’S HARD TALK", "Putin’s hard talk"),
        ("NATO WAITS FOR PUTIN", "NATO waits for Putin"),
        ("ON THE HARBOUR", "On the harbour"),
        ("İSTANBUL WAITS", "İSTANBUL waits"),
    ],
)
def test_a_line_is_written_as_its_story_writes_it(line: str, plain: str) -> None:
    assert sentence_case(line, BODY) == plain
    assert len(plain) == len(line)


@pytest.mark.parametrize(("line", "expected"), [("NEWS", True), ("A1", False), ("News", False), ("12", False)])
def test_a_line_in_capitals_is_told(line: str, expected: bool) -> None:
    assert in_capitals(line) is expected
