"""How a word that is put into a line begins: small, or with a capital because of where it stands."""

from __future__ import annotations

from levelhed.model.homonyms import stands_as_name
from levelhed.model.line import Line
from levelhed.model.names import Names
from levelhed.model.senses import senses
from levelhed.model.support import FUNCTION_WORDS

_MARKS = ":.!?…|"
_BETWEEN = " \t\u00a0\"'“”‘’([&"
_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on onto or over per so the to up via with".split()  # noqa: SIM905
)
_FEWEST_LETTERS = 3  # of a word whose small beginning tells that a line is not in title case

_HALF = 4  # letters of each half of a compound at least; shorter ones are in names by chance


def opens(text: str, start: int) -> bool:
    """Say whether what stands at `start` begins the text, or what is said behind a colon, a stop or the like."""
    while start and text[start - 1] in _BETWEEN:
        start -= 1
    return not start or text[start - 1] in _MARKS


def in_title_case(line: Line) -> bool:
    """Say whether every word that could be small has a capital; names say nothing, and one such word is needed."""
    found = False
    shouted = line.capitals.shouted
    for i, token in enumerate(line.tokens):
        if not token.word or i in shouted or token.letters < _FEWEST_LETTERS or token.lower in FUNCTION_WORDS:
            continue
        if not token.capital:
            return False
        found = found or not (line.named[i] or token.upper or opens(line.text, token.start))
    return found


def capitalised(word: str) -> str:
    """Return `word` with a capital."""
    return word[:1].upper() + word[1:]


def written(line: Line, i: int, word: str, names: Names) -> str:
    """Return `word`, in small letters, as it is written in place of token `i`."""
    token = line.tokens[i]
    if line.capitals.all_caps:
        return word.upper()
    if "-" in word and in_title_case(line):
        return "-".join(map(capitalised, word.split("-")))  # "Well-Known"
    if i not in line.capitals.shouted:
        return capitalised(word) if token.capital else word
    proper = word == token.lower and _is_proper(line, i, names)
    begins = i == line.begin or opens(line.text, token.start)
    if proper or begins or (in_title_case(line) and word not in _SMALL):
        return capitalised(word)
    return word


def _is_proper(line: Line, i: int, names: Names) -> bool:
    word = line.tokens[i].stem
    if word in senses().surnames and i and line.named[i - 1] and not line.tokens[i - 1].lower.endswith("'s"):
        return True
    if line.named[i] or word.partition("'")[0] == "i":
        return True
    if word in names.table.capital_only and stands_as_name(word, line.tokens, i, title=False):
        return True
    known = names.is_word(word) or names.is_word(word.partition("'")[0])
    return not (known or _is_compound(word, names))


def _is_compound(word: str, names: Names) -> bool:
    # "freefall": what no dictionary has, though both halves are in it.
    halves = range(_HALF, len(word) - _HALF + 1)
    return any(names.is_word(word[:cut]) and names.is_word(word[cut:]) for cut in halves)
