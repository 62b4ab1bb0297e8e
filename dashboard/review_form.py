"""The form at the foot of the check page: who decides what, and why."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.review_log import DECISIONS, decide, keep, reviews
from levelhed.data.errors import InputError
from levelhed.model.score import Score

_CAPTIONS = {
    "accepted": "Accept: it runs as it stands",
    "changed": "Changed: it runs as rewritten",
    "overruled": "Overrule: the score is wrong",
}


def ask_decision(headline: str, story: str, score: Score) -> None:
    """Ask for a decision on `headline` and keep it for the session."""
    # A decision and its reason are of one headline: they must not stand there for the next.
    of = sha256(headline.encode()).hexdigest()[:16]
    with st.expander("Record a decision"), st.form("decision", border=False, enter_to_submit=False):
        reviewer = st.text_input("Your name", key="reviewer", persist_state="session")
        decision = st.radio("Decision", DECISIONS, format_func=_CAPTIONS.__getitem__, key=f"decision-{of}")
        reason = st.text_input("Reason", help="Needed when you overrule the score.", key=f"reason-{of}")
        if st.form_submit_button("Record"):
            try:
                keep(decide(headline, story, score, reviewer, decision, reason))
            except InputError as error:
                plain.problem(error)
                return
        # Said as long as it is true, not in the run of the click alone: a page drawn again at once would take it away.
        if reviews() and reviews()[-1].headline == headline:
            st.success("Recorded for this session. See the Reviews page.")
