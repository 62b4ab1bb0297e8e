"""Letters and marks in disguise, written plainly one code point for one, so that every offset holds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape

FILL = "\ufe0e"
"""Stands where a combining mark or an invisible character stood, so that offsets hold; never part of `folded`."""

# Cyrillic, Greek, Armenian and Cherokee letters that look like Latin ones, from the Unicode confusables data (UTS #39),
# capitals and small letters; used only inside words that also hold a Latin letter or are made of look-alikes alone.
_LOOK_ALIKES = "АВЕКМНОРСТУХІЈЅабеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοՕՏՍԼօոսհցզᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᏀᏃᏒᏔᏙᏚᏞᏟᏢᏦᏴ"
_LOOK_ALIKE = str.maketrans(
    _LOOK_ALIKES, "ABEKMHOPCTYXIJSabeopcyxijsdqwABEZHIKMNOPTYXoOSULonuhgqDRTIYAJEWMHGZRWVSLCPKB"
)
_ANY_LOOK_ALIKE = frozenset(_LOOK_ALIKES)
# Letters that are letters to the eye and no others to NFKC: white on a black ring or square, in brackets, and small
# capitals.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DRESSED_UP = str.maketrans(
    "".join(chr(first + i) for first in (0x1F110, 0x1F150, 0x1F170, 0x249C) for i in range(26))
    + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    3 * _LETTERS + _LETTERS.lower() + "ABCDEFGHIJKLMNOPRSTUVWYZ",
)
# Letters of flags; two side by side are a flag, and an odd number of them a word.
_FLAG_A, _FLAG_Z = "\U0001f1e6", "\U0001f1ff"
_REGIONAL = re.compile(
    rf"(?<![{_FLAG_A}-{_FLAG_Z}])[{_FLAG_A}-{_FLAG_Z}](?:[{_FLAG_A}-{_FLAG_Z}]{{2}})*(?![{_FLAG_A}-{_FLAG_Z}])"
)
_STRAIGHT = str.maketrans("‘’‚‛“”„‟«»`´–—‐‑❗❕‼⁉❓❔⁇⁈", "''''\"\"\"\"\"\"''----!!!!????")

# A mark as web pages escape it ("&amp;", "&#39;"), which feeds and exports leave in headlines.
_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,6}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")


def fold(text: str) -> str:
    """Return `text` with letters in disguise written plainly, one code point for one.

    Offsets into the result are offsets into `text`.
    """
    if "&" in text:
        text = _ESCAPED.sub(_written_out, text)
    if text.isascii():
        return text.replace("`", "'")
    text = _REGIONAL.sub(_without_flag, text)
    plain = list(map(_plain, text))
    base = 0
    for i, character in enumerate(plain):
        if character != FILL:
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
            return character + FILL * (len(escaped) - 1)
    return escaped


def _without_flag(match: re.Match[str]) -> str:
    return "".join(_LETTERS[ord(letter) - ord(_FLAG_A)] for letter in match[0])


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    straight = character.translate(_STRAIGHT).translate(_DRESSED_UP)
    if straight != character:
        return straight
    # A mark is written onto its letter; a format character (zero-width space, soft hyphen) shows nothing.
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return FILL
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
        return folded if folded.replace(FILL, "").isascii() else word

    return re.sub(rf"[\w{FILL}]+", plain_word, text)
