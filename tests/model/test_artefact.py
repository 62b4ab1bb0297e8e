from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from levelhed.data.errors import InputError
from levelhed.model import artefact

ARRAYS = {"weights": np.arange(4.0)}


def _annotate(folder: Path) -> None:
    artefact.annotate(folder, {"measured": 1})


def _save(folder: Path) -> None:
    artefact.save(folder, ARRAYS, {"version": "2"})


@pytest.mark.parametrize("write", [_annotate, _save])
def test_a_full_disk_leaves_what_was_there(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    artefact.save(tmp_path, ARRAYS, {"version": "1"})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    whole = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        whole(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(InputError) as caught:
        write(tmp_path)
    assert caught.value.kind == "cannot_write"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    _, manifest = artefact.load(tmp_path)
    assert manifest["version"] == "1"


def _refused(folder: Path) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        artefact.load(folder)
    return caught.value.kind, caught.value.where


def test_an_artefact_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    checksum = artefact.save(tmp_path, {**ARRAYS, "turned": np.ones((2, 3)).T}, {"version": "1"}, {"words.txt": b"a"})
    assert checksum == artefact.save(tmp_path / "again", {**ARRAYS, "turned": np.ones((3, 2))}, {}, {"words.txt": b"a"})
    arrays, manifest = artefact.load(tmp_path)
    assert (manifest["version"], manifest["checksum"], manifest["format"]) == ("1", checksum, artefact.FORMAT)
    assert sorted(manifest["files"]) == ["turned.npy", "weights.npy", "words.txt"]
    assert sorted(arrays) == ["turned", "weights"]
    assert arrays["weights"].tolist() == ARRAYS["weights"].tolist()
    assert not arrays["weights"].flags.writeable
    assert artefact.annotate(tmp_path, {"measured": 1}) == artefact.load(tmp_path)[1] == {**manifest, "measured": 1}


def test_what_is_missing_or_changed_is_named(tmp_path: Path) -> None:
    assert _refused(tmp_path) == ("missing_artefact", str(tmp_path))
    _save(tmp_path)
    whole = (tmp_path / "manifest.json").read_text()
    for told, kind, where in (
        ("{", "bad_artefact", "manifest.json"),
        ("[]", "bad_artefact", ""),
        (whole.replace(f'"format": {artefact.FORMAT}', '"format": 2'), "bad_artefact", ""),
        (whole.replace('"files"', '"others"'), "bad_artefact", "manifest.json"),
        (whole.replace("weights.npy", "weight.npy"), "missing_artefact", ""),
        (whole.replace('"checksum": "', '"checksum": "0'), "wrong_checksum", "manifest.json"),
    ):
        (tmp_path / "manifest.json").write_text(told)
        assert _refused(tmp_path) == (kind, str(tmp_path / where))
    (tmp_path / "manifest.json").write_text(whole)
    (tmp_path / "weights.npy").write_bytes((tmp_path / "weights.npy").read_bytes()[:-1] + b"!")
    assert _refused(tmp_path) == ("wrong_checksum", str(tmp_path / "weights.npy"))


def test_no_array_is_read_that_would_run_code(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="allow_pickle"):
        artefact.save(tmp_path, {"weights": np.array([object()])}, {})
    assert not (tmp_path / "manifest.json").exists()
