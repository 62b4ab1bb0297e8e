"""What a report says, as plain records: counted, compared and picked, not yet drawn."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from levelhed.service.report.duplicates import find_duplicates, first_of_each, number_each
from levelhed.service.report.months import month_of
from levelhed.service.report.results import Results
from levelhed.service.report.statistics import (
    MINIMUM_GROUP,
    Correction,
    Estimate,
    Grouping,
    compare_groups,
    corrected_share,
    mean_interval,
    share_interval,
)
from numpy.typing import NDArray

COLUMNS = ("outlet", "author", "section", "published", "crawled", "url")
"""Carried columns that a report reads, where they are there."""

MAX_NAME = 400
"""Code points shown of a name or an address, and compared of a body: more than its first `LEAD_WORDS` words have."""

EXAMPLES = 10
WORDS = 8


@dataclass(frozen=True, slots=True)
class Example:
    """One headline to show."""

    headline: str
    outlet: str | None
    url: str | None
    heat: float
    gap: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one outlet: in how many of its headlines it is loud, and the points it adds to them in all."""

    text: str
    headlines: int
    points: float


@dataclass(frozen=True, slots=True)
class OutletWords:
    """The words that carry the most points at an outlet."""

    outlet: str
    words: list[Word]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a report says.

    Attributes
    ----------
    rows, scored, counted : int
        Rows of the result, those with a score, and those left when near-duplicates are counted once.
    wire : int
        Groups of near-duplicates that two outlets or more have in common.
    bodies_compared : bool
        Whether near-duplicates were told by body as well as by headline.
    heat, gap : array
        Of the rows counted; NaN where there is no gap.
    body_tone : array
        The louder of the body's two figures, of the same rows; NaN without a body.
    mean_heat, mean_gap, sensational : Estimate or None
        None where there is nothing to estimate it from.
    corrected : Correction
        The share called sensational, corrected for the model's errors, or why it is not.
    errors, doubts : dict
        Rows by kind of error, and rows counted by reason for doubt.
    """

    rows: int
    scored: int
    counted: int
    wire: int
    bodies_compared: bool
    heat: NDArray[np.float64]
    gap: NDArray[np.float64]
    body_tone: NDArray[np.float64]
    thresholds: dict[str, float]
    mean_heat: Estimate | None
    mean_gap: Estimate | None
    sensational: Estimate | None
    corrected: Correction
    groupings: list[Grouping]
    months: Grouping | None
    words: list[OutletWords]
    loudest: list[Example]
    most_level: list[Example]
    errors: dict[str, int]
    doubts: dict[str, int]

    @property
    def with_gap(self) -> int:
        """Rows counted that have a gap."""
        return int((~np.isnan(self.gap)).sum())


def analyse(results: Results, without_labels: Callable[[str], str], minimum_group: int = MINIMUM_GROUP) -> Analysis:
    """Count, compare and pick.

    Parameters
    ----------
    without_labels : callable
        Takes labels off a headline, as `Scorer.without_labels` does.
    minimum_group : int
        Rows below which a group is not shown.
    """
    table = results.table
    bare = [without_labels(headline) for headline in table.column("headline").to_pylist()]
    bodies = _strings(table, "body")
    duplicates = find_duplicates(bare, bodies)
    table = table.append_column("bare", pa.array(bare, pa.string()))
    once = table.filter(pa.array(first_of_each(duplicates)))
    heat, gap = _numbers(once, "heat"), _numbers(once, "tone_gap")
    body_tone = np.fmax(_numbers(once, "body_sensationalism"), _numbers(once, "body_bias"))
    threshold = results.verdict_threshold
    gaps = gap[~np.isnan(gap)]
    sensational = share_interval(heat >= threshold) if len(heat) else None
    errors = (results.record["figures"].get("verdict_errors") or {}).get("sensational")
    groupings = [_group(table, duplicates, name, threshold, minimum_group) for name in ("outlet", "author", "section")]
    months = _group(table, duplicates, "month", threshold, minimum_group)
    return Analysis(
        rows=results.rows,
        scored=table.num_rows,
        counted=once.num_rows,
        wire=_shared_by_outlets(table, duplicates),
        bodies_compared=bodies is not None,
        heat=heat,
        gap=gap,
        body_tone=body_tone,
        thresholds=results.record["figures"]["thresholds"],
        mean_heat=mean_interval(heat) if len(heat) else None,
        mean_gap=mean_interval(gaps) if len(gaps) else None,
        sensational=sensational,
        corrected=corrected_share(sensational, errors) if sensational else Correction(),
        groupings=[g for g in groupings if g is not None],
        months=months,
        words=_words(table, duplicates, minimum_group),
        loudest=_examples(once, -heat),
        most_level=_examples(once, heat),
        errors=results.errors,
        doubts=_doubts(once),
    )


def _group(
    table: pa.Table, duplicates: NDArray[np.int64], name: str, threshold: float, minimum: int
) -> Grouping | None:
    names = _months(table) if name == "month" else _strings(table, name)
    if names is None:
        return None
    # A piece of wire copy counts once for each outlet that ran it: each chose to.
    once = first_of_each(duplicates, number_each(names))
    rows = np.flatnonzero(once)
    heat, gap = _numbers(table, "heat")[rows], _numbers(table, "tone_gap")[rows]
    grouping = compare_groups(name, [names[i] for i in rows], heat, gap, threshold, minimum)
    return grouping if grouping.groups or grouping.small else None


def _months(table: pa.Table) -> list[str | None] | None:
    # A page that does not say when it was published was so by the time it was crawled, most likely in that month.
    dates = [column for name in ("published", "crawled") if (column := _strings(table, name)) is not None]
    if not dates:
        return None
    return [
        next((month for date in row if date and (month := month_of(date))), None) for row in zip(*dates, strict=True)
    ]


def _shared_by_outlets(table: pa.Table, duplicates: NDArray[np.int64]) -> int:
    outlets = _strings(table, "outlet")
    if outlets is None:
        return 0
    pairs = {(group, outlet) for group, outlet in zip(duplicates.tolist(), outlets, strict=True) if outlet}
    return int((np.unique([group for group, _ in pairs], return_counts=True)[1] > 1).sum()) if pairs else 0


def _words(table: pa.Table, duplicates: NDArray[np.int64], minimum: int) -> list[OutletWords]:
    outlets = _strings(table, "outlet") or ["all"] * table.num_rows
    once = first_of_each(duplicates, number_each(outlets))
    spans = table.column("loudest_words").to_pylist()
    rows: dict[str, int] = defaultdict(int)
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for i in np.flatnonzero(once).tolist():
        if outlet := outlets[i]:
            rows[outlet] += 1
            for text, _, points, bias_points in json.loads(spans[i]) if spans[i] else ():
                found[outlet][str(text).casefold()].append(max(float(points), float(bias_points)))
    return [
        OutletWords(
            outlet,
            [
                Word(text, len(points), sum(points))
                for text, points in sorted(found[outlet].items(), key=lambda item: (-sum(item[1]), item[0]))[:WORDS]
            ],
        )
        for outlet in sorted(found)
        if rows[outlet] >= minimum
    ]


def _examples(once: pa.Table, order: NDArray[np.float64]) -> list[Example]:
    certain = np.array([reason is None for reason in once.column("uncertain").to_pylist()], bool)
    rows = [i for i in np.argsort(order, kind="stable").tolist() if certain[i]][:EXAMPLES]
    picked = once.take(pa.array(rows, pa.int64()))
    columns: dict[str, Sequence[Any]] = {
        name: _strings(picked, name) or [None] * len(rows) for name in ("outlet", "url")
    }
    return [
        Example(row["headline"], columns["outlet"][i], columns["url"][i], row["heat"], row["tone_gap"], row["verdict"])
        for i, row in enumerate(picked.select(["headline", "heat", "tone_gap", "verdict"]).to_pylist())
    ]


def _doubts(once: pa.Table) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for reasons in once.column("uncertain").to_pylist():
        for reason in (reasons or "").split():
            counts[reason] += 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _strings(table: pa.Table, name: str) -> list[str | None] | None:
    if name not in table.schema.names:
        return None
    # An outlet by a name of a megabyte would make a page of a megabyte.
    values: list[str | None] = pc.utf8_slice_codeunits(table.column(name), 0, MAX_NAME).to_pylist()
    return values


def _numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    return np.array(table.column(name).to_numpy(zero_copy_only=False), dtype=np.float64)
