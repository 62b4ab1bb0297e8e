"""What a span is called."""

from __future__ import annotations

import pytest
from levelhed.model import Scorer


@pytest.mark.parametrize(
    "headline",
    ["17 reasons to leave London", "21 Photos That Prove Cats Rule", "10 depressingly real struggles of dating"],
)
def test_a_number_that_counts_off_a_list(headline: str, scorer: Scorer) -> None:
    assert scorer.score(headline).evidence[0].kind == "hyperbolic_number"


@pytest.mark.parametrize(
    "headline",
    [
        "12 dead in crash",
        "6 killed as bus overturns",
        "18 miners trapped in Chile",
        "9/11 families sue",
        "7 October families meet minister",
        "10 Downing Street cat dies",
        "9 killed as signs fall",
    ],
)
def test_a_plain_count_is_no_hype(headline: str, scorer: Scorer) -> None:
    assert "hyperbolic_number" not in {span.kind for span in scorer.score(headline).evidence}
