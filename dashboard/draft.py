"""What an editor has written outlives a reload: the browser keeps it for its tab, and nobody else does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from levelhed.dashboard.marked_words import asset

_KEY = "draft"

_component = st.components.v2.component("levelhed.draft", html="<span></span>", js=asset("draft.js"))


def keep_draft(give_back: Mapping[str, Callable[[str], None]] | None = None, /, **texts: str) -> None:
    """Have the browser keep texts by name, and give each back when the page is loaded anew.

    Parameters
    ----------
    give_back : mapping of str to callable, optional
        Takes the text of a name as it was kept; of other names it goes to the session's state.
    """

    def take() -> None:
        kept = st.session_state[_KEY].get("kept")
        for name in texts:
            if isinstance(kept, dict) and isinstance(text := kept.get(name), str):
                if give_back and name in give_back:
                    give_back[name](text)
                else:
                    st.session_state[name] = text

    _component(key=_KEY, data={"texts": texts}, on_kept_change=take)
