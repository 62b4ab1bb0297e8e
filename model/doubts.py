"""Why the model should not judge here: every reason it can tell by itself, in words an editor reads."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Protocol

from levelhed.model.body import Body
from levelhed.model.line import Line
from levelhed.model.score import Doubt

SHORT_BODY = 2
"""A body of up to this many sentences has no tone of its own to speak of."""

UNKNOWN_SHARE = 0.5
"""Above this share of words never seen in training the model does not know what it reads."""

# Scores, weather, share prices, programmes and the like: names and numbers, and no sentence.
_LISTING = re.compile(
    r"^(?:live|results?|fixtures|tv listings?|obituar(?:y|ies)|births|deaths|crossword|sudoku|horoscopes?|lottery)\b"
    r"|\b(?:results|listings|fixtures|crossword|horoscope|puzzle)\b(?: for| on)?[^a-z]*\d|^\W*\d[\d\W]*$",
    re.IGNORECASE,
)


class _Rated(Protocol):
    @property
    def sensationalism(self) -> float: ...

    @property
    def bias(self) -> float: ...


def find_doubts(
    line: Line, known: Container[str], body: Body | None, own: _Rated, other: _Rated | None, margin: float | None
) -> tuple[Doubt, ...]:
    """Return the reasons for doubt, none for most headlines.

    Parameters
    ----------
    known : container of str
        Words seen in training.
    own, other : figures
        What this reader and, where there is one, the second reader say of the line.
    margin : float or None
        Points from which the two disagree.
    """
    doubts = []
    words = [
        t.lower.removesuffix("'s") in known for t, key in zip(line.tokens, line.keys, strict=True) if t.word and key
    ]
    if not words:
        doubts.append(Doubt("no_words", "The headline holds no words."))
    elif words.count(False) > UNKNOWN_SHARE * len(words):
        doubts.append(Doubt("unknown_words", "Most words of the headline are unknown to the model."))
    if _is_listing(line):
        doubts.append(Doubt("listing", "This looks like a listing, not a headline: it has no tone to judge."))
    if body and body.tone.sentences <= SHORT_BODY:
        count = "one sentence" if body.tone.sentences == 1 else f"{body.tone.sentences} sentences"
        doubts.append(Doubt("short_body", f"The body has only {count} to compare with."))
    if other is not None and margin is not None:
        for figure in ("sensationalism", "bias"):
            mine, theirs = getattr(own, figure), getattr(other, figure)
            if abs(mine - theirs) > margin:
                message = f"The two readers disagree on {figure}: {mine:.0f} in context, {theirs:.0f} word by word."
                doubts.append(Doubt("readers_disagree", message))
                break
    return tuple(doubts)


def _is_listing(line: Line) -> bool:
    if _LISTING.search(line.text):
        return True
    numbers = sum(t.folded[0].isdigit() for t in line.tokens)
    words = sum(t.word and len(t.folded) > 1 for t in line.tokens)
    separators = line.text.count(",") + line.text.count(";") + line.text.count("|")
    return numbers >= 3 and (numbers >= words or (separators >= numbers - 1 and words <= 2 * numbers))
