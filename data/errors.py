"""The one error a caller sees for bad input: what was wrong, where, and what to do."""

from __future__ import annotations

import re

_SYSTEM_NUMBER = re.compile(r"^\[Errno -?\d+\] ")


class InputError(ValueError):
    """Input that cannot be scored, read or written, said so that a person can act on it.

    Parameters
    ----------
    kind : str
        A stable, lower-case name such as ``"empty"``, ``"too_long"`` or ``"missing_column"``; doors
        turn it into an exit code, a problem type or an ``error`` value.
    where : str
        The field, file, row or column concerned, e.g. ``"headline"`` or ``"news.csv, row 12"``.
    message : str
        One sentence that says what is wrong and what to do.
    """

    def __init__(self, kind: str, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.kind = kind
        self.where = where
        self.message = message

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        # The default would rebuild it from the one joined string and fail in a worker process.
        return (type(self), (self.kind, self.where, self.message))


def in_words(error: Exception) -> str:
    """Return what `error` says without the system's number, which helps nobody, or its name if it says nothing."""
    return _SYSTEM_NUMBER.sub("", str(error)) or type(error).__name__
