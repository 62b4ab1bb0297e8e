"""The figures of a trained model: cross-validated on training rows, and once on the held-out test split."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from levelhed.model.names import Names
from levelhed.model.training.corpora import Corpora
from levelhed.model.training.fit import Example, Floats, Head, Shares, Vocabulary, design_matrix
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score, mean_absolute_error, r2_score

Metrics = dict[str, float | int]


def clickbait_metrics(
    corpora: Corpora, head: Head, training_logits: Floats, vocabulary: Vocabulary, names: Names, shares: Shares
) -> Metrics:
    """Return MSE, MAE, R2, F1 and calibration error on the test posts; the F1 threshold comes from training rows."""
    target = _targets(corpora.clickbait_test)
    rated = _probability(
        head.logits(design_matrix([e.text for e in corpora.clickbait_test], vocabulary, names, shares))
    )
    threshold = best_f1_threshold(_targets(corpora.clickbait) > 0.5, _probability(training_logits))
    return {
        "rows": len(target),
        "mse": float(np.mean((rated - target) ** 2)),
        "mae": float(mean_absolute_error(target, rated)),
        "r2": float(r2_score(target, rated)),
        "f1": float(f1_score(target > 0.5, rated > threshold)),
        "f1_threshold": threshold,
        "calibration_error": calibration_error(target, rated),
        "cross_validated_mse": float(np.mean((_probability(training_logits) - _targets(corpora.clickbait)) ** 2)),
    }


def exaggeration_metrics(examples: Sequence[Example], logits: Floats) -> Metrics:
    """Return average precision and calibration error over five seeded folds; each row is read out of fold."""
    target = _targets(examples)
    return {
        "rows": len(target),
        "base_rate": float(target.mean()),
        "average_precision": float(average_precision_score(target > 0.5, logits)),
        "calibration_error": calibration_error(target, _probability(logits)),
    }


def bias_metrics(examples: Sequence[Example], logits: Floats) -> Metrics:
    """Return macro-F1 and calibration error on BABE over five seeded folds; Wikipedia statements only help to train."""
    news = np.array([not e.aside for e in examples])
    target = _targets(examples)[news]
    probability = _probability(logits[news])
    return {
        "rows": len(target),
        "macro_f1": float(f1_score(target > 0.5, probability > 0.5, average="macro")),
        "calibration_error": calibration_error(target, probability),
    }


def calibration_error(target: Floats, probability: Floats, *, bins: int = 10) -> float:
    """Return the expected calibration error, 0-1: mean distance of prediction and outcome over equal-sized bins."""
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(len(p) * abs(target[p].mean() - probability[p].mean()) for p in parts) / len(order))


def best_f1_threshold(label: NDArray[np.bool_], probability: Floats) -> float:
    """Return the threshold (0-1) of the best F1 on these rows, in steps of 0.01."""
    candidates = np.linspace(0.1, 0.9, 81)
    return float(candidates[int(np.argmax([f1_score(label, probability > t) for t in candidates]))])


def _targets(examples: Sequence[Example]) -> Floats:
    return np.array([e.target for e in examples])


def _probability(logits: Floats) -> Floats:
    probability: Floats = 1 / (1 + np.exp(-logits))
    return probability
