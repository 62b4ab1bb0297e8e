"""What others wrote, made safe to print: a page or a file's name may hold orders for the terminal."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return `text` with a space for each character that does not print, line breaks too; offsets stay as they are."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
