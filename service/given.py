"""What a command is given to read: a file by its name, or standard input where that is ``-``."""

from __future__ import annotations

import sys
from pathlib import Path

from levelhed.data.errors import InputError


def called(name: str) -> str:
    """Return how a message calls what is given under `name`."""
    return "standard input" if name == "-" else name or "''"


def read_bytes(name: str, most: int) -> bytes:
    """Return what stands there, the first `most` bytes of it; an InputError of kind ``cannot_read`` says why not."""
    try:
        if name == "-":
            if sys.stdin is None:
                raise OSError("it is closed")
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise InputError("cannot_read", called(name), f"cannot be read ({error.strerror or error})") from error


def read_text(name: str, most: int) -> str:
    """Return the text that stands there.

    Parameters
    ----------
    most : int
        Characters. A text of one more may be cut there, for its taker to refuse.

    Raises
    ------
    InputError
        ``cannot_read``, ``not_utf8``, or ``too_long`` where a text of more than `most` was cut within a character.
    """
    # Four bytes is the longest that UTF-8 has for a character, and one more is enough to know.
    data = read_bytes(name, 4 * most + 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) > 4 * most:
            raise InputError("too_long", called(name), f"is longer than {most:,} characters") from error
        told = f"is not UTF-8 at byte {error.start}; convert it to UTF-8"
        raise InputError("not_utf8", called(name), told) from error
