"""From a reader's raw log-odds to figures people can rely on: slope, intercept, marks, blend and thresholds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from levelhed.model.blend import Curve
from levelhed.model.marks import MARKS
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]

PROMISED = {
    "shouted_word": 2.0,
    "all_caps": 0.1,
    "exclamation": 1.4,
    "scare_quote": 0.15,
    "loaded_word": 0.6,
    "curiosity_gap": 1.0,
}
"""Least weight of a mark on `sensationalism`, log-odds, whatever the heads learned of it.

A promise, not a fit: the labelled sets hold too few shouts to learn from, and their judges do not mind capitals (floors
on the heads themselves raised the error of clickbait from 0.034 to 0.038 and the calibration error of exaggeration to
0.09). So the heads keep what they learned, and the rest stands beside them. One shouted word is worth 2.0 log-odds:
five points of sensationalism from 1 to 94; an exclamation mark, which hardly any newsroom sets over its news, two
thirds of that.
"""

FLOORS = {"bias": {"shouted_word": 0.1, "all_caps": 0.02, "exclamation": 0.1, "scare_quote": 0.15, "loaded_word": 0.3}}
"""Least weight of a mark on a head, log-odds; nothing where it is not named."""

CEILING = {"all_caps": 0.15}
"""Most weight of a mark: capitals throughout are a house style before they are a shout (ten points at most)."""

MOST = 3.0
"""Most weight of any other mark, so that a rare one cannot run away with the fit."""

KNOTS = (0.02, 0.25, 0.5, 0.75, 0.98)
"""Quantiles of the log-odds at which a curve may bend.

Swept on held-out folds, cross-fitted: with two, which is a straight line, the calibration error of exaggeration is
0.029 and that of bias 0.023; with four 0.015 and 0.009; with five 0.008 and 0.009; six and eight gain nothing.
"""

FLATTEST = 0.3
"""Least slope of a curve: whatever raises a line's log-odds must be seen in its figure."""


def fit_calibration(head: str, logits: Floats, marks: Floats, target: Floats) -> tuple[float, float, Floats]:
    """Fit slope, intercept and the weights of the marks of one head to held-out targets (Platt 1999, with marks).

    Parameters
    ----------
    logits : array of shape (n,)
        A reader's log-odds of lines it never saw.
    marks : array of shape (n, len(MARKS))
        Summed values of each line's marks.
    target : array of shape (n,)
        What people said, 0-1.

    Returns
    -------
    (slope, intercept, marks of shape (len(MARKS),))
    """
    bounds = [(0.05, 20.0), (None, None)]
    for mark in MARKS:
        low = FLOORS.get(head, {}).get(mark, -MOST if mark == "quotation" else 0.0)
        bounds.append((low, CEILING.get(mark, MOST)))
    columns = np.column_stack([logits, np.ones(len(logits)), marks])

    def loss(parameters: Floats) -> tuple[float, Floats]:
        z = columns @ parameters
        error = 1 / (1 + np.exp(-z)) - target
        own = parameters[2:]
        # A little pull to nothing: some marks stand in a handful of lines only.
        value = float(np.sum(np.logaddexp(0.0, z) - target * z) + 0.5 * (own @ own))
        return value, columns.T @ error + np.concatenate([[0.0, 0.0], own])

    start = np.clip(
        np.array([1.0, 0.0, *[0.0] * len(MARKS)]), [b[0] if b[0] is not None else -np.inf for b in bounds], None
    )
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return float(found[0]), float(found[1]), found[2:]


def fit_curve(logits: Floats, target: Floats) -> Curve:
    """Fit a rising curve that brings `logits` (n,) to the level of `target` (n,), 0-1.

    The knots stand at quantiles of the logits.
    """
    at = np.quantile(logits, KNOTS)
    at = at[np.concatenate([[True], np.diff(at) > 1e-6])]
    pieces = np.column_stack([np.ones(len(logits)), *(_rise(logits, at, k) for k in range(len(at) - 1))])

    def loss(parameters: Floats) -> tuple[float, Floats]:
        z = pieces @ parameters
        slopes = parameters[1:] - 1.0
        # A little pull to the slope of one, so that a piece with few lines on it keeps to its neighbours.
        value = float(np.sum(np.logaddexp(0.0, z) - target * z) + 2.0 * (slopes @ slopes))
        return value, pieces.T @ (1 / (1 + np.exp(-z)) - target) + np.concatenate([[0.0], 4.0 * slopes])

    start = np.ones(pieces.shape[1])
    start[0] = at[0]
    bounds = [(None, None), *[(FLATTEST, None)] * (len(at) - 1)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return Curve(at, found[0] + np.concatenate([[0.0], np.cumsum(found[1:] * np.diff(at))]))


def _rise(logits: Floats, at: Floats, k: int) -> Floats:
    # How far a line has come on the k-th piece; the first and the last go on without end.
    low = -np.inf if k == 0 else 0.0
    high = np.inf if k == len(at) - 2 else at[k + 1] - at[k]
    rise: Floats = np.clip(logits - at[k], low, high)
    return rise


def fit_blend(clickbait: Floats, exaggeration: Floats, target: Floats | None = None) -> tuple[float, float, float]:
    """Return intercept and weights of sensationalism on the log-odds scale.

    Parameters
    ----------
    clickbait, exaggeration : array of shape (n,)
        Calibrated log-odds of the two heads.
    target : array of shape (n,), optional
        By default "either of the two", ``1 - (1 - c)(1 - e)`` of the heads' own probabilities.
    """
    c, e = (1 / (1 + np.exp(-z)) for z in (clickbait, exaggeration))
    wanted = 1 - (1 - c) * (1 - e) if target is None else target
    columns = np.column_stack([np.ones(len(c)), clickbait, exaggeration])

    def loss(parameters: Floats) -> tuple[float, Floats]:
        z = columns @ parameters
        return float(np.sum(np.logaddexp(0.0, z) - wanted * z)), columns.T @ (1 / (1 + np.exp(-z)) - wanted)

    # Neither head may pull the blend down.
    found = minimize(
        loss, np.array([0.0, 0.5, 0.5]), jac=True, method="L-BFGS-B", bounds=[(None, None), (0.1, None), (0.1, None)]
    )
    return float(found.x[0]), float(found.x[1]), float(found.x[2])


def promised(marks: Floats, blend: tuple[float, float, float]) -> Floats:
    """Return what each mark still owes `sensationalism` once the heads' weights (3, len(MARKS)) are blended."""
    given = blend[1] * marks[0] + blend[2] * marks[1]
    return np.array([max(0.0, PROMISED.get(m, 0.0) - g) for m, g in zip(MARKS, given, strict=True)])


def threshold_for_precision(score: Floats, label: NDArray[np.bool_], precision: float) -> float:
    """Return the lowest score above which `label` holds for at least `precision` (0-1) of the rows.

    Raises
    ------
    ValueError
        If no threshold with 30 rows or more above it reaches the precision.
    """
    order = np.argsort(-score, kind="stable")
    held = np.cumsum(label[order]) / np.arange(1, len(score) + 1)
    good = np.flatnonzero((held >= precision) & (np.arange(len(score)) >= 30))
    if not len(good):
        raise ValueError(f"no threshold reaches a precision of {precision}")
    return float(score[order][good[-1]])


def mark_values(marks: Sequence[Sequence[tuple[int, int | None, float]]]) -> Floats:
    """Return the summed values of each line's marks, shape (n, len(MARKS))."""
    values = np.zeros((len(marks), len(MARKS)))
    for row, found in enumerate(marks):
        for mark, _, value in found:
            values[row, mark] += value
    return values
