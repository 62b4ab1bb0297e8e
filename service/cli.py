"""The command line: one file a command, assembled here."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from levelhed.data.errors import InputError
from levelhed.service.article_command import article
from levelhed.service.audit_command import audit
from levelhed.service.keys_command import keys
from levelhed.service.rehearse_command import rehearse
from levelhed.service.replay_command import replay
from levelhed.service.report_command import report
from levelhed.service.score_command import score
from levelhed.service.serve_commands import dashboard, run, serve
from levelhed.service.terminal import silence, tell
from levelhed.service.train_commands import evaluate, train

_CANNOT_TAKE = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        from levelhed.service.api.score import program_version

        print(f"levelhed {program_version()}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say which version this is, and end."),
    ] = False,
) -> None:
    """How much louder a headline is than the story under it, and which words do it."""


app.add_typer(keys, name="keys")
for command in (score, article, audit, report, rehearse, replay, serve, dashboard, run, train, evaluate):
    app.command()(command)


def main() -> None:
    """Run the command line; bad input is one line on standard error and exit code 2, never a stack trace."""
    # Where a process is started without one, Python would print on standard output what is meant for it.
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115 (to the end of the process)
    # A terminal that cannot show a letter is no reason to end in a stack trace.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with _told_to_the_end():
            app()
    except InputError as error:
        tell(f"levelhed: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def _told_to_the_end() -> Iterator[None]:
    """Write out what was printed; at the end of the process nobody could say in one line that a disk is full."""
    try:
        try:
            yield
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except OSError as error:
        if error.filename is not None or error.errno not in _CANNOT_TAKE:
            raise
        silence(sys.stdout)
        if error.errno == errno.EPIPE:
            sys.exit(1)  # whoever read it has seen enough
        raise InputError("cannot_write", "standard output", f"cannot be written ({error.strerror})") from error
