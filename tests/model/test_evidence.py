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


def test_a_word_that_only_its_points_call_loaded_breaks_no_rule(scorer: Scorer) -> None:
    """ "Murder" is the plain word for it; nobody's rule says to write another."""
    found = {e.text: e for e in scorer.score("Man, 34, charged with murder in brutal attack").evidence}
    assert found["murder"].kind == found["brutal"].kind == "loaded_word"
    assert found["murder"].rule is None
    assert "may be the plain word" in found["murder"].reason
    assert found["brutal"].rule == "guardian-journalese"
    assert found["brutal"].reason.startswith("A loaded word")


def test_a_phrase_of_the_table_is_a_loaded_word(scorer: Scorer) -> None:
    found = {e.text: e for e in scorer.score("Council rams through ferry cuts").evidence}
    assert (found["rams"].kind, found["rams"].rule) == ("loaded_word", "guardian-journalese")


@pytest.mark.parametrize(
    ("headline", "word", "kind"),
    [
        ("'You killed my son': mother confronts driver", "You", "second_person"),
        ("'Where is my money?': investors turn on lender", "?", "question"),
        ("'This is why we march': thousands join protest", "why", "curiosity_gap"),
        ("Mayor says you will pay less tax", "you", "second_person"),
    ],
)
def test_what_somebody_else_says_is_not_the_outlet_speaking(
    headline: str, word: str, kind: str, scorer: Scorer
) -> None:
    found = next(e for e in scorer.score(headline).evidence if e.text == word)
    own = next(e for e in scorer.score("This is why you should march. Why?").evidence if e.kind == kind)
    assert found.kind == kind
    assert "somebody else" in found.reason
    assert "somebody else" not in own.reason


def test_no_rule_says_how_somebody_else_should_have_put_it(scorer: Scorer) -> None:
    found = {e.text: e for e in scorer.score("Councillor suspended over 'really vile' posts").evidence}
    assert (found["really"].kind, found["really"].rule) == ("intensifier", None)
    assert (found["vile"].kind, found["vile"].rule) == ("loaded_word", None)
    own = {e.text: e for e in scorer.score("Councillor suspended over really vile posts").evidence}
    assert own["really"].rule == "guardian-needless-words"
    assert own["vile"].rule == "guardian-journalese"
