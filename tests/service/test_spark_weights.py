from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from levelhed.service.spark import Weights, _unpack

WEIGHTS = Weights("fast", {"fast": {"manifest.json": b"{}", "weights.npy": b"1 2 3"}}, "c0ffee")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the weights are looked for, as anybody on the machine can tell."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / f"levelhed-{os.getuid()}-c0ffee"


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "fast").iterdir()}


def test_the_folder_is_this_users_alone_and_used_again(folder: Path) -> None:
    assert _unpack(WEIGHTS) == folder
    assert folder.stat().st_mode & 0o077 == 0
    assert _files(folder) == WEIGHTS.files["fast"]
    made = folder.stat().st_ino
    assert _unpack(WEIGHTS) == folder
    assert folder.stat().st_ino == made
    assert list(folder.parent.iterdir()) == [folder]


def _change(folder: Path) -> None:
    (folder / "fast" / "weights.npy").write_bytes(b"1 2 4")


def _lose(folder: Path) -> None:
    (folder / "fast" / "manifest.json").unlink()


def _open_to_all(folder: Path) -> None:
    folder.chmod(0o777)


def _link(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")


def _hand_over(folder: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a folder to somebody else")
    os.chown(folder, 12_345, 12_345)


@pytest.mark.parametrize("spoil", [_change, _lose, _open_to_all, _link, _hand_over])
def test_a_folder_that_somebody_may_have_changed_is_not_used(folder: Path, spoil: Callable[[Path], None]) -> None:
    spoil(_unpack(WEIGHTS))
    found = _unpack(WEIGHTS)
    assert found != folder
    assert found.stat().st_mode & 0o077 == 0
    assert _files(found) == WEIGHTS.files["fast"]
