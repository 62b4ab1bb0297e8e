"""The figures of a trained model, each with a 95% bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score, mean_absolute_error, r2_score, roc_auc_score

Floats = NDArray[np.float64]
Figure = dict[str, float | list[float]]
"""A figure and its 95% interval: ``{"value": x, "interval": [low, high]}``."""

DRAWS = 300
"""Bootstrap draws: the ends of an interval move by a tenth of its width from one seed to the next."""

_SEED = 20


def figures(
    target: Floats, probability: Floats, wanted: Mapping[str, Callable[[Floats, Floats], float]]
) -> dict[str, Figure]:
    """Return each figure in `wanted` of (target, probability), with the interval over bootstrap draws of the rows."""
    rng = np.random.default_rng(_SEED)
    draws = [rng.integers(0, len(target), len(target)) for _ in range(DRAWS)]
    found: dict[str, Figure] = {}
    for name, measure in wanted.items():
        over = [measure(target[d], probability[d]) for d in draws]
        low, high = np.quantile(over, [0.025, 0.975])
        found[name] = {"value": float(measure(target, probability)), "interval": [float(low), float(high)]}
    return found


def clickbait_figures(target: Floats, probability: Floats, threshold: float) -> dict[str, Figure]:
    """Return the figures of a graded head; `threshold` (0-1) is the one of F1, picked on training rows."""
    return figures(
        target,
        probability,
        {
            "mse": lambda t, p: float(np.mean((p - t) ** 2)),
            "mae": lambda t, p: float(mean_absolute_error(t, p)),
            "r2": lambda t, p: float(r2_score(t, p)),
            "f1": lambda t, p: float(f1_score(t > 0.5, p > threshold)),
            "calibration_error": calibration_error,
        },
    )


def class_figures(target: Floats, probability: Floats) -> dict[str, Figure]:
    """Return the figures of a yes-or-no head."""
    return figures(
        target,
        probability,
        {
            "macro_f1": lambda t, p: float(f1_score(t > 0.5, p > 0.5, average="macro")),
            "average_precision": lambda t, p: float(average_precision_score(t > 0.5, p)),
            "auroc": lambda t, p: float(roc_auc_score(t > 0.5, p)),
            "calibration_error": calibration_error,
        },
    )


def calibration_error(target: Floats, probability: Floats, *, bins: int = 10) -> float:
    """Return the expected calibration error, 0-1: mean distance of prediction and outcome over equal-sized bins."""
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(len(p) * abs(target[p].mean() - probability[p].mean()) for p in parts) / len(order))


def calibration_curve(target: Floats, probability: Floats, *, bins: int = 10) -> list[list[float]]:
    """Return ``[mean prediction, mean outcome]`` of each of `bins` equal-sized bins: the calibration plot."""
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return [[float(probability[p].mean()), float(target[p].mean())] for p in parts]


def best_f1_threshold(label: NDArray[np.bool_], probability: Floats) -> float:
    """Return the threshold (0-1) of the best F1 on these rows, in steps of 0.01."""
    candidates = np.linspace(0.1, 0.9, 81)
    return float(candidates[int(np.argmax([f1_score(label, probability > t) for t in candidates]))])
