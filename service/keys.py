"""API keys: made, listed, revoked and checked; what is stored is a hash and opens nothing.

A key is 256 random bits, so nobody can guess one from its hash, however fast the hash is: plain SHA-256 serves, and a
slow one, which guards short passwords, would only slow down every request. The hashes lie in a small SQLite file, which
several processes may read and change at once.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import secrets
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from levelhed.data.errors import InputError

Scope = Literal["score", "review", "admin"]
"""What a key may do: score text, read and write reviews (no door asks for that yet), read the metrics."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

_PREFIX = "lvl"
_LONGEST_NAME = 100
_READ_SECONDS = 0.02
"""Time that a check waits for another program's change: a key is written in less, and all other requests wait too."""
_WRITE_SECONDS = 5.0
_UNUSABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
"""Faults of the disk or of rights: the file itself may well be one of keys."""
_TABLE = """create table if not exists keys (
    id text primary key, name text not null, hash blob not null, scopes text not null, created text not null,
    revoked text
)"""


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret: `revoked` is None while it is in force; times are UTC, in ISO 8601."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created: str
    revoked: str | None


class KeyStore:
    """The keys in one file.

    Parameters
    ----------
    path : Path
        The file; it need not be there until a key is created.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader: sqlite3.Connection | None = None
        self._file: tuple[int, ...] | None = None
        self._version: object = None
        self._known: dict[str, tuple[Key, bytes]] = {}

    def create(self, name: str, scopes: Iterable[str] = ("score",)) -> tuple[Key, str]:
        """Make a key and return it with its secret text, which is shown this once and not kept.

        Raises
        ------
        InputError
            ``bad_name``, ``unknown_scope``, ``cannot_write``, ``bad_keys`` or ``locked_keys``.
        """
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise InputError("bad_name", "name", f"must be 1 to {_LONGEST_NAME} printable characters")
        asked = tuple(dict.fromkeys(scopes))
        if not asked or any(scope not in SCOPES for scope in asked):
            raise InputError("unknown_scope", "scope", f"must be of {', '.join(SCOPES)}")
        key = Key(secrets.token_hex(4), name, asked, _now(), None)  # type: ignore[arg-type]
        secret = f"{_PREFIX}_{key.id}_{secrets.token_urlsafe(32)}"
        with self._told("written"), closing(self._open_to_write()) as database, database:
            row = (key.id, name, _hash(secret), " ".join(asked), key.created)
            database.execute("insert into keys (id, name, hash, scopes, created) values (?, ?, ?, ?, ?)", row)
        return key, secret

    def list(self) -> tuple[Key, ...]:
        """Return every key, revoked ones too, the oldest first."""
        self._refresh()
        return tuple(key for key, _ in self._known.values())

    def revoke(self, key_id: str) -> Key:
        """Take a key out of force and return it; services notice with their next request.

        Raises
        ------
        InputError
            ``unknown_key``, ``cannot_read``, ``cannot_write``, ``bad_keys`` or ``locked_keys``.
        """
        found = next((key for key in self.list() if key.id == key_id), None)
        if found is None:
            raise InputError("unknown_key", key_id, "is not the id of a key; see `levelhed keys list`")
        with self._told("written"), closing(self._open_to_write()) as database, database:
            database.execute("update keys set revoked = ? where id = ? and revoked is null", (_now(), key_id))
        return next(key for key in self.list() if key.id == key_id)

    def check(self, secret: str) -> Key | None:
        """Return the key whose secret this is, or None if there is none in force.

        Raises
        ------
        InputError
            ``cannot_read``, ``bad_keys`` or ``locked_keys``.
        """
        self._refresh()
        parts = secret.split("_", 2)
        key, expected = self._known.get(parts[1] if len(parts) == 3 else "", (None, bytes(32)))
        # As long for an unknown key as for a wrong one.
        same = hmac.compare_digest(_hash(secret), expected)
        return key if same and key is not None and key.revoked is None else None

    def _refresh(self) -> None:
        with self._told("read"):
            if (file := self._stat()) != self._file:
                self._forget(file)
            if file is None:
                return
            if self._reader is None:
                self._reader = self._open("ro", os.O_RDONLY, _READ_SECONDS)
            # Costs two microseconds, and tells of every change made by another connection.
            [version] = self._reader.execute("pragma data_version").fetchone()
            if version == self._version:
                return
            rows = self._reader.execute("select id, name, scopes, created, revoked, hash from keys order by created")
            self._known = {
                row[0]: (Key(row[0], row[1], tuple(row[2].split()), row[3], row[4]), bytes(row[5])) for row in rows
            }
            self._version = version

    def _stat(self) -> tuple[int, ...] | None:
        """What tells one file from another put in its place; None where there is none, or nothing is in it."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        # A disk that was full when the first key was made leaves an empty file.
        return (found.st_dev, found.st_ino, found.st_mtime_ns) if found.st_size else None

    def _forget(self, file: tuple[int, ...] | None) -> None:
        # A connection stays with the file that it opened, wherever that has gone.
        if self._reader is not None:
            self._reader.close()
        self._reader, self._version, self._known = None, None, {}
        self._file = file

    def _open_to_write(self) -> sqlite3.Connection:
        database = self._open("rw", os.O_CREAT | os.O_RDWR, _WRITE_SECONDS)
        try:
            database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _open(self, mode: str, flags: int, seconds: float) -> sqlite3.Connection:
        # The system says why a file cannot be opened, the database does not; and a new one is made with these rights
        # before anything is in it: hashes are nobody else's business either.
        os.close(os.open(self._path, flags, 0o600))
        address = f"{self._path.absolute().as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=seconds, check_same_thread=False)

    @contextmanager
    def _told(self, done: Literal["read", "written"]) -> Iterator[None]:
        """Say what is wrong with the file where the database or the system does."""
        kind = "cannot_read" if done == "read" else "cannot_write"
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # above stands which of its kind it is
            if code in _UNUSABLE:
                raise InputError(kind, str(self._path), f"cannot be {done} ({error})") from error
            if code == sqlite3.SQLITE_BUSY:
                told = "is held by another program; try again, and look for what holds it where that does not help"
                raise InputError("locked_keys", str(self._path), told) from error
            raise InputError("bad_keys", str(self._path), f"is not a file of keys ({error})") from error
        except OSError as error:
            raise InputError(kind, str(self._path), f"cannot be {done} ({error.strerror})") from error


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
