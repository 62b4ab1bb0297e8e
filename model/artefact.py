"""The trained artefact on disk: plain arrays and a manifest, each file checked before it is used, nothing ever run."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from levelhed.data.durable import write_durably
from levelhed.data.errors import InputError
from numpy.typing import NDArray

FORMAT = 3
"""Version of the artefact's layout; another one is refused."""

_ARRAY = ".npy"
_MANIFEST = "manifest.json"


def packaged(name: str) -> Path:
    """Return the folder of the artefact that is installed with the package."""
    return Path(__file__).parent / "artefacts" / name


def is_packaged(name: str) -> bool:
    """Say whether an artefact of this name is installed with the package; `load` says whether it is sound."""
    return (packaged(name) / _MANIFEST).is_file()


def save(
    folder: Path,
    arrays: Mapping[str, NDArray[Any]],
    manifest: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
) -> str:
    """Write the artefact, each file whole or not at all, the manifest last; return its checksum.

    Equal arrays give equal bytes, so a retrained artefact can be compared by checksum.

    Parameters
    ----------
    files : mapping of str to bytes, optional
        Further files of the artefact, by name.

    Raises
    ------
    InputError
        ``cannot_write``; the manifest is then the one from before, if there was one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = {**(files or {}), **{name + _ARRAY: _packed(array) for name, array in arrays.items()}}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())}
    record = {"format": FORMAT, **manifest, "files": sums, "checksum": _checksum(sums)}
    for name, data in contents.items():
        _write(folder / name, data)
    _write(folder / _MANIFEST, _json(record))
    return str(record["checksum"])


def annotate(folder: Path, record: Mapping[str, Any]) -> dict[str, Any]:
    """Add `record` to the manifest of a saved artefact and return the whole of it; its files stay as they are."""
    manifest = {**json.loads((folder / _MANIFEST).read_bytes()), **record}
    _write(folder / _MANIFEST, _json(manifest))
    return manifest


def load(folder: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Verify every file of an artefact and map its arrays, read-only: processes that use it share one copy.

    Raises
    ------
    InputError
        ``missing_artefact``, ``bad_artefact`` or ``wrong_checksum``; no array is read from a file that fails.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise InputError(
                "bad_artefact", str(folder), f"is not of format {FORMAT}; train it again with this version"
            )
        data = {name: (folder / Path(name).name).read_bytes() for name in manifest["files"]}
    except FileNotFoundError as error:
        raise InputError(
            "missing_artefact", str(folder), f"has no {Path(error.filename).name}; run `levelhed train --output DIR`"
        ) from error
    except InputError:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            "bad_artefact", str(folder / _MANIFEST), "is not a manifest; install the package again"
        ) from error
    for name, expected in manifest["files"].items():
        if hashlib.sha256(data[name]).hexdigest() != expected:
            raise InputError(
                "wrong_checksum", str(folder / name), "does not match its manifest; install the package again"
            )
    if manifest.get("checksum") != _checksum(manifest["files"]):
        raise InputError("wrong_checksum", str(folder / _MANIFEST), "has been changed; install the package again")
    arrays = [folder / Path(name).name for name in data if name.endswith(_ARRAY)]
    return {path.stem: np.load(path, mmap_mode="r", allow_pickle=False) for path in arrays}, manifest


def _packed(array: NDArray[Any]) -> bytes:
    member = io.BytesIO()
    np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
    return member.getvalue()


def _json(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _checksum(sums: Mapping[str, str]) -> str:
    return hashlib.sha256("".join(f"{name} {value}\n" for name, value in sorted(sums.items())).encode()).hexdigest()


def _write(path: Path, data: bytes) -> None:
    with write_durably(path) as part:
        part.write_bytes(data)
