from __future__ import annotations

import pytest
from levelhed.model.tokens import tokenize
from levelhed.model.voices import quotations, voices


def _voices(text: str) -> list[str]:
    tokens = tokenize(text)
    return [f"{t.folded}:{v[0]}" for t, v in zip(tokens, voices(text, tokens, quotations(text, tokens)), strict=True)]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    text = "The players' union and the clubs' owners meet"
    assert quotations(text, tokenize(text)) == []


@pytest.mark.parametrize(
    "text", ["A 'sorry state' of schools", 'A "sorry state" of schools', "A “sorry state” of schools"]
)
def test_quoted_words(text: str) -> None:
    assert [w for w in _voices(text) if w.endswith(":q")] == ["sorry:q", "state:q"]


def test_what_somebody_says_is_attributed() -> None:
    assert _voices("Schools failing, says minister")[:2] == ["Schools:a", "failing:a"]
    assert _voices("Minister says schools failing") == ["Minister:o", "says:o", "schools:a", "failing:a"]
