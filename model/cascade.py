"""Both readers over an archive: the additive one reads every row, the contextual one what could be judged otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from levelhed.data.errors import InputError
from levelhed.model.blend import Thresholds
from levelhed.model.body import Body
from levelhed.model.rows import score_rows
from levelhed.model.score import ModelInfo, Score
from levelhed.model.scorer import ReadOver, Scorer

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Reach:
    """What a cascade reads twice, in points of heat; learned from rows that both readers read.

    Attributes
    ----------
    below, above : float
        A headline is read in context if the additive reader puts it no further than `below` under the first threshold
        of the verdict and no further than `above` over the second.
    body : float
        Its body is read in context too if it then lies no further than this from a threshold.
    sensationalism, bias, intercept : float
        The loudness of a body in context by what it is word by word: the first times the mean sensationalism of its
        sentences, the second times their mean bias, and the third, in points.
    """

    below: float
    above: float
    body: float
    sensationalism: float = 1.0
    bias: float = 0.0
    intercept: float = 0.0

    def headline(self, heat: float, thresholds: Thresholds) -> bool:
        """Say whether a headline's verdict could change in context."""
        return thresholds.charged - self.below <= heat <= thresholds.sensational + self.above

    def story(self, heat: float, thresholds: Thresholds) -> bool:
        """Say whether the verdict hangs on how the body is read."""
        return min(abs(heat - t) for t in (thresholds.charged, thresholds.sensational)) <= self.body

    def levelled(self, body: Body) -> Body:
        """Return a body read word by word, with the loudness that a headline read in context is held against."""
        tone = body.tone
        loudness = self.sensationalism * tone.sensationalism.mean + self.bias * tone.bias.mean + self.intercept
        return replace(body, tone=replace(tone, loudness=min(max(loudness, 0.0), 100.0)))


class CascadeScorer:
    """Scores with the fast reader, and again with the deep one where the verdict could change.

    A body is many sentences, on whose mean the two readers hardly differ once they are on one level, and takes ten
    times as long to read in context as a headline. So the headline alone is read twice, and the body only where the
    verdict hangs on it. Each `Score` says in ``model`` what it is from: ``"fast"``, ``"deep"``, or ``"cascade"``, a
    headline in context over a body word by word. Make one with `CascadeScorer.load`; it holds no state between calls.

    Parameters
    ----------
    fast, deep : Scorer
    reach : Reach, optional
        By default the deep artefact's own.
    """

    def __init__(self, fast: Scorer, deep: Scorer, reach: Reach | None = None) -> None:
        self._fast = fast
        self._deep = deep
        self.reach = reach or _reach(deep)
        both = hashlib.sha256(f"{fast.info.checksum} {deep.info.checksum} {self.reach}".encode()).hexdigest()
        self.info = ModelInfo("cascade", deep.info.version, both, deep.info.rules)

    @property
    def thresholds(self) -> Thresholds:
        """Those of the second reader, whose verdicts a cascade keeps."""
        return self._deep.thresholds

    @classmethod
    def load(cls, thresholds: Thresholds | None = None) -> CascadeScorer:
        """Load both installed artefacts.

        Raises
        ------
        InputError
            As `Scorer.load`; ``missing_part`` where levelhed[deep] is not installed.
        """
        deep = Scorer.load("deep", thresholds=thresholds)
        return cls(Scorer.load("fast", thresholds=thresholds), deep)

    def figures(self) -> dict[str, Any]:
        """Return the reach and the manifests of both readers."""
        return {
            "name": self.info.name,
            "version": self.info.version,
            "checksum": self.info.checksum,
            "cascade": asdict(self.reach),
            "fast": self._fast.figures(),
            "deep": self._deep.figures(),
        }

    def score_many(
        self,
        headlines: Sequence[str | None],
        bodies: Sequence[str | None] | None = None,
        *,
        evidence: bool = True,
    ) -> list[Score | InputError]:
        """Score headlines in order, as `Scorer.score_many` does."""
        return score_rows(partial(self._score_stretch, evidence=evidence), headlines, bodies)

    def _score_stretch(self, lines: Sequence[str], stories: Sequence[str | None], *, evidence: bool) -> list[Score]:
        read = self._fast.read_lines(lines, self._fast.read_bodies(stories, lines))
        first = self._fast.score_read(read, evidence=evidence)
        scores = list(first)
        twice = [i for i, s in enumerate(scores) if self.reach.headline(s.heat, self._fast.thresholds)]
        levelled = [body and self.reach.levelled(body) for body in (read[i].body for i in twice)]
        for i, score in self._again(twice, read, levelled, first, evidence=evidence):
            scores[i] = replace(score, model=self.info) if read[i].body else score
        hanging = [i for i in twice if read[i].body and self.reach.story(scores[i].heat, self._deep.thresholds)]
        bodies = self._deep.read_bodies([stories[i] for i in hanging], [lines[i] for i in hanging])
        for i, score in self._again(hanging, read, bodies, first, evidence=evidence):
            scores[i] = score
        return scores

    def _again(
        self,
        rows: Sequence[int],
        read: Sequence[ReadOver],
        bodies: Sequence[Body | None],
        first: Sequence[Score],
        *,
        evidence: bool,
    ) -> Iterable[tuple[int, Score]]:
        # Each of `rows` in context, over another body than it was first read over.
        over = [replace(read[i], body=body) for i, body in zip(rows, bodies, strict=True)]
        said = [first[i] for i in rows]
        return zip(rows, self._deep.score_read(over, evidence=evidence, second=said), strict=True)

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Score a record batch, as `Scorer.score_batch` does; the column ``model`` says which reader a row is from."""
        from levelhed.model.batch import score_batch

        return score_batch(self, batch)


def _reach(deep: Scorer) -> Reach:
    try:
        return Reach(**deep.figures()["cascade"])
    except (KeyError, TypeError) as error:
        raise InputError(
            "bad_artefact", "the deep model", "does not say what a cascade reads twice; train it again"
        ) from error
