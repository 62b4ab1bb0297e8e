"""Which reader scores: the editor's choice, the same on every page."""

from __future__ import annotations

import streamlit as st
from levelhed.dashboard.desk import Desk

NAMES = {"deep": "In context", "fast": "Word by word"}
"""What the readers are called in front of editors."""

_HELP = (
    "In context, a word counts by what stands around it. Word by word, every word counts by itself, and it is faster."
)


def choose_reader(desk: Desk) -> str:
    """Ask which reader scores, where there is a choice; return its name."""
    names = desk.readers
    if len(names) == 1:
        return names[0]
    chosen = st.segmented_control(
        "How it is read",
        names,
        default=names[0],
        format_func=lambda name: NAMES.get(name, name),
        required=True,
        help=_HELP,
        key="reader",
        persist_state="session",
    )
    return str(chosen or names[0])
