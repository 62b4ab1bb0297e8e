from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from levelhed.data import warc
from levelhed.data.archives import find_units, read_unit
from levelhed.data.rows import Rows
from levelhed.data.sources import find_sources

MakeWarc = Callable[..., bytes]


def _read(path: Path) -> list[Rows]:
    [unit] = find_units(find_sources([str(path)]), "headline", "body")
    return list(read_unit(unit, "headline", "body"))


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_responses_become_rows_and_what_is_no_page_says_why(
    ending: str, tmp_path: Path, make_warc: MakeWarc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "MAX_PAGE", 1_000)
    path = tmp_path / f"a{ending}"
    path.write_bytes(
        make_warc(
            ("https://a.example/1", b"<p>one</p>", {}),
            ("https://a.example/2", b"gone", {"status": "404 Not Found"}),
            ("https://a.example/3", b"\x89PNG", {"content_type": "image/png"}),
            ("https://a.example/4", b"x" * 1_001, {}),
            ("https://a.example/5", gzip.compress(b"<p>two</p>"), {"encoding": "gzip"}),
            ("https://a.example/6", gzip.compress(bytes(9_000_000))[:900], {"encoding": "gzip"}),
            ("https://a.example/7", b"no gzip", {"encoding": "gzip"}),
            ("https://a.example/8", b"3\r\n<p>\r\n7;x=y\r\nthree\r\n\r\n0\r\n\r\n", {"transfer": "chunked"}),
            ("https://a.example/9", b"zz\r\n<p>", {"transfer": "chunked"}),
            packed=ending.endswith(".gz"),
        )
    )
    [stretch] = _read(path)
    assert stretch.errors == (
        *(None, "http_status", "not_html", "page_too_long", None),
        *("page_too_long", "page_encoding", None, "page_encoding"),
    )
    pages = stretch.columns.column("page").to_pylist()
    assert [page for page in pages if page] == [b"<p>one</p>", b"<p>two</p>", b"<p>three\r\n"]
    assert stretch.columns.column("url")[4].as_py() == "https://a.example/5"
    assert stretch.columns.column("crawled")[0].as_py() == "2024-05-01T00:00:00Z"


def test_a_truncated_archive_keeps_the_pages_before(tmp_path: Path, make_warc: MakeWarc) -> None:
    whole = make_warc(*[(f"https://a.example/{i}", b"<p>%d</p>" % i, {}) for i in range(600)], packed=True)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(whole[:-40])
    stretches = _read(path)
    errors = [error for s in stretches for error in s.errors]
    assert errors[-1] == "damaged_file"
    assert 300 < len(errors) <= 601
    assert max(len(s.errors) for s in stretches) == warc.PAGES_A_PART
    assert not any(errors[:-1])


@pytest.mark.parametrize("cut", [b"WARC-Type: response", b"Content-Length", b"HTTP/1.1 200", b"text/html", b"two</p>"])
def test_an_archive_that_ends_within_a_record_keeps_the_pages_before(
    cut: bytes, tmp_path: Path, make_warc: MakeWarc
) -> None:
    whole = make_warc(("https://a.example/1", b"<p>one</p>", {}), ("https://a.example/2", b"<p>two</p>", {}))
    path = tmp_path / "a.warc"
    path.write_bytes(whole[: whole.rindex(cut)])
    [stretch] = _read(path)
    assert stretch.errors == (None, "damaged_file")
    assert stretch.damage == f"{path}: ends in the middle of a record; fetch it again"


def test_an_archive_that_ends_within_a_request_is_damaged_too(tmp_path: Path, make_warc: MakeWarc) -> None:
    whole = make_warc(("https://a.example/1", b"<p>one</p>", {}), ("https://a.example/2", b"<p>two</p>", {}))
    (tmp_path / "a.warc").write_bytes(whole[: whole.rindex(b"GET /")])
    [stretch] = _read(tmp_path / "a.warc")
    assert stretch.errors == (None, "damaged_file")


def test_what_is_no_web_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"no archive at all\n" * 100)
    [stretch] = _read(path)
    assert stretch.errors == ("damaged_file",)
