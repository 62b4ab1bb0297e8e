"""The page an editor keeps open: a headline over its story, what is loud in it, and what to write instead."""

from __future__ import annotations

from functools import partial

import streamlit as st
from levelhed.dashboard import changes, plain
from levelhed.dashboard.desk import Desk, open_desk
from levelhed.dashboard.doubts import in_words, of_the_headline, of_the_story
from levelhed.dashboard.draft import keep_draft
from levelhed.dashboard.figures import figures, side_by_side
from levelhed.dashboard.gauge import gauge
from levelhed.dashboard.headline_view import draw_headline
from levelhed.dashboard.highlight import not_in_story, split_headline
from levelhed.dashboard.pasted import as_pasted, line_as_pasted
from levelhed.dashboard.readers import NAMES, choose_reader
from levelhed.dashboard.review_form import ask_decision
from levelhed.dashboard.strip_plot import loudest_sentences, strip_plot
from levelhed.dashboard.uploads import MAX_BYTES, TYPES, read_upload
from levelhed.data import sample
from levelhed.data.articles import MAX_PAGE
from levelhed.data.errors import InputError
from levelhed.model.score import Score, Suggestion

# Rest after a keystroke before the headline is scored: shorter than a typist's pause between words.
PAUSE = "60ms"

LEAST_DROP = 0.5
"""Points of heat that an edit takes off at least to be listed; less reads as none."""


def main() -> None:
    """Draw the page."""
    st.session_state.setdefault("headline", sample.headline())
    st.session_state.setdefault("body", sample.body())
    st.title("Is this headline fair to its story?", anchor=False)
    _desk(open_desk())


@st.fragment
def _desk(desk: Desk) -> None:
    headline = line_as_pasted(st.text_input("Headline", key="headline", live=PAUSE, persist_state="session"))
    # Two rows of columns, so that a narrow screen has the verdict right under the headline.
    # Both rooms keep their height while they are empty, or the story would jump with every word that is typed.
    drawn, verdict = st.container(key="headline-room").columns([3, 2], gap="large")
    left, right = st.columns([3, 2], gap="large")
    changes_place = left.container(key="edits-room")
    changes_place.subheader("What would level it", anchor=False)
    with left:
        body = as_pasted(st.text_area("Story", height=360, key="body", persist_state="session"))
        _ask_file()
        keep_draft(headline=headline, body=body)
    story_place = right.container()
    try:
        with right:
            model = choose_reader(desk)
        score = desk.score(headline, body, model=model)
        with verdict:
            _show_verdict(desk, score, headline, body, model)
        edits = desk.edits(headline, body, score, model=model)
        take = partial(changes.take, headline=headline, score=score)
        with drawn:
            pieces = split_headline(headline, score.evidence, edits)
            draw_headline(pieces, key="drawn", heat=score.heat, on_take=take, said=f"Verdict: {score.verdict}")
            _show_change(headline)
        with story_place:
            _show_story(score, body)
        with right:
            ask_decision(headline, body, score)
        levelled = desk.levelled(headline, body, score, edits, model=model)
        with changes_place:
            worth = [edit for edit in edits if _is_worth(edit.score.heat, score.heat)]
            _show_edits(score, [*([levelled] if levelled else []), *worth], take)
            _show_missing(score)
    except InputError as error:
        with drawn:
            # A box that was emptied to write another headline is no mistake.
            if error.kind == "empty":
                plain.note("The headline is empty. Write one, and it is read as you type.")
            else:
                plain.problem(error)


def _ask_file() -> None:
    file = st.file_uploader(
        f"Or drop the story: HTML or text up to {MAX_PAGE // 1_000_000} MB, DOCX up to {MAX_BYTES // 1_000_000} MB",
        type=list(TYPES),
        key="file",
        on_change=_take_file,
        max_upload_size=MAX_BYTES // 1_000_000,
    )
    refused: InputError | None = st.session_state.get("refused")
    # Whoever leaves the page and comes back finds the box empty, so nothing is refused there any longer.
    if refused is not None and file is not None:
        plain.problem(refused)


def _take_file() -> None:
    file = st.session_state["file"]
    st.session_state["refused"] = None
    if file is None:
        return
    try:
        changes.take_file(*read_upload(file.name, file.getvalue()))
    except InputError as error:
        st.session_state["refused"] = error


def _show_verdict(desk: Desk, score: Score, headline: str, body: str, model: str) -> None:
    st.html(gauge(score, desk.thresholds(model), desk.describe_model(model)))
    for doubt in score.uncertain:
        plain.note(in_words(doubt))
    if any(doubt.reason == "readers_disagree" for doubt in score.uncertain):
        both = {name: score if name == model else desk.score(headline, body, model=name) for name in desk.readers}
        st.html(side_by_side({NAMES[name].lower(): s for name, s in both.items()}))


def _show_change(headline: str) -> None:
    change = changes.last_change(headline)
    if change is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        plain.changed(change)
        st.button("Undo", on_click=changes.undo)


def _show_edits(score: Score, edits: list[Suggestion], take: partial[None]) -> None:
    if not edits:
        level = score.verdict == "measured" and not of_the_headline(score.uncertain)
        plain.aside("It is level as it stands." if level else "No change of a single word would calm it.")
    for number, edit in enumerate(edits[:5], 1):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            plain.edit(edit, score.heat)
            st.button("Use", key=f"use-{number}", on_click=take, args=(edit,), help=f"Use suggestion {number}")


def _is_worth(after: float, heat: float) -> bool:
    return heat - after >= LEAST_DROP and round(after) < round(heat)


def _show_missing(score: Score) -> None:
    missing = not_in_story(score.evidence)
    if missing:
        st.subheader("Said in the headline, not found in the story", anchor=False)
        plain.lines(("?", text) for text in missing)


def _show_story(score: Score, body: str) -> None:
    if score.body is None or score.percentile is None:
        plain.note("Paste the story, and the headline is held against it.")
        st.html(figures(score))
        return
    # Of a sentence or two a share says nothing.
    few = of_the_story(score.uncertain)
    louder = "Beside what there is of the story" if few else f"Louder than {score.percentile:.0f}% of its own story"
    st.subheader(louder, anchor=False)
    st.altair_chart(strip_plot(score, body), width="stretch")
    st.subheader("The story at its loudest", anchor=False)
    plain.lines((f"{loudness:.0f}", text) for loudness, text in loudest_sentences(score.body, body))
    st.subheader("Headline beside story", anchor=False)
    st.html(figures(score))


if __name__ == "__main__":
    main()
