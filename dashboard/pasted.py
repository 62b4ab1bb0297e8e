"""Text as it is pasted: the marks that word processors set for a new line or a hyphen, read as what they stand for."""

from __future__ import annotations

# Word and PowerPoint: new line, new page or column, end of a table's cell, and the two hyphens of their own. Each
# becomes one character, so that no offset moves.
_MARKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x07": "\n", "\x1e": "-", "\x1f": "\u00ad"})


def as_pasted(text: str) -> str:
    """Return a story with those marks read, as long as it was; what else shows nothing is left to be refused."""
    return text.translate(_MARKS)


def line_as_pasted(text: str) -> str:
    """Return a headline so read: as one line."""
    return as_pasted(text).replace("\n", " ")
