"""A reader's terms and a line's marks into what each token adds: the one sum that both readers' scores are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from levelhed.model.line import Line
from levelhed.model.linear import HEADS, Logits
from levelhed.model.marks import MARKS, find_marks
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

    def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
        """Return what each token of each line adds to each of `HEADS`, shape (tokens of all lines, 3).

        A reader that has another one beside it takes up what that says of them from `beside`, where it was asked.
        """
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


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of many lines, one under the other.

    Attributes
    ----------
    logits : array of shape (n_lines, 4)
        The log-odds of each line: see `Parts.logits`.
    """

    logits: Logits
    _calm: Logits
    _words: Logits
    _whole: Logits
    _ends: NDArray[np.int64]

    def parts(self, line: int) -> Parts:
        """Return the parts of one line."""
        return Parts(self._calm, self._words[self._ends[line] : self._ends[line + 1]], self._whole[line])


@dataclass(frozen=True, slots=True)
class Prepared:
    """Lines to be composed, and what is the same of them for every reader. Make one with `Prepared.of`.

    Attributes
    ----------
    lines : sequence of Line
        What a reader reads: the lines asked for and, after them, those that deny something, without the denial.
    """

    lines: Sequence[Line]
    _asked: int
    _denying: Sequence[tuple[int, Sequence[int]]]
    _ends: NDArray[np.int64]
    _share: Logits
    _marks: Sequence[Sequence[tuple[int, int | None, float]]]

    @classmethod
    def of(cls, lines: Sequence[Line], quoted_by_body: Mapping[int, frozenset[str]] | None = None) -> Prepared:
        """Prepare `lines`.

        Parameters
        ----------
        quoted_by_body : mapping of int to frozenset of str, optional
            By number of the line, the words in small letters that the body it stands over itself quotes.
        """
        denying = [(i, negators) for i, line in enumerate(lines) if (negators := line.negators)]
        every = [*lines, *(lines[i].affirmed() for i, _ in denying)]
        quoted = dict(quoted_by_body or {})
        quoted |= {n: quoted[i] for n, (i, _) in enumerate(denying, len(lines)) if i in quoted}
        ends = np.cumsum([0, *(len(line.tokens) for line in every)])
        marks = [find_marks(line) for line in every]
        return cls(every, len(lines), denying, ends, _shares(every, ends, quoted), marks)

    def compose(self, terms: Logits, calibration: Calibration) -> Composition:
        """Return the parts of each line that was asked for.

        A denial ("not a disaster") is never louder than the plain statement: whatever it would add beyond the line
        without it is taken off the denying word.

        Parameters
        ----------
        terms : array of shape (tokens of all `lines`, 3)
            What a reader said.
        calibration : Calibration
            That reader's.
        """
        ends = self._ends
        words = np.zeros((ends[-1], len(HEADS) + 1))
        words[:, : len(HEADS)] = terms * calibration.slope
        whole = np.zeros((len(self.lines), len(HEADS) + 1))
        words = np.where(words > 0, words * self._share[:, None], words)
        _level(words, whole, self.lines, calibration)
        for n, (marks, start) in enumerate(zip(self._marks, ends.tolist(), strict=False)):
            for mark, token, value in marks:
                # Capitals and exclamation marks are the outlet's own doing, whoever is quoted.
                own = self._share[start + token] if mark == _LOADED and token is not None else 1.0
                target = whole[n] if token is None else words[start + token]
                target += calibration.marks[:, mark] * value * own
        calm = np.append(calibration.calm, 0.0)
        logits = calm + _sums(words, ends) + whole
        for n, (i, negators) in enumerate(self._denying, self._asked):
            excess = np.maximum(logits[i] - logits[n], 0.0)
            words[[ends[i] + token for token in negators]] -= excess / len(negators)
            logits[i] -= excess
        return Composition(logits[: self._asked], calm, words, whole, ends)


def compose(
    reader: Reader,
    calibration: Calibration,
    lines: Sequence[Line],
    quoted_by_body: Mapping[int, frozenset[str]] | None = None,
) -> Composition:
    """Let one reader read `lines` and return their parts; see `Prepared`."""
    prepared = Prepared.of(lines, quoted_by_body)
    return prepared.compose(reader.read(prepared.lines), calibration)


def _shares(lines: Sequence[Line], ends: NDArray[np.int64], quoted: Mapping[int, frozenset[str]]) -> Logits:
    # Of each token, the share of its loudness that stays.
    share = np.ones(ends[-1])
    for n, line in enumerate(lines):
        if line.voices.count("outlet") < len(line.voices):
            own = [VOICE_SHARE[voice] for voice in line.voices]
            if by_body := quoted.get(n):
                for i, token in enumerate(line.tokens):
                    if line.voices[i] == "quoted" and token.lower in by_body:
                        own[i] = BODY_QUOTE_SHARE
            for i in line.scare:
                own[i] = 1.0  # a plain word in scare quotes is nobody's quotation
            share[ends[n] : ends[n + 1]] = own
    return share


def _level(words: Logits, whole: Logits, lines: Sequence[Line], calibration: Calibration) -> None:
    # Every word that is read takes its share of the way from a line of nothing to a calm one.
    beyond = calibration.intercept - calibration.calm
    read = np.array([key is not None for line in lines for key in line.keys])
    counts = np.array([line.read for line in lines])
    each = np.repeat(1.0 / np.maximum(counts, 1), [len(line.keys) for line in lines])
    words[:, : len(HEADS)] += np.where(read, each, 0.0)[:, None] * beyond
    whole[counts == 0, : len(HEADS)] += beyond


def _sums(words: Logits, ends: NDArray[np.int64]) -> Logits:
    # Of the words of each line; a line of none has none.
    sums = np.zeros((len(ends) - 1, words.shape[1]))
    own = np.flatnonzero(np.diff(ends))
    sums[own] = np.add.reduceat(words, ends[own])
    return sums
