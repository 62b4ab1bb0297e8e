"""How far apart the two readers' verdicts are: what a cascade has to read twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from levelhed.data.datasets import BasilArticle, load
from levelhed.data.errors import InputError
from levelhed.model.body import Body
from levelhed.model.cascade import Reach
from levelhed.model.score import Score
from levelhed.model.scorer import Scorer
from levelhed.model.training.corpora import SEED, Corpora

REACHED = 0.995
"""Share of the lines on whose verdict the readers differ that a cascade reaches; as many are left on either side."""

BODIES_KEPT = 0.4
"""Share of stories whose body moves the heat by no more than the reach when it is read in context.

Swept together on the stories (the cascade's part of ``model/README.md``): a body costs as much as twenty headlines.
"""

LINES = 6_000
STORIES = 100
"""Unlabelled lines and whole stories from which the reach is learned: what a quarter of an hour allows."""


def cascade_reach(fast: Scorer, deep: Scorer, corpora: Corpora, datasets: Path) -> Reach:
    """Return what a cascade of the two reads twice, from unlabelled lines and whole stories that both have read."""
    picked = np.random.default_rng(SEED).permutation(len(corpora.stock))[:LINES]
    texts = [corpora.stock[i].text for i in picked]
    pairs = zip(*(s.score_many(texts, evidence=False) for s in (fast, deep)), strict=True)
    heats = [a.heat for a, b in pairs if isinstance(a, Score) and isinstance(b, Score) and a.verdict != b.verdict]
    thresholds = fast.thresholds
    bodies: list[tuple[str, Body, Body]] = []
    for article in load("basil", BasilArticle, datasets)[:STORIES]:
        one, two = (scorer.read_body(article.text, article.headline) for scorer in (fast, deep))
        if one and two:
            bodies.append((article.headline, one, two))
    means = np.array([(one.tone.sensationalism.mean, one.tone.bias.mean, 1.0) for _, one, _ in bodies])
    level = np.linalg.lstsq(means, np.array([two.tone.loudness for *_, two in bodies]))[0]
    lowest, highest = np.quantile(heats, [(1 - REACHED) / 2, (1 + REACHED) / 2]).tolist()
    reach = Reach(
        max(thresholds.charged - lowest, 0.0), max(highest - thresholds.sensational, 0.0), 0.0, *level.tolist()
    )
    moved = []
    for line, one, two in bodies:
        over_one, over_two = (deep.score_line(line, body, evidence=False) for body in (reach.levelled(one), two))
        moved.append(abs(over_one.heat - over_two.heat))
    return replace(reach, body=float(np.quantile(moved, BODIES_KEPT)))


@dataclass(frozen=True, slots=True)
class Kept:
    """What a cascade keeps of the deep reader's verdicts.

    Attributes
    ----------
    rows, apart : int
        Rows, and those of them on whose verdict the two readers differ.
    gained : int
        Rows apart to which the cascade gives the deep reader's verdict.
    lost : int
        Rows on which both agree and the cascade does not.
    twice, whole : int
        Rows whose headline, and whose headline and body, were read in context.
    """

    rows: int
    apart: int
    gained: int
    lost: int
    twice: int
    whole: int

    @classmethod
    def of(
        cls, fast: Sequence[Score | InputError], deep: Sequence[Score | InputError], both: Sequence[Score | InputError]
    ) -> Kept:
        """Compare the three readings of the same rows; rows that could not be scored are passed over."""
        triples = [
            (a, b, c)
            for a, b, c in zip(fast, deep, both, strict=True)
            if isinstance(a, Score) and isinstance(b, Score) and isinstance(c, Score)
        ]
        apart = [(b, c) for a, b, c in triples if a.verdict != b.verdict]
        return cls(
            len(triples),
            len(apart),
            sum(b.verdict == c.verdict for b, c in apart),
            sum(a.verdict == b.verdict != c.verdict for a, b, c in triples),
            sum(c.model.name != "fast" for _, _, c in triples),
            sum(c.model.name == "deep" for _, _, c in triples),
        )

    @property
    def gain(self) -> float:
        """Share of the deep reader's gain that is kept, 1 at most."""
        return (self.gained - self.lost) / self.apart if self.apart else 1.0

    def __str__(self) -> str:
        twice, whole = (100 * n / max(self.rows, 1) for n in (self.twice, self.whole))
        return (
            f"the readers' verdicts differ on {self.apart:,} of {self.rows:,} rows; both in turn give {self.gained:,} "
            f"of these as the deep reader does and {self.lost:,} others otherwise, which keeps {100 * self.gain:.1f}% "
            f"of the gain; {twice:.0f}% of the headlines were read in context, {whole:.0f}% with their story"
        )
