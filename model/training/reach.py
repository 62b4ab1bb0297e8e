"""How far apart the two readers' verdicts are: what a cascade has to read twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from levelhed.data.datasets import BasilArticle, load
from levelhed.data.errors import InputError
from levelhed.model.cascade import Reach
from levelhed.model.score import Score
from levelhed.model.scorer import Scorer
from levelhed.model.training.corpora import SEED, Corpora

MARGIN = 1.2
"""How much farther a cascade reaches than the farthest line on whose verdict the readers differ: others are farther."""

BODIES_KEPT = 0.2
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
    articles = load("basil", BasilArticle, datasets)[:STORIES]
    moved = []
    for article in articles:
        line = article.headline
        one, two = (deep.score_line(line, s.read_body(article.text, line), evidence=False) for s in (fast, deep))
        moved.append(abs(one.heat - two.heat))
    thresholds = fast.thresholds
    return Reach(
        MARGIN * max(thresholds.charged - min(heats), 0.0),
        MARGIN * max(max(heats) - thresholds.sensational, 0.0),
        float(np.quantile(moved, BODIES_KEPT)),
    )


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
