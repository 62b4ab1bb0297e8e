from __future__ import annotations

import pytest
from levelhed.model.line import read_line
from levelhed.model.names import Names
from levelhed.model.support import BodyWords, Support, read_support
from levelhed.model.tokens import tokenize

NAMES = Names(frozenset(), frozenset(["killed", "in", "crash", "signs", "deal", "says", "a", "and"]))


def _support(headline: str, body: str) -> tuple[Support, list[str]]:
    line = read_line(headline, NAMES, {})
    found = read_support(line, BodyWords.of(tokenize(body)))
    return found, [line.tokens[i].folded for i in (*found.numbers, *found.names)]


@pytest.mark.parametrize(
    ("headline", "body", "missing"),
    [
        ("7 killed in crash", "Seven people were killed when a bus crashed.", []),
        ("Seven killed in crash", "The crash killed 7.", []),
        ("7 killed in crash", "The crash killed 5.", ["7"]),
        ("Twenty-one killed in crash", "The crash killed 21.", []),
        ("Twenty-one killed in crash", "The crash killed twenty.", ["Twenty"]),
        ("US signs deal", "The United States signed the deal.", []),
        ("The United States signs deal", "The deal was signed by the US.", []),
        ("Joe Biden signs deal", "Joe Biden signed the deal. Biden spoke.", []),
        ("Biden signs deal", "President Joe Biden signed the deal.", []),
        ("Biden signs deal", "The deal was signed on Monday.", ["Biden"]),
    ],
)
def test_numbers_and_names(headline: str, body: str, missing: list[str]) -> None:
    assert _support(headline, body)[1] == missing


def test_a_quotation_must_stand_in_the_body_word_for_word() -> None:
    held, _ = _support("Deal is 'good for all'", "She called it “good for all”.")
    lacking, _ = _support("Deal is 'good for all'", "She called it good. It is for all.")
    assert held.quotations == ()
    assert len(lacking.quotations) == 1
