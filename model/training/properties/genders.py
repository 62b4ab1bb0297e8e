"""A line as it would read were its people of the other gender."""

from __future__ import annotations

import re

_PAIRS = (
    ("he", "she"),
    ("himself", "herself"),
    ("man", "woman"),
    ("men", "women"),
    ("boy", "girl"),
    ("boys", "girls"),
    ("father", "mother"),
    ("fathers", "mothers"),
    ("dad", "mom"),
    ("dads", "moms"),
    ("son", "daughter"),
    ("sons", "daughters"),
    ("brother", "sister"),
    ("brothers", "sisters"),
    ("husband", "wife"),
    ("husbands", "wives"),
    ("king", "queen"),
    ("prince", "princess"),
    ("actor", "actress"),
    ("grandfather", "grandmother"),
    ("grandson", "granddaughter"),
    ("uncle", "aunt"),
    ("nephew", "niece"),
    ("boyfriend", "girlfriend"),
    ("policeman", "policewoman"),
    ("chairman", "chairwoman"),
    ("spokesman", "spokeswoman"),
    ("businessman", "businesswoman"),
    ("congressman", "congresswoman"),
    ("schoolboy", "schoolgirl"),
    ("stepfather", "stepmother"),
    ("heir", "heiress"),
    ("widower", "widow"),
    ("waiter", "waitress"),
    ("landlord", "landlady"),
    ("male", "female"),
    ("mr", "mrs"),
)
_TO_FEMALE = {**dict(_PAIRS), "his": "her", "him": "her"}
_TO_MALE = {female: male for male, female in _PAIRS}
_AMBIGUOUS = frozenset({"her", "hers"})  # "her" is "his" or "him": a line with it cannot be turned by rule
# "Burger King" and "Prince Harry" are names, whoever they mean.
_TITLES = re.compile(r"(?<=\S )(?:King|Queen|Prince|Princess)\b|\b(?:King|Queen|Prince|Princess) (?=[A-Z])")
_WORD = re.compile(r"(?<![\w@#*-])[A-Za-z]+(?![\w*-])")

LINES = (
    "man arrested after crash on coast road",
    "father of three wins election to council",
    "policeman accused of hiding his notes",
    "king opens new hospital wing",
    "furious dad slams 'shameful' school over his son's detention",
    "businessman denies he knew of missing funds",
    "the heartbreaking reason this boy sold his bike",
    "actor says he will not return to series",
    "brothers find their uncle after 40 years",
    "chairman resigns over travel claims",
    "you won't believe what this grandfather did for his grandson",
    "two men held after robbery at airport",
    "landlord who threw family out says he is sorry",
    "court told how husband hid his debts",
    "spokesman says prince will not attend",
    "teachers praise schoolboy who saved his brother",
    "widower wins case against insurer",
    "why men are leaving nursing",
)
"""Headlines about men, to be turned."""

BODY = (
    "The man told the court that he had lived there for ten years. His brother confirmed the dates. "
    "The judge asked him for the papers. He will hear the decision in June."
)


def turned(line: str) -> str | None:
    """Return `line` with every gendered word turned to the other one; None where there is none or no telling which."""
    words = {m[0].lower() for m in _WORD.finditer(line)}
    table = _TO_FEMALE if words & _TO_FEMALE.keys() else _TO_MALE
    if (
        not words & table.keys()
        or words & _AMBIGUOUS
        or _TITLES.search(line)
        or (table is _TO_FEMALE and words & _TO_MALE.keys())
    ):
        return None
    return _WORD.sub(lambda m: _cased(table.get(m[0].lower(), m[0]), m[0]), line)


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() and word.islower() else word
