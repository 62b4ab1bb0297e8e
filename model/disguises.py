"""Words spelt so that no table finds them: "SH0CK", "sooo", "ShOcK", "śĥóćḱ", "sh**". A dictionary tells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from levelhed.model.folding import fold
from levelhed.model.stems import without_accents
from levelhed.model.tokens import Token, spelt_oddly, token_of
from levelhed.model.words import words

_DISGUISED = re.compile(r"(?<![\w$@*])(?<!\w')[\w$@*]+(?:'[sS])?(?![\w$@*])")
_LOOKS_LIKE = {"0": "o", "1": "li", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "$": "s", "@": "a"}
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_FEWEST_LETTERS = 3
"""Letters, in a word with digits or signs for others: "L1ES" is one, "10AM" and "H1N1" are none."""

_LEAST_SHARE = 0.4
"""Of its characters that are letters: "M1N15T3R5" is a word."""

_ACCENTED_SHARE = 0.6
"""Of its letters that have an accent, from which a word is one in disguise; "résumé" is none."""

_MOST_ONES = 3
"""Each may be an L or an I, and all ways are tried."""

_SHORT = frozenset({"so", "no", "oh", "ah", "go", "me", "hi", "yo"})
"""Words of two letters that are stretched; "IEEE" is none of them."""

# Small letters beside two capitals behind the first letter: "ShOcK", "MINISTERs", no "McDonald".
_CAPITALS_INSIDE = re.compile(r"(?=.*[a-z])[A-Za-z].*[A-Z].*[A-Z]")
# "NGOs", "OKed"; "iPHONE"; "ShareRED"
_NO_SHOUT = re.compile(r"[A-Z]{2,4}(?:s|ed|ing|ers?)|[ie][A-Z]+|[A-Z][a-z]{3,}[A-Z]{2,}")
_CASED_SO = frozenset({"DREAMer", "DREAMers", "DREAMERs", "LaTeX", "NeXT", "UnREAL"})

IsWord = Callable[[str], bool]


def undisguised(text: str, tokens: Sequence[Token], is_word: IsWord) -> list[Token]:
    """Return the tokens of `text` with the words in disguise as they are meant, offsets into the text as given.

    Parameters
    ----------
    is_word : callable
        Says whether a word in small letters is one.
    """
    if True not in [token.odd for token in tokens]:
        return list(tokens)
    found = _DISGUISED.finditer(fold(text))
    meant = [(*m.span(), word) for m in found if spelt_oddly(m[0]) and (word := _meant(m[0], is_word)) is not None]
    plain, at = list[Token](), 0
    for start, end, word in meant:
        while at < len(tokens) and tokens[at].start < start:
            plain.append(tokens[at])
            at += 1
        if at == len(tokens) or tokens[at].start != start:
            continue  # part of a longer token
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        plain.append(token_of(start, end, word))
    return [*plain, *tokens[at:]]


def _meant(word: str, is_word: IsWord) -> str | None:
    bare = word.removesuffix("'s").removesuffix("'S")
    lower = bare.lower()
    mixed = _has_capitals_inside(bare)
    found: Iterator[str]
    if "*" in bare:
        found = (masked for masked in words().masked if _masks(lower, masked))
    elif mixed and is_word(lower):
        found = iter((lower,))
    else:
        found = (spelling for spelling in _spellings(lower) if spelling != lower and is_word(spelling))
    meant = next(found, None)
    if meant is None:
        return None
    if mixed or bare.isupper():
        meant = meant.upper()
    elif bare[0].isupper():
        meant = meant.capitalize()
    return meant + word[len(bare) :]


def _has_capitals_inside(word: str) -> bool:
    return word not in _CASED_SO and bool(_CAPITALS_INSIDE.match(word)) and not _NO_SHOUT.fullmatch(word)


def _spellings(word: str) -> Iterator[str]:
    letters = sum(map(str.isalpha, word))
    if letters == len(word):
        plain = [without_accents(word) if _is_accented(word) else word]
    elif letters >= max(_FEWEST_LETTERS, _LEAST_SHARE * len(word)) and word.count("1") <= _MOST_ONES:
        plain = ["".join(p) for p in product(*(_LOOKS_LIKE.get(c, c) for c in word))]
    else:
        return
    for spelling in plain:
        if _STRETCHED.search(spelling) is None:
            yield spelling
            continue
        for kept in (r"\1\1", r"\1"):
            shorter = _STRETCHED.sub(kept, spelling)
            if len(shorter) > 2 or shorter in _SHORT:
                yield shorter


def _is_accented(word: str) -> bool:
    return sum(not c.isascii() for c in word) >= max(_FEWEST_LETTERS, _ACCENTED_SHARE * len(word))


def _masks(word: str, meant: str) -> bool:
    return len(word) == len(meant) and all(a in ("*", b) for a, b in zip(word, meant, strict=True))
