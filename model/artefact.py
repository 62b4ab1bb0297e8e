"""The trained artefact on disk: plain arrays and a manifest, each file checked before it is used, nothing ever run."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from levelhed.data.errors import InputError
from numpy.typing import NDArray

FORMAT = 1
"""Version of the artefact's layout; another one is refused."""

_ARRAYS = "weights.npz"
_MANIFEST = "manifest.json"


def packaged(name: str) -> Path:
    """Return the folder of the artefact that is installed with the package."""
    return Path(__file__).parent / "artefacts" / name


def save(folder: Path, arrays: Mapping[str, NDArray[Any]], manifest: Mapping[str, Any]) -> None:
    """Write the artefact; each file under a temporary name first, the manifest last.

    Equal arrays give equal bytes, so a retrained artefact can be compared by checksum.
    """
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            # A fixed date: the zip would otherwise differ from one minute to the next.
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), member.getvalue(), zipfile.ZIP_DEFLATED
            )
    data = buffer.getvalue()
    record = {"format": FORMAT, **manifest, "files": {_ARRAYS: hashlib.sha256(data).hexdigest()}}
    _write(folder / _ARRAYS, data)
    _write(folder / _MANIFEST, (json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode())


def load(folder: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Read an artefact and verify it.

    Raises
    ------
    InputError
        ``missing_artefact``, ``bad_artefact`` or ``wrong_checksum``; no array is read from a file that fails.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        data = (folder / _ARRAYS).read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "missing_artefact", str(folder), f"has no {Path(error.filename).name}; run `levelhed train --output DIR`"
        ) from error
    except ValueError as error:
        raise InputError("bad_artefact", str(folder / _MANIFEST), "is not JSON; install the package again") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise InputError("bad_artefact", str(folder), f"is not of format {FORMAT}; train it again with this version")
    if hashlib.sha256(data).hexdigest() != manifest.get("files", {}).get(_ARRAYS):
        raise InputError(
            "wrong_checksum", str(folder / _ARRAYS), "does not match its manifest; install the package again"
        )
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}, manifest


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)
