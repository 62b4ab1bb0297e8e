"""Text that others wrote, put on the page as text: nothing in it is read as HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st
from levelhed.dashboard.changes import Change
from levelhed.data.errors import InputError
from levelhed.model.edits import changes
from levelhed.model.score import Score, Suggestion

_NAMES = {
    "headline": "The headline",
    "body": "The story",
    "page": "The page",
    "reason": "The reason",
    "your name": "Your name",
}
"""Where something may be wrong, as a sentence begins; a file or a row is named as it is."""


def problem(error: InputError) -> None:
    """Say what is wrong with what was put in; the message may quote it."""
    st.html(f'<p class="lh-problem" role="alert">{escape(_sentence(error))}</p>')


def note(text: str) -> None:
    """Say something the editor should bear in mind."""
    st.html(f'<p class="lh-note" role="note">{escape(text)}</p>')


def paragraph(text: str) -> None:
    """Say something that may quote what was put in."""
    st.html(f'<p class="lh-plain">{escape(text)}</p>')


def aside(text: str) -> None:
    """Say something small: how a plot is read, what a table holds."""
    st.html(f'<p class="lh-aside">{escape(text)}</p>')


def rank(place: int, score: Score) -> None:
    """Say where a headline stands among others: its place, its heat as a bar, its verdict."""
    st.html(
        f'<p class="lh-rank"><b>{place}</b><span class="bar" aria-hidden="true"><i style="width:{score.heat:.0f}%"></i>'
        f"</span><span>heat {score.heat:.0f}, {score.verdict}</span></p>"
    )


def lines(rows: Iterable[tuple[str, str]]) -> None:
    """List texts, each behind a figure of its own."""
    items = "".join(f"<li><b>{escape(figure)}</b><span>{escape(text)}</span></li>" for figure, text in rows)
    st.html(f'<ul class="lh-lines">{items}</ul>')


def edit(suggestion: Suggestion, heat: float) -> None:
    """Say what a suggestion changes, and from which heat to which."""
    changed = "; ".join(f"{old} → {new}" for old, new in changes(suggestion.edits))
    st.html(_edit(changed, _drop(heat, suggestion.score.heat)))


def changed(change: Change) -> None:
    """Say what a change did: the old headline, and both heats."""
    if change.old is None or change.new is None:
        replaced = change.before.strip() and change.before != change.after
        said = f"Before the file: {change.before}" if replaced else "The file replaced the story."
        st.html(_edit(said, ""))
        return
    figures = _drop(change.old.heat, change.new.heat)
    old, new = change.old.verdict, change.new.verdict
    verdicts = f"still {new}" if new == old else f"{old}, now {new}"
    st.html(_edit(f"Before: {change.before} ({verdicts})", figures))


def _sentence(error: InputError) -> str:
    kind, _, number = error.where.partition("/")
    if kind == "headlines" and number.isdecimal():
        return f"Headline {int(number) + 1} {error.message}."
    name = _NAMES.get(error.where)
    return f"{name} {error.message}." if name else f"{error}."


def _edit(text: str, figures: str) -> str:
    return f'<p class="lh-edit"><span>{escape(text)}</span><span class="figure">{figures}</span></p>'


def _drop(old: float, new: float) -> str:
    # The difference of the figures as they are shown, or they would not add up.
    return f"<b>{signed(round(new) - round(old))}</b>&ensp;heat {old:.0f} → {new:.0f}"


def signed(points: int) -> str:
    """Return points with their sign, a minus of its own as wide as a plus."""
    return f"{points:+d}".replace("-", "−")
