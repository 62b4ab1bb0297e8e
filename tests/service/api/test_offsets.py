from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from levelhed.service.api.offsets import from_utf16


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 20))
def test_a_unit_is_found_again_in_code_points(text: str, at: int) -> None:
    at = min(at, len(text))
    assert from_utf16(text, len(text[:at].encode("utf-16-le")) // 2) == at


def test_within_a_pair_it_is_the_pair_and_beyond_the_end_the_end() -> None:
    assert from_utf16("a\U0001f600b", 2) == 1
    assert from_utf16("a\U0001f600b", 99) == 3
