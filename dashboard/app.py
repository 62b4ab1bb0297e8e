"""The editor's page: a headline and its story in; the figures, the words behind them and what to change out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from levelhed.dashboard.highlight import highlight, label
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model.score import Score, Suggestion
from levelhed.model.scorer import Scorer, default_model
from levelhed.model.suggest import suggest
from levelhed.service.score_report import describe_edits

_VERDICTS = {
    "measured": "Measured: as calm as a news line should be.",
    "charged": "Charged: some words push. Look at them.",
    "sensational": "Sensational: louder than most newsrooms would print.",
}
_READERS = {"deep": "In context (slower)", "fast": "Word by word"}


@st.cache_resource
def load_scorer(model: str) -> Scorer:
    """Load an installed model once for all pages."""
    return Scorer.load(model)


def main() -> None:
    """Draw the page."""
    st.set_page_config(page_title="Levelhed", layout="wide")
    st.title("Is this headline fair to its story?")
    left, right = st.columns([2, 3], gap="large")
    with left:
        headline = st.text_input("Headline", sample.headline(), key="headline")
        body = st.text_area("Story", sample.body(), height=420, key="body")
        st.caption("Press Enter in the headline, or click outside a box, and the score follows.")
        model = _choose_reader()
    with right:
        try:
            scorer = load_scorer(model)
            score = scorer.score(headline, body)
        except InputError as error:
            # Plain text: the message may quote what was pasted.
            st.error(f"The {error.where} {error.message}.", icon="⚠️")
            return
        st.html(highlight(headline, score.evidence))
        _show_figures(score)
        if any(doubt.reason == "readers_disagree" for doubt in score.uncertain):
            _show_both(score, load_scorer("fast").score(headline, body))
        _show_evidence(score)
        _show_suggestions(score, suggest(scorer, headline, body))


def _choose_reader() -> str:
    if default_model() == "fast":
        return "fast"
    help_text = "In context, a word counts by what stands around it; word by word, every word counts by itself."
    return st.radio("Reader", list(_READERS), format_func=_READERS.__getitem__, horizontal=True, help=help_text)


def _show_figures(score: Score) -> None:
    st.subheader(_VERDICTS[score.verdict])
    for doubt in score.uncertain:
        st.warning(f"Take this with care. {doubt.message}")
    columns = st.columns(4)
    columns[0].metric("Heat", f"{score.heat:.0f}", help="One figure to sort by, 0-100.", border=True)
    columns[1].metric(
        "Sensationalism", f"{score.sensationalism:.0f}", help="Teasing and exaggeration, 0-100.", border=True
    )
    columns[2].metric(
        "Loaded words", f"{score.bias:.0f}", help="Chance that trained readers find it biased, 0-100.", border=True
    )
    if score.tone_gap is None or score.percentile is None or score.body is None:
        columns[3].metric("Gap to the story", "no story", border=True)
        return
    columns[3].metric(
        "Gap to the story",
        f"{score.tone_gap:+.0f}",
        help="Headline minus the story's average sentence, points.",
        border=True,
    )
    st.write(
        f"Louder than {score.percentile:.0f}% of its own story's {score.body.sentences} sentences. "
        f"{100 * (score.support or 0):.0f}% of what it asserts was found in the text."
    )


def _show_both(in_context: Score, word_by_word: Score) -> None:
    st.dataframe(
        [
            {
                "Reader": name,
                "Verdict": score.verdict,
                "Heat": round(score.heat),
                "Sensationalism": round(score.sensationalism),
                "Loaded words": round(score.bias),
                "Gap to the story": None if score.tone_gap is None else round(score.tone_gap),
            }
            for name, score in (("in context", in_context), ("word by word", word_by_word))
        ],
        hide_index=True,
    )


def _show_evidence(score: Score) -> None:
    spans = [s for s in score.evidence if s.kind != "other" or max(abs(s.points), abs(s.bias_points)) >= 1]
    st.subheader("Which words do it")
    if not spans:
        st.write("No word stands out.")
        return
    st.dataframe(
        [
            {
                "Words": s.text,
                "What": label(s.kind) if s.kind != "other" or s.points > 0 else "calms",
                "Points": round(s.points, 1),
                "Bias points": round(s.bias_points, 1),
                "Why": s.reason,
            }
            for s in sorted(spans, key=lambda s: -max(s.points, s.bias_points))
        ],
        hide_index=True,
    )


def _show_suggestions(score: Score, suggestions: Sequence[Suggestion]) -> None:
    if not suggestions:
        return
    st.subheader("What would bring it down")
    for suggestion in suggestions:
        # Plain text: both lines quote what was pasted.
        st.text(f"{suggestion.score.heat - score.heat:+.0f} heat:  {suggestion.headline}\n{describe_edits(suggestion)}")


main()
