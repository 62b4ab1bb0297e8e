from __future__ import annotations

from pathlib import Path

import pytest
from levelhed.data.errors import InputError
from levelhed.model.training.pages import PROMISED, PageCase, compare, measure_pages, read_cases

CASES = read_cases(Path(__file__).parent / "pages")


def test_every_kind_is_found_as_often_as_promised() -> None:
    rates = measure_pages(CASES)
    assert len(CASES) >= 40
    for kind, asked in PROMISED.items():
        assert rates[kind].expected >= 10
        assert min(rates[kind].precision, rates[kind].recall) >= asked, kind


def test_pages_that_the_reader_was_not_made_on_are_told_apart() -> None:
    assert sum(case.unseen for case in CASES) == 14


def test_a_line_of_another_kind_or_text_counts_as_wrong() -> None:
    case = CASES[0]
    pieces = tuple(("dek" if kind == "hed" else kind, text.replace("a", "o")) for kind, text in case.pieces)
    right, found, expected = compare(PageCase(case.page, case.layout, pieces))
    assert right["hed"] == 0 and found["hed"] == 1 and expected["hed"] == 0
    assert right["paragraph"] < expected["paragraph"]


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_cases(tmp_path)
    assert refused.value.kind == "missing_file"
