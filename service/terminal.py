"""What is said on the terminal, and what others wrote made safe for it: a page or a file's name may hold orders."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def tell(line: str) -> None:
    """Say a line on standard error; where nobody takes it, the work that it is about goes on all the same."""
    try:
        print(printable(line), file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Send nowhere what `stream` could not write, which would be tried once more at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def printable(text: str) -> str:
    """Return `text` with a space for each character that does not print, line breaks too; offsets stay as they are."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
