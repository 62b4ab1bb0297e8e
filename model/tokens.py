"""Lines into tokens, with code-point offsets that always point into the text as given."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Cyrillic and Greek letters that look like Latin ones, from the Unicode confusables data (UTS #39), capitals and
# small letters; used only inside words that also hold a Latin letter or are made of look-alikes alone.
_LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅабеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXIJSabeopcyxijsdqwABEZHIKMNOPTYXo",
)
_STRAIGHT = str.maketrans("‘’‚‛“”„‟`´–—‐‑", "''''\"\"\"\"''----")

_FILL = "\ufe0e"
"""Stands where a combining mark or an invisible character stood, so that offsets hold; never part of `folded`."""

_TOKEN = re.compile(
    r"(?:[A-Z] ){2,}[A-Z]\b"  # a word spaced out letter by letter: S H O C K
    r"|\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?"  # an initialism with stops: U.S.
    rf"|[@#]?[^\W\d_](?:[^\W_]|{_FILL}|'(?=[^\W_]))*"  # a word, its inner apostrophes with it
    r"|\d+(?:[.,]\d+)*"
    r"|[!?]+|\.{3,}|…|[:;|\"'$€£%-]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: offsets into the line as given, its letters folded to plain ones, and what it is.

    Attributes
    ----------
    start, end : int
        Code points into the text as given.
    folded : str
        Look-alike, full-width and mathematical letters, spaced-out words and letters with a combining mark written
        plainly, case kept.
    lower : str
        The folded token in small letters: the key of every word table.
    word : bool
        Whether it is a word (as against a number or a mark).
    """

    start: int
    end: int
    folded: str
    lower: str
    word: bool


def tokenize(text: str) -> list[Token]:
    """Split `text` into words, numbers and the marks that carry tone."""
    tokens = []
    for match in _TOKEN.finditer(fold(text)):
        piece = match[0]
        word = piece[0].isalpha() or piece[0] in "@#"
        if word:
            piece = piece.replace(_FILL, "")
            if " " in piece or "." in piece:
                piece = piece.replace(" ", "").replace(".", "")
        tokens.append(Token(match.start(), match.end(), piece, piece.lower(), word))
    return tokens


def fold(text: str) -> str:
    """Return `text` with letters in disguise written plainly, one code point for one.

    Offsets into the result are offsets into `text`.
    """
    if text.isascii():
        return text
    plain = list(map(_plain, text))
    for i in range(1, len(plain)):
        if plain[i] == _FILL and unicodedata.combining(text[i]):
            base = i - 1
            while base and plain[base] == _FILL:
                base -= 1
            composed = unicodedata.normalize("NFC", plain[base] + text[i])
            if len(composed) == 1:
                plain[base] = composed
    return _fold_look_alikes("".join(plain))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    straight = character.translate(_STRAIGHT)
    if straight != character:
        return straight
    # A combining mark is written onto its letter; a format character (zero-width space, soft hyphen) shows nothing.
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return _FILL
    plain = unicodedata.normalize("NFKC", character)
    # A character that spells out to several (a ligature, say) would shift every later offset: it stays as it is.
    return plain if len(plain) == 1 else character


def _fold_look_alikes(text: str) -> str:
    def plain_word(match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii():
            return word
        folded = word.translate(_LOOK_ALIKE)
        return folded if folded.replace(_FILL, "").isascii() else word

    return re.sub(rf"[\w{_FILL}]+", plain_word, text)
