"""Candidates for one story, the fairest first, and what sets the others apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.candidates import MOST, Candidates, at_hand
from levelhed.dashboard.desk import Desk, open_desk
from levelhed.dashboard.doubts import in_words, of_the_headline, of_the_story
from levelhed.dashboard.draft import keep_draft
from levelhed.dashboard.headline_view import draw_headline
from levelhed.dashboard.highlight import label, split_headline
from levelhed.dashboard.pasted import as_pasted
from levelhed.dashboard.readers import choose_reader
from levelhed.data import sample
from levelhed.data.errors import InputError

if TYPE_CHECKING:
    from levelhed.model.compare import Candidate


def main() -> None:
    """Draw the page."""
    st.session_state.setdefault("body", sample.body())
    st.title("Which headline is the fairest?", anchor=False)
    _desk(open_desk())


@st.fragment
def _desk(desk: Desk) -> None:
    candidates = Candidates.of_session()
    left, right = st.columns([3, 2], gap="large")
    with right:
        body = as_pasted(st.text_area("Story", height=360, key="body", persist_state="session"))
        keep_draft({"candidates": Candidates.take_up}, headline=at_hand(), body=body, candidates=candidates.as_text())
    with left:
        full = len(candidates.headlines) >= MOST
        typed = st.text_input(
            "Add a headline",
            key="candidate",
            on_change=candidates.add_typed,
            placeholder=f"That is {MOST}, the most that are compared" if full else "Type it and press Enter",
            disabled=full,
        )
        if error := candidates.why_refused(typed):
            plain.problem(error)
        ranking = st.container()
    try:
        with right:
            model = choose_reader(desk)
        with ranking:
            _show_ranking(desk, candidates, body, model)
    except InputError as error:
        with ranking:
            plain.problem(error)
            _list(candidates)


def _show_ranking(desk: Desk, candidates: Candidates, body: str, model: str) -> None:
    if len(candidates.headlines) < 2:
        _list(candidates)
        plain.note("Add another headline, and they are ranked." if candidates.headlines else "Add two to compare.")
        return
    ranked = desk.compare(body, candidates.headlines, model=model).candidates
    if ranked[0].score.body is None:
        plain.note("Paste the story, and the headlines are held against it.")
    for doubt in of_the_story(ranked[0].score.uncertain):
        plain.note(in_words(doubt))
    for candidate in ranked:
        _show(candidate, candidates)


def _list(candidates: Candidates) -> None:
    """List the headlines as they came, each to be taken out: one that cannot be scored must not stay for good."""
    for at, headline in enumerate(candidates.headlines):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            plain.lines([(str(at + 1), headline)])
            st.button("Remove", key=f"remove-{at}", type="tertiary", on_click=candidates.remove, args=(at,))


def _show(candidate: Candidate, candidates: Candidates) -> None:
    score = candidate.score
    # Keyed by its place in the list: a new candidate leaves the others as they are.
    with st.container(border=True, key=f"candidate-{candidate.index}"):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            plain.rank(candidate.rank, score)
            remove, at = candidates.remove, candidate.index
            st.button("Remove", key=f"remove-{at}", type="tertiary", on_click=remove, args=(at,))
        pieces = split_headline(candidate.headline, score.evidence)
        draw_headline(pieces, key=f"drawn-{candidate.index}", heat=score.heat, small=True)
        doubts = of_the_headline(score.uncertain)
        plain.paragraph(_apart(candidate, doubted=bool(doubts)))
        for doubt in doubts:
            plain.note(in_words(doubt))


def _apart(candidate: Candidate, *, doubted: bool) -> str:
    heat, difference = candidate.score.heat, candidate.difference
    if difference is None:
        return "The least heat of them, which says little here." if doubted else "The fairest of them."
    words = [f"{s.text} ({label(s.kind)})" for s in difference.spans if s.kind != "other"][:4]
    says = f": {', '.join(words)}" if words else ""
    # The difference of the figures as they are shown, or they would not add up.
    return f"{plain.signed(round(heat) - round(heat - difference.heat))} heat over the fairest{says}."


if __name__ == "__main__":
    main()
