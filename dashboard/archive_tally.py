"""What a scored archive says, added up row by row in bounded memory.

The report of an audit (`levelhed.service.report.analysis`) counts much the same in a way of its own: it holds all rows
at once, so as to count near-duplicates once, resample, and compare each group with the rest. Here a plot must grow
while the rows are scored, and a file may be larger than memory; of a group three sums are kept, which are all that
Student's interval needs.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from levelhed.service.report.months import month_of

GROUPS = {"outlet": "outlet", "author": "author", "section": "section", "published": "month"}
"""The columns that rows are grouped by, and what a group of each is called."""

TALLIED = (*GROUPS, "heat", "error", "verdict", "tone_gap")
"""The columns that are read, beside headline and body."""

SMALLEST_GROUP = 10
"""Lines below which a group's mean says too little to be shown."""

LOUDEST = 50
"""Rows kept with their text, those of the largest gap above none; a headline that stands twice is kept once."""

_MOST_GROUPS = 20_000  # groups told apart in a column; later names count as "others"
_OTHERS = "(others)"
_SAMPLES = 3  # headlines kept for each point of heat
_KEPT_BODY = 20_000  # characters of a story kept beside a loud headline, enough to explain it
_KEPT_HEADLINE = 1_000


@dataclass(frozen=True, slots=True)
class Group:
    """The mean gap of a group's lines with its 95% interval, in points."""

    name: str
    count: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, order=True)
class Loud:
    """One of the rows of the largest gap."""

    gap: float
    row: int
    headline: str = field(compare=False)
    body: str = field(compare=False)
    heat: float = field(compare=False)


@dataclass(slots=True)
class _Moments:
    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        self.count += 1
        self.total += value
        self.squares += value * value

    def interval(self) -> tuple[float, float, float]:
        mean = self.total / self.count
        variance = max(0.0, self.squares / self.count - mean * mean) * self.count / (self.count - 1)
        half = _t(self.count - 1) * math.sqrt(variance / self.count)
        return mean, mean - half, mean + half


@dataclass(slots=True)
class Tally:
    """Counts of a scored archive.

    Attributes
    ----------
    rows : int
        All rows.
    heat : list of int
        Rows by whole points of heat, 0 to 100.
    gaps : Counter
        Rows by whole points of the gap, -100 to 100.
    errors : Counter
        Rows that could not be scored, by kind of error.
    verdicts : Counter
    samples : dict
        For each whole point of heat, a few headlines.
    """

    rows: int = 0
    heat: list[int] = field(default_factory=lambda: [0] * 101)
    gaps: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    samples: dict[int, list[str]] = field(default_factory=dict)
    _loudest: list[Loud] = field(default_factory=list)
    _groups: dict[str, dict[str, _Moments]] = field(default_factory=lambda: {column: {} for column in GROUPS})

    @property
    def scored(self) -> int:
        """Rows that have a score."""
        return sum(self.heat)

    def add(self, rows: Iterable[Mapping[str, Any]], headline: str = "headline", body: str = "body") -> None:
        """Add rows of an audit's result; `headline` and `body` name their columns."""
        for row in rows:
            self.rows += 1
            heat = _number(row.get("heat"))
            if heat is None:
                self.errors[str(row.get("error") or "no score")] += 1
                continue
            text = str(row.get(headline) or "")[:_KEPT_HEADLINE]
            point = min(100, max(0, int(heat)))
            self.heat[point] += 1
            self.verdicts[str(row.get("verdict"))] += 1
            kept = self.samples.setdefault(point, [])
            if len(kept) < _SAMPLES and text not in kept:
                kept.append(text)
            gap = _number(row.get("tone_gap"))
            if gap is not None:
                self._add_gap(row, gap, Loud(gap, -self.rows, text, str(row.get(body) or "")[:_KEPT_BODY], heat))

    def loudest(self) -> list[Loud]:
        """Return the rows of the largest gap, the largest first."""
        return sorted(self._loudest, reverse=True)

    def groups(self, column: str) -> list[Group]:
        """Return the groups of a column that are large enough, the largest gap first."""
        return sorted(
            (
                Group(name, sums.count, *sums.interval())
                for name, sums in self._groups[column].items()
                if sums.count >= SMALLEST_GROUP and name != _OTHERS
            ),
            key=lambda group: -group.mean,
        )

    def small_groups(self, column: str) -> int:
        """Return how many groups of a column are too small to be shown."""
        return sum(0 < sums.count < SMALLEST_GROUP for sums in self._groups[column].values())

    def flagged(self, threshold: int) -> int:
        """Return how many rows a threshold of heat (0 to 100) flags."""
        return sum(self.heat[threshold:])

    def just_above(self, threshold: int, most: int = 8) -> list[tuple[int, str]]:
        """Return headlines that a threshold flags, with their heat, those closest to it first."""
        found = [(point, text) for point in range(threshold, 101) for text in self.samples.get(point, ())]
        return found[:most]

    def _keep_loud(self, loud: Loud) -> None:
        full = len(self._loudest) == LOUDEST
        if (full and loud < self._loudest[0]) or any(loud.headline == kept.headline for kept in self._loudest):
            return
        (heapq.heapreplace if full else heapq.heappush)(self._loudest, loud)

    def _add_gap(self, row: Mapping[str, Any], gap: float, loud: Loud) -> None:
        self.gaps[round(gap)] += 1
        if gap > 0:
            self._keep_loud(loud)
        for column, groups in self._groups.items():
            name = _group(column, row.get(column))
            if name is None:
                continue
            if name not in groups and len(groups) >= _MOST_GROUPS:
                name = _OTHERS
            groups.setdefault(name, _Moments()).add(gap)


def _group(column: str, value: object) -> str | None:
    text = str(value).strip() if value is not None else ""
    if column != "published":
        return text[:200] or None
    return month_of(text)


def _number(value: object) -> float | None:
    try:
        number = float(value) if isinstance(value, int | float | str) else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _t(freedom: int) -> float:
    """Student's 97.5% quantile, to 0.01 from 9 degrees of freedom (Cornish and Fisher's expansion)."""
    z = 1.959964
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
