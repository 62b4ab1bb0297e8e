"""The headlines an editor compares, kept for the session."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field

import streamlit as st
from levelhed.dashboard.pasted import line_as_pasted
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model.text import check_headline

MOST = 20
"""As many as are compared at once."""


@dataclass(slots=True)
class Candidates:
    """Headlines in the order they were added.

    Attributes
    ----------
    headlines : list of str
    followed : str or None
        The one that is the check page's own, until it is removed.
    refused : tuple of str and InputError, or None
        What was typed last and did not join, and why.
    """

    headlines: list[str] = field(default_factory=list)
    followed: str | None = None
    refused: tuple[str, InputError] | None = None

    @classmethod
    def of_session(cls) -> Candidates:
        """Return this session's candidates, at first the headline of the check page alone, as it is there now."""
        headline = at_hand()
        if "candidates" not in st.session_state:
            st.session_state["candidates"] = cls([headline], headline) if _can_join(headline) else cls(followed="")
        candidates: Candidates = st.session_state["candidates"]
        candidates.follow(headline)
        return candidates

    @classmethod
    def take_up(cls, text: str) -> None:
        """Put what `as_text` returned in the place of this session's candidates, as far as it still is such."""
        with suppress(TypeError, ValueError):
            followed, *headlines = json.loads(text)
            kept = [headline for headline in dict.fromkeys(headlines) if _can_join(headline)]
            st.session_state["candidates"] = cls(kept[:MOST], followed)

    def as_text(self) -> str:
        """Return the headlines as one text, for a browser to keep."""
        return json.dumps([self.followed, *self.headlines])

    def follow(self, headline: str) -> None:
        """Have the check page's headline stand as it is there now; one that cannot be scored changes nothing."""
        if self.followed is None or headline == self.followed or not _can_join(headline):
            return
        if headline in self.headlines:
            self.headlines = [kept for kept in self.headlines if kept != self.followed]
        elif self.followed in self.headlines:
            self.headlines[self.headlines.index(self.followed)] = headline
        elif len(self.headlines) < MOST:
            self.headlines.insert(0, headline)
        self.followed = headline

    def add_typed(self) -> None:
        """Add what was typed and clear the box for the next one; what does not join stays there, to be put right."""
        typed = line_as_pasted(str(st.session_state.get("candidate") or "")).strip()
        if not typed or len(self.headlines) >= MOST:
            return
        error = _why_not(typed)
        if error is None and typed in self.headlines:
            error = InputError("listed", "headline", "stands in the list already")
        self.refused = (typed, error) if error else None
        if error is None:
            self.headlines.append(typed)
            st.session_state["candidate"] = ""

    def why_refused(self, typed: str) -> InputError | None:
        """Return why what still stands in the box did not join."""
        if self.refused is None or self.refused[0] != line_as_pasted(typed).strip():
            return None
        refused = self.refused[1]
        # Since then the other one may have been removed.
        return None if refused.kind == "listed" and self.refused[0] not in self.headlines else refused

    def remove(self, index: int) -> None:
        """Take one out."""
        if not 0 <= index < len(self.headlines):
            return
        if self.headlines[index] == self.followed:
            self.followed = None
        del self.headlines[index]


def at_hand() -> str:
    """Return the headline of the check page as it is there now."""
    return line_as_pasted(str(st.session_state.get("headline", sample.headline())))


def _can_join(headline: str) -> bool:
    return _why_not(headline) is None


def _why_not(headline: str) -> InputError | None:
    try:
        check_headline(headline)
    except InputError as error:
        return error
    return None
