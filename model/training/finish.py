"""What both readers share once they can read: calibration, marks, blend, thresholds and figures, all out of fold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from levelhed.model.blend import FIGURES, Blend, heat, percent
from levelhed.model.compose import Calibration, Reader, compose
from levelhed.model.line import Line
from levelhed.model.linear import HEADS
from levelhed.model.marks import MARKS, find_marks
from levelhed.model.training.calibrate import (
    fit_blend,
    fit_calibration,
    fit_curve,
    mark_values,
    promised,
    threshold_for_precision,
)
from levelhed.model.training.corpora import FOLDS, Row
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
        ``slope``, ``intercept``, ``marks``, ``blend``, the curves and ``calm`` of the artefact; the last holds the
        heads' log-odds of lines that people found calm, on average.
    manifest : dict
        ``thresholds``, ``threshold_precision``, ``verdict_errors`` and ``cross_validated``.
    scales : array of shape (n, 2)
        Sensationalism and bias of the held-out rows, 0-100; NaN for the others.
    """

    arrays: dict[str, NDArray[Any]]
    manifest: dict[str, Any]
    scales: Floats


def raw_logits(reader: Reader, lines: Sequence[Line]) -> Floats:
    """Return a reader's log-odds before calibration and marks, shape (n, 3), without its intercept."""
    nothing = np.zeros(len(HEADS))
    plain = Calibration(nothing + 1.0, nothing, nothing, np.zeros((len(HEADS) + 1, len(MARKS))))
    return compose(reader, plain, lines).logits[:, : len(HEADS)]


def finish(rows: Sequence[Row], lines: Sequence[Line], raw: Floats) -> Finished:
    """Calibrate a reader on lines it never saw.

    The figures of the manifest are cross-fitted: each fold's by a calibration that never saw that fold either. What is
    served is fitted to all folds.

    Parameters
    ----------
    rows, lines : sequences of length n
        Labelled rows and how they read; rows whose `raw` is NaN are passed over.
    raw : array of shape (n, 3)
        The reader's log-odds of rows it never saw, without its intercept.
    """
    marks = mark_values([find_marks(line) for line in lines])
    seen = ~np.isnan(raw[:, 0])
    target = np.array([[r.targets.get(h, np.nan) for h in HEADS] for r in rows])
    own = ~np.isnan(target) & seen[:, None]
    arrays = _fit(raw, marks, target, own)
    loud = np.array([bool((t[~np.isnan(t)] > 0.5).any()) for t in target])
    calm = own.any(axis=1) & ~loud
    arrays["calm"] = raw[calm].mean(axis=0) * arrays["slope"] + arrays["intercept"]
    percents = np.full((len(rows), len(FIGURES)), np.nan)
    either = np.full(len(rows), np.nan)
    folds = np.array([r.fold for r in rows])
    for fold in range(FOLDS):
        held = seen & (folds == fold)
        others = _fit(raw, marks, target, own & (folds != fold)[:, None])
        percents[held] = _figures(others, raw[held], marks[held])
        either[held] = _either(target[held], percents[held])
    hot = np.array([heat(s, b, None) for s, b in percents[:, 2:]])
    picked = _evenly(own)
    metrics: dict[str, Any] = {}
    for i, head in enumerate(HEADS):
        metrics[head] = _measure(head, target[own[:, i], i], percents[own[:, i], FIGURES.index(head)] / 100)
    asked = own[:, :2].any(axis=1)
    metrics["sensationalism"] = {
        "calibration_error": {"value": calibration_error(either[asked], percents[asked, 2] / 100)},
        "curve": calibration_curve(either[asked], percents[asked, 2] / 100),
    }
    thresholds = {v: threshold_for_precision(hot[picked], loud[picked], p) for v, p in PRECISION.items()}
    return Finished(
        arrays,
        {
            "thresholds": thresholds,
            "threshold_precision": PRECISION,
            "verdict_errors": {v: _errors(hot[picked] >= t, loud[picked]) for v, t in thresholds.items()},
            "cross_validated": metrics,
        },
        percents[:, 2:],
    )


def _fit(raw: Floats, marks: Floats, target: Floats, own: NDArray[np.bool_]) -> dict[str, Floats]:
    # Heads first, each with its marks and its curve; then the blend of the two loud ones and what its marks still owe.
    heads = [(h, own[:, i], i) for i, h in enumerate(HEADS)]
    fitted = [fit_calibration(h, raw[of, i], marks[of], target[of, i]) for h, of, i in heads]
    slope, intercept = (np.array([f[j] for f in fitted]) for j in (0, 1))
    weights = np.stack([f[2] for f in fitted])
    logits = raw * slope + intercept + marks @ weights.T
    curves = [fit_curve(logits[of, i], target[of, i]) for _, of, i in heads]
    asked = own[:, :2].any(axis=1)
    said = percent(np.column_stack([curve.of(logits[asked, i]) for i, curve in enumerate(curves)]))
    wanted = _either(target[asked], said)
    blend = fit_blend(logits[asked, 0], logits[asked, 1], wanted)
    weights = np.vstack([weights, promised(weights, blend)])
    loud = blend[0] + logits[asked, :2] @ np.array(blend[1:]) + marks[asked] @ weights[3]
    curves.insert(FIGURES.index("sensationalism"), fit_curve(loud, wanted))
    return {
        "slope": slope,
        "intercept": intercept,
        "marks": weights,
        "blend": np.array(blend),
        "curve_at": np.stack([c.at for c in curves]),
        "curve_to": np.stack([c.to for c in curves]),
    }


def _figures(arrays: Mapping[str, Floats], raw: Floats, marks: Floats) -> Floats:
    logits = np.column_stack([raw * arrays["slope"] + arrays["intercept"], np.zeros(len(raw))])
    return Blend.of(arrays).figures(logits + marks @ arrays["marks"].T)


def _measure(head: str, target: Floats, probability: Floats) -> dict[str, Any]:
    if head == "clickbait":
        threshold = best_f1_threshold(target > 0.5, probability)
        found: dict[str, Any] = {**clickbait_figures(target, probability, threshold), "f1_threshold": threshold}
    else:
        found = {**class_figures(target, probability), "base_rate": float(target.mean())}
    return {**found, "rows": len(target), "curve": calibration_curve(target, probability)}


def _errors(flagged: NDArray[np.bool_], loud: NDArray[np.bool_]) -> dict[str, float]:
    # What a count of flagged lines is corrected with (Rogan and Gladen 1978).
    return {"sensitivity": float(flagged[loud].mean()), "specificity": float((~flagged[~loud]).mean())}


def _either(target: Floats, figures: Floats) -> Floats:
    # "Either of the two", each by people's word where it was asked and by the reader's own elsewhere.
    said = np.where(np.isnan(target[:, :2]), figures[:, :2] / 100.0, target[:, :2])
    either: Floats = 1.0 - (1.0 - said[:, 0]) * (1.0 - said[:, 1])
    return either


def _evenly(own: NDArray[np.bool_]) -> NDArray[np.int64]:
    # As many rows of each head: the largest set must not set the thresholds alone.
    rng = np.random.default_rng(20)
    most = int(own.sum(axis=0).max())
    return np.concatenate([rng.choice(np.flatnonzero(mask), most, replace=True) for mask in own.T if mask.any()])
