"""The formulas that turn the heads' log-odds into the figures people read; each stands here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from levelhed.model.score import Verdict
from numpy.typing import NDArray

HEAT_WEIGHTS = (0.5, 0.25, 0.25)
"""Weights of sensationalism, bias and gap in `heat`; they sum to one, so that heat stays within 0-100.

Sensationalism carries half because it is what the headline itself does; bias and gap share the rest evenly.
"""


FIGURES = ("clickbait", "exaggeration", "sensationalism", "bias")
"""The four calibrated figures of a line, in the order of every artefact's curves."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising bend of log-odds in straight pieces, the first and the last of them going on without end.

    Attributes
    ----------
    at, to : array of shape (k,)
        Log-odds at the knots before and after, both rising.
    """

    at: NDArray[np.float64]
    to: NDArray[np.float64]

    def of(self, logit: NDArray[np.float64]) -> NDArray[np.float64]:
        """Bend log-odds of any shape."""
        at, to = self.at, self.to
        low = np.minimum(logit - at[0], 0.0) * ((to[1] - to[0]) / (at[1] - at[0]))
        high = np.maximum(logit - at[-1], 0.0) * ((to[-1] - to[-2]) / (at[-1] - at[-2]))
        bent: NDArray[np.float64] = np.interp(logit, at, to) + low + high
        return bent


@dataclass(frozen=True, slots=True)
class Blend:
    """From the log-odds of a line to its four figures.

    Sensationalism is ``intercept + clickbait * c + exaggeration * e + m`` on the log-odds scale: `c` and `e` are the
    two heads' own, `m` is what capitals and other marks add (see `levelhed.model.marks`). Each figure has a curve of
    its own, fitted to what people said; a curve only rises, so it changes no order and no word's share in its line.

    Attributes
    ----------
    curves : tuple of Curve
        One a figure, in the order of `FIGURES`.
    """

    intercept: float
    clickbait: float
    exaggeration: float
    curves: tuple[Curve, ...]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Blend:
        """Read it from an artefact's arrays."""
        weights, at, to = (arrays[name].astype(np.float64) for name in ("blend", "curve_at", "curve_to"))
        rising = at.shape == to.shape and at.ndim == 2 and bool((np.diff(at) > 0).all() and (np.diff(to) > 0).all())
        if weights.shape != (3,) or not rising or len(at) != len(FIGURES):
            raise KeyError("blend")
        intercept, clickbait, exaggeration = (float(w) for w in weights)
        return cls(intercept, clickbait, exaggeration, tuple(Curve(a, t) for a, t in zip(at, to, strict=True)))

    def figures(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the `FIGURES` (..., 4), 0-100, of whole lines' log-odds (..., 4)."""
        scales = self.scales(logits)
        plain = (logits[..., 0], logits[..., 1], scales[..., 0] + self.intercept, scales[..., 1])
        return percent(np.stack([curve.of(z) for curve, z in zip(self.curves, plain, strict=True)], axis=-1))

    def scales(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Map contributions (..., 4) to the two scales (..., 2): sensationalism, without the intercept, and bias."""
        loud = self.clickbait * logits[..., 0] + self.exaggeration * logits[..., 1] + logits[..., 3]
        return np.stack([loud, logits[..., 2]], axis=-1)

    def points(self, calm: NDArray[np.float64], parts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Share the way from an ordinary calm line to a score among the parts of a line.

        Parameters
        ----------
        calm : array of shape (4,)
            Log-odds that the line starts from.
        parts : array of shape (n, 4)
            What each part of it adds.

        Returns
        -------
        array of shape (n, 2)
            Points of sensationalism and of bias, each column adding up to the score less the baseline.
        """
        starts, scales = self.scales(calm), self.scales(parts)
        loud, bias = (self.curves[FIGURES.index(name)] for name in ("sensationalism", "bias"))
        return np.column_stack(
            [
                _share(loud, starts[0] + self.intercept, scales[:, 0]),
                _share(bias, starts[1], scales[:, 1]),
            ]
        )


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


def _share(curve: Curve, start: float, contributions: NDArray[np.float64]) -> NDArray[np.float64]:
    # What raises the line and what lowers it are the two players of a game; each has its Shapley value (Shapley 1953),
    # the mean of what it does first and what it does last, and shares it among its parts by their size. Shared over
    # all parts at once, the points of a loud word would grow with every calm one beside it.
    raising = contributions > 0
    up, down = float(contributions[raising].sum()), float(contributions[~raising].sum())
    at = percent(curve.of(start + np.array([0.0, up, down, up + down])))
    raised = (at[1] - at[0] + at[3] - at[2]) / 2.0
    lowered = (at[2] - at[0] + at[3] - at[1]) / 2.0
    of_up, of_down = raised / up if up else 0.0, lowered / down if down else 0.0
    return np.where(raising, contributions * of_up, contributions * of_down)
