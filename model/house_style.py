"""Capitals that are a page's house style: lines of a kind all set so are read as if they were in sentence case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from levelhed.model.sentences import split_sentences

HOUSE_STYLE_KINDS = ("kicker", "crosshead")
"""Kinds of display line that newsrooms set in capitals by habit; a hed or dek in capitals is a choice, and shouts."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


def in_capitals(text: str) -> bool:
    """Whether every letter of `text` is a capital, and there are two or more of them."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 2


def sentence_case(text: str, paragraphs: Sequence[str]) -> str:
    """Return a line in capitals as `paragraphs` would write it, letter for letter as long.

    A word the body writes with a capital or in capitals keeps that; any other is put in small letters, the first with a
    capital.
    """
    written = _written(paragraphs)

    def lowered(match: re.Match[str]) -> str:
        word = match[0]
        end = _POSSESSIVE.search(word)
        stem, tail = (word[: end.start()], word[end.start() :]) if end else (word, "")
        form = written.get(stem.lower(), stem.lower())
        if match.start() == first and form.islower():
            form = form[0].upper() + form[1:]
        plain = form + tail.lower()
        # A few letters are longer in small than in capitals: offsets into the line must stay as they are.
        return plain if len(plain) == len(word) else word

    opening = _WORD.search(text)
    first = opening.start() if opening else 0
    return _WORD.sub(lowered, text)


def _written(paragraphs: Sequence[str]) -> dict[str, str]:
    forms: dict[str, Counter[str]] = {}
    for paragraph in paragraphs:
        for start, end in split_sentences(paragraph):
            sentence = paragraph[start:end]
            # What begins a sentence is capitalised for that alone.
            for match in list(_WORD.finditer(sentence))[1:]:
                word = _POSSESSIVE.sub("", match[0])
                forms.setdefault(word.lower(), Counter())[word] += 1
    return {lower: counts.most_common(1)[0][0] for lower, counts in forms.items()}
