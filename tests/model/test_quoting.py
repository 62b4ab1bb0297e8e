from __future__ import annotations

import pytest
from levelhed.model.line import read_line
from levelhed.model.names import Names
from levelhed.model.support import BodyWords, read_support
from levelhed.model.tokens import tokenize

NAMES = Names(frozenset(), frozenset())


def _misquoted(headline: str, body: str) -> list[str]:
    line = read_line(headline, NAMES, {})
    found = read_support(line, BodyWords.of(tokenize(body))).quotations
    return [line.text[line.tokens[a].start : line.tokens[b].end] for a, b in found]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("'I'm finished', says mayor", '"I am finished," the mayor said.'),
        ("'I am finished', says mayor", '"I’m finished," the mayor said.'),
        ('"I don\'t want to go"', '"I do not want to go," he said.'),
        ("'It's gonna be huge'", '"It is going to be huge," he said.'),
        ("'You've got to laugh'", '"You have gotta laugh," she said.'),
        ("'We've lost all'", '"We have lost all," he said.'),
        ("'It's over for us'", '"It is over for us," she said.'),
        ("'It was... terrifying'", '"It was absolutely terrifying," said one.'),
        ("'Worst day … of my life'", '"It was the worst day, without doubt, of my life," she said.'),
        ("'We [the council] failed them'", '"We failed them," the leader said.'),
        ("'They let [us] down'", '"They let the whole of our family down," she said.'),
        ("'[He] was my hero'", '"My dad was my hero," she said.'),
        ("'Britain is open for business'", '"Britain," the prime minister said, "is open for business."'),
        ("'We will rebuild and recover'", '"We will rebuild," she said, "and recover."'),
        ("'A dark day for Leeds'", "She called it \"a 'dark' day for Leeds\"."),
    ],
)
def test_a_quotation_may_be_cut_or_contracted(headline: str, body: str) -> None:
    assert _misquoted(headline, body) == []


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("'I'm finished', says mayor", "The mayor said he was finished."),
        ("'We will rebuild... and win'", '"We will rebuild," the mayor said.'),
        ("'Win... we will'", '"We will win," the mayor said.'),
        ("'[He] was my hero'", '"My dad was no hero," she said.'),
        ("'Britain is open for business'", '"Britain," she said, "was never open for business."'),
        ("'I do want to go'", '"I don\'t want to go," he said.'),
    ],
)
def test_other_words_are_no_quotation(headline: str, body: str) -> None:
    assert len(_misquoted(headline, body)) == 1
