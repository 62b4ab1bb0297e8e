"""Small changes of wording and case that several properties make."""

from __future__ import annotations

import re

_SMALL = frozenset(
    "a an and as at but by for from in into of off on or over per the to under up via with".split()  # noqa: SIM905
)
_WORD = re.compile(r"(?<![\w}]['’])[^\W\d_]+(?:['’][^\W\d_]+)*")


def title_case(line: str) -> str:
    """Return `line` with a capital on every word but the small ones; what has capitals keeps them."""
    first = True

    def capital(match: re.Match[str]) -> str:
        nonlocal first
        word = match[0]
        small = word in _SMALL and not first
        first = False
        return word if small else word[0].upper() + word[1:]

    return _WORD.sub(capital, line)


def sentence(line: str) -> str:
    """Return `line` with a full stop, unless it ends a sentence by itself."""
    return line if line.rstrip("\"'”’)").endswith((".", "!", "?", "…")) else f"{line}."


def bare(line: str) -> str:
    """Return `line` without the marks at its end."""
    return line.rstrip(" .!?…:;,-")


def replaced(line: str, match: re.Match[str], word: str) -> str:
    """Return `line` with `word` where `match` was found; a capital stays one."""
    if match[0][0].isupper():
        word = word[0].upper() + word[1:]
    return line[: match.start()] + word + line[match.end() :]


def words_of(line: str) -> list[re.Match[str]]:
    """Return every word of a line with its place."""
    return list(_WORD.finditer(line))
