"""`levelhed evaluate`: the installed readers' figures, measured again from the data folder, and their promises kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from levelhed.model.cascade import CascadeScorer
from levelhed.model.scorer import Scorer
from levelhed.model.training.card import Measured, write_card
from levelhed.model.training.corpora import read_corpora
from levelhed.model.training.measure import measure
from levelhed.model.training.properties import measure as measure_properties
from levelhed.model.training.properties import read_stories
from levelhed.model.training.reach import Kept

CASES = {"fast": 2_000, "deep": 300}
"""Cases a property: the contextual reader takes some ten times as long for each."""


def evaluate(
    datasets: Path,
    *,
    models: Collection[str] = ("fast", "deep"),
    stories: Path | None = None,
    card: Path | None = None,
    report: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Measure the installed readers on the held-out posts, on BASIL and on the promises they make.

    Parameters
    ----------
    models : collection of str
        The readers to measure.
    stories : Path, optional
        Folder of the written stories; without it their rates are left out.
    card : Path, optional
        Where to write the model card.

    Returns
    -------
    dict
        By reader: ``test``, ``basil``, ``worst`` and ``properties``.
    """
    corpora = read_corpora(datasets)
    found: dict[str, Any] = {}
    measured: dict[str, Measured] = {}
    for name in models:
        scorer = Scorer.load(name)
        figures = measure(scorer, corpora, datasets)
        report(f"{name}, {figures['test']['rows']:,} held-out posts: {_line(figures['test'])}")
        report(f"{name}, BASIL: AUROC of lexical bias {figures['basil']['lexical_bias_auroc']['value']:.3f}")
        size = CASES[name]
        rates = measure_properties(scorer, datasets, size=size, records=5 * size, stories=stories, report=report)
        found[name] = {**figures, "properties": rates}
        measured[name] = Measured(scorer.figures(), figures, tuple(rates))
    kept = None
    if stories is not None and set(models) >= {"fast", "deep"}:
        kept = _cascade(stories)
        report(f"cascade over the stories: {kept}")
    if card is not None:
        write_card(card, measured, kept)
        report(f"wrote {card}")
    return found


def _cascade(stories: Path) -> Kept:
    rows = [(line, story.body) for story in read_stories(stories) for line in story.plain + story.loud]
    fast, deep = Scorer.load("fast"), Scorer.load("deep")
    headlines, bodies = [line for line, _ in rows], [body for _, body in rows]
    return Kept.of(*(s.score_many(headlines, bodies, evidence=False) for s in (fast, deep, CascadeScorer(fast, deep))))


def _line(figures: dict[str, Any]) -> str:
    return ", ".join(f"{k} {v['value']:.4f}" for k, v in figures.items() if isinstance(v, dict) and "value" in v)
