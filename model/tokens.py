"""Lines into tokens, with code-point offsets that always point into the text as given."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial
from html import unescape
from typing import NamedTuple

# Cyrillic and Greek letters that look like Latin ones, from the Unicode confusables data (UTS #39), capitals and
# small letters; used only inside words that also hold a Latin letter or are made of look-alikes alone.
_LOOK_ALIKES = "АВЕКМНОРСТУХІЈЅабеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_LOOK_ALIKE = str.maketrans(_LOOK_ALIKES, "ABEKMHOPCTYXIJSabeopcyxijsdqwABEZHIKMNOPTYXo")
_ANY_LOOK_ALIKE = frozenset(_LOOK_ALIKES)
# Letters that are capitals to the eye and no others to NFKC: white on a black ring or square, and small capitals.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DRESSED_UP = str.maketrans(
    "".join(chr(first + i) for first in (0x1F150, 0x1F170) for i in range(26)) + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    2 * _LETTERS + "ABCDEFGHIJKLMNOPRSTUVWYZ",
)
_STRAIGHT = str.maketrans("‘’‚‛“”„‟`´–—‐‑", "''''\"\"\"\"''----")

LONGEST_WORD = 64
"""Letters of a word that are read; what is remembered of words takes no more room than words do.

The longest word of an English dictionary has 45, the longest of the labelled sets, a village, 58.
"""

_FILL = "\ufe0e"
"""Stands where a combining mark or an invisible character stood, so that offsets hold; never part of `folded`."""

# A mark as web pages escape it ("&amp;", "&#39;"), which feeds and exports leave in headlines.
_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,6}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")

# Letter by letter: S H O C K, S-H-O-C-K.
_GAPS = " ·•*_/~-"
_CLOSED_UP = str.maketrans("", "", f"{_GAPS}.")
_SPACED_OUT = re.compile(rf"(?<![A-Za-z])[A-Z](?P<gap>[{_GAPS}])(?:[A-Z](?P=gap))+[A-Z](?![A-Za-z])")
_TOKEN = re.compile(
    rf"{_SPACED_OUT.pattern}"  # a word spaced out
    r"|\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?"  # an initialism with stops: U.S.
    rf"|[@#]?[^\W\d_](?:[^\W_]+|{_FILL}|'(?={_FILL}*[^\W_]))*"  # a word, its inner apostrophes with it
    r"|\d+(?:[.,]\d+)*"
    rf"|[!?](?:[!?]|{_FILL})*|\.{{3,}}|[…:;|\"'$€£%-]{_FILL}*"
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


def tokenize(text: str) -> list[Token]:
    """Split `text` into words, numbers and the marks that carry tone."""
    folded = fold(text)
    if _SPACED_OUT.search(folded):
        return [_token(match.span() + _form(match[0])) for match in _TOKEN.finditer(folded)]
    # But for words spaced out letter by letter no token has a space in it, and most of what stands between spaces has
    # been cut before.
    tokens: list[Token] = []
    at = 0
    for chunk in folded.split(" "):
        size = len(chunk)
        cut = _cut(chunk) if size <= LONGEST_WORD else _cut.__wrapped__(chunk)
        tokens += [_token((at + start, at + end) + form) for start, end, form in cut]  # noqa: RUF005 (a third faster)
        at += size + 1
    return tokens


_Form = tuple[str, str, bool, str, int, bool, bool]
"""A token apart from where it stands."""

# `Token._make` without the count of its fields, which takes longer than the rest of it.
_token = partial(tuple.__new__, Token)


@lru_cache(maxsize=32_768)
def _cut(chunk: str) -> tuple[tuple[int, int, _Form], ...]:
    return tuple((match.start(), match.end(), _form(match[0])) for match in _TOKEN.finditer(chunk))


def _form(piece: str) -> _Form:
    word = piece[0].isalpha() or piece[0] in "@#"
    if _FILL in piece:
        piece = piece.replace(_FILL, "")
    if word:
        piece = piece.translate(_CLOSED_UP)
    lower = piece.lower()[:LONGEST_WORD]
    bare = piece.removesuffix("'s").removesuffix("'S")
    letters = sum(map(str.isalpha, bare))
    return piece, lower, word, lower.removesuffix("'s"), letters, piece[0].isupper(), bare.isupper()


def fold(text: str) -> str:
    """Return `text` with letters in disguise written plainly, one code point for one.

    Offsets into the result are offsets into `text`.
    """
    if "&" in text:
        text = _ESCAPED.sub(_written_out, text)
    if text.isascii():
        return text
    plain = list(map(_plain, text))
    base = 0
    for i, character in enumerate(plain):
        if character != _FILL:
            base = i
        elif i and unicodedata.combining(text[i]):
            composed = unicodedata.normalize("NFC", plain[base] + text[i])
            if len(composed) == 1:
                plain[base] = composed
    return _fold_look_alikes("".join(plain))


def _written_out(match: re.Match[str]) -> str:
    escaped = match[0]
    for spelling in (escaped, escaped.lower()):
        character = unescape(spelling)
        if len(character) == 1:
            if character.isspace() or character in "&<>":
                return " " * len(escaped)  # carries no tone, and parts words
            return character + _FILL * (len(escaped) - 1)
    return escaped


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    straight = character.translate(_STRAIGHT).translate(_DRESSED_UP)
    if straight != character:
        return straight
    # A mark is written onto its letter; a format character (zero-width space, soft hyphen) shows nothing.
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return _FILL
    plain = unicodedata.normalize("NFKC", character)
    # A character that spells out to several (a ligature, say) would shift every later offset: it stays as it is.
    return plain if len(plain) == 1 else character


def _fold_look_alikes(text: str) -> str:
    if _ANY_LOOK_ALIKE.isdisjoint(text):
        return text

    def plain_word(match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii():
            return word
        folded = word.translate(_LOOK_ALIKE)
        return folded if folded.replace(_FILL, "").isascii() else word

    return re.sub(rf"[\w{_FILL}]+", plain_word, text)
