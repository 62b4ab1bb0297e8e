"""What a page shows in HTML of its own, as a browser would read it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

SCRIPT = "<script>alert('FURY')</script><img src=x onerror=alert(1)> \"><b>BOLD claim ![x](http://127.0.0.1:9/x.png)"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def sent(page: AppTest) -> list[dict[str, Any]]:
    """Return what the browser is sent to draw: headlines, a page."""
    parts = [json.loads(component.proto.json or "null") for component in page.get("bidi_component")]
    return [part for part in parts if part and "texts" not in part]  # those are to be kept, not drawn


def read(page: AppTest) -> _Reader:
    """Return the tags and the text of all HTML on a page."""
    reader = _Reader()
    for element in page.get("html"):
        reader.feed(element.value)
    reader.close()
    return reader
