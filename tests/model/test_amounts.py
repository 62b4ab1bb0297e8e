from __future__ import annotations

import pytest
from levelhed.model.amounts import Amounts, Hedge
from levelhed.model.numbers import read_amounts
from levelhed.model.tokens import tokenize


def _amounts(text: str) -> Amounts:
    return Amounts.of(read_amounts(tokenize(text)))


@pytest.mark.parametrize(
    ("line", "body", "held"),
    [
        ("$2bn", "$2m", False),
        ("£5m", "£5 billion", False),
        ("€5m", "$5m", False),
        ("A$5m", "US$5m", False),
        ("A$5m", "$5m", True),
        ("¥5m", "5 million yuan", True),
        ("¥5m", "5 million yen", True),
        ("5 million yuan", "5 million yen", False),
        ("₹5m", "five million rupees", True),
        ("₹5m", "$5m", False),
        ("$3.50", "3.5", True),
        ("5 million", "$5m", True),
        ("$1.5bn", "$1,500 million", True),
        ("5.0%", "five per cent", True),
        ("50%", "half", True),
        ("12", "a dozen", True),
        ("2m", "1.9m", False),
        ("12%", "12 jobs", False),
        ("12 jobs", "12%", False),
        ("12%", "12 jobs by half-time", False),
        ("2.4%", "from 2.4 to 2.6 percent", True),
        ("52-48", "52% to 48%", True),
        ("10-15%", "10 to 15 per cent", True),
        ("7m", "seven metres", True),
        ("7m", "seven", False),
        ("stage 12", "the twelfth stage", True),
        ("1", "the first", False),
        ("1st", "the first", True),
        ("2,019", "2019", True),
        ("7.6 million", "7.62 million", True),
        ("7.6m", "7,604,000", True),
        ("7.6m", "7.66m", False),
        ("7.62m", "7.6m", False),
        ("£17bn", "£16.8bn", True),
        ("$1.6B", "$1.57 billion", True),
        ("£17bn", "£17.6bn", False),
        ("£17bn", "$17.1bn", False),
        ("£5m", "£5.1m", False),
        ("3%", "2.97%", True),
        ("1,000", "1,013", False),
        ("40", "40.3", True),
        ("two-thirds", "67%", True),
        ("two-thirds", "66.7 per cent", True),
        ("two-thirds", "64%", False),
        ("one in six", "17%", True),
        ("one in six", "20%", False),
        ("2-0", "two goals to nil", True),
        ("33%", "a third of pupils", True),
        ("zero", "0%", True),
    ],
)
def test_numbers_agree_by_value_and_by_unit_as_far_as_both_have_one(line: str, body: str, held: bool) -> None:
    assert _amounts(body).hold(read_amounts(tokenize(line))[0], _amounts(line)) == held


@pytest.mark.parametrize(
    ("line", "hedge", "body", "fits"),
    [
        ("2m", "around", "1.9m", True),
        ("2m", "below", "1.9m", True),
        ("2m", "below", "2.1m", False),
        ("2m", "below", "1.2m", False),
        ("1,000", "above", "1,042", True),
        ("1,000", "above", "942", False),
        ("1.6m", "above", "1.68m", True),
        ("1.6m", "above", "1.78m", False),
        ("1,200", "above", "1,300,000", False),
        ("$2m", "around", "£1.9m", False),
        ("2,000", "around", "in 2019", False),
    ],
)
def test_an_open_number_must_fit(line: str, hedge: Hedge, body: str, fits: bool) -> None:
    assert _amounts(body).hold_about(read_amounts(tokenize(line))[0], _amounts(line), hedge) == fits
