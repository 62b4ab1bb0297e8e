"""What can be scored, and what is refused before it is read."""

from __future__ import annotations

import pytest
from levelhed.data.errors import InputError
from levelhed.model.text import check_body, check_headline

INVISIBLE = ["", " \t\n", "\u200b\u200b", "\ufeff", "\u00a0\u2003", "\u0301", "\u20dd \u00ad", "\u3164", "\u2800"]


@pytest.mark.parametrize("text", INVISIBLE)
def test_what_does_not_show_is_empty(text: str) -> None:
    with pytest.raises(InputError) as refused:
        check_headline(text)
    assert refused.value.kind == "empty"
    assert check_body(text) is None


@pytest.mark.parametrize("text", ["?", "\u200bFire", "é", "\U0001f525", "\ufeffCouncil raises fares"])
def test_what_shows_is_not(text: str) -> None:
    assert check_headline(text) == check_body(text) == text
