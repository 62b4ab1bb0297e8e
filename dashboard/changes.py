"""The last replacement an editor took, so that the new figures can stand beside the old and the old text come back."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from levelhed.data import sample
from levelhed.model.score import Score, Suggestion

_KEY = "last_change"


@dataclass(frozen=True, slots=True)
class Change:
    """A headline before and after a replacement.

    Attributes
    ----------
    before, after : str
    old, new : Score or None
        What both had; None where a file took the headline's place, as nobody asked for the figures.
    story : str or None
        The story before, where it was replaced as well.
    """

    before: str
    after: str
    old: Score | None = None
    new: Score | None = None
    story: str | None = None


def take(suggestion: Suggestion, headline: str, score: Score) -> None:
    """Put a suggestion in the headline's place; `score` is what `headline` had."""
    st.session_state[_KEY] = Change(headline, suggestion.headline, score, suggestion.score)
    st.session_state["headline"] = suggestion.headline


def take_file(headline: str, story: str) -> None:
    """Put what a file holds in the place of headline and story; without a headline of its own the one there stays."""
    before, old_story = (str(st.session_state.get(key) or "") for key in ("headline", "body"))
    after = headline or before
    st.session_state["headline"], st.session_state["body"] = after, story
    own = (before != after and _is_own(before, sample.headline())) or (
        old_story != story and _is_own(old_story, sample.body())
    )
    st.session_state[_KEY] = Change(before, after, story=old_story) if own else None


def last_change(headline: str) -> Change | None:
    """Return the change that led to `headline`, if it is what was taken last."""
    change: Change | None = st.session_state.get(_KEY)
    return change if change is not None and change.after == headline else None


def undo() -> None:
    """Put the headline, and the story where it went with it, back as it was before the last change."""
    change: Change | None = st.session_state.pop(_KEY, None)
    if change is None:
        return
    st.session_state["headline"] = change.before
    if change.story is not None:
        st.session_state["body"] = change.story


def _is_own(text: str, shown_first: str) -> bool:
    return bool(text.strip()) and text.strip() != shown_first.strip()
