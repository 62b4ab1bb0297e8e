"""How often a property held: the one record that every property gives."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from levelhed.model.blend import FIGURES
from levelhed.model.score import Score
from levelhed.model.scorer import Scorer

EVERY = 1.0
"""Bar of a property that speaks of "never", "nothing" or "exactly"."""

NEARLY_EVERY = 0.99
"""Bar of a property that names no share of its own: the one it names for shouted words."""

TOLERANCE = {"fast": 1e-9, "deep": 1e-6}
"""Points that count as no change, by the reader's name: those of rounding."""

EXAMPLES = 5
"""Failing cases that a rate keeps, the worst first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A property and how often it held.

    Attributes
    ----------
    name : str
    cases, held : int
    worst : float
        The largest figure that counts against the property: points of change, or points that a rise fell short by.
    bar : float
        Share of the cases that must hold, 0-1.
    limit : float
        What `worst` may never be above; infinite where only the share counts.
    examples : tuple of str
        Up to `EXAMPLES` cases that did not hold, the worst first.
    """

    name: str
    cases: int
    held: int
    worst: float
    bar: float
    limit: float = math.inf
    examples: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Share of the cases that held, 0-1; 0 where there was no case."""
        return self.held / self.cases if self.cases else 0.0

    @property
    def reached(self) -> bool:
        """Whether the share reaches the bar and no case is beyond the limit."""
        return self.cases > 0 and self.share >= self.bar and self.worst <= self.limit

    def __str__(self) -> str:
        mark = "holds" if self.reached else "FAILS"
        figures = f"{self.held:,} of {self.cases:,} ({self.share:.2%}, bar {self.bar:.1%}), worst {self.worst:.3g}"
        limit = "" if math.isinf(self.limit) else f", limit {self.limit:g}"
        return "\n    ".join((f"{mark} {self.name}: {figures}{limit}", *self.examples))


@dataclass(slots=True)
class Tally:
    """Counts the cases of one property; `rate` closes it."""

    name: str
    bar: float = NEARLY_EVERY
    limit: float = math.inf
    cases: int = 0
    held: int = 0
    worst: float = -math.inf
    failures: list[tuple[float, str]] = field(default_factory=list)

    def add(self, held: bool, against: float, example: str) -> None:
        """Count one case; `against` is its figure against the property, the higher the worse."""
        self.cases += 1
        self.held += held
        self.worst = max(self.worst, against)
        if not held:
            self.failures.append((against, example))

    def at_most(self, value: float, most: float, example: str) -> None:
        """Count a case that holds if `value` is no more than `most`."""
        self.add(value <= most, value, f"{value:.3g}: {example}")

    def rise(self, rise: float, example: str, *, least: float = 0.0) -> None:
        """Count a case that holds if `rise` is above 0 and no less than `least`."""
        self.add(rise > 0.0 and rise >= least, least - rise, f"{rise:+.3g}: {example}")

    def rate(self) -> Rate:
        """Return what was counted."""
        worst = max(self.worst, 0.0) if self.cases else 0.0
        examples = tuple(text for _, text in sorted(self.failures, key=lambda f: -f[0])[:EXAMPLES])
        return Rate(self.name, self.cases, self.held, worst, self.bar, self.limit, examples)


def alone(scorer: Scorer, line: str) -> Score:
    """Return the figures of a line without a body and without evidence."""
    return scorer.score_line(line, None, evidence=False)


def change(one: Score, other: Score) -> tuple[float, str]:
    """Return the largest change of the heads and, where there is one, of the gap; and the name of what changed."""
    changes = [(abs(getattr(one, name) - getattr(other, name)), name) for name in FIGURES]
    if one.tone_gap is not None and other.tone_gap is not None:
        changes.append((abs(one.tone_gap - other.tone_gap), "tone_gap"))
    return max(changes)
