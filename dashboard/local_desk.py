"""The desk that scores in this process, with the readers that are installed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from levelhed.model.blend import Thresholds
from levelhed.model.score import Score, Suggestion
from levelhed.model.scorer import Scorer, default_model
from levelhed.model.suggest import ScoreAll, level, single_edits

if TYPE_CHECKING:
    from levelhed.model.articles import ArticleScore
    from levelhed.model.compare import Comparison
    from levelhed.service.audit_rows import BatchScorer

_SENTENCES = 2_000
"""Sentences kept as they were read: some fifty stories, of which an editor changes the headline or a word or two."""


class LocalDesk:
    """Scores with installed readers, each loaded when first asked; see `levelhed.dashboard.desk.Desk`."""

    def __init__(self) -> None:
        self._scorers: dict[str, Scorer] = {}
        self._loading = Lock()

    @property
    def readers(self) -> tuple[str, ...]:
        """Names of the readers that are installed, the best one first."""
        return ("deep", "fast") if default_model() == "deep" else ("fast",)

    def score(self, headline: str, body: str | None = None, *, model: str) -> Score:
        """Score a headline against its story, or alone."""
        score = self._scorer(model).score(headline, body)
        return self._doubted(score, headline) if model == "fast" and "deep" in self.readers else score

    def edits(self, headline: str, body: str | None, score: Score, *, model: str) -> tuple[Suggestion, ...]:
        """Return single edits that lower the heat, each scored for real."""
        return single_edits(headline, score, self._over(body, model))

    def levelled(
        self, headline: str, body: str | None, score: Score, edits: Sequence[Suggestion], *, model: str
    ) -> Suggestion | None:
        """Return a few of the edits that together bring the headline under its verdict."""
        return level(headline, score, edits, self.thresholds(model), self._over(body, model))

    def compare(self, body: str, headlines: Sequence[str], *, model: str) -> Comparison:
        """Rank headlines over one story."""
        from levelhed.model.compare import compare

        return compare(self._scorer(model), body, headlines)

    def article(self, page: bytes | str, *, model: str) -> ArticleScore:
        """Score every display line of a page."""
        from levelhed.data.articles import read_article
        from levelhed.model.articles import score_article

        return score_article(self._scorer(model), read_article(page))

    def describe_model(self, model: str) -> dict[str, Any]:
        """Return the reader's manifest."""
        return self._scorer(model).figures()

    def thresholds(self, model: str) -> Thresholds:
        """Return the heat at which the reader's verdict changes."""
        return self._scorer(model).thresholds

    def archive_scorer(self) -> BatchScorer:
        """Return a fast reader of its own, which remembers nothing: an archive's stories come once each."""
        return self._archives

    def _doubted(self, score: Score, headline: str) -> Score:
        """A score of the fast reader with the doubt that the deep one would have beside it, of the headline alone."""
        deep = self._scorer("deep").score_line(headline, None, evidence=False)
        apart = tuple(doubt for doubt in deep.uncertain if doubt.reason == "readers_disagree")
        return replace(score, uncertain=score.uncertain + apart) if apart else score

    @cached_property
    def _archives(self) -> Scorer:
        return Scorer.load("fast")

    def _over(self, body: str | None, model: str) -> ScoreAll:
        return lambda headlines: [self.score(headline, body, model=model) for headline in headlines]

    def _scorer(self, model: str) -> Scorer:
        with self._loading:
            if model not in self._scorers:
                self._scorers[model] = Scorer.load(model, remembered=_SENTENCES)
            return self._scorers[model]
