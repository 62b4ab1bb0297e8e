"""What an audit reads: files, folders, globs and addresses of remote storage, each file with its format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem
from levelhed.data.errors import InputError, in_words

Format = Literal["csv", "jsonl", "parquet", "warc"]
Compression = Literal["gzip", "zstd"]

_FORMATS: dict[str, Format] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
}
_COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}
ENDINGS = ".csv, .jsonl, .ndjson, .parquet or .warc, each also with .gz or .zst after it"


@dataclass(frozen=True, slots=True)
class Source:
    """One file.

    Attributes
    ----------
    address : str
        A path, or an address that fsspec opens (``s3://bucket/news.parquet``).
    format : str
        ``"csv"``, ``"jsonl"``, ``"parquet"`` or ``"warc"``, told from its ending.
    compression : str or None
        ``"gzip"`` or ``"zstd"``, told from its ending.
    size : int
        Bytes as stored.
    version : str
        Changes when the file changes, as far as its file system can tell.
    """

    address: str
    format: Format
    compression: Compression | None
    size: int
    version: str


def find_sources(inputs: Sequence[str]) -> list[Source]:
    """Return the files that `inputs` name, each once, in the order given; a folder's and a glob's by name.

    Raises
    ------
    InputError
        ``missing_file`` or ``unknown_format``; ``missing_part`` or ``cannot_read`` where an address needs a package
        or a permission that is not there.
    """
    found: dict[str, Source] = {}
    for given in inputs:
        files = list(_files(given))
        if not files:
            raise InputError("missing_file", given, f"is not a file, nor a folder or pattern with files in {ENDINGS}")
        found.update({source.address: source for source in files if source.address not in found})
    return list(found.values())


def local_path(address: str) -> Path | None:
    """Return the path that an address names here, ``file://`` or plain; None where it is of another storage."""
    if "://" in address and not address.startswith(tuple(f"{name}://" for name in LocalFileSystem.protocol)):
        return None
    return Path(LocalFileSystem._strip_protocol(address))


def source_format(address: str) -> tuple[Format, Compression | None] | None:
    """Return format and compression by the ending of a name; None where it is none that is read."""
    name = address.lower()
    compression = next((value for ending, value in _COMPRESSIONS.items() if name.endswith(ending)), None)
    plain = name.rpartition(".")[0] if compression else name
    kind = next((value for ending, value in _FORMATS.items() if plain.endswith(ending)), None)
    return (kind, compression) if kind else None


def _files(given: str) -> Iterator[Source]:
    if not given:
        raise InputError("missing_file", "input", "is an empty name; give a file, a folder, a pattern or an address")
    try:
        fs, path = url_to_fs(given)
        # A name may hold what a pattern is told by: a file that is there is meant itself.
        if fs.isfile(path):
            paths = [path]
        elif fs.isdir(path):
            found = fs.find(path, detail=True, withdirs=True)
            kept = [p for p in found if not _is_aside(p.removeprefix(path))]
            _check_folders(fs, (p for p in kept if found[p]["type"] == "directory"))
            # A pipe would be waited for without end, and a link may lead nowhere.
            paths = sorted(p for p in kept if source_format(p) and (found[p]["type"] == "file" or fs.isfile(p)))
        else:
            _check_pattern(fs, path)
            paths = sorted(p for p in fs.glob(path) if fs.isfile(p))
        for path in paths:
            yield _source(fs, path)
    except ImportError as error:
        raise InputError("missing_part", given, f"needs a package that is not installed ({error})") from error
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("cannot_read", given, f"cannot be looked up ({in_words(error)})") from error


def _check_pattern(fs: Any, pattern: str) -> None:
    """Check every folder that a pattern looks into."""
    while "file" in _protocols(fs) and set("*?[") & set(pattern):
        pattern = str(Path(pattern).parent)
        _check_folders(fs, filter(fs.isdir, fs.glob(pattern)))


def _check_folders(fs: Any, folders: Iterable[str]) -> None:
    # Of a folder here that cannot be read, fsspec says that it is empty.
    for folder in folders if "file" in _protocols(fs) else ():
        if not os.access(folder, os.R_OK | os.X_OK):
            raise InputError("cannot_read", folder, "is a folder that cannot be read; allow it, or name other inputs")


def _is_aside(path: str) -> bool:
    # What Spark, editors and an unfinished audit keep beside the data.
    return any(part.startswith((".", "_")) or part.endswith(".parts") for part in path.split("/"))


def _source(fs: Any, path: str) -> Source:
    address = path if "file" in _protocols(fs) else str(fs.unstrip_protocol(path))
    kind = source_format(path)
    if kind is None:
        raise InputError("unknown_format", address, f"must end in {ENDINGS}")
    return Source(address, *kind, int(fs.size(path) or 0), _version(fs, path))


def _version(fs: Any, path: str) -> str:
    # Of a file here fsspec would also count its mode and when that was changed, which change nothing within.
    return str(Path(path).stat().st_mtime_ns) if "file" in _protocols(fs) else str(fs.ukey(path))


def _protocols(fs: Any) -> tuple[str, ...]:
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)
