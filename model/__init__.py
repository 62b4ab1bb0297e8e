"""Text to features to scores to evidence: ``Scorer.load().score(headline, body)``."""

from __future__ import annotations

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
from levelhed.model.scorer import Scorer

__all__ = [
    "Baseline",
    "BodyTone",
    "Doubt",
    "Edit",
    "Evidence",
    "ModelInfo",
    "Score",
    "Scorer",
    "SentenceTone",
    "Suggestion",
    "Tone",
]
