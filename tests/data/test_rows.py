"""Where rows are cut, and what makes one of them unreadable."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from levelhed.data import rows
from levelhed.data.errors import InputError
from levelhed.data.rows import Row, Rows, cut


def _cut(*given: Row, most: int = 2) -> list[Rows]:
    return list(cut(given, lambda: 7, ("headline",), most))


def test_a_stretch_is_cut_when_it_is_full_and_none_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row({"headline": "Council meets"}, size=10)
    assert [len(stretch.errors) for stretch in _cut(*[row] * 5)] == [2, 2, 1]
    assert [len(stretch.errors) for stretch in _cut(*[row] * 4)] == [2, 2]
    assert _cut() == []
    monkeypatch.setattr(rows, "PART_BYTES", 30)
    assert [len(stretch.errors) for stretch in _cut(*[row] * 7, most=100)] == [3, 3, 1]


@pytest.mark.parametrize("damage", ["damaged_file", "decompression_bomb"])
def test_damage_keeps_what_stood_before_it_and_one_row_stands_for_the_rest(damage: str) -> None:
    def damaged(kind: str) -> Iterator[Row]:
        yield Row({"headline": "Council meets"})
        raise InputError(kind, "news.csv", "breaks off")

    [stretch] = cut(damaged(damage), lambda: 7, ("headline",))
    assert stretch.errors == (None, damage)
    assert stretch.columns.column("headline").to_pylist() == ["Council meets", None]
    assert (stretch.damage, stretch.position) == ("news.csv: breaks off", 7)
    with pytest.raises(InputError, match="breaks off"):
        list(cut(damaged("cannot_read"), lambda: 7, ("headline",)))


def test_only_a_column_that_must_be_text_makes_a_row_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_CELL", 5)
    values = ["fits", "fits5", "too long", "half\ud83d", 3, None]
    [stretch] = _cut(*(Row({"headline": v, "other": v}) for v in values), most=10)
    assert stretch.errors == (None, None, "cell_too_long", "surrogate", "not_text", None)
    assert stretch.columns.column("headline").to_pylist() == ["fits", "fits5", None, "half\\ud83d", "3", None]
    assert stretch.columns.column("other").to_pylist() == ["fits", "fits5", "too long", "half\\ud83d", "3", None]


def test_what_other_columns_hold_makes_no_row_unreadable() -> None:
    [stretch] = _cut(Row({"headline": "Council meets", "other": "half\ud83d"}), Row({"headline": "It met", "other": 3}))
    assert stretch.errors == (None, None)
    assert stretch.columns.column("other").to_pylist() == ["half\\ud83d", "3"]


def test_what_was_wrong_first_is_what_is_told() -> None:
    [stretch] = _cut(Row({"headline": 3}, "too_many_fields"))
    assert stretch.errors == ("too_many_fields",)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["a", None], "string"),
        ([None, None], "null"),
        ([True, False, None], "bool"),
        ([b"x", None], "binary"),
        ([1, 2], "int64"),
        ([1, 2.5, None], "double"),
        ([2**63, 1], "string"),
        ([True, 1], "string"),
        ([[1], {"a": 2}], "string"),
    ],
)
def test_a_column_has_the_type_of_its_values(values: list[object], kind: str) -> None:
    [stretch] = _cut(*(Row({"other": value}) for value in values), most=10)
    assert str(stretch.columns.schema.field("other").type) == kind
    kept = stretch.columns.column("other").to_pylist()
    assert kept == values or kind == "string"
