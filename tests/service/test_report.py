from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.service.audit import audit_archive
from levelhed.service.audit_result import record_path
from levelhed.service.audit_rows import AuditOptions
from levelhed.service.rehearse import rehearse
from levelhed.service.report import write_report
from levelhed.service.report.duplicates import find_duplicates, first_of_each
from levelhed.service.report.results import read_results
from levelhed.service.report.statistics import (
    MEASURED_CALM,
    MEASURED_LOUD,
    Correction,
    Estimate,
    compare_groups,
    corrected_share,
    mean_interval,
    share_interval,
    wilson,
)

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>"
CALM = ["Council agrees {} budget", "Minister meets {} union", "Court hears {} case", "Ferry to {} runs on Sunday"]
LOUD = ["FURY as {} ministers DESTROY hopes!", "You won't believe this shocking {} betrayal", "{} in brutal meltdown!"]
PLACES = ["Aldern", "Borrow", "Calder", "Dunmore", "Estley", "Farrow", "Garth", "Holme", "Ister", "Jarrow"]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, scorer: Scorer) -> Path:
    folder = tmp_path_factory.mktemp("report")
    rows = [
        {
            "headline": form.format(place),
            "outlet": outlet,
            "published": f"2024-{1 + i % 3:02d}-02",
            "url": "javascript:0",
        }
        for outlet, forms in (("The Calm", CALM), ("The Loud", LOUD))
        for form in forms
        for i, place in enumerate(PLACES)
    ]
    rows += [{"headline": f"Opinion | {CALM[0].format(PLACES[0])} - The Daily Ferry", "outlet": "The Loud"}]
    rows += [{"headline": f"{HOSTILE} number {i}", "outlet": HOSTILE} for i in range(3)] + [{"headline": ""}]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    audit_archive(
        lambda: scorer, [str(folder / "in.jsonl")], folder / "out.parquet", command=f"levelhed audit {HOSTILE}"
    )
    return folder / "out.parquet"


@pytest.fixture(scope="module")
def page(result: Path) -> str:
    write_report(result, result.with_name("report.html"), minimum_group=2, title=HOSTILE)
    return result.with_name("report.html").read_text()


def test_nothing_in_a_headline_an_outlet_or_an_address_is_run_or_fetched(page: str) -> None:
    pictures = [base64.b64decode(data).decode() for data in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page)]
    assert len(pictures) >= 3
    trees = [lxml.html.fromstring(page), *[lxml.etree.fromstring(picture.encode()) for picture in pictures]]
    for element in (e for tree in trees for e in tree.iter(lxml.etree.Element)):
        assert lxml.etree.QName(element).localname not in ("script", "iframe", "object", "foreignObject")
        assert not [name for name in element.attrib if name.startswith("on")]
    assert not [img for img in trees[0].iter("img") if not img.get("src").startswith("data:")]
    assert "&lt;script&gt;alert(&#39;x&#39;)" in page
    assert "javascript:" not in page
    assert not re.findall(r"(?:src|href)=\"(?!data:)[^\"]*", page)
    assert "default-src 'none'" in page


def test_the_page_says_what_was_compared_and_left_out(page: str, result: Path) -> None:
    analysis = write_report(result, result.with_name("again.html"), minimum_group=2)
    assert result.with_name("again.html").read_text().count("How it was made") == 1
    [outlets] = analysis.groupings
    assert [g.name for g in outlets.groups if g.name in ("The Loud", "The Calm")] == ["The Loud", "The Calm"]
    assert all(g.different for g in outlets.groups if g.name in ("The Loud", "The Calm"))
    assert analysis.errors == {"empty": 1}
    assert analysis.months is not None
    assert [g.name for g in sorted(analysis.months.groups, key=lambda g: g.name)] == ["2024-01", "2024-02", "2024-03"]
    assert analysis.loudest[0].heat >= analysis.loudest[-1].heat > analysis.most_level[0].heat
    [loud] = [o for o in analysis.words if o.outlet == "The Loud"]
    assert "destroy" in {word.text for word in loud.words}
    assert "the headline, or the page, is empty" in page
    assert "corrected for the measured errors of the model" in page


def test_a_headline_with_labels_is_the_same_headline(result: Path) -> None:
    analysis = write_report(result, result.with_name("again.html"), minimum_group=2)
    assert analysis.wire == 1
    assert analysis.counted < analysis.scored


def test_near_duplicates_count_once() -> None:
    headlines = [
        "Harbour council agrees ferry budget after long debate on Monday night in the town hall",
        "Harbour council agrees ferry budget after long debate on Monday night in the town hall today",
        "Minister resigns over travel claims",
        "Harbour council agrees ferry budget after long debate on Monday night in the town hall",
        "Minister resigns over expenses",
    ]
    groups = find_duplicates(headlines)
    assert groups[0] == groups[1] == groups[3]
    assert len(set(groups.tolist())) == 3
    assert first_of_each(groups).tolist() == [True, False, True, False, True]
    assert first_of_each(groups, np.array([0, 1, 0, 0, 0])).tolist() == [True, True, True, False, True]
    other_bodies = ["A story of its own.", "Quite another story.", "x", "Nothing like the two.", "y"]
    assert len(set(find_duplicates(headlines, other_bodies).tolist())) == 5


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(1)
    covered = sum(
        interval.low <= 50.0 <= interval.high
        for interval in (mean_interval(rng.normal(50, 10, 60), seed) for seed in range(200))
    )
    assert 180 <= covered <= 198


def test_groups_alike_are_seldom_called_different_and_small_ones_are_not_shown() -> None:
    rng = np.random.default_rng(2)
    names: list[str | None] = [f"g{i % 100}" for i in range(6_000)] + ["small"] * 5 + [None]
    heat = rng.normal(40, 15, len(names)).clip(0, 100)
    nothing = np.full(len(names), np.nan)
    grouping = compare_groups("outlet", names, heat, nothing, 70.0)
    assert len(grouping.groups) == 100
    assert sum(g.different for g in grouping.groups) <= 2
    assert (grouping.small, grouping.small_rows) == (1, 5)
    assert grouping.groups[0].gap is None
    heat[:6_000:100] += 20
    assert [g.name for g in compare_groups("outlet", names, heat, nothing, 70.0).groups if g.different] == ["g0"]


def test_what_is_said_of_a_group_is_of_its_own_rows() -> None:
    names: list[str | None] = ["calm"] * 30 + [" loud "] * 30 + ["few"] * 29 + [None, " "]
    heat = np.array([20.0] * 30 + [70.0] * 15 + [80.0] * 15 + [50.0] * 29 + [99.0] * 2)
    gap = np.full(len(names), np.nan)
    gap[:29], gap[30:60] = 5.0, 9.0
    grouping = compare_groups("outlet", names, heat, gap, 80.0)
    loud, calm = grouping.groups
    assert ((loud.name, loud.rows), (calm.name, calm.rows)) == (("loud", 30), ("calm", 30))
    assert (loud.heat.value, calm.heat.value) == (75.0, 20.0)
    assert loud.gap is not None
    assert (loud.gap.value, calm.gap) == (9.0, None)  # 29 of them have one
    assert (loud.sensational.value, calm.sensational.value) == (50.0, 0.0)
    assert (loud.different, calm.different) == (True, True)
    assert (grouping.small, grouping.small_rows) == (1, 29)


def test_a_group_that_stands_alone_is_not_called_different() -> None:
    names, heat = ["loud"] * 60 + ["few"] * 10, np.array([80.0] * 60 + [20.0] * 10)
    [group] = compare_groups("outlet", names, heat, heat, 70.0).groups
    assert not group.different
    assert compare_groups("outlet", ["few"] * 10, heat[:10], heat[:10], 70.0).groups == []


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 5)[0] == 0.0


def test_an_interval_of_a_share_covers_the_truth_and_knows_of_what_was_not_seen() -> None:
    rng = np.random.default_rng(3)
    shares = [share_interval(rng.random(60) < 0.05) for _ in range(400)]
    assert 370 <= sum(s.low <= 5.0 <= s.high for s in shares) <= 395
    none, every = share_interval(np.zeros(20, bool)), share_interval(np.ones(20, bool))
    assert (none.value, none.low, every.value, every.high) == (0.0, 0.0, 100.0, 100.0)
    assert none.high == pytest.approx(16.1, abs=0.1)
    assert every.low == pytest.approx(83.9, abs=0.1)


def test_a_share_is_corrected_for_measured_errors_or_not_at_all() -> None:
    errors = {"sensitivity": 0.8, "specificity": 0.9}
    flagged = Estimate(26.0, 20.0, 32.0)
    corrected = corrected_share(flagged, errors).share
    assert corrected is not None
    assert corrected.value == pytest.approx(100 * (0.26 - 0.1) / 0.7)
    assert corrected.low < corrected.value < corrected.high
    # However many headlines there are, the errors are no surer than what they were measured on.
    endless = corrected_share(Estimate(26.0, 26.0, 26.0), errors).share
    assert endless is not None
    assert corrected.low < endless.low < endless.value - 0.5
    assert corrected_share(flagged, None) == Correction()
    assert corrected_share(flagged, {"sensitivity": 0.5, "specificity": 0.5}) == Correction(beyond="chance")


@pytest.mark.parametrize(
    ("flagged", "beyond"),
    [
        (Estimate(5.0, 4.0, 6.0), "small"),
        (Estimate(11.0, 9.0, 13.0), "small"),
        (Estimate(79.0, 77.0, 81.0), "large"),
        (Estimate(90.0, 88.0, 92.0), "large"),
        (Estimate(50.0, 9.0, 91.0), "few"),
    ],
)
def test_a_share_that_errors_alone_could_make_is_not_called_certain(flagged: Estimate, beyond: str) -> None:
    assert corrected_share(flagged, {"sensitivity": 0.8, "specificity": 0.9}) == Correction(beyond=beyond)  # type: ignore[arg-type]


def test_a_corrected_interval_covers_the_truth() -> None:
    rng = np.random.default_rng(4)
    truth, sensitivity, specificity = 0.3, 0.55, 0.88
    covered = 0
    for _ in range(400):
        measured = {
            "sensitivity": rng.binomial(MEASURED_LOUD, sensitivity) / MEASURED_LOUD,
            "specificity": rng.binomial(MEASURED_CALM, specificity) / MEASURED_CALM,
        }
        flagged = rng.random(20_000) < truth * sensitivity + (1 - truth) * (1 - specificity)
        share = corrected_share(share_interval(flagged), measured).share
        assert share is not None
        covered += share.low <= 100 * truth <= share.high
    assert 370 <= covered <= 392


@pytest.mark.parametrize(("forms", "told"), [(CALM, "so small a share"), (LOUD, "so large a share")])
def test_the_page_says_why_a_share_is_not_corrected(
    forms: list[str], told: str, tmp_path: Path, scorer: Scorer
) -> None:
    lines = [json.dumps({"headline": form.format(place)}) for form in forms for place in PLACES]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    audit_archive(lambda: scorer, [str(tmp_path / "in.jsonl")], tmp_path / "out.parquet")
    analysis = write_report(tmp_path / "out.parquet", tmp_path / "report.html")
    page = " ".join((tmp_path / "report.html").read_text().split())
    assert analysis.corrected.share is None
    assert analysis.sensational is not None
    assert analysis.sensational.low < analysis.sensational.high
    assert told in page
    assert "called sensational<br>95% interval" in page


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_every_format_of_a_result_is_read_alike(ending: str, result: Path, scorer: Scorer, tmp_path: Path) -> None:
    output = tmp_path / f"out{ending}"
    audit_archive(lambda: scorer, [str(result.with_name("in.jsonl"))], output)
    one, other = read_results(result), read_results(output)
    assert (one.rows, one.errors) == (other.rows, other.errors)
    assert one.table.column("heat").to_pylist() == other.table.column("heat").to_pylist()


def test_a_column_of_bytes_is_read_as_text(tmp_path: Path, scorer: Scorer) -> None:
    outlets = [b"The Ferry", b"caf\xe9", None]
    pq.write_table(pa.table({"headline": ["Council meets"] * 3, "outlet": outlets}), tmp_path / "in.parquet")
    audit_archive(lambda: scorer, [str(tmp_path / "in.parquet")], tmp_path / "out.parquet")
    read = read_results(tmp_path / "out.parquet", ("outlet",)).table.column("outlet").to_pylist()
    assert read == ["The Ferry", "caf\N{REPLACEMENT CHARACTER}", None]


def test_a_date_of_a_zone_that_nobody_knows_is_read(tmp_path: Path, scorer: Scorer) -> None:
    published = pa.array([0], pa.timestamp("s", "Mars/Phobos"))
    pq.write_table(pa.table({"headline": ["Council meets"], "published": published}), tmp_path / "in.parquet")
    audit_archive(lambda: scorer, [str(tmp_path / "in.parquet")], tmp_path / "out.parquet")
    read = read_results(tmp_path / "out.parquet", ("published",)).table.column("published").to_pylist()
    assert read == ["1970-01-01 00:00:00+00:00"]


def test_a_headline_is_shown_as_it_stood_before_it_was_written_as_csv(tmp_path: Path, scorer: Scorer) -> None:
    rows = [{"headline": "=FURY over budget", "outlet": "@TheFerry"}, {"headline": "'-5C' night in the harbour"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    audit_archive(lambda: scorer, [str(tmp_path / "in.jsonl")], tmp_path / "out.csv")
    table = read_results(tmp_path / "out.csv", ("outlet",)).table
    assert table.column("headline").to_pylist() == [row["headline"] for row in rows]
    assert table.column("outlet").to_pylist() == ["@TheFerry", ""]


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_columns_whose_names_look_like_formulas_are_found_in_a_result(
    ending: str, tmp_path: Path, scorer: Scorer
) -> None:
    (tmp_path / "in.jsonl").write_text('{"=title": "Council meets", "@text": "The council met. It voted."}\n')
    output = tmp_path / f"out{ending}"
    options = AuditOptions("=title", "@text", keep_body=True)
    audit_archive(lambda: scorer, [str(tmp_path / "in.jsonl")], output, options)
    [row] = read_results(output).table.to_pylist()
    assert (row["headline"], row["body"]) == ("Council meets", "The council met. It voted.")


def test_an_archive_without_a_single_score_still_has_a_report(tmp_path: Path, scorer: Scorer) -> None:
    (tmp_path / "in.jsonl").write_text('{"headline": ""}\n')
    audit_archive(lambda: scorer, [str(tmp_path / "in.jsonl")], tmp_path / "out.jsonl", AuditOptions())
    write_report(tmp_path / "out.jsonl", tmp_path / "report.html")
    assert "No headline could be scored" in (tmp_path / "report.html").read_text()


def test_an_archive_without_a_row_is_not_said_to_be_scored(tmp_path: Path, scorer: Scorer) -> None:
    (tmp_path / "in.csv").write_text("headline,body\n")
    audit_archive(lambda: scorer, [str(tmp_path / "in.csv")], tmp_path / "out.parquet", AuditOptions())
    write_report(tmp_path / "out.parquet", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text()
    assert "The result has no rows" in page
    assert "Every row was scored" not in page


def test_of_a_few_headlines_no_interval_of_a_mean_is_told(tmp_path: Path, scorer: Scorer) -> None:
    row = {"headline": LOUD[0].format(PLACES[0]), "body": "The council met. It voted. It rained."}
    (tmp_path / "in.jsonl").write_text(json.dumps(row) + "\n")
    audit_archive(lambda: scorer, [str(tmp_path / "in.jsonl")], tmp_path / "out.jsonl", AuditOptions())
    analysis = write_report(tmp_path / "out.jsonl", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text()
    assert analysis.mean_heat is not None
    assert "1 row read, 1 headline scored, 1 counted" in page
    assert page.count("of so few, no interval can be told") == 2
    assert page.count("95% interval") == 1  # of the share called sensational, which is Wilson's


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_an_archive_without_a_single_headline_still_has_a_report(
    ending: str, tmp_path: Path, scorer: Scorer, make_warc: Any
) -> None:
    (tmp_path / "a.jsonl").write_text("{broken\n")
    picture = ("https://a.example/1", b"\x89PNG", {"content_type": "image/png"})
    (tmp_path / "b.warc").write_bytes(make_warc(picture))
    (tmp_path / "c.warc").write_bytes(b"no archive at all\n" * 100)
    output = tmp_path / f"out{ending}"
    audit_archive(lambda: scorer, [str(tmp_path / name) for name in ("a.jsonl", "b.warc", "c.warc")], output)
    analysis = write_report(output, tmp_path / "report.html")
    assert (analysis.rows, analysis.errors) == (3, {"bad_json": 1, "not_html": 1, "damaged_file": 1})
    assert "No headline could be scored" in (tmp_path / "report.html").read_text()


def test_months_are_those_of_the_crawl_where_nothing_says_when_a_row_was_published(
    tmp_path: Path, scorer: Scorer
) -> None:
    published = ["2024-01-02", None, "", "some day"]
    rows = [
        {"headline": f"Council meets in {place} {i}", "published": p, "crawled": "2024-02-03T00:00:00Z"}
        for i, p in enumerate(published)
        for place in PLACES
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    audit_archive(lambda: scorer, [str(tmp_path / "in.jsonl")], tmp_path / "out.jsonl")
    months = write_report(tmp_path / "out.jsonl", tmp_path / "report.html", minimum_group=2).months
    assert months is not None
    assert {g.name: g.rows for g in months.groups} == {"2024-01": 10, "2024-02": 30}


def test_a_column_that_a_result_takes_for_both_is_its_headlines(result: Path, tmp_path: Path) -> None:
    long = "Council meets " * 40
    (tmp_path / "out.jsonl").write_text(json.dumps({"headline": long, "heat": 1.0}) + "\n")
    record = json.loads(record_path(result).read_text())
    record |= {"options": {"headline": "headline", "body": "headline"}, "rows": 1}
    record_path(tmp_path / "out.jsonl").write_text(json.dumps(record))
    assert read_results(tmp_path / "out.jsonl").table.column("headline").to_pylist() == [long]


def test_a_result_without_its_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text('{"headline": "x"}\n')
    with pytest.raises(InputError, match=r"out\.jsonl\.audit\.json"):
        write_report(tmp_path / "out.jsonl", tmp_path / "report.html")


def test_a_result_beside_the_record_of_another_is_refused(result: Path, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text('{"headline": "x"}\n')
    shutil.copy(record_path(result), record_path(tmp_path / "out.jsonl"))
    with pytest.raises(InputError, match=r"has 1 row, and its record tells of 75; run the audit again") as caught:
        rehearse(tmp_path / "out.jsonl", 60.0)
    assert caught.value.kind == "damaged_file"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("figures", None, "figures"),
        ("figures", {"thresholds": {}}, "figures.thresholds.charged"),
        ("figures", {"thresholds": {"charged": 50.0, "sensational": None}}, "figures.thresholds.sensational"),
        ("options", [], "options"),
        ("options", {"headline": 3, "body": "body"}, "options.headline"),
        ("inputs", [{"address": "in.csv"}], "inputs.0.size"),
    ],
)
def test_a_record_that_lacks_something_is_refused_by_its_name(
    field: str, value: object, told: str, result: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.jsonl").write_text('{"headline": "x"}\n')
    record = json.loads(record_path(result).read_text())
    record_path(tmp_path / "out.jsonl").write_text(json.dumps({**record, field: value}))
    with pytest.raises(InputError, match=rf"\({re.escape(told)} is missing or wrong\)"):
        rehearse(tmp_path / "out.jsonl", 60.0)


def test_a_folder_is_no_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="is a folder"):
        read_results(Path())


def test_a_name_that_no_file_can_have_is_no_result() -> None:
    with pytest.raises(InputError, match="too long") as caught:
        read_results(Path("x" * 300))
    assert caught.value.kind == "cannot_read"


def test_the_folder_of_a_report_is_made(result: Path, tmp_path: Path) -> None:
    write_report(result, tmp_path / "new" / "folder" / "report.html")
    assert (tmp_path / "new" / "folder" / "report.html").exists()


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_names_and_titles_need_not_be_utf_8(ending: str, tmp_path: Path, scorer: Scorer) -> None:
    (tmp_path / "in.jsonl").write_text('{"headline": "Council meets"}\n')
    output = tmp_path / f"caf\udce9{ending}"
    audit_archive(lambda: scorer, [str(tmp_path / "in.jsonl")], output)
    page = tmp_path / "caf\udce9.html"
    assert write_report(output, page, title="caf\udce9").counted == 1
    assert "caf\\udce9" in page.read_text()


def test_a_rehearsal_counts_what_a_threshold_would_flag(result: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_scoring(*_: Any, **__: Any) -> Callable[..., None]:
        raise AssertionError("a rehearsal must not score")

    monkeypatch.setattr(Scorer, "load", no_scoring)
    heat = read_results(result).table.column("heat").to_pylist()
    told = rehearse(result, 60.0, samples=3)
    assert told.flagged == sum(h >= 60.0 for h in heat)
    assert told.flagged_today == sum(h >= told.today for h in heat)
    assert [s.heat for s in told.nearest] == sorted(h for h in heat if h >= 60.0)[:3]
    low, high = sorted((60.0, told.today))
    assert all(low <= s.heat < high for s in told.changed)
    assert rehearse(result, 60.0, samples=3) == told
    with pytest.raises(InputError, match="between 0 and 100"):
        rehearse(result, 101.0)
