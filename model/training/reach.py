"""How far apart the two readers' verdicts are: what a cascade has to read twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from levelhed.data.datasets import BasilArticle, load
from levelhed.model.cascade import Reach
from levelhed.model.score import Score
from levelhed.model.scorer import Scorer
from levelhed.model.training.corpora import SEED, Corpora

KEPT = 0.99
"""Share of the verdicts that differ between the readers to which a cascade reaches, as many beyond either end."""

BODIES_KEPT = 0.9
"""Share of stories whose body moves the heat by no more than the reach when it is read in context."""

LINES = 6_000
STORIES = 100


def cascade_reach(fast: Scorer, deep: Scorer, corpora: Corpora, datasets: Path) -> Reach:
    """Return what a cascade of the two reads twice, from unlabelled lines and whole stories that both have read."""
    picked = np.random.default_rng(SEED).permutation(len(corpora.stock))[:LINES]
    texts = [corpora.stock[i].text for i in picked]
    pairs = zip(*(s.score_many(texts, evidence=False) for s in (fast, deep)), strict=True)
    heats = [a.heat for a, b in pairs if isinstance(a, Score) and isinstance(b, Score) and a.verdict != b.verdict]
    low, high = np.quantile(heats, [(1 - KEPT) / 2, (1 + KEPT) / 2])
    articles = load("basil", BasilArticle, datasets)[:STORIES]
    moved = []
    for article in articles:
        headline, text = article.headline, "\n".join(" ".join(sentences) for sentences in article.body)
        one, two = (deep.score_line(headline, s.read_body(text, headline), evidence=False) for s in (fast, deep))
        moved.append(abs(one.heat - two.heat))
    thresholds = fast.thresholds
    return Reach(
        float(max(thresholds.charged - low, 0.0)),
        float(max(high - thresholds.sensational, 0.0)),
        float(np.quantile(moved, BODIES_KEPT)),
    )
