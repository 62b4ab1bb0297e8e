from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from levelhed.data import durable
from levelhed.data.checkpoint import PartName, open_checkpoint, save_part
from levelhed.data.errors import InputError


def _batch(value: int) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"x": [value]})


def test_parts_come_back_in_order_and_whole_units_are_known(tmp_path: Path) -> None:
    folder = tmp_path / "out.parts"
    with open_checkpoint(folder, {"inputs": 1}) as checkpoint:
        for name, value in [((1, 0, False), 3), ((0, 1, True), 2), ((0, 0, False), 1), ((2, 1, True), 5)]:
            save_part(folder, PartName(*name), _batch(value))
    with open_checkpoint(folder, {"inputs": 1}) as checkpoint:
        assert [batch.column("x")[0].as_py() for _, batch in checkpoint.read()] == [1, 2, 3, 5]
        assert checkpoint.whole_units() == {0}
        assert checkpoint.done() == {(0, 0), (0, 1), (1, 0), (2, 1)}
        checkpoint.remove()
    assert not folder.exists()


def test_a_change_is_named_and_a_restart_begins_again(tmp_path: Path) -> None:
    with open_checkpoint(tmp_path / "p", {"model": 1, "options": 1}):
        save_part(tmp_path / "p", PartName(0, 0, True), _batch(1))
    with (
        pytest.raises(InputError, match=r"other model;.*--restart"),
        open_checkpoint(tmp_path / "p", {"model": 2, "options": 1}),
    ):
        pass
    with open_checkpoint(tmp_path / "p", {"model": 2, "options": 1}, restart=True) as checkpoint:
        assert not checkpoint.done()


@pytest.mark.parametrize(("before", "now"), [({"model": 1}, {}), ({}, {"model": 1})])
def test_what_only_one_of_the_two_says_is_a_change(before: dict[str, int], now: dict[str, int], tmp_path: Path) -> None:
    with open_checkpoint(tmp_path / "p", {"inputs": 1, **before}):
        pass
    with pytest.raises(InputError, match="other model;"), open_checkpoint(tmp_path / "p", {"inputs": 1, **now}):
        pass


@pytest.mark.parametrize("damaged", ["[]", "null", "{"])
def test_a_manifest_that_is_none_is_a_change(damaged: str, tmp_path: Path) -> None:
    with open_checkpoint(tmp_path / "p", {"inputs": 1}):
        pass
    (tmp_path / "p" / "audit.json").write_text(damaged)
    with pytest.raises(InputError, match="other inputs;"), open_checkpoint(tmp_path / "p", {"inputs": 1}):
        pass


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"half"), Path.mkdir])
def test_a_damaged_part_is_named_with_what_to_do(damage: Callable[[Path], object], tmp_path: Path) -> None:
    part = tmp_path / "p" / str(PartName(0, 0, True))
    with open_checkpoint(tmp_path / "p", {}) as checkpoint:
        damage(part)
        with pytest.raises(InputError, match="delete it and go on") as caught:
            list(checkpoint.read())
    assert (caught.value.kind, caught.value.where) == ("damaged_checkpoint", str(part))


def test_two_runs_do_not_write_one_result(tmp_path: Path) -> None:
    with (
        open_checkpoint(tmp_path / "p", {}),
        pytest.raises(InputError, match="another run"),
        open_checkpoint(tmp_path / "p", {}),
    ):
        pass


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_full_disk_leaves_no_part(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with open_checkpoint(tmp_path / "p", {}) as checkpoint:
        with monkeypatch.context() as patch:
            if step == "fsync":
                patch.setattr(durable.os, "fsync", full)
            else:
                patch.setattr(Path, step, full)
            with pytest.raises(InputError, match="No space left"):
                save_part(tmp_path / "p", PartName(0, 0, True), _batch(1))
        assert not checkpoint.done()
        assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["audit.json", "lock"]


def test_what_cannot_be_deleted_does_not_hide_what_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", read_only)
        patch.setattr(Path, "unlink", read_only)
        with (
            pytest.raises(InputError, match=r"out\.csv: cannot be written \(Read-only"),
            durable.write_durably(tmp_path / "out.csv") as part,
        ):
            part.open("w")
    long = tmp_path / ("x" * 300)
    with pytest.raises(InputError, match="name too long"), durable.write_durably(long) as part:
        part.write_text("x")


def test_what_a_killed_run_left_unfinished_is_cleared(tmp_path: Path) -> None:
    with open_checkpoint(tmp_path / "p", {}):
        (tmp_path / "p" / f"x.0123abcd{durable.UNFINISHED}").write_text("half")
    with open_checkpoint(tmp_path / "p", {}):
        assert not (tmp_path / "p" / f"x.0123abcd{durable.UNFINISHED}").exists()


@pytest.mark.parametrize("restart", [False, True])
def test_a_folder_of_somebody_elses_is_left_as_it_is(restart: bool, tmp_path: Path) -> None:
    (tmp_path / "p" / "deep").mkdir(parents=True)
    (tmp_path / "p" / "notes.txt").write_text("mine")
    with (
        pytest.raises(InputError, match="holds files that are no audit's"),
        open_checkpoint(tmp_path / "p", {}, restart=restart),
    ):
        pass
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["deep", "notes.txt"]


def test_what_somebody_put_beside_the_parts_stays(tmp_path: Path) -> None:
    with open_checkpoint(tmp_path / "p", {}):
        (tmp_path / "p" / "deep").mkdir()
        (tmp_path / "p" / f"mine{durable.UNFINISHED}").write_text("mine")
    with open_checkpoint(tmp_path / "p", {"model": 2}, restart=True) as checkpoint:
        save_part(tmp_path / "p", PartName(0, 0, True), _batch(1))
        checkpoint.remove()
    assert sorted(path.name for path in (tmp_path / "p").iterdir()) == ["deep", f"mine{durable.UNFINISHED}"]


def test_parts_without_a_manifest_are_not_gone_on_with(tmp_path: Path) -> None:
    with open_checkpoint(tmp_path / "p", {"inputs": 1}):
        save_part(tmp_path / "p", PartName(0, 0, True), _batch(1))
    (tmp_path / "p" / "audit.json").unlink()
    with open_checkpoint(tmp_path / "p", {"inputs": 2}) as checkpoint:
        assert not checkpoint.done()


def test_a_run_killed_before_it_wrote_its_manifest_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "lock").touch()
    (tmp_path / "p" / f"audit.json.0123abcd{durable.UNFINISHED}").write_text("{")
    with open_checkpoint(tmp_path / "p", {}) as checkpoint:
        assert not checkpoint.done()
