"""What cased news text and a spelling dictionary teach about words, and lines read with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
from levelhed.model.inflections import inflects
from levelhed.model.line import Line, read_line
from levelhed.model.names import Names
from levelhed.model.training.cased_text import capital_shares, name_words, small_words
from levelhed.model.training.dictionary import dictionary_words
from levelhed.model.words import words
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Shares of capitals, learned names, known words and spelt ones, as every reader's artefact carries them."""

    capital_share: Mapping[str, float]
    learned: frozenset[str]
    known: frozenset[str]
    spelt: frozenset[str]

    @classmethod
    def of(cls, cased_text: Sequence[str]) -> Lexicon:
        """Learn from cased news text, and from the dictionary what that does not tell."""
        # As the artefact stores them, so that training and serving judge alike.
        shares = {w: round(255 * s) / 255.0 for w, s in capital_shares(cased_text).items()}
        learned, known = name_words(cased_text), small_words(cased_text) | words().loaded
        return cls(shares, learned, known, _stems(dictionary_words() - learned - known, known))

    def read_lines(self, texts: Sequence[str]) -> list[Line]:
        """Read lines as serving does, without a body."""
        names = Names(self.learned, self.known, self.spelt)
        return [read_line(text, names, self.capital_share) for text in texts]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays of an artefact that serving reads it back from."""
        cased = sorted(self.capital_share)
        lists = {"known_words": self.known, "names": self.learned, "spelt_words": self.spelt, "cased_words": cased}
        return {
            **{name: np.frombuffer("\n".join(sorted(own)).encode(), dtype=np.uint8) for name, own in lists.items()},
            "capital_share": np.array([round(255 * self.capital_share[w]) for w in cased], dtype=np.uint8),
        }


def _stems(spelt: Set[str], known: Set[str]) -> frozenset[str]:
    # Of the spelt words those by which `inflects` finds the others. A word is longer than what it is made of.
    kept: set[str] = set()
    for word in sorted(spelt, key=len):
        if not (inflects(word, known) or inflects(word, kept)):
            kept.add(word)
    return frozenset(kept)
