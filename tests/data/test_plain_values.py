from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest
from levelhed.data.plain_values import decode, json_values, plain_values

SECONDS = [0, 1_500_000_000, -1, 1_714_556_999, None, -62_135_596_800]


@pytest.mark.parametrize("zone", [None, "UTC", "+05:30", "Europe/Berlin"])
@pytest.mark.parametrize(("unit", "factor", "fractions"), [("s", 1, [0]), ("ms", 1_000, [0, 7]), ("us", 10**6, [0, 7])])
def test_a_date_that_python_knows_reads_as_python_writes_it(
    unit: str, factor: int, fractions: list[int], zone: str | None
) -> None:
    # Before time zones, Python tells an offset to the second, which no date of an article has.
    seconds = [s for s in SECONDS if zone != "Europe/Berlin" or s is None or s > -(10**9)]
    moments = [None if s is None else s * factor + f for s in seconds for f in fractions]
    column = pa.array(moments, pa.timestamp(unit, zone))
    assert plain_values(column) == [None if value is None else str(value) for value in column.to_pylist()]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (pa.date32(), [0, 19_000, -700_000]),
        (pa.date64(), [0, 86_400_000 * 19_000]),
        (pa.time32("s"), [0, 3_661]),
        (pa.time32("ms"), [0, 3_661_007]),
        (pa.time64("us"), [0, 3_661_000_007]),
    ],
)
def test_days_and_times_of_day_read_so_too(kind: pa.DataType, values: list[int]) -> None:
    column = pa.array(values, kind)
    assert plain_values(column) == [str(value) for value in column.to_pylist()]


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (pa.timestamp("us"), 253_402_300_800_000_000, "10000-01-01 00:00:00"),
        (pa.timestamp("ms", "UTC"), 253_402_300_800_007, "10000-01-01 00:00:00.007000+00:00"),
        (pa.timestamp("s"), -(10**11), "-1199-02-15 14:13:20"),
        (pa.date32(), 3_000_000, "10183-09-21"),
        (pa.timestamp("ns"), 1_700_000_000_123_456_789, "2023-11-14 22:13:20.123456789"),
        (pa.timestamp("ns"), 1_700_000_000_123_456_000, "2023-11-14 22:13:20.123456"),
        (pa.timestamp("ns"), 1_700_000_000_000_000_001, "2023-11-14 22:13:20.000000001"),
        (pa.timestamp("ns"), 1_700_000_000_000_000_000, "2023-11-14 22:13:20"),
        (pa.timestamp("s", "Mars/Phobos"), 0, "1970-01-01 00:00:00+00:00"),
        (pa.duration("s"), 10**15, "1000000000000000 s"),
    ],
)
def test_every_other_moment_reads_alike(kind: pa.DataType, value: int, written: str) -> None:
    assert plain_values(pa.array([value, None], kind)) == [written, None]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary(2), pa.binary_view()])
def test_bytes_are_written_in_base64(kind: pa.DataType) -> None:
    assert plain_values(pa.array([b"\xff\xfe", None], kind)) == ["//4=", None]


@pytest.mark.parametrize("values", [["a", None], [1, None], [1.5], [True], [dt.timedelta(1, 5)]])
def test_other_values_are_as_they_are(values: list[Any]) -> None:
    assert plain_values(pa.array(values)) == values


def test_bytes_that_are_no_text_are_told_of() -> None:
    text, broken = decode(pa.array([b"caf\xe9", None, b"caf\xc3\xa9"]))
    assert text.to_pylist() == ["caf\N{REPLACEMENT CHARACTER}", None, "café"]
    assert broken == [0]


MARS = pa.timestamp("s", "Mars/Phobos")


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (
            pa.StructArray.from_arrays([pa.array([1, 2]), pa.array([3, None])], names=["a", "a"]),
            ['[["a", 1], ["a", 3]]', '[["a", 2], ["a", null]]'],
        ),
        (pa.array([{"t": 0}, None], pa.struct([("t", MARS)])), ['{"t": "1970-01-01 00:00:00+00:00"}', None]),
        (pa.array([[0, None]], pa.large_list(MARS)), ['["1970-01-01 00:00:00+00:00", null]']),
        (pa.array([[("k", 0)]], pa.map_(pa.string(), MARS)), ['[["k", "1970-01-01 00:00:00+00:00"]]']),
    ],
)
def test_records_that_python_cannot_build_are_written_piece_by_piece(column: pa.Array, written: list[Any]) -> None:
    assert json_values(column) == written
