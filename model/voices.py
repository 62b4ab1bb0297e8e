"""Whose words they are: the outlet's own, inside quotation marks, or attributed to somebody."""

from __future__ import annotations

from collections.abc import Sequence

from levelhed.model.score import Voice
from levelhed.model.tokens import Token

_SPEECH = frozenset(
    {"says", "say", "said", "claims", "claim", "claimed", "warns", "warn", "warned", "tells", "told", "argues"}
    | {"argue", "argued", "insists", "insisted", "alleges", "alleged", "admits", "admitted", "believes"}
)
_QUOTES = frozenset({"'", '"'})


def quotations(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the ``(opening, closing)`` token indices of every quotation of a line, in order.

    An apostrophe ("the players' union") is no quotation mark: an opening one has a space or nothing before it and a
    character after it, a closing one the reverse.
    """
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    for i in [i for i, token in enumerate(tokens) if token.folded in _QUOTES]:
        token = tokens[i]
        before = text[token.start - 1 : token.start]
        after = text[token.end : token.end + 1]
        if opened is not None and token.folded == tokens[opened].folded and not before.isspace() and i > opened + 1:
            if not after.isalnum():
                pairs.append((opened, i))
                opened = None
        elif opened is None and not before.isalnum() and after and not after.isspace():
            opened = i
    return pairs


def voices(text: str, tokens: Sequence[Token], quoted: Sequence[tuple[int, int]]) -> list[Voice]:
    """Return the voice of each token.

    "Schools are failing, says minister" attributes what stands before the comma; "Minister says schools are failing"
    what stands behind the verb.
    """
    found: list[Voice] = ["outlet"] * len(tokens)
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i].lower in _SPEECH:
            before = text[tokens[i - 1].end : tokens[i].start].lstrip().startswith(",")
            said = range(i) if before else range(i + 1, len(tokens)) if tokens[i - 1].word else range(0)
            for j in said:
                found[j] = "attributed"
            break
    for start, end in quoted:
        for j in range(start + 1, end):
            found[j] = "quoted"
    return found
