"""The body of a story: its sentences, their tone, and what it bears witness to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from levelhed.model.line import Line
from levelhed.model.score import BodyTone, SentenceTone, Tone
from levelhed.model.sentences import split_sentences
from levelhed.model.tokens import Token
from numpy.typing import NDArray

_P90_BAND = (0.85, 0.95)
"""Quantiles that the 90th percentile is the mean of."""


class _Figures(Protocol):
    @property
    def sensationalism(self) -> float: ...

    @property
    def bias(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it was read.

    Attributes
    ----------
    tone : BodyTone
    tokens : list of Token
        Of every sentence that bears witness on how the story writes its words: no crosshead in capitals, no headline.
    quoted : frozenset of str
        Words in small letters that stand inside quotation marks.
    """

    tone: BodyTone
    tokens: list[Token]
    quoted: frozenset[str]


class BodyReader:
    """Reads bodies with what reads single lines.

    Parameters
    ----------
    read_line : callable
        Text to `Line`.
    figures : callable
        Lines to their figures, all in one call.
    """

    def __init__(
        self, read_line: Callable[[str], Line], figures: Callable[[Sequence[Line]], Sequence[_Figures]]
    ) -> None:
        self._read_line = read_line
        self._figures = figures

    def read(self, body: str, *headlines: str) -> Body | None:
        """Return what `body` says, or None if it holds no sentence; a pasted page's own `headlines` are no witness.

        A sentence that stands twice counts once.
        """
        spans: dict[str, tuple[int, int]] = {}
        for start, end in split_sentences(body):
            spans.setdefault(body[start:end], (start, end))
        if not spans:
            return None
        lines = [self._read_line(text) for text in spans]
        tones = tuple(
            SentenceTone(*span, f.sensationalism, f.bias)
            for span, f in zip(spans.values(), self._figures(lines), strict=True)
        )
        tokens = [
            token
            for line in lines
            if not line.capitals.all_caps and not any(_same_words(line.text, headline) for headline in headlines)
            for token in line.tokens
        ]
        quoted = frozenset(
            token.lower for line in lines for a, b in line.quotations for token in line.tokens[a + 1 : b]
        )
        return Body(_tone(tones), tokens, quoted)


def percentile(loudness: float, sentences: Sequence[SentenceTone]) -> float:
    """Return the share of `sentences` that a line of this loudness is louder than, 0-100."""
    return 100.0 * sum(s.loudness < loudness for s in sentences) / len(sentences)


def _same_words(one: str, other: str) -> bool:
    return one == other or one.casefold().strip(" .!") == other.casefold().strip(" .!")


def _tone(sentences: tuple[SentenceTone, ...]) -> BodyTone:
    sensationalism = np.array([s.sensationalism for s in sentences])
    bias = np.array([s.bias for s in sentences])
    return BodyTone(
        Tone(float(sensationalism.mean()), _p90(sensationalism)),
        Tone(float(bias.mean()), _p90(bias)),
        float(np.maximum(sensationalism, bias).mean()),
        len(sentences),
        sentences,
    )


def _p90(values: NDArray[np.float64]) -> float:
    # The mean of the quantiles around the 90th. One quantile alone jumps from sentence to sentence as a body grows;
    # this one moves little, and not at all when every sentence has a twin.
    low, high = _P90_BAND
    ends = np.linspace(0.0, 1.0, len(values) + 1)
    weights = np.clip(np.minimum(ends[1:], high) - np.maximum(ends[:-1], low), 0.0, None)
    return float(np.sort(values) @ weights / (high - low))
