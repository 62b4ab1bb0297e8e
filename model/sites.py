"""The name of its site that a page puts behind a headline: "- The Daily Ferry", "| World news | CNN"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from levelhed.model.names import Names
from levelhed.model.phrases import Phrases
from levelhed.model.table import read_table
from levelhed.model.tokens import Token, tokenize
from levelhed.model.words import words

# No name holds a dash between spaces: of several tails the last is tried first ("- and here's why - Reuters").
_SITE = re.compile(r"(?<!\s)\s++(?P<mark>[|–—-]|::?)\s++(?P<name>(?:(?!\s-\s)[^|–—:]){2,40})$")
_DATE = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{2,4}\s*")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,6}\s*")
# The call sign of a station in the United States: "KTLA", "WCVB".
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")
_CHANNEL = re.compile(r"\d{1,2}")


def site_start(text: str, tokens: Sequence[Token], names: Names) -> int:
    """Return the index of the dash or bar before the name of a line's site; where it has none, how many tokens."""
    site, end = len(tokens), len(text)
    while found := _SITE.search(text, 0, end):
        start = next((i for i, t in enumerate(tokens) if t.start >= found.start()), len(tokens))
        if start < 3:
            break
        tail, bar = [t for t in tokens[start:site] if t.start >= found.start("name")], found["mark"] == "|"
        section = bar and site < len(tokens) and all(t.lower in _words("sections") for t in tail)
        if not (
            section
            or _DATE.fullmatch(found["name"])
            or _DOMAIN.fullmatch(found["name"])
            or _is_site(tail, names, bar=bar)
        ):
            break
        site, end = start, found.start()
    return site


def _is_site(tail: Sequence[Token], names: Names, *, bar: bool) -> bool:
    """Say whether what stands behind a dash or bar is the site's name; behind a bar it may be the writer's too."""
    named = names.find(tail)
    if _is_title(tail, named) or _is_station(tail, named):
        return True
    own = [t for t in tail if t.word and t.lower != "the"]
    if not 1 <= len(own) <= 5 or any(t.folded[0].isdigit() or t.folded[0] in "!?" for t in tail):
        return False
    if len(own) == 1 and own[0].lower in _words("sources"):
        return False
    if any(len(t.folded) > 3 and not t.capital for t in own):
        return False
    others = [t for t, name in zip(tail, named, strict=True) if t in own and not name]
    ends = {own[0].lower, own[-1].lower}
    if not others:
        return len(own) <= 3 or not ends.isdisjoint(_words("any"))
    # A clause of its own is as short as a site's name, and capitals and loaded words are what it is written for.
    if any(_is_said(t) for t in others):
        return False
    if not ends.isdisjoint(_words("any")) or (bar and len(others) < len(own) <= 3):
        return True
    beside = _words("beside_names")
    return not ends.isdisjoint(beside) and all(t.lower in beside for t in others)


def _is_title(tail: Sequence[Token], named: Sequence[bool]) -> bool:
    # Known by its own spelling; the edition's place alone may follow.
    written = [t.folded for t in tail]
    return any(a == 0 and all(named[b:]) for a, b in _titles().find(written))


def _is_station(tail: Sequence[Token], named: Sequence[bool]) -> bool:
    if not tail or not (tail[0].lower in _words("stations") or _CALL_SIGN.fullmatch(tail[0].folded)):
        return False
    channels = [t for t in tail[1:] if _CHANNEL.fullmatch(t.folded)]
    others = [t for t, name in zip(tail[1:], named[1:], strict=True) if not name and t not in channels]
    return len(channels) == 1 and all(t.lower in _words("any") for t in others)


def _is_said(token: Token) -> bool:
    table, word = words(), token.lower
    if token.upper and token.letters >= 4 and word not in _words("any") and word not in _words("beside_names"):
        return True
    return word in table.loaded or word in table.intensifiers or word in _words("clauses")


@cache
def _titles() -> Phrases:
    return Phrases([t.folded for t in tokenize(title)] for title in read_table("sites")["titles"]["words"])


@cache
def _words(name: str) -> frozenset[str]:
    table = read_table("sites")
    if name == "sections":
        return frozenset(table["parts"]["sections"]).union(_words("any"), _words("beside_names"))
    return frozenset((table["words"] | table["titles"])[name])
