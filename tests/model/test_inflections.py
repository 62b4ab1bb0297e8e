from __future__ import annotations

import pytest
from levelhed.model.inflections import inflects

KNOWN = frozenset({"torpedo", "busybody", "sculled", "admit", "blaze", "open", "can", "meek"})


@pytest.mark.parametrize(
    "word", ["torpedoes", "torpedoed", "busybodies", "admitting", "admitted", "blazing", "opens", "meekly"]
)
def test_a_known_word_with_an_ending_is_told(word: str) -> None:
    assert inflects(word, KNOWN)


@pytest.mark.parametrize("word", ["torpedo", "cans", "rivers", "openshaw", "ing", "s", ""])
def test_anything_else_is_not(word: str) -> None:
    assert not inflects(word, KNOWN)
