"""The tables of words and names that are installed with the package, read as data."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "tables"


def read_table(name: str) -> dict[str, Any]:
    """Return the table ``tables/NAME.toml``, read anew: who needs it more than once keeps what it makes of it."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def tables_checksum() -> str:
    """Return the SHA-256 of all tables together, in hexadecimal digits."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(_FOLDER.glob("*.toml")))).hexdigest()
