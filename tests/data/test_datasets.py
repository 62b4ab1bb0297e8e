from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from levelhed.data.datasets import _BUILDERS, BasilArticle, WebisPost, catalogue, load
from levelhed.data.errors import InputError


@pytest.mark.datasets
@pytest.mark.parametrize("name", sorted(_BUILDERS))
def test_every_set_loads_as_the_catalogue_says(name: str, datasets_dir: Path) -> None:
    kind, _ = _BUILDERS[name]
    records = load(name, kind, datasets_dir)
    assert len(records) == catalogue()[name].rows
    assert all(isinstance(record, kind) for record in records)


def test_catalogue_and_loaders_name_the_same_sets() -> None:
    assert set(catalogue()) == set(_BUILDERS)


def test_a_missing_file_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="LEVELHED_DATASETS") as caught:
        load("webis_clickbait_17", WebisPost, tmp_path)
    assert caught.value.kind == "missing_dataset"


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "webis_clickbait_17.jsonl.gz").write_bytes(gzip.compress(b"{}\n"))
    with pytest.raises(InputError) as caught:
        load("webis_clickbait_17", WebisPost, tmp_path)
    assert caught.value.kind == "wrong_checksum"


def test_the_wrong_record_type_and_an_unknown_set_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="WebisPost"):
        load("webis_clickbait_17", BasilArticle, tmp_path)
    with pytest.raises(InputError, match="catalogue"):
        load("no_such_set", WebisPost, tmp_path)


@pytest.mark.datasets
def test_the_setting_names_the_folder(datasets_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(datasets_dir / "basil.jsonl.gz", tmp_path)
    monkeypatch.setenv("LEVELHED_DATASETS", str(tmp_path))
    assert load("basil", BasilArticle)[0].body
    monkeypatch.delenv("LEVELHED_DATASETS")
    with pytest.raises(InputError, match="not set"):
        load("basil", BasilArticle)
