"""Whose words they are: the outlet's own, inside quotation marks, or attributed to somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from levelhed.model.attribution import attributed, voice_table
from levelhed.model.score import Voice
from levelhed.model.tokens import QUOTES, Token

# In plain text quotation marks are among these, or are written out ("&quot;").
_MAY_QUOTE = re.compile("['\"`&]")
# These say themselves which end they stand at, and may have a space inside ("« plan »").
_OPENING, _CLOSING = frozenset("«"), frozenset("»")


def quotations(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the ``(opening, closing)`` token indices of every quotation of a line, in order.

    An apostrophe ("the players' union", "fish 'n' chips") is no quotation mark: an opening one has a space or nothing
    before it and a character after it, a closing one the reverse. Two single marks side by side are one.
    """
    if text.isascii() and _MAY_QUOTE.search(text) is None:
        return []
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    marks = [i for i, token in enumerate(tokens) if token.folded in QUOTES]
    for i in marks:
        if opened is not None and tokens[i].folded == tokens[opened].folded and _closes(text, tokens, opened, i):
            pairs.append((opened, i))
            opened = None
        elif (opened is None or _doubles(tokens, opened, i)) and _opens(text, tokens, i):
            opened = i
    return pairs


def voices(
    text: str,
    tokens: Sequence[Token],
    quoted: Sequence[tuple[int, int]],
    named: Sequence[bool] | None = None,
    begin: int = 0,
) -> list[Voice]:
    """Return the voice of each token.

    "Schools are failing, says minister" attributes what stands before the comma; "Minister says schools are failing"
    what stands behind the verb; see `levelhed.model.attribution`.

    Parameters
    ----------
    named : sequence of bool, optional
        Of the tokens from `begin` on that are read, whether each is a name; a section before them or a site's name
        behind them is nobody's speech. By default all are read and none is a name.
    """
    found: list[Voice] = ["outlet"] * len(tokens)
    known = [False] * len(tokens) if named is None else named
    reached = 0
    for said in sorted(attributed(text, tokens[begin : begin + len(known)], known), key=lambda said: said.start):
        for j in range(max(said.start, reached), said.stop):
            found[begin + j] = "attributed"
        reached = max(reached, said.stop)
    for start, end in quoted:
        for j in range(start + 1, end):
            found[j] = "quoted"
    return found


def _opens(text: str, tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if text[token.start] in _OPENING:
        return True
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    if before.isalnum() or not after or after.isspace():
        return False
    return token.folded != "'" or not _elides(text, tokens, i)


def _closes(text: str, tokens: Sequence[Token], opened: int, i: int) -> bool:
    token = tokens[i]
    if i == opened + 1 or text[token.start] in _OPENING:
        return False
    if text[token.start] in _CLOSING:
        return True
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    elided = token.folded == "'" and tokens[i - 1].lower == "n" and i < opened + 3
    return not before.isspace() and not after.isalnum() and not elided


def _doubles(tokens: Sequence[Token], opened: int, i: int) -> bool:
    return (
        i == opened + 1 and tokens[i].folded == tokens[opened].folded == "'" and tokens[i].start == tokens[opened].end
    )


def _elides(text: str, tokens: Sequence[Token], i: int) -> bool:
    # Letters left out: 'n', 'em, 'til, '90s.
    if i + 1 == len(tokens):
        return False
    table = voice_table()
    word = tokens[i + 1].lower
    if word in table.elisions:
        return True
    if word.isdigit() and len(word) == 2:
        return i + 2 < len(tokens) and tokens[i + 2].lower == "s" and tokens[i + 2].start == tokens[i + 1].end
    if word not in table.perhaps_elisions:
        return False
    following = next((j for j in range(i + 2, len(tokens)) if tokens[j].folded == "'"), None)
    return following is None or text[tokens[following].start - 1].isspace()
