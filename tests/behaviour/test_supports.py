"""Support: the headline's names, numbers and quotations against the body's."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.training.properties import Rate
from levelhed.model.training.properties.supports import names, numbers, quotations, sums


def test_numbers(any_scorer: Scorer, rng: Random, cases: int, hold: Callable[[list[Rate]], None]) -> None:
    hold(numbers(any_scorer, rng, cases))


def test_sums(any_scorer: Scorer, rng: Random, cases: int, hold: Callable[[list[Rate]], None]) -> None:
    hold(sums(any_scorer, rng, cases))


def test_names(any_scorer: Scorer, rng: Random, cases: int, hold: Callable[[list[Rate]], None]) -> None:
    hold(names(any_scorer, rng, cases))


def test_quotations(any_scorer: Scorer, rng: Random, cases: int, hold: Callable[[list[Rate]], None]) -> None:
    hold(quotations(any_scorer, rng, cases))


@pytest.mark.parametrize(
    ("headline", "body", "listed"),
    [
        ("7 killed in bus crash", "A bus left the road. Seven people were killed, police said.", []),
        ("Seven killed in bus crash", "A bus left the road. Police said 7 people were killed.", []),
        ("7 killed in bus crash", "A bus left the road. Police said 5 people were killed.", ["7"]),
        ("Twenty-one killed in bus crash", "A bus left the road. Police said 21 people were killed.", []),
        ("1,200 jobs to go at bank", "The bank said 1200 jobs would go by June.", []),
        ("US signs treaty", "The United States signed the treaty on Monday.", []),
        ("United States signs treaty", "The US signed the treaty on Monday.", []),
        ("U.S. signs treaty", "The US signed the treaty on Monday.", []),
        ("Biden visits Warsaw", "President Joe Biden arrived in Warsaw on Monday.", []),
        ("Biden visits Warsaw", "President Joe Biden arrived in Vilnius on Monday.", ["Warsaw"]),
        ("Firm to pay $2bn fine", "The firm will pay a fine of $2m, it said on Monday.", ["2"]),
        ("Firm fined £5m", "The firm was fined £5 billion on Monday.", ["5"]),
        ("Firm fined €5m", "The firm was fined $5m on Monday.", ["5"]),
        ("More than 1,000 jobs to go", "The bank said more than a thousand jobs would go.", []),
        ("One of oldest pubs to close", "A pub will close. It is old.", []),
        ("No one hurt in fire", "A fire burned. Nobody was hurt.", []),
        ("Jean-Luc Picard visits Warsaw", "Jean Luc Picard arrived in Warsaw on Monday.", []),
        ("NHS cuts jobs", "The National Health Service will cut jobs.", []),
        ("Mr Trump visits Warsaw", "Trump arrived in Warsaw on Monday.", []),
        ("Mayor: 'a price worth paying'", 'The mayor called it "a price worth paying" on Monday.', []),
        ("Mayor: 'a bitter price'", 'The mayor called it "a price worth paying" on Monday.', ["'a bitter price'"]),
    ],
)  # fmt: skip
def test_what_is_listed_as_not_found(headline: str, body: str, listed: list[str], any_scorer: Scorer) -> None:
    found = [e.text for e in any_scorer.score(headline, body).evidence if "not found" in e.reason]
    assert found == listed
