from __future__ import annotations

import csv
from pathlib import Path

import pytest
from levelhed.data.errors import InputError
from levelhed.data.results import open_results


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
def test_a_failed_run_leaves_the_old_file_and_no_part(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("the old result")
    with pytest.raises(RuntimeError), open_results(path, ["a"], []) as write:
        write([{"a": "x"}])
        raise RuntimeError
    assert path.read_text() == "the old result"
    assert list(tmp_path.iterdir()) == [path]


def test_csv_cells_never_start_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with open_results(path, ["text", "gap"], ["gap"]) as write:
        write(
            [
                {"text": "=1+1", "gap": -3.5},
                {"text": "-4", "gap": None},
                {"text": -4, "gap": None},
                {"text": "plain", "gap": None},
            ]
        )
    with path.open(newline="") as file:
        assert list(csv.DictReader(file)) == [
            {"text": "'=1+1", "gap": "-3.5"},
            {"text": "-4", "gap": ""},
            {"text": "-4", "gap": ""},
            {"text": "plain", "gap": ""},
        ]


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.parquet"), open_results(tmp_path / "out.txt", [], []):
        pass
