"""The dashboard: which pages there are, and nothing else."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

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
page.run()
