"""How much of what a headline asserts its body bears out: content words, names and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from levelhed.model.line import Line
from levelhed.model.tokens import Token

FUNCTION_WORDS = frozenset(
    """
    the and for but with from into over under than that this these those there here their they them his him hers her its
    our your yours you who whom whose what when where why how which while will would could should shall may might must
    can cannot not are was were been being has have had does did done just very more most much many some any all both
    each other another such only own same too also about after before between during against again further then once
    out off down upon says said say amid via per through without within among toward towards since until because
    though although across along around behind beyond despite near onto
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)
_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()  # noqa: SIM905
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: str(n) for n, word in enumerate(_UNITS)} | {word: str(10 * n) for n, word in enumerate(_TENS, 2)}
_INITIALISMS = {
    "us": "united states",
    "usa": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "un": "united nations",
    "uae": "united arab emirates",
    "who": "world health organization",
    "imf": "international monetary fund",
}


@dataclass(frozen=True, slots=True)
class Support:
    """What a body bears out of a headline.

    Attributes
    ----------
    share : float
        Share of its assertions found, 0-1.
    numbers, names : tuple of int
        Indices of the tokens that were not found.
    quotations : tuple of (int, int)
        Token indices of the marks of each quotation of several words that does not stand in the body word for word.
    """

    share: float
    numbers: tuple[int, ...]
    names: tuple[int, ...]
    quotations: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The words of a body, to look a headline's up in.

    Attributes
    ----------
    stems : frozenset of str
    running : str
        The stems in order, a space round each.
    """

    stems: frozenset[str]
    running: str

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> BodyWords:
        """Prepare the tokens of a body; an initialism it uses stands for its full name too, and the reverse."""
        stems = list(_stems(tokens).values())
        have = set(stems)
        said = f" {' '.join([t.lower for t in tokens])} "
        capitals = {t.stem for t in tokens if t.upper}
        for short, full in _INITIALISMS.items():
            if short in capitals or f" {full} " in said:
                have |= {short, *map(_stem_of, full.split())}
        return cls(frozenset(have), f" {' '.join(stems)} ")


def read_support(line: Line, body: BodyWords) -> Support:
    """Look for the headline's content words, names, numbers and quotations in the body.

    Spelled-out numbers equal their digits, a word equals its inflections by a shared stem, and an initialism equals
    what it stands for.
    """
    tokens, stems = line.tokens, _stems(line.tokens)
    asserted = [i for i in stems if (line.keys[i] is not None or line.named[i]) and _asserts(tokens[i], line.named[i])]
    missing = [i for i in asserted if stems[i] not in body.stems]
    share = 1.0 - len(missing) / len(asserted) if asserted else 1.0
    return Support(
        share,
        tuple(i for i in missing if _is_number(tokens[i])),
        tuple(i for i in missing if line.named[i] and not _is_number(tokens[i])),
        tuple(
            (a, b)
            for a, b in line.quotations
            if b > a + 2 and f" {' '.join(_stems(tokens[a + 1 : b]).values())} " not in body.running
        ),
    )


def _asserts(token: Token, named: bool) -> bool:
    if _is_number(token) or (named and (token.lower not in FUNCTION_WORDS or token.folded.isupper())):
        return True
    return token.word and token.lower not in FUNCTION_WORDS and (len(token.folded) > 2 or token.folded.isupper())


def _is_number(token: Token) -> bool:
    return token.folded[0].isdigit() or token.lower in _NUMBERS


def _stems(tokens: Sequence[Token]) -> dict[int, str]:
    # By index; a spelled-out number of two words ("twenty-one") is one, where it begins.
    stems = {i: _stem_of(token.lower) for i, token in enumerate(tokens)}
    compounds = [
        i - 1
        for i, token in enumerate(tokens)
        if token.folded == "-"
        and 0 < i < len(tokens) - 1
        and tokens[i - 1].lower in _TENS
        and tokens[i + 1].lower in _NUMBERS
    ]
    for i in compounds:
        stems[i] = str(int(_NUMBERS[tokens[i].lower]) + int(_NUMBERS[tokens[i + 2].lower]))
    for i in compounds:
        stems.pop(i + 1, None)
        stems.pop(i + 2, None)
    return stems


@lru_cache(maxsize=65_536)
def _stem_of(word: str) -> str:
    if word in _NUMBERS:
        return _NUMBERS[word]
    if word[0].isdigit():
        return word.replace(",", "")
    word = word.removesuffix("'s")
    for ending in ("ings", "ing", "ied", "ies", "edly", "ed", "es", "s", "ly", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
