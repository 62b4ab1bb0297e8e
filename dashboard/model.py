"""What reads the headlines: how far to trust it, what it must not be used for, what it was taught on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.card import Swap, card, section, swaps
from levelhed.dashboard.desk import Desk, open_desk
from levelhed.dashboard.readers import NAMES, choose_reader

_SCALES = {
    "clickbait": "teasing",
    "exaggeration": "exaggerating",
    "bias": "loaded wording",
    "sensationalism": "sensational",
}

# Each stands out by 3:1 and more from both themes' grounds.
_NO_TRAIT = "none of these"

_COLOURS = ["#2f8a94", "#c4501b", "#8468c9", "#96791c"]


def main() -> None:
    """Draw the page."""
    st.title("What reads the headlines", anchor=False)
    desk = open_desk()
    _show(desk, choose_reader(desk))


def _show(desk: Desk, model: str) -> None:
    facts = desk.describe_model(model)
    text = card()
    if str(facts.get("checksum")) not in text:
        # Another version than the card's stands behind the API: its figures are not this card's.
        text = ""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("How far to trust it", anchor=False)
        for sentence in _trust(facts):
            st.write(sentence)
        _show_calibration(facts)
        _show_swaps(swaps(text, model))
    with right:
        _show_section(text, "What it is for")
        _show_section(text, "What it must not be used for")
        _show_section(text, "Names")
        _show_weak_spots(facts)
    _show_data(facts)
    if text:
        with st.expander("The whole model card"):
            st.write(f"In the card, fast is what reads “{NAMES['fast']}”, deep what reads “{NAMES['deep']}”.")
            st.markdown(text.replace("\n# ", "\n### ").removeprefix("# Model card"))
    plain.aside(
        f"{NAMES.get(model, model)}, version {facts.get('version')}, checksum {str(facts.get('checksum'))[:12]}"
    )


def _trust(facts: Mapping[str, Any]) -> list[str]:
    """Return the figures that matter to an editor, a sentence each."""
    sentences = []
    precision, thresholds = facts.get("threshold_precision") or {}, facts.get("thresholds") or {}
    if "sensational" in precision and "sensational" in thresholds:
        sentences.append(
            f"Of ten headlines it calls sensational, about {10 * precision['sensational']:.0f} are loud to people; "
            f"of ten it calls at least charged, about {10 * precision['charged']:.0f}. "
            f"It says charged from heat {thresholds['charged']:.1f}, sensational from {thresholds['sensational']:.1f}."
        )
    test = facts.get("test") or {}
    if "mae" in test:
        sentences.append(
            f"For teasing it is off by {100 * test['mae']['value']:.0f} points of 100 on average, measured on "
            f"{test['rows']:,} posts that it never saw, each rated by several people."
        )
    folds = facts.get("cross_validated") or {}
    if "bias" in folds:
        sentences.append(
            f"Of two lines, one of loaded wording and one without, it rates the loaded one higher "
            f"{100 * folds['bias']['auroc']['value']:.0f} times in a hundred."
        )
    decide = "It is wrong often enough that a person must decide."
    if "disagreement_margin" in facts:
        decide += (
            " Where its two ways of reading come out "
            f"more than {facts['disagreement_margin']:.0f} points apart, it says so and shows both."
        )
    sentences.append(decide)
    return sentences


def _show_calibration(facts: Mapping[str, Any]) -> None:
    rows = [
        {"scale": _SCALES[scale], "said": 100 * said, "true": 100 * true}
        for scale, measured in (facts.get("cross_validated") or {}).items()
        if scale in _SCALES
        for said, true in measured.get("curve", ())
    ]
    if not rows:
        return
    st.subheader("When it says 60, is it 60?", anchor=False)
    scale, axis = alt.Scale(domain=[0, 100]), alt.Axis(values=list(range(0, 101, 20)))
    # Two beside each other are as many as a phone has room for.
    legend = alt.Legend(orient="top", title=None, columns=2)
    line = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(point=True)
        .encode(
            x=alt.X("said:Q", title="what it said", scale=scale, axis=axis),
            y=alt.Y("true:Q", title="what people said", scale=scale, axis=axis),
            color=alt.Color("scale:N", scale=alt.Scale(range=_COLOURS), legend=legend),
            strokeDash=alt.StrokeDash("scale:N", legend=None),
            shape=alt.Shape("scale:N"),
        )
    )
    ideal = alt.Chart(alt.InlineData(values=[{"said": 0, "true": 0}, {"said": 100, "true": 100}]))
    plot: alt.LayerChart = ideal.mark_line(strokeDash=[4, 4], opacity=0.6).encode(x="said:Q", y="true:Q") + line
    st.altair_chart(plot.properties(height=380), width="stretch")
    plain.aside("On the dashed line it is right on average. Measured on lines that it had not been taught.")


def _show_swaps(tests: Sequence[Swap]) -> None:
    if not tests:
        return
    st.subheader("Does it matter who is spoken of?", anchor=False)
    st.write("Names were swapped for others of their kind. The score should stay within a point.")
    st.dataframe(
        [
            {
                "Names of": test.group,
                "Stayed": f"{test.kept:.1f}% of {test.cases:,}",
                "Promised": f"{test.asked:.1f}%" + ("" if test.kept >= test.asked else " (missed)"),
                "Largest move": f"{test.worst:.1f} points",
            }
            for test in tests
        ],
        hide_index=True,
    )


def _show_section(text: str, title: str) -> None:
    content = section(text, title)
    if content:
        st.subheader(title, anchor=False)
        st.markdown(as_named_here(content))


def as_named_here(content: str) -> str:
    """Return a passage of the card with the readers under the names that editors choose them by."""
    return re.sub(r"\*\*(fast|deep)\*\*", lambda found: f"**“{NAMES[found[1]]}”**", content)


def _show_weak_spots(facts: Mapping[str, Any]) -> None:
    shared = (facts.get("worst") or {}).get("shared") or {}
    rows = [
        {"Trait": trait, "Worst errors": f"{100 * s['worst']:.0f}%", "All": f"{100 * s['all']:.0f}%"}
        for trait, s in shared.items()
        if s["worst"] > s["all"] and trait != _NO_TRAIT
    ]
    if not rows:
        return
    st.subheader("Where it fails most", anchor=False)
    st.write("What its twenty worst errors have in common, beside how common that is in all headlines.")
    st.dataframe(rows, hide_index=True)


def _show_data(facts: Mapping[str, Any]) -> None:
    data = facts.get("data") or {}
    if not data:
        return
    st.subheader("What it was taught on", anchor=False)
    st.dataframe(
        [
            {
                "Set": name,
                "Lines": entry["rows"],
                "Licence, as stated": entry["licence"],
                "Research only": "yes" if entry["research_only"] else "no",
            }
            for name, entry in data.items()
        ],
        hide_index=True,
        column_config={
            "Lines": st.column_config.NumberColumn(format="localized", width=90),
            # What a licence says is long: the others leave it the room.
            "Licence, as stated": st.column_config.TextColumn(width=560),
        },
    )


if __name__ == "__main__":
    main()
