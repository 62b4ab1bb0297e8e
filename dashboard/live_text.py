"""Boxes of text that are read while they are written, as the headline is: no figure stands beside another story."""

from __future__ import annotations

import streamlit as st
from levelhed.dashboard.marked_words import asset

_component = st.components.v2.component("levelhed.live_text", html="<span></span>", js=asset("live_text.js"))


def watch_texts() -> None:
    """Have every box of text of the page hand over what is pasted at once, and what is typed at the next pause."""
    _component(key="live-text")
