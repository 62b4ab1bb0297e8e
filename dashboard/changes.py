"""The last replacement an editor took, so that the new figures can stand beside the old."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from levelhed.model.score import Score, Suggestion

_KEY = "last_change"


@dataclass(frozen=True, slots=True)
class Change:
    """A headline before and after a replacement, with both scores."""

    before: str
    after: str
    old: Score
    new: Score


def take(suggestion: Suggestion, headline: str, score: Score) -> None:
    """Put a suggestion in the headline's place; `score` is what `headline` had."""
    st.session_state[_KEY] = Change(headline, suggestion.headline, score, suggestion.score)
    st.session_state["headline"] = suggestion.headline


def last_change(headline: str) -> Change | None:
    """Return the change that led to `headline`, if it is what was taken last."""
    change: Change | None = st.session_state.get(_KEY)
    return change if change is not None and change.after == headline else None


def undo() -> None:
    """Put the headline back as it was before the last change."""
    change: Change | None = st.session_state.pop(_KEY, None)
    if change is not None:
        st.session_state["headline"] = change.before
