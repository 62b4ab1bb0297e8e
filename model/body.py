"""The body of a story: its sentences, their tone, and what it bears witness to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Protocol

import numpy as np
from levelhed.model.casing import in_title_case, opens
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

_CREDIT_WORDS = 8
_CREDIT = re.compile(r"(?:sources?|via|photos?|photographs?|pictures?|images?|credits?)\s*:", re.IGNORECASE)
# How a line may end besides in "\n": CR LF, as pages of forms send it, CR, the separators of Unicode.
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_ENDS = frozenset(".!?…\"'”’)")
_LONGEST_SPEAKER = 40
_NOTHING: Set[str] = frozenset()
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
    names : frozenset of str
        Those of `words`, in small letters, that have a capital inside sentences and never stand without one.
    quoted : frozenset of str
        Words in small letters that stand inside quotation marks.
    """

    tone: BodyTone
    words: BodyWords
    capitals: frozenset[str]
    names: frozenset[str]
    quoted: frozenset[str]


class ReadLine(Protocol):
    """What reads single lines."""

    def __call__(self, text: str, *, body_names: frozenset[str] = frozenset()) -> Line:
        """Return the line that `text` is; `body_names` are those of the body that it is part of."""
        ...


Told = Callable[[str, Set[str]], bool]
"""Says of a word and of what it stands right behind whether a body tells that it is a name."""


class BodyReader:
    """Reads bodies with what reads single lines.

    Parameters
    ----------
    read_line : callable
        Text, and the names that its body tells, to `Line`.
    figures : callable
        Lines to their figures, all in one call; those of a line do not depend on the others.
    remembered : int
        Sentences kept as they were read, the latest ones.
    told : callable, optional
        Says of which words, in small letters, a body may tell that they are names.
    """

    def __init__(
        self,
        read_line: ReadLine,
        figures: Callable[[Sequence[Line]], Sequence[Rated]],
        remembered: int = 0,
        told: Told = lambda *_: False,
    ) -> None:
        self._read_line = read_line
        self._told = told
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
        every = [list(islice(sentences, len(spans))) for spans in found]
        witnesses = [_witnesses([line for line, _ in own], of) for own, (_, of) in zip(every, bodies, strict=True)]
        names = [_names(lines, self._told) for lines in witnesses]
        self._read_again(every, names)
        return [
            _body(list(spans.values()), own, lines, named) if own else None
            for spans, own, lines, named in zip(found, every, witnesses, names, strict=True)
        ]

    def _read_again(self, every: Sequence[list[tuple[Line, Rated]]], names: Sequence[frozenset[str]]) -> None:
        # A body tells of its own sentences too: "Hunt said ...".
        new = [
            (own, i, self._read_line(line.text, body_names=named))
            for own, named in zip(every, names, strict=True)
            for i, (line, _) in enumerate(own)
            if named and _lacks(line, named)
        ]
        new = [(own, i, line) for own, i, line in new if line.named != own[i][0].named]
        for (own, i, line), figures in zip(new, self._figures([line for _, _, line in new]), strict=True):
            own[i] = (line, figures)

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
    text = _LINE_END.sub("\n", body)
    found = split_sentences(text)
    spans: dict[str, tuple[int, int]] = {}
    for start, end in [span for span in found if not _is_label(text, *span)] or found:
        spans.setdefault(_without_shouted_speaker(text[start:end]), (start, end))
    return spans if len(text) == len(body) else _in_full(spans, body)


def _in_full(spans: Mapping[str, tuple[int, int]], body: str) -> dict[str, tuple[int, int]]:
    # Where the sentences stand in `body`, of which each line end of two characters was read as one.
    ends = [match.start() - i for i, match in enumerate(re.finditer("\r\n", body))]
    return {
        text: (start + bisect_right(ends, start), end + bisect_right(ends, end - 1))
        for text, (start, end) in spans.items()
    }


def _is_label(body: str, start: int, end: int) -> bool:
    # "WHAT HAPPENS NEXT", "10:15 GMT", "Source: The Wall Street Journal": a few words on a line of their own.
    if body[end - 1] in _ENDS:
        return False
    most = _CREDIT_WORDS if _CREDIT.match(body, start) else LABEL_WORDS
    if len(body[start:end].split(None, most)) > most or not _REST_OF_LINE.match(body, end):
        return False
    before = start
    while before and body[before - 1] in " \t":
        before -= 1
    return not before or body[before - 1] == "\n"


def _without_shouted_speaker(sentence: str) -> str:
    # "MAYOR: We voted." is how a transcript says who speaks; letter for letter as long.
    speaker, colon, said = sentence.partition(":")
    if len(speaker) > _LONGEST_SPEAKER or not said[:1].isspace() or said.isupper():
        return sentence
    shouted = _ASIDE.sub("", speaker).isupper()
    return speaker.title() + colon + said if shouted and len(speaker.title()) == len(speaker) else sentence


def _witnesses(lines: Sequence[Line], headlines: Collection[str]) -> list[Line]:
    own = {_plain(headline) for headline in headlines}
    return [line for line in lines if not line.capitals.all_caps and _plain(line.text) not in own]


def _body(
    spans: Sequence[tuple[int, int]],
    sentences: Sequence[tuple[Line, Rated]],
    witnesses: Sequence[Line],
    names: frozenset[str],
) -> Body:
    figured = zip(spans, sentences, strict=True)
    tones = tuple(SentenceTone(*span, f.sensationalism, f.bias) for span, (_, f) in figured)
    said = (token for line in witnesses for token in line.tokens[line.begin :])
    quoted = (line.tokens[a + 1 : b] for line, _ in sentences for a, b in line.quotations)
    return Body(
        _tone(tones),
        BodyWords.of([token for line in witnesses or [line for line, _ in sentences] for token in line.tokens]),
        frozenset([token.stem for token in said if token.upper and token.word and len(token.folded) > 1]),
        names,
        frozenset([token.lower for tokens in quoted for token in tokens]),
    )


def _names(lines: Iterable[Line], told: Told) -> frozenset[str]:
    inside, small = set[str](), set[str]()
    behind: dict[str, set[str]] = {}
    for line in lines:
        said = [token for token in line.tokens[line.begin :] if token.word]
        small.update([token.stem for token in said if not token.capital])
        if not in_title_case(line):
            for before, token in pairwise(said):
                if token.capital and not token.upper and not opens(line.text, token.start):
                    inside.add(token.stem)
                    if before.capital and token.start == before.end + 1:
                        behind.setdefault(token.stem, set()).add(before.stem)
    return frozenset([word for word in inside - small if told(word, behind.get(word, _NOTHING))])


def _lacks(line: Line, names: frozenset[str]) -> bool:
    told = zip(line.tokens, line.named, strict=True)
    return not names.isdisjoint([token.stem for token, named in told if token.capital and not named])


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
