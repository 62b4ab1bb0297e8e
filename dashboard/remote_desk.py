"""The desk that asks the HTTP API."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from levelhed.data.errors import InputError
from levelhed.model.batch import to_batch
from levelhed.model.blend import Thresholds
from levelhed.model.compare import MOST, Comparison
from levelhed.model.score import ModelInfo, Score, Suggestion
from levelhed.model.scorer import MODELS
from levelhed.model.suggest import ScoreAll, level, single_edits
from levelhed.service.client import Client

if TYPE_CHECKING:
    from levelhed.model.articles import ArticleScore
    from levelhed.service.audit_rows import BatchScorer


class RemoteDesk:
    """Scores through a client; see `levelhed.dashboard.desk.Desk`."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._models: dict[str, dict[str, Any]] = {}

    @cached_property
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

    def edits(self, headline: str, body: str | None, score: Score, *, model: str) -> tuple[Suggestion, ...]:
        """Return single edits that lower the heat, each scored for real."""
        return single_edits(headline, score, self._over(headline, body, model))

    def levelled(
        self, headline: str, body: str | None, score: Score, edits: Sequence[Suggestion], *, model: str
    ) -> Suggestion | None:
        """Return a few of the edits that together bring the headline under its verdict."""
        return level(headline, score, edits, self.thresholds(model), self._over(headline, body, model))

    def compare(self, body: str, headlines: Sequence[str], *, model: str) -> Comparison:
        """Rank headlines over one story."""
        return self._client.compare(body, headlines, model=model)

    def article(self, page: bytes | str, *, model: str) -> ArticleScore:
        """Score every display line of a page."""
        return self._client.article(page, model=model)

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
        return _RemoteReader(self._client, self.describe_model("fast"), self.thresholds("fast"))

    def _over(self, headline: str, body: str | None, model: str) -> ScoreAll:
        """Return what scores headlines over one story in as few requests as may be; in each the story is read once."""

        def score_all(others: Sequence[str]) -> list[Score]:
            found: list[Score] = []
            # Two headlines at least can be compared, so the one at hand goes with them.
            for stretch in (others[at : at + MOST - 1] for at in range(0, len(others), MOST - 1)):
                compared = self._client.compare(body, [headline, *stretch], model=model)
                scores = {candidate.index: candidate.score for candidate in compared.candidates}
                found += [scores[index] for index in range(1, len(stretch) + 1)]
            return found

        return score_all


class _RemoteReader:
    """The service as what an audit scores with."""

    def __init__(self, client: Client, facts: dict[str, Any], thresholds: Thresholds) -> None:
        self._client = client
        self._facts = facts
        self.thresholds = thresholds
        self.info = ModelInfo(*(str(facts.get(name, "")) for name in ("name", "version", "checksum", "rules")))

    def figures(self) -> dict[str, Any]:
        """Return what the service says of the reader."""
        return self._facts

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Score a record batch, as `Scorer.score_batch` does."""
        headlines = [h or "" for h in batch.column("headline").to_pylist()]
        bodies = batch.column("body").to_pylist() if "body" in batch.schema.names else None
        return to_batch(self._client.score_batch(headlines, bodies, model="fast"))
