from __future__ import annotations

import os
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from levelhed.data.errors import InputError
from levelhed.data.sources import find_sources, local_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.csv", "a.jsonl.gz", "notes.txt", "deep/c.parquet", "_SUCCESS.csv", "out.csv.parts/x.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("headline\n")
    return tmp_path


def test_a_folder_is_walked_by_name_and_what_is_no_archive_is_passed_over(folder: Path) -> None:
    found = find_sources([str(folder)])
    assert [Path(s.address).name for s in found] == ["a.jsonl.gz", "b.csv", "c.parquet"]
    assert [(s.format, s.compression) for s in found] == [("jsonl", "gzip"), ("csv", None), ("parquet", None)]


def test_of_a_folder_pipes_and_links_that_lead_nowhere_are_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    (folder / "gone.csv").symlink_to(folder / "nowhere.csv")
    (folder / "link.csv").symlink_to(folder / "b.csv")
    found = [Path(s.address).name for s in find_sources([str(folder)])]
    assert found == ["a.jsonl.gz", "b.csv", "c.parquet", "link.csv"]


@pytest.mark.parametrize("given", ["", "/*/*.parquet", "/**/*.parquet", "/deep/*.parquet"])
@pytest.mark.parametrize("mode", [0o000, 0o600])
def test_a_folder_that_cannot_be_read_is_named(
    given: str, mode: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "deep").chmod(mode)
    if os.access(folder / "deep", os.R_OK | os.X_OK):  # whoever runs this may read everything
        monkeypatch.setattr(os, "access", lambda path, _: Path(path) != folder / "deep")
        monkeypatch.setattr(LocalFileSystem, "isfile", lambda self, path: "deep" not in path and Path(path).is_file())
    with pytest.raises(InputError, match="cannot be read; allow it") as caught:
        find_sources([f"{folder}{given}"])
    assert (caught.value.kind, caught.value.where) == ("cannot_read", str(folder / "deep"))
    assert [Path(s.address).name for s in find_sources([f"{folder}/*.csv"])] == ["_SUCCESS.csv", "b.csv"]
    (folder / "deep").chmod(0o700)


def test_what_lies_aside_need_not_be_readable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != folder / "out.csv.parts")
    assert len(find_sources([str(folder)])) == 3


def test_an_empty_name_is_not_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(InputError, match="is an empty name"):
        find_sources([""])


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/a/b.csv", "/a/b.csv"),
        ("file:///a/b.csv", "/a/b.csv"),
        ("local:///a/b.csv", "/a/b.csv"),
        ("s3://a/b.csv", None),
    ],
)
def test_a_path_here_is_told_from_an_address_elsewhere(address: str, path: str | None) -> None:
    assert local_path(address) == (path and Path(path))


def test_files_come_in_the_order_given_and_once(folder: Path) -> None:
    found = find_sources([str(folder / "b.csv"), str(folder / "*.*z"), str(folder / "b.csv")])
    assert [Path(s.address).name for s in found] == ["b.csv", "a.jsonl.gz"]


def test_a_change_of_the_file_shows(folder: Path) -> None:
    before = find_sources([str(folder / "b.csv")])
    (folder / "b.csv").write_text("headlime\n")
    assert find_sources([str(folder / "b.csv")]) != before


def test_a_change_of_who_may_read_it_is_none(folder: Path) -> None:
    before = find_sources([str(folder / "b.csv")])
    (folder / "b.csv").chmod(0o600)
    assert find_sources([str(folder / "b.csv")]) == before


@pytest.mark.parametrize("name", ["brackets[1].csv", "why?.csv", "a*.csv"])
def test_a_name_that_looks_like_a_pattern_is_a_name_where_there_is_such_a_file(name: str, folder: Path) -> None:
    (folder / name).write_text("headline\n")
    assert [Path(s.address).name for s in find_sources([str(folder / name)])] == [name]
    (folder / name.removesuffix(".csv")).mkdir()
    (folder / name.removesuffix(".csv") / "x.csv").write_text("headline\n")
    assert [Path(s.address).name for s in find_sources([str(folder / name.removesuffix(".csv"))])] == ["x.csv"]


def test_an_address_of_another_storage() -> None:
    with fsspec.open("memory://archive/x.csv", "w") as file:
        file.write("headline\n")
    [source] = find_sources(["memory://archive/*.csv"])
    assert (source.address, source.size) == ("memory:///archive/x.csv", 9)


@pytest.mark.parametrize(
    ("given", "kind"),
    [("absent.csv", "missing_file"), ("*.csv", "missing_file"), ("x.xlsx", "unknown_format"), ("nosuch://x", None)],
)
def test_what_is_not_there_is_named(given: str, kind: str | None, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").touch()
    where = given if "://" in given else str(tmp_path / given)
    with pytest.raises(InputError) as caught:
        find_sources([where])
    assert given in caught.value.where
    assert kind in (None, caught.value.kind)
