"""The dashboard: which pages there are, and nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from levelhed.dashboard import plain
from levelhed.dashboard.live_text import watch_texts
from levelhed.data.errors import InputError

_parts = Path(__file__).with_name("components")
st.set_page_config(page_title="Levelhed", page_icon=_parts / "icon.svg", layout="wide")
page = st.navigation(
    [
        st.Page("check.py", title="Check", default=True),
        st.Page("compare.py", title="Compare"),
        st.Page("article.py", title="Article"),
        st.Page("archive.py", title="Archive"),
        st.Page("reviews.py", title="Reviews"),
        st.Page("model.py", title="Model"),
    ],
    position="top",
)
st.html(_parts / "page.css")
watch_texts()
try:
    page.run()
except InputError as error:
    # Whatever a page does not say where it belongs, such as a service that does not answer.
    plain.problem(error)
