"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from levelhed.data.errors import InputError

UNFINISHED = ".tmp"
"""Ending of a file that is still being written."""


@contextmanager
def write_durably(path: Path, scratch: Path | None = None) -> Iterator[Path]:
    """Give a temporary path to write to; it becomes `path` when the block ends without an error, its folder made.

    The data is on the disk before the name is, so that a power cut leaves the old file or the new one.

    Parameters
    ----------
    scratch : Path, optional
        The folder for the temporary file, on the same file system; by default the one of `path`.

    Raises
    ------
    InputError
        ``cannot_write``, where the disk is full or not ours to write.
    """
    # Another process may be writing the same file: a killed run's worker, or a task that Spark runs twice.
    part = (scratch or path.parent) / unfinished_name(path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise InputError("cannot_write", str(path), f"cannot be written ({error.strerror or error})") from error
    finally:
        # Where nothing can be written, nothing can be deleted either; that error must not stand in for the first.
        with suppress(OSError):
            part.unlink()


def unfinished_name(name: str) -> str:
    """Return a name for what will be called `name`, no two alike."""
    return f"{name}.{secrets.token_hex(4)}{UNFINISHED}"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
