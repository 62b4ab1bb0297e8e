"""The gap between headline and story by outlet and by event, over BASIL: three outlets on each event."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from levelhed.data.datasets import BasilArticle, load
from levelhed.model.score import Score
from levelhed.model.scorer import Scorer

SHOWN_EVENTS = 10
"""Events listed: those on which the outlets are farthest apart."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One article's gap in points, its outlet and the event it is on."""

    outlet: str
    event: str
    points: float


def measure_gaps(scorer: Scorer, datasets: Path) -> list[Gap]:
    """Score every headline of BASIL against its own body; articles without one are left out.

    Raises
    ------
    InputError
        As `levelhed.data.datasets.load`.
    """
    articles = load("basil", BasilArticle, datasets)
    scores = scorer.score_many([a.headline for a in articles], [a.text for a in articles], evidence=False)
    return [
        # The set writes its outlets' names in capitals here and there.
        Gap(article.source.lower(), f"{article.event} ({article.triplet[:8]})", score.tone_gap)
        for article, score in zip(articles, scores, strict=True)
        if isinstance(score, Score) and score.tone_gap is not None
    ]


def describe_gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    """Yield the report's lines: each outlet's mean and spread, how often its headline is the loudest of the event, and
    the events on which the outlets are farthest apart."""
    by_outlet, shared = by_outlets(gaps), by_events(gaps)
    loudest = Counter(max(found, key=lambda g: g.points).outlet for found in shared.values())
    for outlet, points in by_outlet.items():
        spread = statistics.stdev(points) if len(points) > 1 else 0.0
        yield (
            f"{outlet}: gap {statistics.mean(points):+.1f} on average (median {statistics.median(points):+.1f}, "
            f"deviation {spread:.1f}) over {len(points)} articles; loudest on {loudest[outlet]} of {len(shared)} events"
        )
    apart = sorted(shared.items(), key=lambda item: width(item[1]), reverse=True)
    for event, found in apart[:SHOWN_EVENTS]:
        each = ", ".join(f"{g.outlet} {g.points:+.0f}" for g in sorted(found, key=lambda g: -g.points))
        yield f"{event}: {each}"


def by_outlets(gaps: Sequence[Gap]) -> dict[str, list[float]]:
    """Return the points of each outlet's gaps."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for gap in gaps:
        found[gap.outlet].append(gap.points)
    return dict(sorted(found.items()))


def by_events(gaps: Sequence[Gap]) -> dict[str, list[Gap]]:
    """Return the gaps on each event that two outlets at least are on."""
    found: defaultdict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        found[gap.event].append(gap)
    return {event: own for event, own in found.items() if len({g.outlet for g in own}) > 1}


def width(gaps: Sequence[Gap]) -> float:
    """Return how far apart the gaps of one event are, in points."""
    points = [g.points for g in gaps]
    return max(points) - min(points)
