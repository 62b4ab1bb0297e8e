"""A checkpoint beside a result: what has been scored so far, part by part, so that a cut-off run can go on."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from levelhed.data.durable import UNFINISHED, write_durably
from levelhed.data.errors import InputError

_MANIFEST = "audit.json"
_LOCK = "lock"
_PART = re.compile(r"(?P<unit>\d{7})-(?P<number>\d{7})(?P<last>-last)?\.arrow")
_UNFINISHED = re.compile(rf".+\.[0-9a-f]{{8}}{re.escape(UNFINISHED)}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PartName:
    """Which part of which unit (see `levelhed.data.archives.Unit`), and whether it is the unit's last."""

    unit: int
    number: int
    last: bool

    def __str__(self) -> str:
        return f"{self.unit:07d}-{self.number:07d}{'-last' if self.last else ''}.arrow"


class Checkpoint:
    """The parts in a folder; made by `open_checkpoint`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def done(self) -> set[tuple[int, int]]:
        """Return unit and number of every part that is there."""
        return {(part.unit, part.number) for part in self._parts()}

    def whole_units(self) -> set[int]:
        """Return the units of which every part is there."""
        numbers: dict[int, int] = {}
        ends: dict[int, int] = {}
        for part in self._parts():
            numbers[part.unit] = numbers.get(part.unit, 0) + 1
            if part.last:
                ends[part.unit] = part.number + 1
        return {unit for unit, count in ends.items() if numbers[unit] == count}

    def read(self) -> Iterator[tuple[PartName, pa.RecordBatch]]:
        """Yield the parts with their names, in order.

        Raises
        ------
        InputError
            ``damaged_checkpoint``
        """
        for name in self._parts():
            path = self.folder / str(name)
            try:
                with pa.OSFile(os.fsencode(path)) as file, pa.ipc.open_file(file) as reader:
                    yield name, reader.get_batch(0)
            except (pa.ArrowException, OSError) as error:
                raise InputError(
                    "damaged_checkpoint", str(path), f"cannot be read ({error}); delete it and go on"
                ) from error

    def remove(self) -> None:
        """Delete all of it, the manifest last; what else lies in the folder stays, and the folder with it."""
        _clear(self.folder, parts=True)
        for name in (_MANIFEST, _LOCK):
            (self.folder / name).unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def _parts(self) -> list[PartName]:
        found = [_PART.fullmatch(path.name) for path in self.folder.iterdir()]
        names = [PartName(int(m["unit"]), int(m["number"]), bool(m["last"])) for m in found if m]
        return sorted(names, key=lambda name: (name.unit, name.number))


@contextmanager
def open_checkpoint(folder: Path, manifest: Mapping[str, Any], *, restart: bool = False) -> Iterator[Checkpoint]:
    """Open the checkpoint in `folder`, or begin one; nobody else can open it meanwhile.

    Parameters
    ----------
    manifest : mapping
        What decides the result, as plain JSON values: inputs, model, options.
    restart : bool
        Throw away what is there.

    Raises
    ------
    InputError
        ``changed_since`` where another manifest began it, ``in_use``, or ``cannot_write``, also where the folder holds
        something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _is_own(folder):
            raise InputError(
                "cannot_write", str(folder), "holds files that are no audit's; rename it, or give another output"
            )
        lock = (folder / _LOCK).open("a")
    except OSError as error:
        raise InputError("cannot_write", str(folder), f"cannot be written ({error.strerror or error})") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InputError("in_use", str(folder), "is being written by another run; wait for it") from error
        # Of parts without a manifest nobody knows what they were made of.
        _clear(folder, parts=restart or not is_checkpoint(folder))
        if restart:
            (folder / _MANIFEST).unlink(missing_ok=True)
        _compare(folder, manifest)
        yield Checkpoint(folder)


def is_checkpoint(folder: Path) -> bool:
    """Whether an audit began to write in `folder`."""
    return (folder / _MANIFEST).is_file()


def save_part(folder: Path, name: PartName, batch: pa.RecordBatch) -> None:
    """Write one part; it is there whole or not at all.

    Raises
    ------
    InputError
        ``cannot_write``
    """
    with (
        write_durably(folder / str(name)) as part,
        pa.OSFile(os.fsencode(part), "wb") as file,
        pa.ipc.new_file(file, batch.schema) as writer,
    ):
        writer.write_batch(batch)


def _is_own(folder: Path) -> bool:
    """Whether the folder is a checkpoint, or one that a run was killed in before it wrote its manifest."""
    names = [path.name for path in folder.iterdir()]
    return _MANIFEST in names or all(n == _LOCK or _PART.fullmatch(n) or _UNFINISHED.fullmatch(n) for n in names)


def _clear(folder: Path, *, parts: bool) -> None:
    """Delete what a killed run left unfinished, and the parts if asked to; nothing that is not ours."""
    for path in folder.iterdir():
        if _UNFINISHED.fullmatch(path.name) or (parts and _PART.fullmatch(path.name)):
            path.unlink(missing_ok=True)


def _compare(folder: Path, manifest: Mapping[str, Any]) -> None:
    path = folder / _MANIFEST
    text = json.dumps(manifest, indent=2, sort_keys=True) + "\n"
    if not path.exists():
        with write_durably(path) as part:
            part.write_text(text)
        return
    try:
        before = json.loads(path.read_text())
    except ValueError:
        before = None
    if not isinstance(before, dict):
        before = {}
    now = json.loads(text)
    changed = sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
    if changed:
        raise InputError(
            "changed_since",
            str(folder),
            f"was begun with other {', '.join(changed)}; put them back, or begin again with --restart",
        )
