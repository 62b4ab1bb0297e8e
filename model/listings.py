"""Listings: results, programmes, notices, puzzles and the like; names and numbers, and no sentence."""

from __future__ import annotations

import re
from functools import cache

from levelhed.model.folding import fold
from levelhed.model.line import Line
from levelhed.model.support import FUNCTION_WORDS
from levelhed.model.table import read_table

BEFORE = 2
"""Words before a heading inside a line: "Champions League results"."""

# "Arsenal 3-0 Chelsea"
_RESULT = re.compile(r"^\W*(?:[^\W\d_][\w.'&]*\s+){1,4}\d{1,3}\s?[-–]\s?\d{1,3}(?:\s+[^\W\d_][\w.'&]*){1,4}\W*$")
_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
_AGAINST = frozenset({"v", "vs"})
# "Everton 0 Fulham 0"
_SCORED = re.compile(r"(?:[A-Z][\w.'&]*\s+){1,3}\d{1,3}\s+(?:[A-Z][\w.'&]*\s+){1,3}\d{1,3}")
_ITEM = re.compile(r"[^,;|\s](?:[^,;|]|,(?=\d))*")
# "Home > News > UK"
_PATH = re.compile(r"\w[\w&' ]{0,30}(?:\s[>»›]\s\w[\w&' ]{0,30}){2,}")
# "Index drops 671 points, or 2.6%, to 25,270": of what is counted off none leads to the next.
_RUNNING = frozenset({"or", "to"})
_NUMBERS = re.compile(r"^\W*\d[\d\W]*$")


def is_listing(line: Line) -> bool:
    """Say whether a line lists, so that it has no tone to judge.

    A heading alone ("live", "results", "deaths") makes no listing; names, numbers and dates alone behind it do, and so
    does the end of the line.
    """
    if _is_headed(line) or _is_itemised(line) or _is_result(line) or _is_count(line):
        return True
    return _NUMBERS.match(line.text) is not None or _PATH.fullmatch(line.text) is not None


@cache
def counted() -> frozenset[str]:
    """Return the nouns that a number counts off in a list, in small letters."""
    return _table("counted", "nouns")


@cache
def _table(group: str, name: str) -> frozenset[str]:
    return frozenset(read_table("lists")[group][name])


def _is_headed(line: Line) -> bool:
    heads = _table("parts", "heads")
    lower = [token.lower for token in line.tokens]
    if heads.isdisjoint(lower):
        return False
    at = next(i for i, word in enumerate(lower) if word in heads)
    behind = range(at + 1, len(lower))
    # Of teams that play each other any may be an ordinary word: "Live: Arsenal v Chelsea".
    playing = not _AGAINST.isdisjoint(lower) or _SCORE.search(line.text) is not None
    if not all(_is_listed(line, i, playing=playing) for i in behind):
        return False
    if all(_is_listed(line, i) and (behind or not line.named[i]) for i in range(at)):
        return True
    dated = any(word[0].isdigit() for word in lower[at + 1 :])
    plain = all(word not in FUNCTION_WORDS for word in lower[:at])
    return dated and plain and at <= BEFORE and lower[at] in _table("parts", "inner")


def _is_itemised(line: Line) -> bool:
    heading, colon, _ = line.text.partition(": ")
    if not colon or not _is_heading(heading):
        return False
    items = list(_ITEM.finditer(line.text, len(heading) + len(colon)))
    inside = [[i for i, t in enumerate(line.tokens) if item.start() <= t.start < item.end()] for item in items]
    plain = [[i for i in own if not _is_listed(line, i)] for own in inside]
    numbers = sum(line.tokens[i].folded[0].isdigit() for own in inside for i in own)
    named = len(items) > 2 and all(line.tokens[i].capital for own in plain for i in own)
    if len(items) < 2 or (numbers < 2 and any(plain) and not named):
        return False
    return all(
        len(own) <= 1 and all(line.tokens[i].lower not in FUNCTION_WORDS for i in own)
        for item, own in zip(items, plain, strict=True)
        if not _SCORED.fullmatch(item[0])
    )


def _is_heading(text: str) -> bool:
    words = fold(text).lower().split()
    while words and words[-1] in _table("parts", "fillers"):
        words.pop()
    return len(words) <= BEFORE + 2 and f" {' '.join(words)}".endswith(_headings())


@cache
def _headings() -> tuple[str, ...]:
    return tuple(f" {heading}" for heading in read_table("lists")["parts"]["headings"])


def _is_listed(line: Line, i: int, *, playing: bool = False) -> bool:
    token = line.tokens[i]
    if not token.word or line.named[i] or len(token.folded) == 1:
        return True
    if playing and token.capital and not token.upper and token.lower not in FUNCTION_WORDS:
        return True
    return token.lower in _table("parts", "fillers") or token.lower in _table("parts", "heads")


def _is_result(line: Line) -> bool:
    # Names on both sides of a score; whatever else is said of it makes a headline.
    if not _RESULT.match(line.text):
        return False
    words = [token for token in line.tokens if token.word]
    return all(token.capital and token.lower not in FUNCTION_WORDS for token in words) and any(line.named)


def _is_count(line: Line) -> bool:
    numbers = sum(t.folded[0].isdigit() for t in line.tokens)
    words = sum(t.word and len(t.folded) > 1 for t in line.tokens)
    if numbers < 3 or numbers >= words:
        return numbers >= 3
    separators = line.text.count(",") + line.text.count(";") + line.text.count("|")
    apart = separators >= numbers - 1 and words <= 2 * numbers
    return apart and _RUNNING.isdisjoint([token.lower for token in line.tokens])
