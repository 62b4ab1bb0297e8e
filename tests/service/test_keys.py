from __future__ import annotations

import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from levelhed.data.errors import InputError
from levelhed.service.cli import app
from levelhed.service.keys import KeyStore
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
    with pytest.raises(InputError) as caught:
        KeyStore(tmp_path / "absent" / "keys").create("cms")
    assert caught.value.kind == "cannot_write"


def test_keys_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVELHED_KEYS_FILE", str(tmp_path / "keys.sqlite"))
    run = CliRunner().invoke
    made = run(app, ["keys", "create", "[red]cms", "--scope", "score", "--scope", "admin"])
    [key] = KeyStore(tmp_path / "keys.sqlite").list()
    assert KeyStore(tmp_path / "keys.sqlite").check(made.stdout.strip()) == key
    listed = run(app, ["keys", "list"]).stdout
    assert key.id in listed
    assert "[red]cms" in listed
    assert made.stdout.strip() not in listed
    assert run(app, ["keys", "revoke", key.id]).exit_code == 0
    assert isinstance(run(app, ["keys", "revoke", "nobody"]).exception, InputError)
