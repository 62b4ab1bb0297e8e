"""The form at the foot of the check page: who decides what, and why."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.review_log import DECISIONS, decide, keep, reviews
from levelhed.data.errors import InputError
from levelhed.model.score import Score

_CAPTIONS = {
    "accepted": "Accepted: it runs as it stands",
    "changed": "Changed: it runs as rewritten",
    "overruled": "Overruled: the score is wrong",
}


def ask_decision(headline: str, story: str, score: Score) -> None:
    """Ask for a decision on `headline` and keep it for the session."""
    # A decision and its reason are of one headline: they must not stand there for the next.
    of = sha256(headline.encode()).hexdigest()[:16]
    with st.expander("Record a decision"), st.form("decision", border=False, enter_to_submit=False):
        st.text_input("Your name", key="reviewer", persist_state="session")
        st.radio("Decision", DECISIONS, format_func=_CAPTIONS.__getitem__, key=f"decision-{of}")
        st.text_input("Reason", help="Needed when you overrule the score.", key=f"reason-{of}")
        # Kept before the page is drawn again: a click must not be lost where another change breaks that off.
        st.form_submit_button("Record", on_click=_record, args=(headline, story, score, of))
        refused: InputError | None = st.session_state.get(f"refused-{of}")
        if refused is not None:
            plain.problem(refused)
        # Said as long as it is true, not in the run of the click alone: a page drawn again at once would take it away.
        elif reviews() and reviews()[-1].headline == headline:
            st.success("Recorded for this session. See the Reviews page.")


def _record(headline: str, story: str, score: Score, of: str) -> None:
    answers = (st.session_state[key] for key in ("reviewer", f"decision-{of}", f"reason-{of}"))
    st.session_state[f"refused-{of}"] = None
    try:
        keep(decide(headline, story, score, *answers))
    except InputError as error:
        st.session_state[f"refused-{of}"] = error
