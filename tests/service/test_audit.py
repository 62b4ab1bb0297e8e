from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.data import checkpoint, rows
from levelhed.data.archives import find_units, read_unit
from levelhed.data.errors import InputError
from levelhed.data.sources import find_sources
from levelhed.model import CascadeScorer, Scorer
from levelhed.model.blend import Thresholds
from levelhed.model.cascade import Reach
from levelhed.service import audit
from levelhed.service.audit import AuditProgress, LocalBackend, audit_archive
from levelhed.service.audit_result import read_record
from levelhed.service.audit_rows import AuditOptions
from levelhed.service.rehearse import rehearse

BODY = "The council met. It agreed a budget. Nobody objected."
HEADLINES = ["Council agrees budget", "FURY over 'shameful' budget!", "You won't believe this budget", "=FURY()"]


def _json_lines(path: Path, *records: dict[str, Any]) -> str:
    path.write_text("".join(json.dumps(r) + "\n" for r in records))
    return str(path)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_rows_keep_their_order_and_columns_and_bad_ones_say_why(tmp_path: Path, scorer: Scorer) -> None:
    output = tmp_path / "out.jsonl"
    source = _json_lines(
        tmp_path / "in.jsonl",
        {"headline": "Council agrees budget", "body": BODY, "outlet": "A"},
        {"headline": " ", "body": BODY, "outlet": "B"},
        {"headline": "Council\u0000", "body": BODY, "outlet": "C"},
        {"headline": 7, "body": BODY, "outlet": "D"},
        {"headline": "FURY over budget", "body": None, "outlet": "E"},
    )
    with Path(source).open("a") as file:
        file.write("{broken\n")
    seen: list[AuditProgress] = []
    summary = audit_archive(lambda: scorer, [source], output, report=seen.append)
    written = _read(output)
    assert [r["outlet"] for r in written] == ["A", "B", "C", "D", "E", None]
    assert [r["error"] for r in written] == [None, "empty", "control_character", "not_text", None, "bad_json"]
    assert written[0]["tone_gap"] == scorer.score("Council agrees budget", BODY).tone_gap
    assert written[4]["tone_gap"] is None
    assert "body" not in written[0]
    assert summary.rows == 6
    assert sum(summary.errors.values()) == 4
    assert seen == [AuditProgress(6, 4, 1.0)]


def test_the_words_that_do_it_are_kept(tmp_path: Path, scorer: Scorer) -> None:
    output = tmp_path / "out.jsonl"
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "Critics DESTROY budget"}, {"headline": "Council meets"})
    audit_archive(lambda: scorer, [source], output)
    loud, calm = _read(output)
    [first, *_] = json.loads(loud["loudest_words"])
    assert first[:2] == ["DESTROY", "shouted_word"]
    assert first[2] > 1
    assert calm["loudest_words"] is None


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_files_of_several_kinds_become_one_result(
    ending: str, workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 2)
    pq.write_table(pa.table({"title": HEADLINES, "text": [BODY] * 4, "words": [1, 2, 3, 4]}), tmp_path / "a.parquet")
    (tmp_path / "b.csv").write_text("title,text,section\nCouncil meets,,news\n")
    output = tmp_path / f"out{ending}"
    audit_archive(
        partial(Scorer.load, "fast"),
        [str(tmp_path / "a.parquet"), str(tmp_path / "b.csv")],
        output,
        AuditOptions("title", "text", keep_body=True),
        backend=LocalBackend(workers),
    )
    if ending == ".parquet":
        result = pq.read_table(output)
        assert result.column("title").to_pylist() == [*HEADLINES, "Council meets"]
        assert result.column("section").to_pylist() == [None] * 4 + ["news"]
        assert result.column("words").to_pylist() == [1, 2, 3, 4, None]
        assert result.column("body_bias").null_count == 1
        assert result.column("text").to_pylist() == [BODY] * 4 + [""]
    elif ending == ".csv":
        assert "\n'=FURY()," in output.read_text()
    assert sorted(p.name for p in tmp_path.glob("out*")) == [output.name, f"{output.name}.audit.json"]


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ([pa.array([1, 2], pa.int8()), pa.array([3, 4], pa.int32())], [1, 2, 3, 4]),
        ([pa.array([1, 2], pa.uint64()), pa.array([-3, None], pa.int64())], [1, 2, -3, None]),
        ([pa.array([2**63 + 5, 2], pa.uint64()), pa.array([3, 4], pa.uint8())], [2**63 + 5, 2, 3, 4]),
        (
            [pa.array([2**63 + 5, 2], pa.uint64()), pa.array([-3, None], pa.int64())],
            ["9223372036854775813", "2", "-3", None],
        ),
        ([pa.array([2**53, 2], pa.int64()), pa.array([0.5, 1.0])], [float(2**53), 2.0, 0.5, 1.0]),
        ([pa.array([2**53 + 1, 2], pa.int64()), pa.array([0.5, 7.0])], ["9007199254740993", "2", "0.5", "7"]),
        (
            [pa.array([0.5, 0.1], pa.float32()), pa.array([2**60 + 1, 2], pa.uint64())],
            ["0.5", "0.1", f"{2**60 + 1}", "2"],
        ),
        ([pa.nulls(2), pa.array([2**63 + 5, None], pa.uint64())], [None, None, 2**63 + 5, None]),
        ([pa.nulls(2), pa.nulls(2)], [None] * 4),
        ([pa.array([True, False]), pa.array([2**60 + 1, None])], ["true", "false", f"{2**60 + 1}", None]),
    ],
)
def test_numbers_are_carried_as_they_are(
    columns: list[pa.Array], written: list[Any], tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 1)  # the largest need not be in the last part of a file
    for name, column in zip("ab", columns, strict=True):
        pq.write_table(pa.table({"headline": HEADLINES[:2], "id": column}), tmp_path / f"{name}.parquet")
    output = tmp_path / "out.parquet"
    audit_archive(lambda: scorer, [str(tmp_path / "a.parquet"), str(tmp_path / "b.parquet")], output)
    assert pq.read_table(output).column("id").to_pylist() == written


def test_pages_of_a_web_archive_are_read_as_articles(
    tmp_path: Path, scorer: Scorer, make_warc: Any, article_page: str
) -> None:
    german = "<html><body><article><h1>Der Rat</h1>" + "<p>Der Rat hat am Montag die Fähren beschlossen.</p>" * 9
    pages = [article_page.encode(), german.encode(), b"", b"gone"]
    about: list[dict[str, str]] = [{}, {}, {}, {"status": "404 Not Found"}]
    responses = [(f"https://a.example/{i}", page, about[i]) for i, page in enumerate(pages)]
    (tmp_path / "a.warc.gz").write_bytes(make_warc(*responses, packed=True))
    output = tmp_path / "out.jsonl"
    audit_archive(
        lambda: scorer, [str(tmp_path / "a.warc.gz")], output, AuditOptions(keep_body=True, page_seconds=200.0)
    )
    written = _read(output)
    assert [r["error"] for r in written] == [None, "not_english", "empty", "http_status"]
    assert written[0]["headline"] == "Council agrees ferry budget"
    assert written[0]["outlet"] == "The Daily Ferry"
    assert written[0]["heat"] == scorer.score(written[0]["headline"], written[0]["body"]).heat
    assert [r["url"] for r in written] == [url for url, _, _ in responses]


def test_pages_that_are_none_have_the_columns_of_pages(tmp_path: Path, scorer: Scorer, make_warc: Any) -> None:
    picture = ("https://a.example/1", b"\x89PNG", {"content_type": "image/png"})
    (tmp_path / "a.warc").write_bytes(make_warc(picture))
    pq.write_table(pa.table({"headline": ["Council meets"], "page": [b"\xff"]}), tmp_path / "b.parquet")
    output = tmp_path / "out.jsonl"
    audit_archive(lambda: scorer, [str(tmp_path / "a.warc")], output)
    [row] = _read(output)
    assert (row["url"], row["error"]) == ("https://a.example/1", "not_html")
    assert {"crawled", "outlet", "author", "published", "language", "headline"} < row.keys()
    assert "page" not in row
    # A table's own column of that name is no page.
    audit_archive(lambda: scorer, [str(tmp_path / "b.parquet")], output)
    assert [(r["page"], r["error"]) for r in _read(output)] == [("/w==", None)]


def _cut_off(scorer: Scorer, source: str, output: Path, parts: int) -> None:
    # Begin an audit that ends after so many parts.
    seen: list[AuditProgress] = []

    def stop(progress: AuditProgress) -> None:
        seen.append(progress)
        if len(seen) == parts:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit_archive(lambda: scorer, [source], output, report=stop)


def test_a_cut_off_run_goes_on_without_scoring_twice(
    tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 2)
    source = _json_lines(tmp_path / "in.jsonl", *[{"headline": h} for h in HEADLINES * 2])
    whole, output = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    audit_archive(lambda: scorer, [source], whole)
    _cut_off(scorer, source, output, 3)
    assert not output.exists()
    seen: list[AuditProgress] = []
    audit_archive(lambda: scorer, [source], output, report=seen.append)
    assert seen == [AuditProgress(2, 0, 1.0)]
    assert output.read_bytes() == whole.read_bytes()


def test_a_full_disk_is_named_and_the_audit_goes_on_once_there_is_room(
    tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 2)
    source = _json_lines(tmp_path / "in.jsonl", *[{"headline": h} for h in HEADLINES])
    output = tmp_path / "out.parquet"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(checkpoint.pa, "OSFile", full)
        with pytest.raises(InputError, match="No space left"):
            audit_archive(lambda: scorer, [source], output)
    assert audit_archive(lambda: scorer, [source], output).rows == 4


def test_a_change_of_input_model_thresholds_or_options_is_not_gone_on_with(
    tmp_path: Path, scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    output = tmp_path / "out.jsonl"

    _cut_off(scorer, source, output, 1)
    with monkeypatch.context() as patch, pytest.raises(InputError, match="other parts"):
        patch.setattr(audit, "PARTS", audit.PARTS + 1)
        audit_archive(lambda: scorer, [source], output)
    with pytest.raises(InputError, match="other model"):
        audit_archive(lambda: deep_stand_in, [source], output)
    with pytest.raises(InputError, match="other thresholds"):
        audit_archive(lambda: Scorer.load(thresholds=Thresholds(1.0, 2.0)), [source], output)
    with pytest.raises(InputError, match="other options"):
        audit_archive(lambda: scorer, [source], output, AuditOptions(keep_body=True))
    for headline in ("Two", "Another"):
        _json_lines(tmp_path / "in.jsonl", {"headline": headline})
        with pytest.raises(InputError, match="other inputs"):
            audit_archive(lambda: scorer, [source], output)
    audit_archive(lambda: scorer, [source], output, restart=True)
    assert _read(output)[0]["headline"] == "Another"


def test_strict_stops_at_the_first_bad_row_and_says_where(
    tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 2)
    source = _json_lines(tmp_path / "in.jsonl", *[{"headline": h} for h in [*HEADLINES, "", "x"]])
    for _ in range(2):
        with pytest.raises(InputError, match=r"in\.jsonl, row 5: .*empty") as caught:
            audit_archive(lambda: scorer, [source], tmp_path / "out.jsonl", strict=True)
        assert caught.value.kind == "bad_row"


def test_strict_counts_the_rows_of_a_file_through_its_row_groups_and_those_of_the_next_anew(
    tmp_path: Path, scorer: Scorer
) -> None:
    for name, headlines in {"a": HEADLINES, "b": [*HEADLINES, ""]}.items():
        pq.write_table(pa.table({"headline": headlines}), tmp_path / f"{name}.parquet", row_group_size=2)
    with pytest.raises(InputError, match=r"b\.parquet, row 5: "):
        audit_archive(lambda: scorer, [str(tmp_path)], tmp_path / "out.jsonl", strict=True)


@pytest.mark.parametrize("gone", [(), ("0000000-0000000.arrow",)])
def test_strict_looks_at_what_an_earlier_run_scored_before_it_replaces_a_result(
    gone: tuple[str, ...], tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 2)
    output = tmp_path / "out.jsonl"
    audit_archive(lambda: scorer, [_json_lines(tmp_path / "old.jsonl", {"headline": "One"})], output)
    before = output.read_bytes()
    source = _json_lines(tmp_path / "in.jsonl", *[{"headline": h} for h in [*HEADLINES, "x", "", "y", "z"]])
    _cut_off(scorer, source, output, 3)
    for part in gone:
        (tmp_path / "out.jsonl.parts" / part).unlink()
    seen: list[AuditProgress] = []
    with pytest.raises(InputError, match=r"in\.jsonl, row 6: cannot be scored \(empty\)"):
        audit_archive(lambda: scorer, [source], output, strict=True, report=seen.append)
    assert [progress.rows for progress in seen] == ([2, 4] if gone else [])
    assert output.read_bytes() == before
    assert read_record(output)["rows"] == 1


def test_a_file_damaged_half_way_is_told_of_and_the_others_are_read(tmp_path: Path, scorer: Scorer) -> None:
    (tmp_path / "a.csv").write_text('headline\nOne\n"open\n')
    _json_lines(tmp_path / "b.jsonl", {"headline": "Two"})
    output = tmp_path / "out.jsonl"
    summary = audit_archive(lambda: scorer, [str(tmp_path)], output)
    assert [(r["headline"], r["error"]) for r in _read(output)] == [
        ("One", None),
        (None, "damaged_file"),
        ("Two", None),
    ]
    assert ["a.csv, line 3" in damage for damage in summary.damage] == [True]


def test_a_web_archive_damaged_half_way_is_told_of(tmp_path: Path, scorer: Scorer, make_warc: Any) -> None:
    picture = ("https://a.example/1", b"\x89PNG", {"content_type": "image/png"})
    (tmp_path / "a.warc").write_bytes(make_warc(picture, picture)[:-5])
    output = tmp_path / "out.jsonl"
    summary = audit_archive(lambda: scorer, [str(tmp_path / "a.warc")], output)
    assert [r["error"] for r in _read(output)] == ["not_html", "damaged_file"]
    assert ["a.warc" in damage for damage in summary.damage] == [True]
    assert read_record(output)["damage"] == summary.damage


def test_its_own_columns_and_its_own_input_are_not_overwritten(tmp_path: Path, scorer: Scorer) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One", "heat": 3})
    with pytest.raises(InputError, match="heat"):
        audit_archive(lambda: scorer, [source], tmp_path / "out.jsonl")
    late = _json_lines(tmp_path / "late.jsonl", *[{"headline": "One"}] * 1_001, {"headline": "One", "heat": 3})
    with pytest.raises(InputError, match=r"late\.jsonl, rows 1001 to 1002: have columns .* \(heat\)"):
        audit_archive(lambda: scorer, [late], tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="another output"):
        audit_archive(lambda: scorer, [source], Path(source))


@pytest.mark.parametrize("given", ["{folder}", "{folder}/*.jsonl", "file://{folder}/in.jsonl", "{folder}/in.jsonl"])
def test_an_input_is_not_overwritten_however_it_is_named(given: str, tmp_path: Path, scorer: Scorer) -> None:
    source = Path(_json_lines(tmp_path / "in.jsonl", {"headline": "One"}))
    _json_lines(tmp_path / "other.jsonl", {"headline": "Two"})
    before = source.read_bytes()
    with pytest.raises(InputError, match="another output"):
        audit_archive(lambda: scorer, [given.format(folder=tmp_path), str(tmp_path / "other.jsonl")], source)
    assert source.read_bytes() == before


def test_a_headline_is_not_compared_with_itself(tmp_path: Path, scorer: Scorer) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"body": "One"})
    with pytest.raises(InputError, match="name another for bodies"):
        audit_archive(lambda: scorer, [source], tmp_path / "out.jsonl", AuditOptions("body", "body"))


@pytest.fixture
def one_page(tmp_path: Path, make_warc: Any) -> str:
    """A web archive of one page."""
    path = tmp_path / "a.warc"
    path.write_bytes(make_warc(("https://a.example/1", b"<p>one</p>", {})))
    return str(path)


@pytest.mark.parametrize("options", [AuditOptions(headline="heat"), AuditOptions(body="error", keep_body=True)])
def test_pages_are_not_written_into_columns_of_figures(
    options: AuditOptions, one_page: str, tmp_path: Path, scorer: Scorer
) -> None:
    with pytest.raises(InputError, match=r"column: is a column the audit writes \('(heat|error)'\)"):
        audit_archive(lambda: scorer, [one_page], tmp_path / "out.csv", options)


@pytest.mark.parametrize("options", [AuditOptions(headline="outlet"), AuditOptions(body="url")])
def test_what_a_page_tells_of_itself_does_not_give_way_to_its_headline_or_body(
    options: AuditOptions, one_page: str, tmp_path: Path, scorer: Scorer
) -> None:
    with pytest.raises(InputError, match=r"is a column the pages of a web archive have \('(outlet|url)'\)"):
        audit_archive(lambda: scorer, [one_page], tmp_path / "out.csv", options)
    source = _json_lines(tmp_path / "in.jsonl", {options.headline: "One", options.body: BODY})
    assert audit_archive(lambda: scorer, [source], tmp_path / "out.csv", options).bodies == 1


def test_a_folder_that_is_no_audits_is_left_as_it_is(tmp_path: Path, scorer: Scorer) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    (tmp_path / "out.csv.parts").mkdir()
    inside = _json_lines(tmp_path / "out.csv.parts" / "in.jsonl", {"headline": "Two"})
    with pytest.raises(InputError, match="no audit's"):
        audit_archive(lambda: scorer, [source], tmp_path / "out.csv", restart=True)
    with pytest.raises(InputError, match="holds inputs"):
        audit_archive(lambda: scorer, [inside], tmp_path / "out.csv", restart=True)
    assert Path(inside).exists()


def test_a_folder_is_no_output_and_is_told_of_before_anything_is_scored(tmp_path: Path, scorer: Scorer) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        audit_archive(lambda: scorer, [source], tmp_path / "out.csv", report=lambda progress: pytest.fail("scored"))


def test_a_file_is_no_folder_for_an_output(tmp_path: Path, scorer: Scorer) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    output = tmp_path / "in.jsonl" / "out.csv"
    with pytest.raises(InputError, match="Not a directory") as caught:
        audit_archive(lambda: scorer, [source], output, report=lambda progress: pytest.fail("scored"))
    assert (caught.value.kind, caught.value.where) == ("cannot_write", str(output))


def test_an_ending_that_is_not_written_is_told_of_before_anything_is_scored(tmp_path: Path, scorer: Scorer) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    with pytest.raises(InputError, match="must end in") as caught:
        audit_archive(lambda: scorer, [source], tmp_path / "out.xlsx", report=lambda progress: pytest.fail("scored"))
    assert caught.value.kind == "unknown_format"
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize("letters", [300, 241, 232])
@pytest.mark.parametrize("folder", [".", "new/folder"])
def test_a_name_too_long_for_its_record_is_told_of_before_anything_is_scored(
    folder: str, letters: int, tmp_path: Path, scorer: Scorer
) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    output = tmp_path / folder / f"{'x' * (letters - 4)}.csv"
    with pytest.raises(InputError, match="too long") as caught:
        audit_archive(lambda: scorer, [source], output, report=lambda progress: pytest.fail("scored"))
    assert (caught.value.kind, caught.value.where) == ("cannot_write", str(output))
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
    assert audit_archive(lambda: scorer, [source], output.with_name(f"{'x' * 227}.csv")).rows == 1


def test_a_folder_that_may_not_be_looked_into_is_no_place_for_an_output(
    tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})

    def closed(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "lstat", closed)  # whoever runs this may look into every folder
    with pytest.raises(InputError, match="Permission denied") as caught:
        audit_archive(lambda: scorer, [source], tmp_path / "out.csv")
    assert caught.value.kind == "cannot_write"


def test_an_output_within_the_input_folder_is_no_input(tmp_path: Path, scorer: Scorer) -> None:
    _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    for _ in range(2):
        assert audit_archive(lambda: scorer, [str(tmp_path)], tmp_path / "out.jsonl").rows == 1


def test_an_output_without_its_record_is_no_input_of_the_run_that_goes_on(
    tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _json_lines(tmp_path / "in.jsonl", {"headline": "One"})

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(audit, "write_record", cut_off)
        audit_archive(lambda: scorer, [str(tmp_path)], tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").exists()
    assert audit_archive(lambda: scorer, [str(tmp_path)], tmp_path / "out.jsonl").rows == 1


def test_a_result_that_is_named_as_an_input_is_not_overwritten_nor_passed_over(tmp_path: Path, scorer: Scorer) -> None:
    source, output = _json_lines(tmp_path / "in.jsonl", {"headline": "One"}), tmp_path / "out.jsonl"
    audit_archive(lambda: scorer, [source], output)
    with pytest.raises(InputError, match="is an input itself"):
        audit_archive(lambda: scorer, [source, str(output)], output)
    Path(source).unlink()
    with pytest.raises(InputError, match="no archive but the output itself") as caught:
        audit_archive(lambda: scorer, [str(tmp_path)], output)
    assert caught.value.kind == "missing_file"


def test_progress_is_the_share_of_all_input(tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 2)
    sources = [_json_lines(tmp_path / f"{name}.jsonl", *[{"headline": "Line"}] * 4) for name in "ab"]
    seen: list[AuditProgress] = []
    audit_archive(lambda: scorer, sources, tmp_path / "out.jsonl", report=seen.append)
    assert [progress.rows for progress in seen] == [2, 4, 6, 8]
    assert [progress.share for progress in seen] == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_bytes_and_dates_of_one_file_stand_beside_the_text_of_another(
    ending: str, tmp_path: Path, scorer: Scorer
) -> None:
    moments = pa.array([253_402_300_800_000_000], pa.timestamp("us"))
    pq.write_table(pa.table({"headline": ["One"], "mark": [b"\xff"], "when": moments}), tmp_path / "a.parquet")
    _json_lines(tmp_path / "b.jsonl", {"headline": "Two", "mark": "ff", "when": "today"})
    output = tmp_path / f"out{ending}"
    audit_archive(lambda: scorer, [str(tmp_path / "a.parquet"), str(tmp_path / "b.jsonl")], output)
    [unit] = find_units(find_sources([str(output)]), "headline", "body")
    [stretch] = read_unit(unit, "headline", "body")
    assert stretch.columns.column("mark").to_pylist() == ["/w==", "ff"]
    assert stretch.columns.column("when").to_pylist() == ["10000-01-01 00:00:00", "today"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_column_without_a_name_is_a_column(workers: int, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",headline\n7,Council meets\n")
    _json_lines(tmp_path / "b.jsonl", {"": 8, "headline": "Council meets"})
    with (tmp_path / "b.jsonl").open("a") as file:
        file.write("{broken\n")
    output = tmp_path / "out.jsonl"
    sources = [str(tmp_path / name) for name in ("a.csv", "b.jsonl")]
    audit_archive(partial(Scorer.load, "fast"), sources, output, backend=LocalBackend(workers))
    assert [(r[""], r["error"]) for r in _read(output)] == [("7", None), ("8", None), (None, "bad_json")]


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_without_a_single_column_are_rows(workers: int, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{broken\n[]\n")
    output = tmp_path / "out.jsonl"
    audit_archive(partial(Scorer.load, "fast"), [str(tmp_path / "a.jsonl")], output, backend=LocalBackend(workers))
    assert [r["error"] for r in _read(output)] == ["bad_json", "not_an_object"]


def test_an_empty_archive_gives_an_empty_result(tmp_path: Path, scorer: Scorer) -> None:
    output = tmp_path / "out.csv"
    assert audit_archive(lambda: scorer, [_json_lines(tmp_path / "in.jsonl")], output).rows == 0
    assert output.read_text().startswith("headline,clickbait,")


def test_parquet_without_a_row_group_gives_a_result_that_can_be_read(tmp_path: Path, scorer: Scorer) -> None:
    with pq.ParquetWriter(tmp_path / "in.parquet", pa.schema([("title", pa.string())])):
        pass
    output = tmp_path / "out.csv"
    assert audit_archive(lambda: scorer, [str(tmp_path / "in.parquet")], output, AuditOptions("title")).rows == 0
    assert output.read_text().startswith("title,clickbait,")
    assert rehearse(output, 50.0).scored == 0


def test_a_column_that_first_comes_late_is_kept(tmp_path: Path, scorer: Scorer) -> None:
    records = [*[{"headline": "One"}] * 1_200, {"headline": "Two", "author": "X"}]
    output = tmp_path / "out.jsonl"
    audit_archive(lambda: scorer, [_json_lines(tmp_path / "in.jsonl", *records)], output)
    assert _read(output)[-1]["author"] == "X"


def test_the_summary_counts_what_each_reader_scored(tmp_path: Path, scorer: Scorer, deep_stand_in: Scorer) -> None:
    headlines = ["Council agrees budget", "", "FURY over 'shameful' budget", "Council meets"]
    source = _json_lines(tmp_path / "in.jsonl", *[{"headline": h, "body": BODY} for h in headlines])
    output = tmp_path / "out.jsonl"
    summary = audit_archive(lambda: CascadeScorer(scorer, deep_stand_in), [source], output)
    written = [r["model"] for r in _read(output)]
    assert summary.models == {m: written.count(m) for m in set(written) - {None}}
    assert summary.models.total() == 3
    everything = Reach(100.0, 100.0, 100.0)
    again = audit_archive(lambda: CascadeScorer(scorer, deep_stand_in, everything), [source], output)
    assert again.models == {"deep": 3}


def test_a_cascade_is_judged_by_the_thresholds_of_the_deep_reader(
    tmp_path: Path, scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    headlines = [
        "Council agrees budget",
        "FURY over 'shameful' budget",
        "Council meets",
        "SHOCK as council BLASTS drivers",
    ]
    source = _json_lines(tmp_path / "in.jsonl", *[{"headline": h, "body": BODY} for h in headlines])
    figures = {**deep_stand_in.figures(), "thresholds": {"charged": 20.0, "sensational": 30.0}}
    monkeypatch.setattr(deep_stand_in, "figures", lambda: figures)
    monkeypatch.setattr(deep_stand_in, "thresholds", Thresholds(20.0, 30.0))
    audit_archive(
        lambda: CascadeScorer(scorer, deep_stand_in, Reach(100.0, 100.0, -1.0)), [source], tmp_path / "out.jsonl"
    )
    flagged = read_record(tmp_path / "out.jsonl")["figures"]["thresholds"]["sensational"]
    rows = _read(tmp_path / "out.jsonl")
    assert flagged == 30.0
    assert [r["verdict"] == "sensational" for r in rows] == [r["heat"] >= flagged for r in rows]


def test_the_record_says_how_the_result_was_made(tmp_path: Path, scorer: Scorer) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"}, {"headline": ""})
    audit_archive(lambda: scorer, [source], tmp_path / "out.jsonl", command="levelhed audit in.jsonl")
    record = read_record(tmp_path / "out.jsonl")
    assert record["command"] == "levelhed audit in.jsonl"
    assert record["model"]["checksum"] == scorer.info.checksum
    assert record["errors"] == {"empty": 1}
    figures = scorer.figures()
    assert record["figures"] == {key: figures[key] for key in record["figures"]}
    assert set(record["figures"]) == {"thresholds", "threshold_precision", "verdict_errors"}


def test_a_house_with_its_own_thresholds_finds_those_in_the_record(tmp_path: Path) -> None:
    source, output = _json_lines(tmp_path / "in.jsonl", {"headline": "Council meets"}), tmp_path / "out.jsonl"
    audit_archive(lambda: Scorer.load(thresholds=Thresholds(0.0, 100.0)), [source], output)
    # What was measured of the verdicts was measured with others.
    assert read_record(output)["figures"] == {"thresholds": {"charged": 0.0, "sensational": 100.0}}
    assert [row["verdict"] for row in _read(output)] == ["charged"]


def test_a_record_that_is_cut_short_is_damaged(tmp_path: Path, scorer: Scorer) -> None:
    source, output = _json_lines(tmp_path / "in.jsonl", {"headline": "One"}), tmp_path / "out.jsonl"
    audit_archive(lambda: scorer, [source], output)
    record = tmp_path / "out.jsonl.audit.json"
    record.write_bytes(record.read_bytes()[:-10])
    with pytest.raises(InputError, match="run the audit again") as caught:
        read_record(output)
    assert (caught.value.kind, caught.value.where) == ("damaged_file", str(record))


def test_a_worker_that_is_lost_is_told_of(tmp_path: Path) -> None:
    source = _json_lines(tmp_path / "in.jsonl", {"headline": "One"})
    with pytest.raises(InputError, match="the same command goes on"):
        audit_archive(_SCORER_THAT_DIES, [source], tmp_path / "out.jsonl", backend=LocalBackend(2))


class _OnlyInWorkers:
    """Loads the scorer in the process that asks, and ends any other that tries."""

    def __call__(self) -> Scorer:
        import multiprocessing
        import os

        if multiprocessing.parent_process() is not None:
            os._exit(9)
        return Scorer.load()


_SCORER_THAT_DIES = _OnlyInWorkers()
