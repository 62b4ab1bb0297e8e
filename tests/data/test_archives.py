from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.data import json_lines, lines, parquet_rows, rows, streams
from levelhed.data.archives import find_units, read_unit
from levelhed.data.errors import InputError
from levelhed.data.rows import MAX_CELL, Rows
from levelhed.data.sources import find_sources

TABLE = {"headline": [f"Line {i}" for i in range(2_345)], "outlet": ["A"] * 2_345}


def _read(path: Path) -> list[Rows]:
    units = find_units(find_sources([str(path)]), "headline", "body")
    return [stretch for unit in units for stretch in read_unit(unit, "headline", "body")]


def _column(stretches: list[Rows], name: str = "headline") -> list[Any]:
    return [
        value
        for s in stretches
        for value in (s.columns.column(name).to_pylist() if name in s.columns.schema.names else [None] * len(s.errors))
    ]


def _errors(stretches: list[Rows]) -> list[str | None]:
    return [error for s in stretches for error in s.errors]


def _refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        _read(path)
    assert path.name in caught.value.where
    return caught.value


def _pack(data: bytes, ending: str) -> bytes:
    if ending == ".gz":
        return gzip.compress(data)
    packed = pa.BufferOutputStream()
    with pa.CompressedOutputStream(packed, "zstd") as out:
        out.write(data)
    return bytes(packed.getvalue())


def _plain(ending: str, folder: Path) -> bytes:
    path = folder / f"plain{ending}"
    if ending == ".parquet":
        pq.write_table(pa.table(TABLE), path, row_group_size=1_100)
    elif ending == ".csv":
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([TABLE.keys(), *zip(*TABLE.values(), strict=True)])
    else:
        path.write_text("".join(json.dumps({"headline": h, "outlet": "A"}) + "\n" for h in TABLE["headline"]))
    return path.read_bytes()


@pytest.mark.parametrize("compression", ["", ".gz", ".zst"])
@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_every_format_gives_the_same_rows_in_the_same_stretches(ending: str, compression: str, tmp_path: Path) -> None:
    data = _plain(ending, tmp_path)
    path = tmp_path / f"in{ending}{compression}"
    path.write_bytes(_pack(data, compression) if compression else data)
    stretches = _read(path)
    assert _column(stretches) == TABLE["headline"]
    assert set(_column(stretches, "outlet")) == {"A"}
    assert not any(_errors(stretches))
    assert max(len(s.errors) for s in stretches) == rows.PART_ROWS
    assert [s.position for s in stretches] == [s.position for s in _read(path)]


def test_json_lines_keep_their_order_and_mark_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"headline": "One"}\n{broken\n[1]\n{"headline": NaN}\n'
        + b"[" * 100_000
        + b'\n\n{"headline": "Two", "headline": "Three"}\n{"headline": "caf\xe9"}\n{"headline": ["x"]}\n'
        + b'{"headline": "\\ud800"}\n{"headline": "Last", "outlet": {"name": "x"}}\n'
    )
    stretches = _read(path)
    assert list(zip(_column(stretches), _errors(stretches), strict=True)) == [
        ("One", None),
        (None, "bad_json"),
        (None, "not_an_object"),
        (None, "bad_json"),
        (None, "bad_json"),
        ("Three", "duplicate_column"),
        ("caf\N{REPLACEMENT CHARACTER}", "not_utf8"),
        ('["x"]', "not_text"),
        ("\\ud800", "surrogate"),
        ("Last", None),
    ]
    assert _column(stretches, "outlet")[-1] == '{"name": "x"}'


def test_an_object_of_thousands_of_columns_costs_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MAX_ALL_COLUMNS", 1_500)
    path = tmp_path / "a.jsonl"
    kinds = {"a": 1_001, "b": 999, "c": 999, "d": 1}  # the third would bring the columns of the file over the most
    rows = [{"headline": name, **{f"{name}{i}": 1 for i in range(count)}} for name, count in kinds.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    stretches = _read(path)
    assert _errors(stretches) == ["too_many_columns", None, "too_many_columns", None]
    assert _column(stretches) == [None, "b", None, "d"]


def test_what_stands_in_a_carried_column_makes_no_row_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    long = "x" * (MAX_CELL + 1)
    path.write_text(f'{{"headline": "One", "note": "\\ud800"}}\n{{"headline": "Two", "note": "{long}"}}\n')
    stretches = _read(path)
    assert _errors(stretches) == [None, None]
    assert _column(stretches, "note") == ["\\ud800", long]


def test_csv_goes_on_after_rows_that_do_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'\xef\xbb\xbfheadline,body\n"One, two","b\nc"\nshort\na,b,c\ncaf\xe9,x\n"bad" quote,x\n"a"b,"c\nd"\nLast,z\n'
    )
    stretches = _read(path)
    assert _errors(stretches) == [None, "too_few_fields", "too_many_fields", "not_utf8", "bad_csv", "bad_csv", None]
    assert _column(stretches)[0] == "One, two"
    assert _column(stretches, "body")[0] == "b\nc"
    assert _column(stretches)[-1] == "Last"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_header_without_a_comma_says_what_parts_the_fields(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'\ufeff"headline"{mark}body\r\nOne, two{mark}"b{mark}\nc"\r\nLast{mark}z\r\n', newline="")
    stretches = _read(path)
    assert _errors(stretches) == [None, None]
    assert _column(stretches) == ["One, two", "Last"]
    assert _column(stretches, "body") == [f"b{mark}\nc", "z"]


@pytest.mark.parametrize("mark", [",", ";", "|", "\t"])
def test_what_is_said_to_spreadsheets_before_the_header_is_heeded(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'\ufeffsep={mark}\r\nheadline{mark}"a,b"\r\n"One{mark} two"{mark}x\r\n', newline="")
    assert _column(_read(path)) == [f"One{mark} two"]
    assert _column(_read(path), "a,b") == ["x"]


def test_with_a_comma_in_the_header_a_semicolon_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('headline,"a;b"\nOne; two,x\n')
    assert _column(_read(path)) == ["One; two"]
    path.write_text('"headline;x"\nOne; two\n')
    assert "'headline;x'" in _refusal(path).message


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_endless_lines_and_cells_cost_one_row(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 5_000_000)
    path = tmp_path / f"a{ending}"
    cells = ["One", "x" * (MAX_CELL + 1), "y" * 11_000_000, "Last"]
    if ending == ".csv":
        path.write_text("headline\n" + "".join(f'"{cell}"\n' for cell in cells))
    else:
        path.write_text("".join(json.dumps({"headline": cell}) + "\n" for cell in cells))
    stretches = _read(path)
    assert _errors(stretches) == [None, "cell_too_long", "row_too_long", None]
    assert _column(stretches) == ["One", None, None, "Last"]


def test_columns_of_any_kind_are_carried(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "headline": pa.array(["a", "b"]).dictionary_encode(),
            "tags": [["x", "y"], None],
            "words": pa.array([1, None], pa.int32()),
            "published": pa.array([0, None], pa.timestamp("ms")),
        }
    )
    pq.write_table(table, path)
    [stretch] = _read(path)
    assert stretch.columns.column("tags").to_pylist() == ['["x", "y"]', None]
    assert stretch.columns.schema.field("words").type == pa.int32()
    assert stretch.columns.column("headline").to_pylist() == ["a", "b"]


def test_text_that_a_dictionary_blows_up_is_read_few_rows_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_rows, "FREE_BYTES", 1 << 20)
    monkeypatch.setattr(parquet_rows, "MAX_RATIO", 1_000_000)
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"headline": ["x" * 100_000] * 500}), path)
    stretches = _read(path)
    assert max(s.columns.nbytes for s in stretches) <= 1.1 * (1 << 20)
    assert sum(len(s.errors) for s in stretches) == 500


def test_parquet_cells_that_are_too_long_or_no_text_cost_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"headline": [b"ok", b"caf\xe9", b"x" * (MAX_CELL + 1)]}), path)
    assert _errors(_read(path)) == [None, "not_utf8", "cell_too_long"]


def test_only_headline_and_body_of_parquet_make_a_row_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    digest = b"\xff\xfe\x00\x01"
    table = pa.table(
        {
            "headline": ["a", "b"],
            "digest": [digest, None],
            "fixed": pa.array([digest, digest], pa.binary(4)),
            "large": pa.array([b"x" * (MAX_CELL + 1), b""], pa.large_binary()),
            "author": pa.array([b"caf\xe9", b"Jos\xc3\xa9"]).view(pa.string()),
            "parts": [[digest], None],
        }
    )
    pq.write_table(table, path)
    [stretch] = _read(path)
    assert stretch.errors == (None, None)
    for name in ("digest", "fixed", "large"):
        assert stretch.columns.schema.field(name).type == pa.binary()
        assert stretch.columns.column(name).to_pylist() == table.column(name).to_pylist()
    assert stretch.columns.column("author").to_pylist() == ["caf\N{REPLACEMENT CHARACTER}", "José"]
    assert stretch.columns.column("parts").to_pylist() == ['["//4AAQ=="]', None]


def test_dates_within_lists_and_records_are_read_whatever_their_year(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    moments = pa.array([[253_402_300_800_000_000, 0]], pa.list_(pa.timestamp("us")))
    record = pa.array([{"when": 3_000_000}], pa.struct([("when", pa.date32())]))
    pq.write_table(pa.table({"headline": ["a"], "moments": moments, "record": record}), path)
    [stretch] = _read(path)
    assert json.loads(_column([stretch], "moments")[0])[0].startswith("10000-01-01 00:00:00")
    assert json.loads(_column([stretch], "record")[0]) == {"when": "10183-09-21"}


@pytest.mark.skipif(not hasattr(pa, "json_"), reason="this Arrow reads the column as text")
def test_a_column_of_json_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    values = ['{"a":1}', None]
    column = pa.ExtensionArray.from_storage(pa.json_(), pa.array(values))
    pq.write_table(pa.table({"headline": ["a", "b"], "json": column}), path, store_schema=False)
    assert _column(_read(path), "json") == values


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_a_missing_column_is_named_with_those_there(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "a.parquet":
        pq.write_table(pa.table({"title": ["x"]}), path)
    else:
        path.write_text("title\nx\n" if name == "a.csv" else '{"title": "x"}\n')
    error = _refusal(path)
    assert error.kind == "missing_column"
    assert "'headline'" in error.message
    assert "'title'" in error.message
    assert "--headline-column" in error.message


def test_bodies_must_be_in_one_file_at_least_where_they_are_needed(tmp_path: Path, make_warc: Any) -> None:
    (tmp_path / "a.csv").write_text("headline,Body\nCouncil meets,It met.\n")
    (tmp_path / "b.jsonl").write_text('{"headline": "Council meets", "text": "It met."}\n')
    (tmp_path / "c.warc").write_bytes(make_warc())
    files = {path.name: str(path) for path in tmp_path.iterdir()}
    with pytest.raises(InputError, match=r"a\.csv: has no column 'body'; it has 'headline', 'Body'; name .* bodies"):
        find_units(find_sources([files["a.csv"], files["b.jsonl"]]), "headline", "body", needs_body=True)
    assert len(find_units(find_sources([files["a.csv"], files["b.jsonl"]]), "headline", "text", needs_body=True)) == 2
    assert len(find_units(find_sources([files["a.csv"], files["c.warc"]]), "headline", "body", needs_body=True)) == 2


@pytest.mark.parametrize("name", ["b.csv.gz", "b.jsonl.gz", "b.parquet.gz"])
def test_a_file_of_which_nothing_can_be_unpacked_may_have_held_the_bodies(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("headline\nCouncil meets\n")
    (tmp_path / name).write_bytes(gzip.compress(b"headline")[:12])
    units = find_units(
        find_sources([str(tmp_path / "a.csv"), str(tmp_path / name)]), "headline", "body", needs_body=True
    )
    assert [unit.source.format for unit in units] == ["csv", name.split(".")[1]]


def test_json_lines_need_not_have_every_column_in_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"outlet": "A"}\n{"headline": "One"}\n')
    assert _column(_read(path)) == [None, "One"]
    path.write_text('{"headline": "One"}\n{"heat": 3}\n')
    with pytest.raises(InputError, match="heat"):
        find_units(find_sources([str(path)]), "headline", "body", ["heat"])


def test_a_column_of_parquet_without_a_single_value_holds_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    _write_columns(path, ["headline", "body"], ["One", "Two"], pa.nulls(2))
    stretches = _read(path)
    assert (_column(stretches, "body"), _errors(stretches)) == ([None, None], [None, None])


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_a_file_that_goes_away_is_named_and_is_no_bad_row(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(_plain(path.suffix, tmp_path))
    [unit, *_] = find_units(find_sources([str(path)]), "headline", "body")
    path.unlink()
    with pytest.raises(InputError) as caught:
        list(read_unit(unit, "headline", "body"))
    assert (caught.value.kind, caught.value.where) == ("cannot_read", str(path))


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_storage_that_fails_while_a_file_is_read_is_named_and_is_no_bad_row(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a{ending}.gz"
    path.write_bytes(gzip.compress(_plain(ending, tmp_path)))
    [unit] = find_units(find_sources([str(path)]), "headline", "body")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(streams.Stream, "readinto", fail)
    with pytest.raises(InputError, match=r"cannot be read on \(Input/output error\)") as caught:
        list(read_unit(unit, "headline", "body"))
    assert (caught.value.kind, caught.value.where) == ("cannot_read", str(path))


def test_where_a_row_is_taken_for_the_header_it_is_named_in_short(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{'A long story. ' * 1_000},{','.join(map(str, range(30)))}\n")
    message = _refusal(path).message
    assert "…" in message
    assert "and 11 more" in message
    assert len(message) < 400
    path.write_text(",".join(map(str, range(20))) + "\n")
    assert "'19'; name the one" in _refusal(path).message


@pytest.mark.parametrize(
    ("header", "says"), [(",headline,", "columns without a name"), ("headline,outlet,outlet", "'outlet' twice")]
)
def test_a_column_that_stands_twice_is_named(header: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n0,a,b\n")
    assert says in _refusal(path).message


def _write_columns(path: Path, names: list[str], *columns: Any) -> None:
    pq.write_table(pa.Table.from_arrays([pa.array(c) for c in columns], names=names), path)


@pytest.mark.parametrize(
    ("name", "write", "kind"),
    [
        ("a.parquet", lambda p: p.write_bytes(b"PAR1 nothing"), "damaged_file"),
        ("a.csv", lambda p: p.write_text("headline,headline\na,b\n"), "duplicate_column"),
        ("a.parquet", lambda p: _write_columns(p, ["headline", "headline"], ["a"], ["b"]), "duplicate_column"),
        ("a.parquet", lambda p: _write_columns(p, ["headline"], [["a"]]), "nested_column"),
        ("a.parquet", lambda p: _write_columns(p, ["headline"], [1]), "not_text"),
        ("a.parquet", lambda p: _write_columns(p, ["headline", "body"], ["a"], [["b"]]), "nested_column"),
        ("a.parquet", lambda p: _write_columns(p, ["headline", "body"], ["a"], [1]), "not_text"),
        ("a.csv", lambda p: p.write_text("headline\nx\n", encoding="utf-16"), "not_utf8"),
        ("a.csv", lambda p: p.write_text("headline\nx\n", encoding="utf-16-be"), "not_utf8"),
        ("a.jsonl", lambda p: p.write_text('{"headline": "x"}\n', encoding="utf-16-le"), "not_utf8"),
        ("a.csv", lambda p: p.write_bytes(b"headline\rOne\rTwo\r"), "bad_csv"),
        ("a.xlsx", lambda p: p.write_bytes(b""), "unknown_format"),
        ("absent.csv", lambda p: None, "missing_file"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_by_name(
    name: str, write: Callable[[Path], object], kind: str, tmp_path: Path
) -> None:
    write(tmp_path / name)
    assert _refusal(tmp_path / name).kind == kind


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_what_is_damaged_half_way_keeps_what_came_before(compression: str, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"headline": str(i * i)}) + "\n" for i in range(20_000))
    whole = _pack(lines.encode(), compression)
    path = tmp_path / f"truncated.jsonl{compression}"
    path.write_bytes(whole[: len(whole) // 2])
    stretches = _read(path)
    assert len(_column(stretches)) > 5_000
    assert _column(stretches)[:3] == ["0", "1", "4"]
    assert _errors(stretches)[-1] == "damaged_file"
    assert not any(_errors(stretches)[:-1])
    assert path.name in (stretches[-1].damage or "")
    quotes = tmp_path / "quotes.csv"
    quotes.write_text('headline\nOne\n"open\nand\nso on\n')
    assert _errors(_read(quotes)) == [None, "damaged_file"]
    assert "line 3" in (_read(quotes)[-1].damage or "")


@pytest.mark.parametrize("compression", [".gz", ".zst"])
@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_a_small_packed_file_that_is_cut_short_is_one_bad_row_at_its_end(
    ending: str, compression: str, tmp_path: Path
) -> None:
    whole = _pack(_plain(ending, tmp_path), compression)
    for kept in (15, len(whole) // 2, len(whole) - 1):
        path = tmp_path / f"short{ending}{compression}"
        path.write_bytes(whole[:kept])
        stretches = _read(path)
        assert _errors(stretches)[-1] == "damaged_file"
        assert not any(_errors(stretches)[:-1])
        assert path.name in (stretches[-1].damage or "")
    if ending != ".parquet" and compression == ".gz":
        assert _column(stretches)[:2] == ["Line 0", "Line 1"]


def test_gzip_is_read_to_its_end_through_members_and_zeros(tmp_path: Path) -> None:
    path = tmp_path / "padded.csv.gz"
    path.write_bytes(gzip.compress(b"headline\nOne\n") + gzip.compress(b"Two\n") + bytes(1_000))
    stretches = _read(path)
    assert (_column(stretches), _errors(stretches)) == (["One", "Two"], [None, None])


def test_a_damaged_row_group_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(TABLE), path, row_group_size=1_000, compression="gzip", use_dictionary=False)
    data = bytearray(path.read_bytes())
    start = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data[start : start + 400] = bytes(400)
    path.write_bytes(data)
    errors = _errors(_read(path))
    assert errors.count("damaged_file") == 1
    assert len(errors) == 1_000 + 1 + 345


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.csv.zst"])
def test_a_bomb_is_named_and_not_read_on(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "FREE_BYTES", 1 << 20)
    path = tmp_path / name
    head = b'{"headline": "x"}\n' if "jsonl" in name else b"headline\nx\n"
    path.write_bytes(_pack(head + b" " * (60 << 20), path.suffix))
    stretches = _read(path)
    assert _errors(stretches) == [None, "decompression_bomb"]
