"""`levelhed keys`: create, list and revoke the API's keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from levelhed.service.terminal import tell

if TYPE_CHECKING:
    from levelhed.service.keys import KeyStore

keys = typer.Typer(help="Create, list and revoke the API's keys.", no_args_is_help=True)


@keys.command()
def create(
    name: Annotated[str, typer.Argument(help="Who or what the key is for, such as cms-plugin.")],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="What it may do: score, admin (the metrics) or review (no door asks for it yet); several may be "
            "given. Score where none is."
        ),
    ] = None,
) -> None:
    """Make a key and print it; it is shown this once."""
    store = _store()
    key, secret = store.create(name, scope or ["score"])
    tell(f"key {key.id} for {name}, may: {', '.join(key.scopes)}. It is shown this once:")
    try:
        print(secret, flush=True)
    except OSError:
        store.revoke(key.id)
        tell(f"key {key.id} is revoked, for nobody was shown it")
        raise


@keys.command("list")
def list_() -> None:
    """List every key, without its secret; for another program (a pipe, a file) a line each, parted by tabs."""
    found = _store().list()
    rows = [(key.id, " ".join(key.scopes), key.created, key.revoked or "", key.name) for key in found]
    if sys.stdout is None or not sys.stdout.isatty():
        for row in rows:
            print("\t".join(row))
        return
    rows.insert(0, ("id", "may", "created", "revoked", "name"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        # A terminal that is too narrow goes on in the next line: no letter is left out.
        print("  ".join(map(str.ljust, row, widths)).rstrip())


@keys.command()
def revoke(key_id: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `keys list` has it.")]) -> None:
    """Take a key out of force; running services notice with their next request."""
    key = _store().revoke(key_id)
    print(f"key {key.id} for {key.name} is revoked")


def _store() -> KeyStore:
    from levelhed.service.keys import KeyStore
    from levelhed.service.settings import read_settings

    return KeyStore(read_settings().keys_file)
