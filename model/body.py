"""The body of a story: its sentences, their tone, and what it bears witness to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from levelhed.model.line import Line
from levelhed.model.score import BodyTone, Rated, SentenceTone, Tone
from levelhed.model.sentences import split_sentences
from levelhed.model.support import BodyWords
from numpy.typing import NDArray

_P90_BAND = (0.825, 0.975)
"""Quantiles that the 90th percentile is the mean of.

With 0.85 and 0.95 one longer body in fifty of the same tone moved it by more than two points; with these none did.
"""

LABEL_WORDS = 3
"""Words of a line without a stop, at most, that is taken for a label and for no sentence."""

_ENDS = frozenset(".!?…\"'”’)")
_LONGEST_SPEAKER = 40
# "ANCHOR (voiceover)"
_ASIDE = re.compile(r"\([^()]*\)")

REMEMBERED_LETTERS = 500
"""Longest sentence that is remembered: one of that length takes twenty kilobytes, a usual one five."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it was read.

    Attributes
    ----------
    tone : BodyTone
    words : BodyWords
        Of every sentence that bears witness on what the story says and how it writes it: no crosshead in capitals, no
        headline. Of a body all in capitals, every word.
    capitals : frozenset of str
        Those of them, in small letters, that are written in capitals; a dateline is no witness.
    quoted : frozenset of str
        Words in small letters that stand inside quotation marks.
    """

    tone: BodyTone
    words: BodyWords
    capitals: frozenset[str]
    quoted: frozenset[str]


class BodyReader:
    """Reads bodies with what reads single lines.

    Parameters
    ----------
    read_line : callable
        Text to `Line`.
    figures : callable
        Lines to their figures, all in one call; those of a line do not depend on the others.
    remembered : int
        Sentences kept as they were read, the latest ones.
    """

    def __init__(
        self,
        read_line: Callable[[str], Line],
        figures: Callable[[Sequence[Line]], Sequence[Rated]],
        remembered: int = 0,
    ) -> None:
        self._read_line = read_line
        self._figures = figures
        self._sentence = lru_cache(remembered)(_Sentence)

    def read(self, bodies: Sequence[tuple[str, Collection[str]]]) -> list[Body | None]:
        """Return what each body says, None for one that holds no sentence.

        A sentence that stands twice counts once.

        Parameters
        ----------
        bodies : sequence of (body, headlines)
            A pasted page's own headlines are no witness.
        """
        found = [_sentences(body) for body, _ in bodies]
        sentences = iter(self._read([text for spans in found for text in spans]))
        read: list[Body | None] = []
        for spans, (_, headlines) in zip(found, bodies, strict=True):
            own = list(islice(sentences, len(spans)))
            figured = zip(spans.values(), own, strict=True)
            tones = tuple(SentenceTone(*span, f.sensationalism, f.bias) for span, (_, f) in figured)
            read.append(_body(tones, [line for line, _ in own], headlines) if tones else None)
        return read

    def _read(self, texts: Sequence[str]) -> list[tuple[Line, Rated]]:
        sentences = [(self._sentence if len(text) <= REMEMBERED_LETTERS else _Sentence)(text) for text in texts]
        new = [sentence for sentence in sentences if not sentence.read]
        lines = [self._read_line(sentence.text) for sentence in new]
        for sentence, line, figures in zip(new, lines, self._figures(lines), strict=True):
            sentence.read = (line, figures)
        return [sentence.read for sentence in sentences if sentence.read]


@dataclass(slots=True)
class _Sentence:
    """A sentence and, once it has been read, its line and figures."""

    text: str
    read: tuple[Line, Rated] | None = None


def _sentences(body: str) -> dict[str, tuple[int, int]]:
    # Each as it is read: headings, times and labels are none, unless there is nothing else.
    found = split_sentences(body)
    spans: dict[str, tuple[int, int]] = {}
    for start, end in [span for span in found if not _is_label(body, *span)] or found:
        spans.setdefault(_without_shouted_speaker(body[start:end]), (start, end))
    return spans


def _is_label(body: str, start: int, end: int) -> bool:
    # "WHAT HAPPENS NEXT", "10:15 GMT", "Getty Images": a word or three on a line of their own.
    alone = body[:start].rstrip(" \t")[-1:] in ("", "\n") and body[end:].lstrip(" \t")[:1] in ("", "\n")
    return alone and body[end - 1] not in _ENDS and len(body[start:end].split()) <= LABEL_WORDS


def _without_shouted_speaker(sentence: str) -> str:
    # "MAYOR: We voted." is how a transcript says who speaks; letter for letter as long.
    speaker, colon, said = sentence.partition(":")
    if len(speaker) > _LONGEST_SPEAKER or not said[:1].isspace() or said.isupper():
        return sentence
    shouted = _ASIDE.sub("", speaker).isupper()
    return speaker.title() + colon + said if shouted and len(speaker.title()) == len(speaker) else sentence


def _body(tones: tuple[SentenceTone, ...], lines: Sequence[Line], headlines: Collection[str]) -> Body:
    own = {_plain(headline) for headline in headlines}
    witnesses = [line for line in lines if not line.capitals.all_caps and _plain(line.text) not in own]
    said = (token for line in witnesses for token in line.tokens[line.begin :])
    return Body(
        _tone(tones),
        BodyWords.of([token for line in witnesses or lines for token in line.tokens]),
        frozenset([token.stem for token in said if token.upper and token.word and len(token.folded) > 1]),
        frozenset([token.lower for line in lines for a, b in line.quotations for token in line.tokens[a + 1 : b]]),
    )


def percentile(loudness: float, sentences: Sequence[SentenceTone]) -> float:
    """Return the share of `sentences` that a line of this loudness is louder than, 0-100."""
    return 100.0 * sum(s.loudness < loudness for s in sentences) / len(sentences)


def _plain(text: str) -> str:
    return text.casefold().strip(" .!")


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
    return float(np.sort(values) @ _p90_weights(len(values)))


@lru_cache(maxsize=1_024)
def _p90_weights(n: int) -> NDArray[np.float64]:
    low, high = _P90_BAND
    ends = np.linspace(0.0, 1.0, n + 1)
    inside: NDArray[np.float64] = np.minimum(ends[1:], high) - np.maximum(ends[:-1], low)
    return inside.clip(0.0) / (high - low)
