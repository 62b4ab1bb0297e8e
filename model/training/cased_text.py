"""What cased news text says of words: which are written in capitals, and which are names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from levelhed.model.tokens import tokenize

NAME_SHARE = 0.85
"""Share of a word's uses inside sentences that must begin with a capital for it to count as a name."""

_NEVER_NAMES = frozenset({"i", "i'm", "i've", "i'll", "i'd"})


def capital_shares(texts: Iterable[str], *, least: int = 3) -> dict[str, float]:
    """Return, for each lower-cased word of cased news text seen `least` times, the share written in capitals (0-1).

    Sentences in which most words are capitals say nothing and are left out.
    """
    total: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text in texts:
        words = [t for t in tokenize(text) if t.word]
        upper = [t.upper and t.letters > 1 for t in words]
        if sum(upper) > 0.4 * len(words):
            continue
        for token, is_upper in zip(words, upper, strict=True):
            total[token.stem] += 1
            capitals[token.stem] += is_upper
    return {word: capitals[word] / n for word, n in total.items() if n >= least}


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that cased news text writes in small letters at least once: they need not be names."""
    return frozenset(
        token.folded.removesuffix("'s")
        for text in texts
        for token in tokenize(text)
        if token.word and token.folded.islower()
    )


def name_words(texts: Iterable[str], *, least: int = 2) -> frozenset[str]:
    """Return the lower-cased words, seen `least` times inside sentences, that begin with a capital there.

    The first word after a full stop says nothing, and neither does a line in title case.
    """
    total: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for line in (line for text in texts for line in text.split("\n")):
        tokens = tokenize(line)
        words = [t for t in tokens if t.word]
        if len(words) < 4 or sum(t.folded[0].isupper() for t in words) > 0.5 * len(words):
            continue
        for before, token in pairwise(tokens):
            inside = before.folded[0].isalnum() or before.folded == "-"
            if token.word and inside and "." not in line[before.end : token.start]:
                word = token.lower.removesuffix("'s")
                total[word] += 1
                capitals[word] += token.folded[0].isupper()
    return frozenset(w for w, n in total.items() if n >= least and capitals[w] >= NAME_SHARE * n) - _NEVER_NAMES
