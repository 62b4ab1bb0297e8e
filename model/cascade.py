"""Both readers over an archive: the additive one reads every row, the contextual one those it could judge otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from levelhed.data.errors import InputError
from levelhed.model.blend import Thresholds
from levelhed.model.score import ModelInfo, Score
from levelhed.model.scorer import Scorer

if TYPE_CHECKING:
    import pyarrow as pa

BAND = 5.0
"""Points of heat round a threshold, where the deep artefact names none of its own (``cascade_band``)."""


class CascadeScorer:
    """Scores with the fast reader, and again with the deep one where the verdict could change.

    A row is read twice if its heat lies no further than `band` from a threshold of the verdict. Each `Score` says in
    ``model`` which reader it is from. Make one with `CascadeScorer.load`; it holds no state between calls.

    Parameters
    ----------
    fast, deep : Scorer
    band : float, optional
        Points of heat; by default the deep artefact's own ``cascade_band``.
    """

    def __init__(self, fast: Scorer, deep: Scorer, band: float | None = None) -> None:
        self._fast = fast
        self._deep = deep
        self.band = float(deep.figures().get("cascade_band", BAND)) if band is None else band
        both = hashlib.sha256(f"{fast.info.checksum} {deep.info.checksum} {self.band}".encode()).hexdigest()
        self.info = ModelInfo("cascade", deep.info.version, both, deep.info.rules)

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
        """Return the band and the manifests of both readers."""
        return {
            "name": self.info.name,
            "version": self.info.version,
            "checksum": self.info.checksum,
            "cascade_band": self.band,
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
        results = self._fast.score_many(headlines, bodies, evidence=evidence)
        close = [i for i, result in enumerate(results) if isinstance(result, Score) and self._is_close(result)]
        again = self._deep.score_many(
            [headlines[i] for i in close],
            [bodies[i] for i in close] if bodies is not None else None,
            evidence=evidence,
        )
        for i, result in zip(close, again, strict=True):
            results[i] = result
        return results

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Score a record batch, as `Scorer.score_batch` does; the column ``model`` says which reader a row is from."""
        from levelhed.model.batch import score_batch

        return score_batch(self, batch)

    def _is_close(self, score: Score) -> bool:
        thresholds = self._fast.thresholds
        return min(abs(score.heat - t) for t in (thresholds.charged, thresholds.sensational)) <= self.band
