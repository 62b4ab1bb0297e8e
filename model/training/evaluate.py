"""`levelhed evaluate`: the committed artefact's figures, measured again from the data folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from levelhed.model.names import Names
from levelhed.model.scorer import Scorer
from levelhed.model.training.cased_text import capital_shares, name_words
from levelhed.model.training.corpora import lexical_bias_sentences, read_corpora
from levelhed.model.training.fit import Vocabulary, design_matrix, out_of_fold, platt
from levelhed.model.training.metrics import bias_metrics, calibration_error, exaggeration_metrics
from sklearn.metrics import f1_score, mean_absolute_error, r2_score, roc_auc_score


def evaluate(datasets: Path, *, report: Callable[[str], None] = print) -> dict[str, Any]:
    """Measure the installed scorer on the held-out posts and on BASIL, and its recipe by five seeded folds.

    Returns
    -------
    dict
        ``clickbait``, ``exaggeration``, ``bias`` and ``basil``, each a dict of figures.
    """
    scorer = Scorer.load()
    corpora = read_corpora(datasets)
    posts = corpora.clickbait_test
    target = np.array([e.target for e in posts])
    rated = np.array([scorer.score(e.text).clickbait / 100 for e in posts])
    threshold = scorer.figures()["metrics"]["clickbait"]["f1_threshold"]
    figures: dict[str, Any] = {
        "clickbait": {
            "rows": len(target),
            "mse": float(np.mean((rated - target) ** 2)),
            "mae": float(mean_absolute_error(target, rated)),
            "r2": float(r2_score(target, rated)),
            "f1": float(f1_score(target > 0.5, rated > threshold)),
            "calibration_error": calibration_error(target, rated),
        }
    }
    shares = capital_shares(corpora.cased_text)
    names = Names(name_words(corpora.cased_text), shares)
    trained = (corpora.clickbait, corpora.exaggeration, corpora.bias)
    vocabulary = Vocabulary.of((e.text for rows in trained for e in rows), names)
    for name, rows, measure in (
        ("exaggeration", corpora.exaggeration, exaggeration_metrics),
        ("bias", corpora.bias, bias_metrics),
    ):
        logits = out_of_fold(name, design_matrix([e.text for e in rows], vocabulary, names, shares), rows)
        news = np.array([not e.aside for e in rows])
        slope, intercept = platt(logits[news], np.array([e.target for e in rows])[news])
        figures[name] = measure(rows, slope * logits + intercept)
    texts, labels = lexical_bias_sentences(datasets)
    scored = [(s.bias, label) for text, label in zip(texts, labels, strict=True) if (s := _try(scorer, text))]
    figures["basil"] = {
        "rows": len(scored),
        "lexical_bias_auroc": float(roc_auc_score([label for _, label in scored], [b for b, _ in scored])),
    }
    for name, values in figures.items():
        report(
            f"{name}: " + ", ".join(f"{k} {v:.4f}" if isinstance(v, float) else f"{k} {v:,}" for k, v in values.items())
        )
    return figures


def _try(scorer: Scorer, text: str) -> Any:
    [result] = scorer.score_many([text])
    return None if isinstance(result, ValueError) else result
