from __future__ import annotations

import errno
import io
import os
import shutil
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from levelhed.data.errors import InputError
from levelhed.service.cli import app
from levelhed.service.keys import KeyStore
from levelhed.service.keys_command import create, list_
from typer.testing import CliRunner


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys.sqlite")


def test_a_key_opens_until_it_is_revoked(store: KeyStore) -> None:
    key, secret = store.create("cms", ["score", "review"])
    assert store.check(secret) == key
    assert key.scopes == ("score", "review")
    revoked = store.revoke(key.id)
    assert revoked.revoked is not None
    assert store.check(secret) is None
    assert [k.id for k in store.list()] == [key.id]


def test_another_process_s_changes_are_noticed(store: KeyStore, tmp_path: Path) -> None:
    other = KeyStore(tmp_path / "keys.sqlite")
    assert other.list() == ()
    key, secret = store.create("cms")
    assert other.check(secret) == key
    store.revoke(key.id)
    assert other.check(secret) is None


def test_a_file_put_in_the_place_of_another_is_read(store: KeyStore, tmp_path: Path) -> None:
    key, secret = store.create("cms")
    before = tmp_path / "before.sqlite"
    shutil.copy(tmp_path / "keys.sqlite", before)
    assert store.check(secret) == key
    revoked = tmp_path / "revoked.sqlite"
    shutil.copy(before, revoked)
    KeyStore(revoked).revoke(key.id)
    revoked.replace(tmp_path / "keys.sqlite")
    assert store.check(secret) is None
    shutil.copy(before, tmp_path / "keys.sqlite")
    assert store.check(secret) == key


def test_keys_go_with_their_file(store: KeyStore, tmp_path: Path) -> None:
    _, secret = store.create("cms")
    assert store.check(secret) is not None
    (tmp_path / "keys.sqlite").unlink()
    assert store.check(secret) is None
    key, other = store.create("cms")
    assert (store.check(secret), store.check(other)) == (None, key)


def test_a_file_that_another_program_holds_is_said_to_be(store: KeyStore, tmp_path: Path) -> None:
    key, secret = store.create("cms")
    holder = sqlite3.connect(tmp_path / "keys.sqlite", isolation_level=None)
    holder.execute("begin exclusive")
    for use in (lambda: store.check(secret), lambda: store.create("cms")):
        with pytest.raises(InputError) as caught:
            use()
        assert caught.value.kind == "locked_keys"
    holder.execute("rollback")
    holder.close()
    assert store.check(secret) == key


def test_what_is_stored_opens_nothing(store: KeyStore, tmp_path: Path) -> None:
    key, secret = store.create("cms")
    stored = (tmp_path / "keys.sqlite").read_bytes()
    assert secret.encode() not in stored
    assert secret.rsplit("_", 1)[1].encode() not in stored
    assert stat.S_IMODE((tmp_path / "keys.sqlite").stat().st_mode) == 0o600
    for wrong in (
        "",
        "lvl",
        f"lvl_{key.id}_",
        f"lvl_{key.id}_x",
        secret[:-1],
        secret + "x",
        f"lvl_00000000_{'x' * 43}",
    ):
        assert store.check(wrong) is None


@pytest.mark.parametrize(
    ("name", "scopes", "kind"),
    [
        ("", ["score"], "bad_name"),
        ("a\nb", ["score"], "bad_name"),
        ("x" * 101, ["score"], "bad_name"),
        ("cms", ["root"], "unknown_scope"),
        ("cms", [], "unknown_scope"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(store: KeyStore, name: str, scopes: list[str], kind: str) -> None:
    with pytest.raises(InputError) as caught:
        store.create(name, scopes)
    assert caught.value.kind == kind
    assert store.list() == ()


def test_a_file_that_holds_no_keys_is_said_to(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, " * 100)
    for use in (KeyStore(tmp_path / "notes.txt").list, lambda: KeyStore(tmp_path / "notes.txt").create("cms")):
        with pytest.raises(InputError) as caught:
            use()
        assert caught.value.kind == "bad_keys"


def test_a_place_that_cannot_be_used_is_not_said_to_hold_no_keys(tmp_path: Path) -> None:
    for path, told in ((tmp_path, "Is a directory"), (tmp_path / "absent" / "keys", "No such file")):
        with pytest.raises(InputError, match=rf"cannot be written \({told}") as caught:
            KeyStore(path).create("cms")
        assert caught.value.kind == "cannot_write"
    with pytest.raises(InputError, match=r"cannot be read \(Is a directory\)") as caught:
        KeyStore(tmp_path).list()
    assert caught.value.kind == "cannot_read"


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE])
def test_a_full_disk_is_said_to_be_one_and_leaves_no_keys(
    store: KeyStore, tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code

    class Full:
        def execute(self, *statement: object) -> None:
            raise error

        def close(self) -> None:
            pass

    with monkeypatch.context() as full:
        full.setattr(sqlite3, "connect", lambda *place, **how: Full())
        with pytest.raises(InputError, match=r"cannot be written \(database or disk is full\)") as caught:
            store.create("cms")
    assert caught.value.kind == "cannot_write"
    assert (tmp_path / "keys.sqlite").read_bytes() == b""
    assert store.list() == ()
    key, _ = store.create("cms")
    assert store.list() == (key,)


def test_a_file_that_is_not_ours_to_read_is_said_to_be(store: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, *how: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    store.create("cms")
    # Whoever may do everything, as in many containers, could read it whatever its rights.
    with monkeypatch.context() as closed, pytest.raises(InputError, match=r"\(Permission denied\)") as caught:
        closed.setattr(os, "open", refuse)
        store.list()
    assert caught.value.kind == "cannot_read"


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_every_letter_however_narrow_it_is(
    store: KeyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEVELHED_KEYS_FILE", str(tmp_path / "keys.sqlite"))
    monkeypatch.setenv("COLUMNS", "40")
    keys = [store.create(name * 50, ["score", "review", "admin"])[0] for name in ("a", "b")]
    gone = store.revoke(keys[0].id)
    monkeypatch.setattr(sys, "stdout", screen := _Screen())
    list_()
    heading, *lines = screen.getvalue().splitlines()
    assert heading.split() == ["id", "may", "created", "revoked", "name"]
    assert lines[0].split() == [gone.id, *gone.scopes, gone.created, gone.revoked, gone.name]
    assert lines[1].split() == [keys[1].id, *keys[1].scopes, keys[1].created, keys[1].name]


def test_a_key_that_nobody_was_shown_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv("LEVELHED_KEYS_FILE", str(tmp_path / "keys.sqlite"))
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(OSError, match="No space left"):
        create("cms")
    [key] = KeyStore(tmp_path / "keys.sqlite").list()
    assert key.revoked is not None


def test_keys_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVELHED_KEYS_FILE", str(tmp_path / "keys.sqlite"))
    run = CliRunner().invoke
    made = run(app, ["keys", "create", "[red]cms", "--scope", "score", "--scope", "admin"])
    [key] = KeyStore(tmp_path / "keys.sqlite").list()
    assert KeyStore(tmp_path / "keys.sqlite").check(made.stdout.strip()) == key
    listed = run(app, ["keys", "list"]).stdout
    assert listed == f"{key.id}\tscore admin\t{key.created}\t\t[red]cms\n"
    assert run(app, ["keys", "revoke", key.id]).exit_code == 0
    assert isinstance(run(app, ["keys", "revoke", "nobody"]).exception, InputError)
