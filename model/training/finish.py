"""What both readers share once they can read: calibration, marks, blend, thresholds and figures, all out of fold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from levelhed.model.blend import Blend, heat, percent
from levelhed.model.compose import Calibration, Reader, compose
from levelhed.model.line import Line
from levelhed.model.linear import HEADS
from levelhed.model.marks import MARKS, find_marks
from levelhed.model.training.calibrate import fit_blend, fit_calibration, mark_values, promised, threshold_for_precision
from levelhed.model.training.corpora import Row
from levelhed.model.training.metrics import (
    best_f1_threshold,
    calibration_curve,
    calibration_error,
    class_figures,
    clickbait_figures,
)
from numpy.typing import NDArray

PRECISION = {"charged": 0.6, "sensational": 0.7}
"""Of the held-out training lines at or above each threshold, the share that people call loud: rated over half-way to
heavy clickbait, exaggerated, or biased. Each of the three sets counts the same."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Finished:
    """A reader's calibration and what was measured with it.

    Attributes
    ----------
    arrays : dict
        ``slope``, ``intercept``, ``marks`` and ``blend`` of the artefact.
    manifest : dict
        ``thresholds`` and ``metrics``.
    scales : array of shape (n, 2)
        Sensationalism and bias of the held-out rows, 0-100.
    """

    arrays: dict[str, NDArray[Any]]
    manifest: dict[str, Any]
    logits: Floats
    scales: Floats


def raw_logits(reader: Reader, lines: Sequence[Line]) -> Floats:
    """Return a reader's log-odds before calibration and marks, shape (n, 3), without its intercept."""
    plain = Calibration(np.ones(len(HEADS)), np.zeros(len(HEADS)), np.zeros((len(HEADS) + 1, len(MARKS))))
    return np.stack([p.logits[: len(HEADS)] for p in compose(reader, plain, lines)])


def finish(rows: Sequence[Row], lines: Sequence[Line], raw: Floats) -> Finished:
    """Calibrate a reader on lines it never saw.

    Parameters
    ----------
    rows, lines : sequences of length n
        Labelled rows and how they read; rows whose `raw` is NaN are passed over.
    raw : array of shape (n, 3)
        The reader's log-odds of rows it never saw, without its intercept.
    """
    marks = mark_values([find_marks(line) for line in lines])
    seen = ~np.isnan(raw[:, 0])
    own = {h: np.array([h in r.targets for r in rows]) & seen for h in HEADS}
    target = {h: np.array([r.targets.get(h, np.nan) for r in rows]) for h in HEADS}
    fitted = [fit_calibration(h, raw[own[h], i], marks[own[h]], target[h][own[h]]) for i, h in enumerate(HEADS)]
    slope, intercept = (np.array([f[j] for f in fitted]) for j in (0, 1))
    weights = np.stack([f[2] for f in fitted])
    logits = raw * slope + intercept + marks @ weights.T
    either = own["clickbait"] | own["exaggeration"]
    blend = fit_blend(logits[either, 0], logits[either, 1], _either(rows, logits)[either])
    owed = promised(weights, blend)
    weights = np.vstack([weights, owed])
    arrays: dict[str, NDArray[Any]] = {
        "slope": slope,
        "intercept": intercept,
        "marks": weights,
        "blend": np.array(blend),
    }
    scales = percent(Blend(*blend).of(np.column_stack([logits, marks @ owed])))
    loud = np.array(
        [max(heads) > 0.5 if (heads := [r.targets[h] for h in HEADS if h in r.targets]) else False for r in rows]
    )
    hot = np.array([heat(s, b, None) for s, b in scales])
    picked = _evenly(own)
    probability = 1 / (1 + np.exp(-logits))
    metrics: dict[str, Any] = {
        h: _measure(h, target[h][own[h]], probability[own[h], i], probability[own[h], i]) for i, h in enumerate(HEADS)
    }
    wanted = _either(rows, logits)
    metrics["sensationalism"] = {
        "calibration_error": {"value": calibration_error(wanted[either], scales[either, 0] / 100)},
        "curve": calibration_curve(wanted[either], scales[either, 0] / 100),
    }
    thresholds = {v: threshold_for_precision(hot[picked], loud[picked], p) for v, p in PRECISION.items()}
    return Finished(
        arrays,
        {"thresholds": thresholds, "threshold_precision": PRECISION, "cross_validated": metrics},
        logits,
        scales,
    )


def _measure(head: str, target: Floats, probability: Floats, held: Floats) -> dict[str, Any]:
    if head == "clickbait":
        threshold = best_f1_threshold(target > 0.5, held)
        found: dict[str, Any] = {**clickbait_figures(target, probability, threshold), "f1_threshold": threshold}
    else:
        found = {**class_figures(target, probability), "base_rate": float(target.mean())}
    return {**found, "rows": len(target), "curve": calibration_curve(target, probability)}


def _either(rows: Sequence[Row], logits: Floats) -> Floats:
    # "Either of the two", each by people's word where it was asked and by the reader's own elsewhere.
    said = 1 / (1 + np.exp(-logits[:, :2]))
    for i, row in enumerate(rows):
        for j, head in enumerate(HEADS[:2]):
            if head in row.targets:
                said[i, j] = row.targets[head]
    return 1.0 - (1.0 - said[:, 0]) * (1.0 - said[:, 1])


def _evenly(own: Mapping[str, NDArray[np.bool_]]) -> NDArray[np.int64]:
    rng = np.random.default_rng(20)
    most = max(int(mask.sum()) for mask in own.values())
    return np.concatenate([rng.choice(np.flatnonzero(mask), most, replace=True) for mask in own.values() if mask.any()])
