"""The scorer: one headline, many, or a record batch in; scores with their evidence out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from levelhed.data.errors import InputError
from levelhed.model import artefact, contextual
from levelhed.model.blend import Blend, Thresholds, heat
from levelhed.model.body import Body, BodyReader, percentile
from levelhed.model.compose import Calibration, Parts, Prepared, Reader, compose
from levelhed.model.doubts import find_doubts
from levelhed.model.evidence import build_evidence
from levelhed.model.line import Line, read_line, without_labels
from levelhed.model.linear import LinearReader, Logits
from levelhed.model.names import Names
from levelhed.model.options import Options, left_out
from levelhed.model.rows import score_rows
from levelhed.model.score import Baseline, Doubt, Evidence, ModelInfo, Rated, Score
from levelhed.model.support import Support, read_support
from levelhed.model.text import check_body, check_headline
from levelhed.model.words import words
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

MODELS = ("fast", "deep")
"""The readers that can be loaded: the additive one, and the contextual one where levelhed[deep] is installed."""


def default_model() -> str:
    """Return the reader for a single headline: ``"deep"`` where it and what it needs are installed, else ``"fast"``."""
    return "deep" if contextual.is_installed() and artefact.is_packaged("deep") else "fast"


@dataclass(frozen=True, slots=True)
class Figures:
    """The headline's figures without its evidence: what a batch needs."""

    clickbait: float
    exaggeration: float
    sensationalism: float
    bias: float

    @property
    def loudness(self) -> float:
        """The louder of sensationalism and bias, 0-100."""
        return max(self.sensationalism, self.bias)


@dataclass(frozen=True, slots=True)
class ReadOver:
    """A checked line as it reads over a body, and what the body bears out of it; both None without one."""

    line: Line
    body: Body | None
    support: Support | None


class Scorer:
    """Scores headlines against their bodies. Make one with `Scorer.load`; it holds no state between calls.

    Parameters
    ----------
    reader : Reader
        What turns lines into terms.
    arrays, manifest : mapping
        What `levelhed.model.artefact.load` returns.
    thresholds : Thresholds, optional
        A house's own thresholds of the verdict; by default those picked in training.
    second : Scorer, optional
        The scorer with the reader that stands beside this one's: where the two disagree, `uncertain` says so.
    remembered : int
        Sentences of bodies to keep as they were read, some five kilobytes each: a body that comes again is read anew
        only where it changed. Its figures are the same either way.
    """

    def __init__(
        self,
        reader: Reader,
        arrays: Mapping[str, NDArray[Any]],
        manifest: Mapping[str, Any],
        thresholds: Thresholds | None = None,
        second: Scorer | None = None,
        remembered: int = 0,
    ) -> None:
        self._reader = reader
        self._calibration = Calibration.of(arrays)
        self._blend = Blend.of(arrays)
        self._manifest = manifest
        self._second = second
        self.thresholds = thresholds or Thresholds(**manifest["thresholds"])
        cased = arrays["cased_words"].tobytes().decode().split("\n")
        self._capital_share = dict(zip(cased, (arrays["capital_share"] / 255.0).tolist(), strict=True))
        learned, known, spelt = (
            frozenset(arrays[name].tobytes().decode().split("\n")) for name in ("names", "known_words", "spelt_words")
        )
        self._names = Names(learned, known, spelt)
        base = self._blend.figures(np.append(self._calibration.calm, 0.0))
        self._baseline = Baseline(float(base[2]), float(base[3]))
        self._bodies = BodyReader(self._read_line, self._figures, remembered, self._names.is_told_by_body)
        self.info = ModelInfo(reader.name, manifest["version"], manifest["checksum"], words().checksum)

    @classmethod
    def load(
        cls,
        model: Literal["fast", "deep"] | str = "fast",
        *,
        path: Path | None = None,
        thresholds: Thresholds | None = None,
        encoder: Path | None = None,
        remembered: int = 0,
    ) -> Scorer:
        """Load the artefact installed with the package, or the one in `path`.

        Parameters
        ----------
        model : str
            ``"fast"``, the additive reader, or ``"deep"``, the contextual one, which needs levelhed[deep] and the
            fast artefact beside its own.
        encoder : Path, optional
            For measuring: the encoder before it was quantised, in place of the artefact's own.
        remembered : int
            As in the class: for a service or an editor, who score a story again and again.

        Raises
        ------
        InputError
            ``unknown_model``, ``missing_part``, ``missing_artefact``, ``bad_artefact`` or ``wrong_checksum``.
        """
        if model not in MODELS:
            raise InputError("unknown_model", "model", f"{model!r} is not a model; use {' or '.join(MODELS)}")
        folder = path or artefact.packaged(model)
        arrays, manifest = artefact.load(folder)
        try:
            if model == "fast":
                return cls(LinearReader(arrays), arrays, manifest, thresholds, remembered=remembered)
            contextual.need_parts()
            beside_arrays, beside_manifest = artefact.load(folder.parent / "fast")
            if manifest["beside"] != beside_manifest["checksum"]:
                raise InputError("bad_artefact", str(folder), "was trained with another fast model; train both again")
            additive = LinearReader(beside_arrays)
            reader = contextual.ContextualReader(folder, additive, arrays["shares"], encoder=encoder)
            second = cls(additive, beside_arrays, beside_manifest)
            return cls(reader, arrays, manifest, thresholds, second, remembered)
        except (KeyError, TypeError) as error:
            raise InputError(
                "bad_artefact", str(folder), f"lacks a part this version needs ({error}); train it again"
            ) from error

    def figures(self) -> dict[str, Any]:
        """Return the manifest: version, data and licences, metrics, checksums."""
        return dict(self._manifest)

    def score(self, headline: str, body: str | None = None, options: Options | None = None) -> Score:
        """Score one headline.

        Parameters
        ----------
        headline : str
            Up to 1,000 code points.
        body : str, optional
            Up to 1,000,000 code points; without it `tone_gap`, `percentile` and `support` are None.
        options : Options, optional
            What to leave out of it.

        Raises
        ------
        InputError
            If either is not text that can be scored; see `levelhed.model.text`.
        """
        line = check_headline(headline)
        story = check_body(body)
        return self.score_line(line, self.read_body(story, line), options=options)

    def score_many(
        self,
        headlines: Sequence[str | None],
        bodies: Sequence[str | None] | None = None,
        *,
        evidence: bool = True,
    ) -> list[Score | InputError]:
        """Score headlines in order; what cannot be scored gives its `InputError` in place of a `Score`.

        Parameters
        ----------
        evidence : bool, default True
            Without evidence each `Score` holds its figures alone, which is faster.
        """
        return score_rows(partial(self._score_stretch, evidence=evidence), headlines, bodies)

    def _score_stretch(self, lines: Sequence[str], stories: Sequence[str | None], *, evidence: bool) -> list[Score]:
        return self.score_lines(lines, self.read_bodies(stories, lines), evidence=evidence)

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Score the columns ``headline`` and, where there is one, ``body``.

        Returns
        -------
        pyarrow.RecordBatch
            One row a row of `batch`, the columns of `levelhed.model.batch.FIELDS`; a row that cannot be scored holds
            the kind of its error in ``error`` and nulls elsewhere.
        """
        from levelhed.model.batch import score_batch

        return score_batch(self, batch)

    def without_labels(self, headline: str) -> str:
        """Return a headline without its page's labels ("Opinion | ", "- The Daily Ferry"), for comparison."""
        return without_labels(headline, self._names)

    def read_body(self, body: str | None, *headlines: str) -> Body | None:
        """Read a checked body once, for any number of lines over it; None where there is nothing to compare with."""
        return self._bodies.read([(body, headlines)])[0] if body is not None else None

    def read_bodies(self, bodies: Sequence[str | None], headlines: Sequence[str]) -> list[Body | None]:
        """Read checked bodies, each for the one headline over it, as `read_body` does."""
        told = [(body, (line,)) for body, line in zip(bodies, headlines, strict=True) if body is not None]
        read = iter(self._bodies.read(told))
        return [next(read) if body is not None else None for body in bodies]

    def score_line(
        self, line: str, body: Body | None, *, evidence: bool = True, options: Options | None = None
    ) -> Score:
        """Score a checked line against a body that was read before."""
        [score] = self.score_lines([line], [body], evidence=evidence, options=options)
        return score

    def score_lines(
        self,
        texts: Sequence[str],
        bodies: Sequence[Body | None],
        *,
        evidence: bool = True,
        options: Options | None = None,
    ) -> list[Score]:
        """Score checked lines, each against a body that was read before."""
        return self.score_read(self.read_lines(texts, bodies), evidence=evidence, options=options)

    def read_lines(self, texts: Sequence[str], bodies: Sequence[Body | None]) -> list[ReadOver]:
        """Read checked lines, each over a body that was read before."""
        return [self._read_over(text, body) for text, body in zip(texts, bodies, strict=True)]

    def _read_over(self, text: str, body: Body | None) -> ReadOver:
        if body is None:
            return ReadOver(self._read_line(text), None, None)
        line = self._read_line(text, body.capitals, body.quoted, body.names)
        return ReadOver(line, body, read_support(line, body.words))

    def score_read(
        self,
        read: Sequence[ReadOver],
        *,
        evidence: bool = True,
        options: Options | None = None,
        second: Sequence[Rated] | None = None,
    ) -> list[Score]:
        """Score lines that were read before, by this reader or another that was trained together with it.

        Parameters
        ----------
        second : sequence of Rated, optional
            What the reader that this one may disagree with says of them, where it has been asked; else it is asked.
        """
        if not read:
            return []
        lines = [own.line for own in read]
        quoted = {i: own.body.quoted for i, own in enumerate(read) if own.body and own.body.quoted}
        prepared = Prepared.of(lines, quoted)
        others: Sequence[Rated | None] = second or [None] * len(lines)
        beside = None
        if self._second is not None and not second:
            beside = self._second._reader.read(prepared.lines)
            others = self._second._figures_of(prepared.compose(beside, self._second._calibration).logits)
        composed = prepared.compose(self._reader.read(prepared.lines, beside), self._calibration)
        figures = self._figures_of(composed.logits)
        margin = self._manifest.get("disagreement_margin")
        scores = []
        for i, (over, own, other) in enumerate(zip(read, figures, others, strict=True)):
            line, body, support = over.line, over.body, over.support
            doubts = find_doubts(line, self._capital_share, body, own, other, margin)
            spans: tuple[Evidence, ...] = ()
            if evidence or options:
                parts = composed.parts(i)
                spans = build_evidence(line, support, *self._points(parts), self._names)
                if options:
                    own, spans = self._without(options, line, support, parts, own, spans)
            scores.append(self._score(own, body, support, doubts, spans if evidence else ()))
        return scores

    def _score(
        self,
        figures: Figures,
        body: Body | None,
        support: Support | None,
        doubts: tuple[Doubt, ...],
        evidence: tuple[Evidence, ...],
    ) -> Score:
        gap = figures.loudness - body.tone.loudness if body else None
        hot = heat(figures.sensationalism, figures.bias, gap)
        return Score(
            clickbait=figures.clickbait,
            exaggeration=figures.exaggeration,
            sensationalism=figures.sensationalism,
            bias=figures.bias,
            body=body.tone if body else None,
            tone_gap=gap,
            percentile=percentile(figures.loudness, body.tone.per_sentence) if body else None,
            support=support.share if support else None,
            heat=hot,
            verdict=self.thresholds.verdict(hot),
            uncertain=doubts,
            evidence=evidence,
            baseline=self._baseline,
            model=self.info,
        )

    def _read_line(
        self,
        text: str,
        body_capitals: frozenset[str] = frozenset(),
        body_quoted: frozenset[str] = frozenset(),
        body_names: frozenset[str] = frozenset(),
    ) -> Line:
        return read_line(text, self._names, self._capital_share, body_capitals, body_quoted, body_names)

    def _figures(self, lines: Sequence[Line]) -> list[Figures]:
        return self._figures_of(compose(self._reader, self._calibration, lines).logits) if lines else []

    def _figures_of(self, logits: Logits) -> list[Figures]:
        return [Figures(*own) for own in self._blend.figures(logits).tolist()]

    def _points(self, parts: Parts) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        points = self._blend.points(parts.calm, np.vstack([parts.words, parts.line[None]]))
        return points[:-1], points[-1]

    def _without(
        self,
        options: Options,
        line: Line,
        support: Support | None,
        parts: Parts,
        figures: Figures,
        spans: tuple[Evidence, ...],
    ) -> tuple[Figures, tuple[Evidence, ...]]:
        """Leave out what `options` name, and what becomes of such a kind once the rest is gone."""
        gone: frozenset[tuple[int, int]] = frozenset()
        while more := left_out(options, line, spans) - gone:
            gone |= more
            parts = parts.without(
                [i for i, token in enumerate(line.tokens) if (token.start, token.end) in gone],
                whole=(0, len(line.text)) in gone,
            )
            [figures] = self._figures_of(parts.logits[None])
            spans = build_evidence(line, support, *self._points(parts), self._names)
            spans = tuple(span for span in spans if (span.start, span.end) not in gone)
        return figures, spans
