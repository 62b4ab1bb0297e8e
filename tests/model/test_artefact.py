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
