"""Bodies as long as are accepted, made of one mark over and over: read in a moment, where a pattern that looks back or
tries again from every place would take hours and run into the suite's time limit."""

from __future__ import annotations

import pytest
from levelhed.model import Scorer
from levelhed.model.text import MAX_BODY

BEGINNING = "The council met on Monday."


@pytest.mark.parametrize(
    "mark",
    [
        ".",
        "!",
        "…",
        '."',
        "a ",
        " ",
        "\u0301",
        "\u200b",
        "\n.",
        " - ",
        "&#",
        "LAS (",
        "Hunt said no. ",
        "he calls it ",
        "a-",
    ],
)
def test_a_body_of_one_mark_is_read(scorer: Scorer, mark: str) -> None:
    body = BEGINNING + mark * ((MAX_BODY - len(BEGINNING)) // len(mark) // 10)
    assert scorer.score("Council votes to close the pool", body).body is not None


@pytest.mark.parametrize("mark", [".", " ", "\u0301", "\u200b", "\n"])
def test_so_is_the_longest_body_of_what_parts_words(scorer: Scorer, mark: str) -> None:
    body = BEGINNING + mark * (MAX_BODY - len(BEGINNING) - 4) + " Pool"
    assert scorer.score("Council votes to close the pool", body[:MAX_BODY]).body is not None
