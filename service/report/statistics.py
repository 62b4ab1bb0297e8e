"""The statistics of the report, each with how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

import numpy as np
from levelhed.data.errors import InputError
from numpy.typing import NDArray

RESAMPLES = 2_000
"""Bootstrap resamples: enough for the 2.5th and 97.5th percentile to stand still to a tenth of a point."""

STEP = 0.1
"""Points to which scores are rounded before resampling: a thousand counts are resampled as fast as ten."""

FALSE_DISCOVERIES = 0.05
"""Share of the groups called different that may be so by chance (Benjamini and Hochberg, 1995)."""

MINIMUM_GROUP = 30
"""Rows below which a group is not shown: an interval over fewer says too little."""

SEED = 20

MEASURED_LOUD, MEASURED_CALM = 5_500, 13_700
"""Labelled headlines that the measured sensitivity and specificity are worth: 7,338 and 17,861 in all, fewer once each
of the three sets counts the same (Kish's effective size of the draw in `levelhed.model.training.finish`)."""

_Z = 1.959964
"""Of the normal distribution, 95% lie within so many standard deviations of the mean."""

Beyond = Literal["chance", "few", "small", "large"]
"""Why a share is not corrected: the model tells no better than chance, there are too few headlines, or the share is too
small or too large beside the model's errors."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """One outlet, author, section or month.

    Attributes
    ----------
    name : str
    rows : int
        Counted once each.
    heat, gap, sensational : Estimate
        Mean heat, mean tone gap (None where no row has one), and the share of headlines called sensational, 0-100.
    different : bool
        Whether its heat differs from that of all other rows together.
    """

    name: str
    rows: int
    heat: Estimate
    gap: Estimate | None
    sensational: Estimate
    different: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """All groups of a column, the loudest first, and how many were too small to be shown."""

    column: str
    groups: list[Group]
    small: int
    small_rows: int


def mean_interval(values: NDArray[np.floating[Any]], seed: int = SEED) -> Estimate:
    """Return the mean with a percentile bootstrap interval (Efron, 1979); `values` must not be empty."""
    levels, counts = np.unique(np.round(values / STEP), return_counts=True)
    draws = np.random.default_rng(seed).multinomial(len(values), counts / counts.sum(), size=RESAMPLES)
    means = draws @ levels * STEP / len(values)
    low, high = np.percentile(means, [2.5, 97.5])
    mean = float(values.mean())
    return Estimate(mean, min(mean, float(low)), max(mean, float(high)))


def share_interval(flagged: NDArray[np.bool_]) -> Estimate:
    """Return the share that is flagged, 0-100, with Wilson's interval (1927); `flagged` must not be empty.

    Where none or all are flagged, resampling finds nothing else, and would call the share certain.
    """
    share = float(flagged.mean())
    low, high = wilson(int(flagged.sum()), len(flagged))
    return Estimate(100 * share, 100 * min(share, low), 100 * max(share, high))


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Return the 95% interval of a share (0-1) by Wilson's score (1927); honest where `count` is small."""
    share = hits / count
    middle = share + _Z**2 / (2 * count)
    half = _Z * sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    scale = 1 + _Z**2 / count
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def compare_groups(
    column: str,
    names: Sequence[str | None],
    heat: NDArray[np.float64],
    gap: NDArray[np.float64],
    threshold: float,
    minimum: int = MINIMUM_GROUP,
) -> Grouping:
    """Compare every group of a column with all other rows.

    Parameters
    ----------
    names : sequence of (str or None)
        The group of each row; rows without one are left out.
    gap : array
        NaN where a row has none.
    threshold : float
        Heat from which a headline is sensational.

    Raises
    ------
    InputError
        ``missing_part`` without levelhed[archives].
    """
    given = np.array([name is not None and bool(name.strip()) for name in names], bool)
    values = np.array([name.strip() for name in names if name is not None and name.strip()], dtype=object)
    heat, gap = heat[given], gap[given]
    labels, which, sizes = np.unique(values, return_inverse=True, return_counts=True)
    large = np.flatnonzero(sizes >= minimum)
    different = _different(heat, which, large)
    groups = []
    order = np.argsort(which, kind="stable")
    ends = np.cumsum(sizes)
    for index, is_different in zip(large, different, strict=True):
        rows = order[ends[index] - sizes[index] : ends[index]]
        own, gaps = heat[rows], gap[rows][~np.isnan(gap[rows])]
        groups.append(
            Group(
                str(labels[index]),
                len(rows),
                mean_interval(own),
                mean_interval(gaps) if len(gaps) >= minimum else None,
                share_interval(own >= threshold),
                bool(is_different),
            )
        )
    small = np.setdiff1d(np.arange(len(labels)), large)
    return Grouping(
        column, sorted(groups, key=lambda g: -g.heat.value), len(small), int(sizes[small].sum()) if len(small) else 0
    )


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected share, 0-100, or why there is none; neither where the model's errors were not measured."""

    share: Estimate | None = None
    beyond: Beyond | None = None


def corrected_share(flagged: Estimate, errors: dict[str, Any] | None) -> Correction:
    """Correct a share of flagged headlines (0-100) for the classifier's measured errors (Rogan and Gladen, 1978).

    The interval joins that of the share with how surely the errors are known (Zou and Donner, 2008). Where it leaves 0
    to 100, the share could come from the errors alone: cut off there, it would look certain where least is known.

    Parameters
    ----------
    errors : dict or None
        ``sensitivity`` and ``specificity``, 0-1, measured on headlines like these.
    """
    if not errors:
        return Correction()
    sensitivity, specificity = float(errors["sensitivity"]), float(errors["specificity"])
    power = sensitivity + specificity - 1.0
    if power <= 0.0:
        return Correction(beyond="chance")
    share = (flagged.value / 100.0 + specificity - 1.0) / power
    unsure = (1 - share) ** 2 * specificity * (1 - specificity) / MEASURED_CALM
    unsure += share**2 * sensitivity * (1 - sensitivity) / MEASURED_LOUD
    below, above = (
        sqrt((difference / 100.0) ** 2 + _Z**2 * unsure) / power
        for difference in (flagged.value - flagged.low, flagged.high - flagged.value)
    )
    low, high = share - below, share + above
    if low >= 0.0 and high <= 1.0:
        return Correction(Estimate(100 * share, 100 * low, 100 * high))
    return Correction(beyond="few" if low < 0.0 and high > 1.0 else "small" if low < 0.0 else "large")


def _different(heat: NDArray[np.float64], which: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.bool_]:
    try:
        from scipy.stats import false_discovery_control, ttest_ind_from_stats
    except ImportError as error:
        raise InputError("missing_part", "report", "needs more packages: install levelhed[archives]") from error
    if len(groups) < 2:
        return np.zeros(len(groups), bool)
    sizes = np.bincount(which)
    sums, squares = np.bincount(which, heat), np.bincount(which, heat**2)
    rest = len(heat) - sizes

    def spread(total: NDArray[Any], square: NDArray[Any], n: NDArray[Any]) -> NDArray[Any]:
        deviations: NDArray[Any] = (square - total**2 / np.maximum(1, n)) / np.maximum(1, n - 1)
        return np.asarray(np.sqrt(np.maximum(1e-9, deviations)))

    own = (sums / sizes, spread(sums, squares, sizes), sizes)
    others = (
        (heat.sum() - sums) / np.maximum(1, rest),
        spread(heat.sum() - sums, (heat**2).sum() - squares, rest),
        rest,
    )
    # Welch's test: groups differ in size and in spread.
    p = ttest_ind_from_stats(*(x[groups] for x in own), *(x[groups] for x in others), equal_var=False).pvalue
    result: NDArray[np.bool_] = false_discovery_control(np.nan_to_num(p, nan=1.0)) <= FALSE_DISCOVERIES
    return result
