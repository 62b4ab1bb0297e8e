"""Why the model should not judge here: every reason it can tell by itself, in words an editor reads."""

from __future__ import annotations

from collections.abc import Container

from levelhed.model.body import Body
from levelhed.model.languages import seems_foreign
from levelhed.model.line import Line
from levelhed.model.listings import is_listing
from levelhed.model.score import Doubt, Rated
from levelhed.model.support import FUNCTION_WORDS
from levelhed.model.words import words

SHORT_BODY = 2
"""A body of up to this many sentences has no tone of its own to speak of."""

UNKNOWN_SHARE = 0.5
"""Above this share of words never seen in training the model does not know what it reads."""

SHORT_HEADLINE = 2
"""A headline of up to this many words says too little to have a tone."""

# Beside `FUNCTION_WORDS`, which begin at three letters.
_SMALL_WORDS = frozenset(
    {
        "a",
        "an",
        "as",
        "at",
        "be",
        "by",
        "do",
        "go",
        "he",
        "i",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
    }
    | {"so", "to", "up", "us", "we", "yes", "she"}
)


def find_doubts(
    line: Line, known: Container[str], body: Body | None, own: Rated, other: Rated | None, margin: float | None
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
    told = [
        (t.lower.removesuffix("'s") in known, named)
        for t, key, named in zip(line.tokens, line.keys, line.named, strict=True)
        if t.word and key
    ]
    # Nobody need know a name; but where all but one word is one, they may be words that nobody knows.
    plain_words = [is_known for is_known, named in told if not named]
    counted = plain_words if len(plain_words) > 1 else [is_known for is_known, _ in told]
    if not told:
        doubts.append(Doubt("no_words", "The headline holds no words."))
    elif _says_nothing(line):
        doubts.append(Doubt("no_words", "The headline holds no words that say anything."))
    elif _length(line) <= SHORT_HEADLINE:
        doubts.append(Doubt("short_headline", "The headline has only a word or two: too little to judge."))
    if counted.count(False) > UNKNOWN_SHARE * len(counted):
        doubts.append(Doubt("unknown_words", "Most words of the headline are unknown to the model."))
    if seems_foreign(*_by_naming(line)):
        doubts.append(Doubt("other_language", "This seems to be another language: only English is judged."))
    if is_listing(line):
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


def _says_nothing(line: Line) -> bool:
    read = [t.lower for t, key in zip(line.tokens, line.keys, strict=True) if t.word and key]
    if not all(word in FUNCTION_WORDS or word in _SMALL_WORDS for word in read):
        return False
    return not any(line.named) and not words().curiosity_gap.inside(read)  # "Here's why" is all tease


def _by_naming(line: Line) -> tuple[list[str], list[str]]:
    """Return the words that are no names, and those that are."""
    told = [(t.lower, named) for t, named in zip(line.tokens, line.named, strict=True) if t.word]
    return [word for word, named in told if not named], [word for word, named in told if named]


def _length(line: Line) -> int:
    # Words and numbers that are read, each of a name too.
    told = zip(line.tokens, line.keys, line.named, strict=True)
    return sum((t.word or t.folded[0].isdigit()) and (key is not None or named) for t, key, named in told)
