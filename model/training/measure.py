"""A finished reader measured as it is served: once on the held-out posts, and on whole articles it was never shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from levelhed.data.errors import InputError
from levelhed.model.score import Score
from levelhed.model.scorer import Scorer
from levelhed.model.training.corpora import Corpora, Row, lexical_bias_sentences
from levelhed.model.training.gaps import by_events, by_outlets, measure_gaps, width
from levelhed.model.training.metrics import Floats, calibration_curve, class_figures, clickbait_figures
from sklearn.metrics import roc_auc_score

WORST = 20
"""Errors that the model card lists."""


def measure(scorer: Scorer, corpora: Corpora, datasets: Path) -> dict[str, Any]:
    """Return the figures of the served scorer that choose nothing: ``test``, ``basil`` and ``worst``."""
    rows = corpora.test
    scores = [_scored(s) for s in scorer.score_many([r.text for r in rows])]
    target = np.array([r.targets["clickbait"] for r in rows])
    rated = np.array([s.clickbait / 100 for s in scores])
    threshold = scorer.figures()["cross_validated"]["clickbait"]["f1_threshold"]
    return {
        "test": {
            **clickbait_figures(target, rated, threshold),
            "rows": len(rows),
            "curve": calibration_curve(target, rated),
        },
        "basil": _basil(scorer, datasets),
        "worst": _worst(rows, scores, target, rated),
    }


def quantisation_loss(whole: Scorer, served: Scorer, corpora: Corpora) -> float:
    """Return what 8-bit arithmetic costs: its mean squared error on the held-out posts less the whole encoder's."""
    target = np.array([r.targets["clickbait"] for r in corpora.test])

    def error(scorer: Scorer) -> float:
        scores = scorer.score_many([r.text for r in corpora.test], evidence=False)
        return float(np.mean((np.array([_scored(s).clickbait / 100 for s in scores]) - target) ** 2))

    return error(served) - error(whole)


def _basil(scorer: Scorer, datasets: Path) -> dict[str, Any]:
    texts, labels = lexical_bias_sentences(datasets)
    scores = scorer.score_many(texts, evidence=False)
    kept = [(s, label) for s, label in zip(scores, labels, strict=True) if isinstance(s, Score)]
    label = np.array([y for _, y in kept], dtype=float)
    found = class_figures(label, np.array([s.bias / 100 for s, _ in kept]))
    sensational = [s.sensationalism for s, _ in kept]
    gaps = measure_gaps(scorer, datasets)
    return {
        "rows": len(kept),
        "lexical_bias_auroc": found["auroc"],
        "lexical_bias_auroc_by_sensationalism": float(roc_auc_score(label, sensational)),
        "gap_by_outlet": {outlet: _mean(points) for outlet, points in by_outlets(gaps).items()},
        "gap_spread_within_event": float(np.mean([width(own) for own in by_events(gaps).values()])),
    }


def _mean(values: Sequence[float]) -> dict[str, float]:
    half = 1.96 * float(np.std(values, ddof=1)) / float(np.sqrt(len(values)))
    return {"mean": float(np.mean(values)), "half_width": half, "articles": len(values)}


def _worst(rows: Sequence[Row], scores: Sequence[Score], target: Floats, rated: Floats) -> dict[str, Any]:
    # The posts' text is other people's: what is kept is what each of them is like.
    order = np.argsort(-np.abs(rated - target), kind="stable")[:WORST]
    traits = [_traits(r.text, s) for r, s in zip(rows, scores, strict=True)]
    names = sorted({t for own in traits for t in own})
    return {
        "errors": [
            {"judges": round(100 * float(target[i])), "model": round(100 * float(rated[i])), "traits": traits[i]}
            for i in order
        ],
        "shared": {
            name: {
                "worst": float(np.mean([name in traits[i] for i in order])),
                "all": float(np.mean([name in own for own in traits])),
            }
            for name in names
        },
    }


def _traits(text: str, score: Score) -> list[str]:
    words = text.split()
    kinds = {e.kind for e in score.evidence}
    tests = {
        "up to seven words": len(words) <= 7,
        "over fifteen words": len(words) > 15,
        "a question": "?" in text,
        "a quotation": any(e.voice == "quoted" for e in score.evidence),
        "a number first": text[:1].isdigit(),
        "speaks to the reader": "second_person" in kinds,
        "a teasing phrase": "curiosity_gap" in kinds,
        "doubted by the model": bool(score.uncertain),
    }
    return [name for name, holds in tests.items() if holds] or ["none of these"]


def _scored(result: Score | InputError) -> Score:
    if isinstance(result, InputError):
        raise result
    return result
