from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from levelhed.model.tokens import LONGEST_WORD, fold, tokenize


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    for token in tokenize(text):
        assert 0 <= token.start < token.end <= len(text)


@pytest.mark.parametrize(
    "disguised",
    [
        "Ministers in ＳＨＯＣＫ move",
        "Ministers in 𝐒𝐇𝐎𝐂𝐊 move",
        "Ministers in SНОСК move",
        "Ministers in S H O C K move",
    ],
)
def test_capitals_in_disguise_read_as_capitals(disguised: str) -> None:
    assert "SHOCK" in [t.folded for t in tokenize(disguised)]


def test_a_cyrillic_word_is_left_alone() -> None:
    assert [t.folded for t in tokenize("Путин")] == ["Путин"]


def test_a_word_without_end_is_read_by_its_beginning() -> None:
    text = "a" * 100_000
    [token] = tokenize(text)
    assert (token.start, token.end, token.folded) == (0, len(text), text)
    assert token.lower == token.stem == "a" * LONGEST_WORD


def test_spaces_of_every_width_keep_offsets() -> None:
    text = "Two  words\tand\nU.S. it's\u00a0late - S H O C K"
    for token in tokenize(text):
        assert text[token.start : token.end].replace(" ", "").replace(".", "") == token.folded
    assert [t.folded for t in tokenize(text)] == ["Two", "words", "and", "US", "it's", "late", "-", "SHOCK"]
