"""The one interface between the pages and whatever scores: a local scorer, or the HTTP API where one is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import streamlit as st
from levelhed.model.blend import Thresholds
from levelhed.model.score import Score, Suggestion
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from levelhed.model.articles import ArticleScore
    from levelhed.model.compare import Comparison
    from levelhed.service.audit_rows import BatchScorer


class Desk(Protocol):
    """Scores for the pages. Every method may raise `InputError`, whose message is fit for an editor."""

    @property
    def readers(self) -> tuple[str, ...]:
        """Names of the readers that can be asked, the best one first."""
        ...

    def score(self, headline: str, body: str | None = None, *, model: str) -> Score:
        """Score a headline against its story, or alone."""
        ...

    def edits(self, headline: str, body: str | None, score: Score, *, model: str) -> tuple[Suggestion, ...]:
        """Return single edits that lower the heat, each scored for real, the greatest drop first.

        `score` is what the reader said of the headline as it stands.
        """
        ...

    def levelled(
        self, headline: str, body: str | None, score: Score, edits: Sequence[Suggestion], *, model: str
    ) -> Suggestion | None:
        """Return a few of the edits that together bring the headline under its verdict.

        See `levelhed.model.suggest.level`.
        """
        ...

    def compare(self, body: str, headlines: Sequence[str], *, model: str) -> Comparison:
        """Rank 2 to 20 headlines over one story."""
        ...

    def article(self, page: bytes | str, *, model: str) -> ArticleScore:
        """Score every display line of a page against the text it stands over."""
        ...

    def describe_model(self, model: str) -> dict[str, Any]:
        """Return what is known of a reader: version, data, figures, thresholds."""
        ...

    def thresholds(self, model: str) -> Thresholds:
        """Return the heat from which a reader says *charged* and *sensational*."""
        ...

    def archive_scorer(self) -> BatchScorer:
        """Return what scores the rows of an archive: the fast reader."""
        ...


class DeskSettings(BaseSettings):
    """Where the API is, read from ``LEVELHED_API_URL`` and ``LEVELHED_API_KEY``; without an address all is local."""

    model_config = SettingsConfigDict(env_prefix="LEVELHED_")

    api_url: str | None = None
    api_key: SecretStr | None = None


@st.cache_resource(show_spinner=False)
def open_desk() -> Desk:
    """Return the desk that the settings ask for, one for all sessions."""
    settings = DeskSettings()
    if settings.api_url:
        from levelhed.dashboard.remote_desk import RemoteDesk
        from levelhed.service.client import Client

        key = settings.api_key.get_secret_value() if settings.api_key else None
        return RemoteDesk(Client(settings.api_url, key))
    from levelhed.dashboard.local_desk import LocalDesk

    return LocalDesk()
