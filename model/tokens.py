"""Lines into tokens, with code-point offsets that always point into the text as given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from levelhed.model.folding import FILL, fold

LONGEST_WORD = 64
"""Letters of a word that are read; what is remembered of words takes no more room than words do.

The longest word of an English dictionary has 45, the longest of the labelled sets, a village, 58.
"""

CURRENCIES = frozenset("$¢£¤¥" + "".join(map(chr, range(0x20A0, 0x20C1))))
"""Signs of money: Unicode's category Sc, but for a few of scripts that are not read."""

QUOTES = frozenset({"'", '"'})
"""Quotation marks, as they are folded."""

# Letter by letter: S H O C K, S-H-O-C-K, S. H. O. C. K.
_GAPS = "·•*_/~|-"
_CLOSED_UP = str.maketrans("", "", f"{_GAPS}. ")
_SPACED_OUT = re.compile(rf"(?<![A-Za-z])[A-Z](?P<gap>[{_GAPS}]|\.?[ ]{{1,2}})(?:[A-Z](?P=gap))+[A-Z](?![A-Za-z])")
_DIGITS = re.compile("[0-9]+")
# Spelt as few words are: with digits or signs among its letters, a letter three times, capitals inside, two accents.
_ODD = re.compile(
    r"[^\W\d_][\d$@*]+[^\W\d_]|[$\d][^\W\d_]{3}|[^\W\d_]\*\*|(?P<letter>(?i:[^\W\d_]))(?i:(?P=letter)){2}"
    r"|(?=[A-Z]*[a-z])[A-Za-z]+[A-Z][a-z]*[A-Z]|[À-ɏḀ-ỿ]{2}"
)
_TOKEN = re.compile(
    rf"{_SPACED_OUT.pattern}"  # a word spaced out
    r"|\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?"  # an initialism with stops: U.S.
    rf"|[@#]?[^\W\d_](?:[^\W_]+|{FILL}|'(?={FILL}*[^\W_]))*"  # a word, its inner apostrophes with it
    r"|\d+(?:[.,]\d+)*"
    rf"|[!?](?:[!?]|{FILL})*|\.{{3,}}|[…:;|\"'%{''.join(sorted(CURRENCIES))}-]{FILL}*"
)


class Token(NamedTuple):
    """One token: offsets into the line as given, its letters folded to plain ones, and what it is.

    Attributes
    ----------
    start, end : int
        Code points into the text as given.
    folded : str
        Look-alike, full-width, mathematical and encircled letters, spaced-out words and letters with a combining mark
        written plainly, case kept; small capitals are capitals.
    lower : str
        The folded token in small letters, `LONGEST_WORD` of them at most: the key of every word table.
    word : bool
        Whether it is a word (as against a number or a mark).
    stem : str
        `lower` without a possessive ending.
    letters : int
        Letters it has, a possessive ending aside.
    capital : bool
        Whether it begins with a capital.
    upper : bool
        Whether every letter is one, a possessive ending aside.
    odd : bool
        Whether it stands in a chunk of text that is spelt as no word is ("SH0CK", "sh**", "sooo", "ShOcK").
    """

    start: int
    end: int
    folded: str
    lower: str
    word: bool
    stem: str
    letters: int
    capital: bool
    upper: bool
    odd: bool


def tokenize(text: str) -> list[Token]:
    """Split `text` into words, numbers and the marks that carry tone."""
    folded = fold(text)
    if _SPACED_OUT.search(folded):
        return [token_of(*match.span(), match[0]) for match in _TOKEN.finditer(folded)]
    # But for words spaced out letter by letter no token has a space in it, and most of what stands between spaces has
    # been cut before.
    tokens: list[Token] = []
    at = 0
    for chunk in folded.split(" "):
        size = len(chunk)
        for start, end, form in _cut(chunk) if size <= LONGEST_WORD else _pieces(chunk):
            tokens.append(_token((at + start, at + end) + form))  # noqa: RUF005 (a third faster)
        at += size + 1
    return tokens


def with_digits_alike(key: str, stand_in: Callable[[int], str]) -> str:
    """Return a key that begins with a digit as every number of as many digits reads, and any other as it is.

    Parameters
    ----------
    stand_in : callable
        Gives what a run of digits of some length reads as.
    """
    return _DIGITS.sub(lambda digits: stand_in(len(digits[0])), key) if key[0].isdigit() else key


def opens_amount(token: Token) -> bool:
    """Return whether `token` is a number or a sign of money."""
    return token.folded[0].isdigit() or token.folded[0] in CURRENCIES


def spelt_oddly(text: str) -> bool:
    """Return whether `text` has digits, signs or capitals among its letters, a letter three times or two accents."""
    return _ODD.search(text) is not None


def token_of(start: int, end: int, piece: str) -> Token:
    """Return the token from `start` to `end` that reads as `piece`."""
    return _token((start, end, *_form(piece), False))


_Form = tuple[str, str, bool, str, int, bool, bool, bool]
"""A token apart from where it stands."""

# `Token._make` without the count of its fields, which takes longer than the rest of it.
_token = partial(tuple.__new__, Token)


@lru_cache(maxsize=32_768)
def _cut(chunk: str) -> tuple[tuple[int, int, _Form], ...]:
    return tuple(_pieces(chunk))


def _pieces(chunk: str) -> Iterator[tuple[int, int, _Form]]:
    odd = spelt_oddly(chunk)
    for match in _TOKEN.finditer(chunk):
        piece = match[0]
        # Text without spaces may be a million pieces, of which few differ.
        form = _known_form(piece, odd) if len(piece) <= LONGEST_WORD else (*_form(piece), odd)
        yield match.start(), match.end(), form


@lru_cache(maxsize=4_096)
def _known_form(piece: str, odd: bool) -> _Form:
    return (*_form(piece), odd)


def _form(piece: str) -> tuple[str, str, bool, str, int, bool, bool]:
    word = piece[0].isalpha() or piece[0] in "@#"
    if FILL in piece:
        piece = piece.replace(FILL, "")
    if word:
        piece = piece.translate(_CLOSED_UP)
        if not piece.isascii():
            piece = unicodedata.normalize("NFKC", piece)  # a ligature spells out to several letters
    lower = piece.lower()[:LONGEST_WORD]
    bare = piece.removesuffix("'s").removesuffix("'S")
    letters = sum(map(str.isalpha, bare))
    return piece, lower, word, lower.removesuffix("'s"), letters, piece[0].isupper(), bare.isupper()
