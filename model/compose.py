"""A reader's terms and a line's marks into what each token adds: the one sum that both readers' scores are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from levelhed.model.line import Line
from levelhed.model.linear import HEADS, Logits
from levelhed.model.marks import MARKS, find_marks, scare_quoted
from numpy.typing import NDArray

VOICE_SHARE = {"outlet": 1.0, "attributed": 0.85, "quoted": 0.7}
"""Share of a word's loudness that stays when the words are somebody else's. A promise, not a fit: no labelled set
tells voices apart; what it costs in accuracy is in model/README.md."""

BODY_QUOTE_SHARE = 0.5
"""The share that stays of a quoted word that the body quotes too: the headline only repeats the story's quotation."""


_LOADED = MARKS.index("loaded_word")


class Reader(Protocol):
    """Reads lines into terms."""

    name: str

    def read(self, lines: Sequence[Line]) -> list[Logits]:
        """Return, for each line, what each of its tokens adds to each of `HEADS`, shape (n_tokens, 3)."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What each part of one line adds, on the log-odds scale.

    Columns are `HEADS`, and what marks add to `sensationalism` beside them.

    Attributes
    ----------
    calm : array of shape (4,)
        Where the line starts from: an ordinary calm line.
    words : array of shape (n_tokens, 4)
        What the words say, beyond an even share of what those of a calm line say, and what the marks on them add.
    line : array of shape (4,)
        Marks of the whole line.
    """

    calm: Logits
    words: Logits
    line: Logits

    @property
    def logits(self) -> Logits:
        """The log-odds of the three heads, and the marks' own share of sensationalism: the sum of all parts."""
        total: Logits = self.calm + self.words.sum(0) + self.line
        return total

    def without(self, tokens: Sequence[int], *, whole: bool) -> Parts:
        """Return the parts with nothing from `tokens` and, if `whole`, nothing from the line as a whole."""
        words = self.words.copy()
        words[list(tokens)] = 0.0
        return Parts(self.calm, words, np.zeros_like(self.line) if whole else self.line)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a reader's terms become log-odds people can rely on.

    Attributes
    ----------
    slope, intercept, calm : array of shape (3,)
        `calm` holds the heads' log-odds of an ordinary calm line, which evidence is measured against. From the
        intercept, a line of nothing at all, every plain word would seem to calm.
    marks : array of shape (4, len(MARKS))
        Weight of each mark on each head, log-odds, and beside them on `sensationalism`.
    """

    slope: Logits
    intercept: Logits
    calm: Logits
    marks: Logits

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Calibration:
        """Read it from an artefact's arrays."""
        slope, intercept, calm, marks = (
            arrays[name].astype(np.float64) for name in ("slope", "intercept", "calm", "marks")
        )
        if not slope.shape == intercept.shape == calm.shape == (len(HEADS),):
            raise KeyError("calibration")
        if marks.shape != (len(HEADS) + 1, len(MARKS)):
            raise KeyError("marks")
        return cls(slope, intercept, calm, marks)


def compose(
    reader: Reader, calibration: Calibration, lines: Sequence[Line], quoted_by_body: frozenset[str] = frozenset()
) -> list[Parts]:
    """Return the parts of each line.

    A denial ("not a disaster") is never louder than the plain statement: whatever it would add beyond the line without
    it is taken off the denying word.

    Parameters
    ----------
    quoted_by_body : frozenset of str
        Words in small letters that the body itself quotes.
    """
    denying = [(i, line.negators) for i, line in enumerate(lines) if line.negators]
    terms = reader.read([*lines, *(lines[i].affirmed() for i, _ in denying)])
    parts = [_parts(line, own, calibration, quoted_by_body) for line, own in zip(lines, terms, strict=False)]
    for (i, negators), own in zip(denying, terms[len(lines) :], strict=True):
        plain = _parts(lines[i], own, calibration, quoted_by_body)
        parts[i].words[list(negators)] -= np.maximum(parts[i].logits - plain.logits, 0.0) / len(negators)
    return parts


def _parts(line: Line, terms: Logits, calibration: Calibration, quoted_by_body: frozenset[str]) -> Parts:
    words = np.zeros((len(line.tokens), len(HEADS) + 1))
    words[:, : len(HEADS)] = terms * calibration.slope
    share = np.array([_share(line, i, quoted_by_body) for i in range(len(line.tokens))])
    share[scare_quoted(line)] = 1.0  # a plain word in scare quotes is nobody's quotation
    if (share < 1.0).any():
        words = np.where(words > 0, words * share[:, None], words)
    whole = np.zeros(len(HEADS) + 1)
    beyond = calibration.intercept - calibration.calm
    if read := [i for i, key in enumerate(line.keys) if key is not None]:
        words[read, : len(HEADS)] += beyond / len(read)
    else:
        whole[: len(HEADS)] += beyond
    for mark, token, value in find_marks(line):
        target = whole if token is None else words[token]
        # Capitals and exclamation marks are the outlet's own doing, whoever is quoted.
        target += calibration.marks[:, mark] * value * (share[token] if mark == _LOADED and token is not None else 1.0)
    return Parts(np.append(calibration.calm, 0.0), words, whole)


def _share(line: Line, i: int, quoted_by_body: frozenset[str]) -> float:
    voice = line.voices[i]
    if voice == "quoted" and line.tokens[i].lower in quoted_by_body:
        return BODY_QUOTE_SHARE
    return VOICE_SHARE[voice]
