"""Lines like posts, made from posts: nobody judged them, so the second reader learns what its larger teachers say."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

STRETCHES = 2
"""Lines a post gives that are a stretch of it, from half of its words to all but one."""

CROSSINGS = 3
"""Lines that begin as it does and end as another post of its group, from a word that both have on."""

SWAPS = 2
"""Lines that have other words in places, each of which follows the word before it in some post."""

SWAPPED = 0.2
"""Share of the words that are others in those."""

LEAST_WORDS = 3
MOST_WORDS = 30
"""Words of a line. Posts of as few as the least give none; a crossing of more than the most is no post."""

_TRIES = 6


def augmented(texts: Sequence[str], groups: Sequence[int], rng: random.Random) -> list[tuple[int, str]]:
    """Return lines made from `texts`, each with the number of the one that it begins with or is a part of.

    Whoever has not seen a group has not seen the lines that its texts give, for crossings stay inside a group. Of
    swaps single words come from anywhere.
    """
    words = [text.split() for text in texts]
    follow: dict[str, list[str]] = defaultdict(list)
    where: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for n, own in enumerate(words):
        for i in range(1, len(own)):
            follow[own[i - 1].lower()].append(own[i])
        for i in range(1, len(own) - 1):
            where[groups[n], own[i].lower()].append((n, i))
    made: list[tuple[int, str]] = []
    for n, own in enumerate(words):
        if len(own) <= LEAST_WORDS:
            continue
        found = {_stretch(own, rng) for _ in range(STRETCHES)}
        for _ in range(CROSSINGS):
            for _ in range(_TRIES):
                at = rng.randrange(1, len(own) - 1)
                other, to = rng.choice(where[groups[n], own[at].lower()])
                crossed = own[:at] + words[other][to:]
                if other != n and LEAST_WORDS <= len(crossed) <= MOST_WORDS and crossed != own:
                    found.add(" ".join(crossed))
                    break
        for _ in range(SWAPS):
            swapped = own[:1] + [
                rng.choice(follow[before.lower()]) if rng.random() < SWAPPED else word for before, word in pairwise(own)
            ]
            found.add(" ".join(swapped))
        found.discard(texts[n])
        made += [(n, line) for line in sorted(found)]
    return made


def _stretch(words: Sequence[str], rng: random.Random) -> str:
    length = rng.randint(max(LEAST_WORDS, len(words) // 2), len(words) - 1)
    start = rng.randint(0, len(words) - length)
    return " ".join(words[start : start + length])
