"""The formulas that turn the heads' log-odds into the figures people read; each stands here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from levelhed.model.score import Verdict
from numpy.typing import NDArray

HEAT_WEIGHTS = (0.5, 0.25, 0.25)
"""Weights of sensationalism, bias and gap in `heat`; they sum to one, so that heat stays within 0-100.

Sensationalism carries half because it is what the headline itself does; bias and gap share the rest evenly.
"""


@dataclass(frozen=True, slots=True)
class Blend:
    """Sensationalism on the log-odds scale: ``intercept + clickbait * c + exaggeration * e + m``.

    `c` and `e` are the two heads' own, `m` is what capitals and other marks add (see `levelhed.model.marks`).
    """

    intercept: float
    clickbait: float
    exaggeration: float

    def of(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Map whole lines' log-odds (..., 4) to the two scales (..., 2), the intercept with them."""
        scales: NDArray[np.float64] = self.scales(logits) + np.array([self.intercept, 0.0])
        return scales

    def scales(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Map contributions (..., 4) to the two scales (..., 2): sensationalism, without the intercept, and bias."""
        loud = self.clickbait * logits[..., 0] + self.exaggeration * logits[..., 1] + logits[..., 3]
        return np.stack([loud, logits[..., 2]], axis=-1)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Heat at which a verdict turns to `charged` and to `sensational`, 0-100; a house can set its own."""

    charged: float
    sensational: float

    def verdict(self, heat: float) -> Verdict:
        """Return the verdict for a `heat` of 0-100."""
        if heat >= self.sensational:
            return "sensational"
        return "charged" if heat >= self.charged else "measured"


def percent(logit: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return the probability of `logit`, in percent (0-100)."""
    # tanh neither overflows nor loses precision at either end.
    result: NDArray[np.float64] = 50.0 * (1.0 + np.tanh(np.asarray(logit, dtype=np.float64) / 2.0))
    return result


def heat(sensationalism: float, bias: float, tone_gap: float | None) -> float:
    """Return the one figure to sort by, 0-100: it rises with each of its three parts.

    ``100 * (1 - (1 - s)^w1 * (1 - b)^w2 * (1 - g)^w3)``: a weighted "any of them is loud". The gap enters as
    ``g = (gap + 100) / 200``; without a body it counts as no gap at all.
    """
    gap = 0.0 if tone_gap is None else tone_gap
    parts = np.array([sensationalism / 100.0, bias / 100.0, (gap + 100.0) / 200.0])
    return float(100.0 * (1.0 - np.prod((1.0 - parts) ** np.array(HEAT_WEIGHTS))))


def share_points(baseline: float, score: float, contributions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share the way from `baseline` to `score` (percent) among `contributions` (log-odds, any shape).

    The result sums to ``score - baseline``. Where the contributions cancel out, the slope of the curve at the
    baseline is the limit of the same formula.
    """
    total = float(contributions.sum())
    p = baseline / 100.0
    slope = (score - baseline) / total if abs(total) > 1e-9 else 100.0 * p * (1.0 - p)
    return contributions * slope
