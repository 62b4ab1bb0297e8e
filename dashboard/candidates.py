"""The headlines an editor compares, kept for the session."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from levelhed.data import sample

MOST = 20
"""As many as are compared at once."""


@dataclass(slots=True)
class Candidates:
    """Headlines in the order they were added."""

    headlines: list[str] = field(default_factory=list)

    @classmethod
    def of_session(cls) -> Candidates:
        """Return this session's candidates, at first the headline of the check page alone."""
        if "candidates" not in st.session_state:
            st.session_state["candidates"] = cls([st.session_state.get("headline") or sample.headline()])
        candidates: Candidates = st.session_state["candidates"]
        return candidates

    def add_typed(self) -> None:
        """Add what was typed, and clear the box for the next one; what stands there already is not added twice."""
        typed = str(st.session_state.get("candidate") or "").strip()
        if typed and typed not in self.headlines and len(self.headlines) < MOST:
            self.headlines.append(typed)
        st.session_state["candidate"] = ""

    def remove(self, index: int) -> None:
        """Take one out."""
        if 0 <= index < len(self.headlines):
            del self.headlines[index]
