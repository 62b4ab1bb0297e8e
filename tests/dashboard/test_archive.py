from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from levelhed.data import sample
from levelhed.model import Scorer
from streamlit.testing.v1 import AppTest

from .shown import SCRIPT, read

pytestmark = pytest.mark.usefixtures("one_reader")

LOUD, CALM = sample.headline(), "Council approves winter ferry timetable"
BODY = sample.body()[:600]


@pytest.fixture
def archive(page: AppTest) -> AppTest:
    return page.run().switch_page("archive.py").run()


def _csv(rows: list[dict[str, str]]) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def _rows(count: int = 24) -> list[dict[str, str]]:
    return [
        {
            "headline": LOUD if i % 2 else CALM,
            "body": BODY,
            "outlet": f"The {'Gull' if i % 2 else 'Anchor'}",
            "author": SCRIPT if i == 0 else "A. Reed",
            "published": f"2025-0{1 + i % 2}-01",
        }
        for i in range(count)
    ]


def _drop(page: AppTest, name: str, content: bytes) -> AppTest:
    return page.file_uploader[0].set_value((name, content, "")).run()


def test_an_archive_is_scored_and_shown(archive: AppTest, scorer: Scorer) -> None:
    _drop(archive, "news.csv", _csv(_rows()))
    assert not archive.exception
    assert "news.csv: 24 rows, 24 scored." in read(archive).text
    assert [tab.label for tab in archive.tabs] == ["By outlet", "By author", "By month"]
    [largest] = [d.value for d in archive.dataframe if "Gap" in d.value]
    assert largest["Headline"].tolist()[0] == LOUD
    assert largest["Gap"].tolist()[0] == round(scorer.score(LOUD, BODY).tone_gap or 0)
    assert "DEFIES (shouted)" in largest["Words that do it"].tolist()[0]


def test_the_slider_rehearses_a_threshold(archive: AppTest) -> None:
    _drop(archive, "news.csv", _csv(_rows()))
    assert any("**12** of 24" in m.value for m in archive.markdown)
    archive.slider(key="threshold").set_value(0).run()
    assert any("**24** of 24" in m.value for m in archive.markdown)
    archive.slider(key="threshold").set_value(100).run()
    assert any("**0** of 24" in m.value for m in archive.markdown)


def test_another_column_can_hold_the_headlines(archive: AppTest) -> None:
    rows = [{"Titel": row["headline"], "Text": row["body"]} for row in _rows(4)]
    _drop(archive, "news.csv", _csv(rows))
    assert not archive.exception
    archive.selectbox[0].set_value("Titel")
    archive.selectbox[1].set_value("Text")
    archive.button[0].click().run()
    assert "news.csv: 4 rows, 4 scored." in read(archive).text


def test_a_column_is_asked_for_until_one_is_chosen(archive: AppTest) -> None:
    _drop(archive, "news.csv", _csv([{"Titel": LOUD, "Text": BODY}] * 2))
    archive.button[0].click().run()
    assert "Choose the column that holds the headlines" in read(archive).text


def test_a_path_is_found_again_after_one_that_is_none(archive: AppTest, tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_bytes(_csv(_rows(2)))
    for name in ("news.csv", "nothere.csv", "news.csv"):
        archive.text_input(key="archive-path").set_value(str(tmp_path / name)).run()
        assert not archive.exception
        assert ("2 rows, 2 scored." in read(archive).text) == (name == "news.csv")


@pytest.mark.parametrize("pattern", ["", "*.csv"])
def test_a_folder_and_a_pattern_are_read_file_by_file(archive: AppTest, tmp_path: Path, pattern: str) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(_csv(_rows(2)))
    (tmp_path / "c.csv").write_bytes(b"headline,body\n")
    archive.text_input(key="archive-path").set_value(str(tmp_path / pattern)).run()
    assert not archive.exception
    assert "4 rows, 4 scored." in read(archive).text


def test_of_a_folder_the_file_at_fault_is_named(archive: AppTest, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(_csv(_rows(2)))
    (tmp_path / "b.parquet").write_bytes(b"PAR1 not")
    archive.text_input(key="archive-path").set_value(str(tmp_path)).run()
    assert not archive.exception
    assert "b.parquet: is not a readable Parquet file" in read(archive).text


def test_rows_that_cannot_be_scored_are_counted(archive: AppTest) -> None:
    _drop(archive, "news.csv", _csv([*_rows(2), {**_rows(1)[0], "headline": " "}]))
    assert "1 row could not be scored: the headline, or the page, is empty." in read(archive).text


def test_of_a_single_row_it_is_said_so(archive: AppTest) -> None:
    _drop(archive, "news.csv", _csv(_rows(1)))
    assert "news.csv: 1 row, 1 scored." in read(archive).text
    assert any("of 1 headline, " in m.value for m in archive.markdown)


def test_what_cannot_be_read_leaves_no_word_of_reading_behind(archive: AppTest) -> None:
    _drop(archive, "news.csv", b"headline,body\n")
    assert not any("Reading the first rows" in t.value for t in archive.text)


def test_nothing_is_offered_under_an_empty_heading(archive: AppTest, tmp_path: Path, scorer: Scorer) -> None:
    from levelhed.service.audit import audit_archive
    from levelhed.service.audit_rows import AuditOptions

    source, result = tmp_path / "in.csv", tmp_path / "out.parquet"
    source.write_bytes(_csv(_rows()))
    audit_archive(lambda: scorer, [str(source)], result, AuditOptions())
    _drop(archive, "out.parquet", result.read_bytes())
    assert "24 rows, 24 scored." in read(archive).text
    assert "Take it away" not in [s.value for s in archive.subheader]


def test_a_result_of_an_audit_is_shown_without_scoring_again(
    archive: AppTest, tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from levelhed.dashboard.local_desk import LocalDesk
    from levelhed.service.audit import audit_archive
    from levelhed.service.audit_rows import AuditOptions

    source, result = tmp_path / "in.csv", tmp_path / "out.parquet"
    source.write_bytes(_csv(_rows()))
    audit_archive(lambda: scorer, [str(source)], result, AuditOptions(keep_body=True))
    monkeypatch.setattr(LocalDesk, "archive_scorer", lambda _: pytest.fail("it was scored already"))
    archive.text_input(key="archive-path").set_value(str(result)).run()
    assert not archive.exception
    assert "24 rows, 24 scored." in read(archive).text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("<img src=x>.csv", b"", "<img src=x>.csv: holds no rows"),
        ("news.csv", b"headline,body\n", "news.csv: holds the names of its columns and no rows"),
        ("news.parquet", b"PAR1 not", "news.parquet: is not a readable Parquet file"),
        (
            "news.csv",
            b"headline\n\xff\xfe\n",
            "1 row could not be scored: bytes in it that are not UTF-8; save the file as UTF-8.",
        ),
    ],
)
def test_a_file_that_is_no_archive_is_refused_in_words(archive: AppTest, name: str, content: bytes, says: str) -> None:
    _drop(archive, name, content)
    assert not archive.exception
    shown = read(archive)
    assert says in shown.text
    assert "img" not in shown.tags


@pytest.mark.parametrize(
    ("host", "asked"), [("0.0.0.0", False), ("::", False), ("127.0.0.1", True), ("127.0.1.1", True), ("::1", True)]
)
def test_a_path_is_asked_for_on_the_own_machine_alone(
    host: str, asked: bool, page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEVELHED_HOST", host)
    page.run().switch_page("archive.py").run()
    assert not page.exception
    assert bool(page.text_input) is asked


def test_months_stand_in_their_order_in_the_table_too(archive: AppTest) -> None:
    # The louder month is the later one.
    _drop(archive, "news.csv", _csv(_rows()))
    [months] = [d.value for d in archive.dataframe if "month" in d.value]
    assert months["month"].tolist() == ["2025-01", "2025-02"]
    assert months["mean gap"].tolist()[0] < months["mean gap"].tolist()[1]


def test_where_a_plot_has_not_all_groups_it_says_so(archive: AppTest) -> None:
    rows = [{**row, "outlet": f"Paper {i % 26}"} for i, row in enumerate(_rows(260))]
    _drop(archive, "news.csv", _csv(rows))
    assert "Drawn are the 25 of most headlines; the table has all 26." in read(archive).text
