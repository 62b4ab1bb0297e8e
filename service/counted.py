"""How many of something, as one says it."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return ``"1 row"``, ``"2,707 rows"``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
