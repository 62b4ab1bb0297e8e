"""The headlines an editor compares, kept for the session."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
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
        at_hand = str(st.session_state.get("headline", sample.headline()))
        if "candidates" not in st.session_state:
            st.session_state["candidates"] = cls([at_hand], at_hand) if _why_not(at_hand) is None else cls(followed="")
        candidates: Candidates = st.session_state["candidates"]
        candidates.follow(at_hand)
        return candidates

    def follow(self, headline: str) -> None:
        """Have the check page's headline stand as it is there now; one that cannot be scored changes nothing."""
        if self.followed is None or headline == self.followed or _why_not(headline) is not None:
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
        typed = str(st.session_state.get("candidate") or "").strip()
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
        return self.refused[1] if self.refused and self.refused[0] == typed.strip() else None

    def remove(self, index: int) -> None:
        """Take one out."""
        if not 0 <= index < len(self.headlines):
            return
        if self.headlines[index] == self.followed:
            self.followed = None
        del self.headlines[index]


def _why_not(headline: str) -> InputError | None:
    try:
        check_headline(headline)
    except InputError as error:
        return error
    return None
