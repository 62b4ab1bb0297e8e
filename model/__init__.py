"""Text to features to scores to evidence: ``Scorer.load().score(headline, body)``."""

from __future__ import annotations

from levelhed.model.cascade import CascadeScorer
from levelhed.model.score import (
    Baseline,
    BodyTone,
    Doubt,
    Edit,
    Evidence,
    ModelInfo,
    Score,
    SentenceTone,
    Suggestion,
    Tone,
)
from levelhed.model.scorer import MODELS, Scorer, default_model
from levelhed.model.suggest import suggest

__all__ = [
    "MODELS",
    "Baseline",
    "BodyTone",
    "CascadeScorer",
    "Doubt",
    "Edit",
    "Evidence",
    "ModelInfo",
    "Score",
    "Scorer",
    "SentenceTone",
    "Suggestion",
    "Tone",
    "default_model",
    "suggest",
]
