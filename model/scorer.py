"""The scorer: one headline, many, or a record batch in; scores with their evidence out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from levelhed.data.errors import InputError
from levelhed.model import artefact
from levelhed.model.blend import Blend, Thresholds, heat, percent, share_points
from levelhed.model.capitals import read_capitals
from levelhed.model.evidence import build_evidence
from levelhed.model.linear import LinearReader
from levelhed.model.names import Names
from levelhed.model.score import (
    Baseline,
    BodyTone,
    Doubt,
    Edit,
    Evidence,
    ModelInfo,
    Score,
    SentenceTone,
    Suggestion,
    Tone,
)
from levelhed.model.sentences import split_sentences
from levelhed.model.support import read_support
from levelhed.model.text import check_body, check_headline
from levelhed.model.tokens import Token, tokenize
from levelhed.model.words import words
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

SHORT_BODY = 2
"""A body of up to this many sentences has no tone of its own to speak of."""

UNKNOWN_SHARE = 0.5
"""Above this share of words never seen in training the model does not know what it reads."""


@dataclass(frozen=True, slots=True)
class _Body:
    tone: BodyTone
    tokens: list[Token]


class Scorer:
    """Scores headlines against their bodies. Make one with `Scorer.load`; it holds no state between calls.

    Parameters
    ----------
    arrays, manifest : mapping
        What `levelhed.model.artefact.load` returns.
    thresholds : Thresholds, optional
        A house's own thresholds of the verdict; by default those picked in training.
    """

    def __init__(
        self, arrays: dict[str, NDArray[Any]], manifest: dict[str, Any], thresholds: Thresholds | None = None
    ) -> None:
        self._blend = Blend(*(float(x) for x in arrays["blend"]))
        self._manifest = manifest
        self._thresholds = thresholds or Thresholds(**manifest["thresholds"])
        cased = arrays["cased_words"].tobytes().decode().split("\n")
        self._capital_share = dict(zip(cased, (arrays["capital_share"] / 255.0).tolist(), strict=True))
        names = arrays["names"].tobytes().decode().split("\n")
        self._reader = LinearReader(arrays, Names(frozenset(names), self._capital_share))
        base = percent(self._scales_of(arrays["intercept"].astype(np.float64)))
        self._baseline = Baseline(float(base[0]), float(base[1]))
        self.info = ModelInfo(
            self._reader.name, manifest["version"], manifest["files"]["weights.npz"], words().checksum
        )

    @classmethod
    def load(cls, model: str = "fast", *, path: Path | None = None, thresholds: Thresholds | None = None) -> Scorer:
        """Load the artefact installed with the package, or the one in `path`.

        Raises
        ------
        InputError
            ``unknown_model``, ``missing_artefact``, ``bad_artefact`` or ``wrong_checksum``.
        """
        if model != "fast":
            raise InputError("unknown_model", "model", f"{model!r} is not a model of this version; use 'fast'")
        folder = path or artefact.packaged(model)
        arrays, manifest = artefact.load(folder)
        try:
            return cls(arrays, manifest, thresholds)
        except (KeyError, TypeError) as error:
            raise InputError(
                "bad_artefact", str(folder), f"lacks a part this version needs ({error}); train it again"
            ) from error

    def figures(self) -> dict[str, Any]:
        """Return the manifest: version, data and licences, metrics, checksums."""
        return self._manifest

    def score(self, headline: str, body: str | None = None) -> Score:
        """Score one headline.

        Parameters
        ----------
        headline : str
            Up to 1,000 code points.
        body : str, optional
            Up to 1,000,000 code points; without it `tone_gap`, `percentile` and `support` are None.

        Raises
        ------
        InputError
            If either is not text that can be scored; see `levelhed.model.text`.
        """
        line = check_headline(headline)
        story = check_body(body)
        return self._score(line, self._read_body(story, line) if story is not None else None)

    def score_many(
        self, headlines: Sequence[str | None], bodies: Sequence[str | None] | None = None
    ) -> list[Score | InputError]:
        """Score headlines in order; what cannot be scored gives its `InputError` in place of a `Score`."""
        results: list[Score | InputError] = []
        for i, headline in enumerate(headlines):
            try:
                results.append(self.score(headline, bodies[i] if bodies is not None else None))  # type: ignore[arg-type]
            except InputError as error:
                results.append(error)
        return results

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Score the columns ``headline`` and, where there is one, ``body``.

        Returns
        -------
        pyarrow.RecordBatch
            One row a row of `batch`, the columns of `levelhed.model.batch.FIELDS`; a row that cannot be scored holds
            the kind of its error in ``error`` and nulls elsewhere.
        """
        from levelhed.model.batch import to_batch

        headlines = batch.column("headline").to_pylist()
        bodies = batch.column("body").to_pylist() if "body" in batch.schema.names else None
        return to_batch(self.score_many(headlines, bodies))

    def suggest(self, headline: str, body: str | None = None, *, limit: int = 3) -> tuple[Suggestion, ...]:
        """Return up to `limit` small edits that lower `heat`, the greatest drop first, each with its real score."""
        line = check_headline(headline)
        story = check_body(body)
        read = self._read_body(story, line) if story is not None else None
        before = self._score(line, read)
        found = []
        for span in before.evidence:
            if span.suggestion is None:
                continue
            edit, text = _apply(line, span)
            if not text.strip():
                continue
            after = self._score(text, read)
            if after.heat < before.heat:
                found.append(Suggestion((edit,), text, after))
        return tuple(sorted(found, key=lambda s: s.score.heat)[:limit])

    def _score(self, line: str, body: _Body | None) -> Score:
        tokens = tokenize(line)
        capitals = read_capitals(tokens, body.tokens if body else None, self._capital_share)
        parts = self._reader.read(tokens, capitals)
        heads = percent(parts.logits)
        figures = percent(self._scales_of(parts.logits))
        sensationalism, bias = float(figures[0]), float(figures[1])
        points = self._points(np.vstack([parts.words + parts.marks, parts.line[None]]), sensationalism, bias)
        loudness = max(sensationalism, bias)
        support = read_support(tokens, body.tokens) if body else None
        gap = loudness - body.tone.loudness if body else None
        hot = heat(sensationalism, bias, gap)
        return Score(
            clickbait=float(heads[0]),
            exaggeration=float(heads[1]),
            sensationalism=sensationalism,
            bias=bias,
            body=body.tone if body else None,
            tone_gap=gap,
            percentile=_percentile(loudness, body.tone.per_sentence) if body else None,
            support=support.share if support else None,
            heat=hot,
            verdict=self._thresholds.verdict(hot),
            uncertain=self._doubts(tokens, body),
            evidence=build_evidence(line, tokens, capitals, support, points[:-1], points[-1]),
            baseline=self._baseline,
            model=self.info,
        )

    def _scales_of(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        # The two scales of a whole line: unlike a part of it, it carries the blend's own intercept.
        scales: NDArray[np.float64] = self._blend.scales(logits) + np.array([self._blend.intercept, 0.0])
        return scales

    def _points(self, contributions: NDArray[np.float64], sensationalism: float, bias: float) -> NDArray[np.float64]:
        scales = self._blend.scales(contributions)
        return np.column_stack(
            [
                share_points(self._baseline.sensationalism, sensationalism, scales[:, 0]),
                share_points(self._baseline.bias, bias, scales[:, 1]),
            ]
        )

    def _read_body(self, body: str, line: str) -> _Body | None:
        tokens: list[Token] = []
        tones: dict[str, SentenceTone] = {}
        for start, end in split_sentences(body):
            sentence = body[start:end]
            own = tokenize(sentence)
            capitals = read_capitals(own, None, self._capital_share)
            if not capitals.all_caps and not _same_words(sentence, line):
                # Neither a crosshead in capitals nor a pasted page's own headline bears witness on how the story
                # writes a word.
                tokens += own
            if sentence not in tones:
                figures = percent(self._scales_of(self._reader.read(own, capitals).logits))
                tones[sentence] = SentenceTone(start, end, float(figures[0]), float(figures[1]))
        if not tones:
            return None
        return _Body(_tone(tuple(tones.values())), tokens)

    def _doubts(self, tokens: Sequence[Token], body: _Body | None) -> tuple[Doubt, ...]:
        doubts = []
        known = [t.lower in self._capital_share for t in tokens if t.word]
        if not known:
            doubts.append(Doubt("no_words", "The headline holds no words."))
        elif known.count(False) > UNKNOWN_SHARE * len(known):
            doubts.append(Doubt("unknown_words", "Most words of the headline are unknown to the model."))
        if body and body.tone.sentences <= SHORT_BODY:
            doubts.append(Doubt("short_body", f"The body has only {body.tone.sentences} sentence(s) to compare with."))
        return tuple(doubts)


def _same_words(one: str, other: str) -> bool:
    return one == other or one.casefold().strip(" .!") == other.casefold().strip(" .!")


def _tone(sentences: tuple[SentenceTone, ...]) -> BodyTone:
    sensationalism = np.array([s.sensationalism for s in sentences])
    bias = np.array([s.bias for s in sentences])
    return BodyTone(
        Tone(float(sensationalism.mean()), float(np.quantile(sensationalism, 0.9))),
        Tone(float(bias.mean()), float(np.quantile(bias, 0.9))),
        float(np.maximum(sensationalism, bias).mean()),
        len(sentences),
        sentences,
    )


def _percentile(loudness: float, sentences: Sequence[SentenceTone]) -> float:
    return 100.0 * sum(s.loudness < loudness for s in sentences) / len(sentences)


def _apply(line: str, span: Evidence) -> tuple[Edit, str]:
    start, end, replacement = span.start, span.end, span.suggestion or ""
    if not replacement:
        # A word taken out takes one space with it.
        if line[end : end + 1] == " ":
            end += 1
        elif line[start - 1 : start] == " ":
            start -= 1
    return Edit(start, end, line[start:end], replacement), line[:start] + replacement + line[end:]
