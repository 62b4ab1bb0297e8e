"""The desk that asks the HTTP API."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from levelhed.data.errors import InputError
from levelhed.model.batch import to_batch
from levelhed.model.blend import Thresholds
from levelhed.model.compare import MOST, Comparison
from levelhed.model.score import Edit, Evidence, ModelInfo, Score, Suggestion
from levelhed.model.scorer import MODELS
from levelhed.model.suggest import MOST_EDITS, apply
from levelhed.service.client import Client

if TYPE_CHECKING:
    from levelhed.model.articles import ArticleScore
    from levelhed.service.audit_rows import BatchScorer


class RemoteDesk:
    """Scores through a client; see `levelhed.dashboard.desk.Desk`."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._models: dict[str, dict[str, Any]] = {}

    @property
    def readers(self) -> tuple[str, ...]:
        """Names of the readers that the service has, the best one first."""
        found = []
        for name in reversed(MODELS):
            try:
                self.describe_model(name)
                found.append(name)
            except InputError as error:
                if error.kind not in ("missing_part", "missing_artefact", "unknown_model"):
                    raise
        return tuple(found)

    def score(self, headline: str, body: str | None = None, *, model: str) -> Score:
        """Score a headline against its story, or alone."""
        return self._client.score(headline, body, model=model)

    def edits(self, headline: str, body: str | None = None, *, model: str) -> tuple[Suggestion, ...]:
        """Return single edits that lower the heat, each scored for real."""
        before = self.score(headline, body, model=model)
        tried = [apply(headline, [span]) for span in _replaceable(before)[: MOST - 1]]
        return self._lower(headline, body, tried, before.heat, model)

    def levelled(self, headline: str, body: str | None = None, *, model: str) -> Suggestion | None:
        """Return the fewest of the strongest edits that together bring a headline under its verdict."""
        before = self.score(headline, body, model=model)
        thresholds = self.thresholds(model)
        target = thresholds.sensational if before.verdict == "sensational" else thresholds.charged
        single = self.edits(headline, body, model=model)
        if before.heat < target or not single or single[0].score.heat < target:
            return None
        spans = {span.start: span for span in _replaceable(before)}
        strongest = [span for s in single for at, span in spans.items() if s.edits[0].start <= at < s.edits[0].end]
        tried = [apply(headline, strongest[:size]) for size in range(2, min(MOST_EDITS, len(strongest)) + 1)]
        under = [s for s in self._lower(headline, body, tried, before.heat, model) if s.score.heat < target]
        return min(under, key=lambda s: len(s.edits), default=None)

    def compare(self, body: str, headlines: Sequence[str], *, model: str) -> Comparison:
        """Rank headlines over one story."""
        return self._client.compare(body, headlines, model=model)

    def article(self, page: bytes | str, *, model: str) -> ArticleScore:
        """Refuse: the client has no call for whole pages yet."""
        raise InputError(
            "not_offered", "the service", "is not asked for whole pages yet; unset LEVELHED_API_URL for them"
        )

    def describe_model(self, model: str) -> dict[str, Any]:
        """Return what the service says of a reader; asked once."""
        if model not in self._models:
            self._models[model] = self._client.describe_model(model)
        return self._models[model]

    def thresholds(self, model: str) -> Thresholds:
        """Return the heat at which the reader's verdict changes."""
        return Thresholds(**self.describe_model(model)["thresholds"])

    def archive_scorer(self) -> BatchScorer:
        """Return the service's fast reader."""
        return _RemoteReader(self._client, self.describe_model("fast"))

    def _lower(
        self, headline: str, body: str | None, tried: Sequence[tuple[tuple[Edit, ...], str]], heat: float, model: str
    ) -> tuple[Suggestion, ...]:
        # One request, in which the service reads the story once.
        possible = [(edits, text) for edits, text in tried if text.strip() and not _overlap(edits)]
        if not possible:
            return ()
        compared = self.compare(body or "", [headline, *(text for _, text in possible)], model=model)
        scores = {c.index: c.score for c in compared.candidates}
        found = [Suggestion(edits, text, scores[i]) for i, (edits, text) in enumerate(possible, 1)]
        return tuple(sorted((s for s in found if s.score.heat < heat), key=lambda s: s.score.heat))


class _RemoteReader:
    """The service as what an audit scores with."""

    def __init__(self, client: Client, facts: dict[str, Any]) -> None:
        self._client = client
        self._facts = facts
        self.info = ModelInfo(*(str(facts.get(name, "")) for name in ("name", "version", "checksum", "rules")))

    def figures(self) -> dict[str, Any]:
        """Return what the service says of the reader."""
        return self._facts

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Score a record batch, as `Scorer.score_batch` does."""
        headlines = [h or "" for h in batch.column("headline").to_pylist()]
        bodies = batch.column("body").to_pylist() if "body" in batch.schema.names else None
        return to_batch(self._client.score_batch(headlines, bodies, model="fast"))


def _replaceable(score: Score) -> list[Evidence]:
    return [span for span in score.evidence if span.suggestion is not None]


def _overlap(edits: Sequence[Edit]) -> bool:
    return any(a.end > b.start for a, b in pairwise(edits))
