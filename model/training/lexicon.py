"""What cased news text teaches about words, and lines read with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from levelhed.model.line import Line, read_line
from levelhed.model.names import Names
from levelhed.model.training.cased_text import capital_shares, name_words, small_words
from levelhed.model.words import words
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Shares of capitals, learned names and known words, as every reader's artefact carries them."""

    capital_share: Mapping[str, float]
    learned: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, cased_text: Sequence[str]) -> Lexicon:
        """Learn from cased news text."""
        # As the artefact stores them, so that training and serving judge alike.
        shares = {w: round(255 * s) / 255.0 for w, s in capital_shares(cased_text).items()}
        return cls(shares, name_words(cased_text), small_words(cased_text) | set(words().suggestions))

    def read_lines(self, texts: Sequence[str]) -> list[Line]:
        """Read lines as serving does, without a body."""
        names = Names(self.learned, self.known)
        return [read_line(text, names, self.capital_share) for text in texts]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays of an artefact that serving reads it back from."""
        cased = sorted(self.capital_share)
        return {
            "known_words": np.frombuffer("\n".join(sorted(self.known)).encode(), dtype=np.uint8),
            "names": np.frombuffer("\n".join(sorted(self.learned)).encode(), dtype=np.uint8),
            "cased_words": np.frombuffer("\n".join(cased).encode(), dtype=np.uint8),
            "capital_share": np.array([round(255 * self.capital_share[w]) for w in cased], dtype=np.uint8),
        }
