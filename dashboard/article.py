"""A whole page: every display line against the text it stands over, the loudest first at its side."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.article_view import KINDS, draw_article
from levelhed.dashboard.desk import Desk, open_desk
from levelhed.dashboard.draft import keep_draft
from levelhed.dashboard.readers import choose_reader
from levelhed.dashboard.uploads import named
from levelhed.data import sample
from levelhed.data.errors import InputError

if TYPE_CHECKING:
    from levelhed.model.articles import ArticleScore

_MOST_MEGABYTES = 5  # what the article reader takes


def main() -> None:
    """Draw the page."""
    st.session_state.setdefault("pasted", f"{sample.headline()}\n\n{sample.body()}")
    st.title("How loud is every line of the page?", anchor=False)
    _desk(open_desk())


@st.fragment
def _desk(desk: Desk) -> None:
    dropped = st.file_uploader(
        "Drop the page as HTML or text",
        type=["html", "htm", "txt"],
        max_upload_size=_MOST_MEGABYTES,
        on_change=_take,
        args=("file",),
    )
    with st.expander("Or paste it"):
        pasted = st.text_area(
            "The page, as text or as HTML",
            height=240,
            key="pasted",
            persist_state="session",
            on_change=_take,
            args=("pasted",),
        )
    keep_draft(pasted=pasted)
    file = dropped if st.session_state.get("article-from") == "file" else None
    if dropped and not file:
        plain.aside("This is the page that was pasted. Drop the file again to go back to it.")
    left, right = st.columns([3, 2], gap="large")
    side = right.container()
    try:
        with right:
            model = choose_reader(desk)
        with named(file.name) if file else nullcontext():
            scored = desk.article(file.getvalue() if file else pasted, model=model)
    except InputError as error:
        with left:
            plain.problem(error)
        return
    with left:
        draw_article(scored)
    with side:
        _show_loudest(scored)


def _take(source: str) -> None:
    # What was put in last is what is meant.
    st.session_state["article-from"] = source


def _show_loudest(scored: ArticleScore) -> None:
    st.subheader("The loudest lines", anchor=False)
    lines = scored.loudest_first()
    if not lines:
        plain.note("No line of this page could be scored.")
    plain.lines(
        (
            plain.signed(round(s.score.tone_gap)) if s.score.tone_gap is not None else "–",
            f"{s.line.text} ({KINDS[s.line.kind]})",
        )
        for s in lines[:10]
        if s.score is not None
    )
    plain.aside("The figure is how much louder the line is than the text it stands over, in points.")
    for finding in scored.findings:
        plain.note(f"{finding.message} It says: {finding.text}")
    facts = [scored.article.outlet, scored.article.author, scored.article.published]
    if any(facts):
        plain.paragraph(" · ".join(fact for fact in facts if fact))


if __name__ == "__main__":
    main()
