"""What counts as text to score: limits and checks, the same at every door."""

from __future__ import annotations

import re
from unicodedata import category

from levelhed.data.errors import InputError
from levelhed.model.languages import refuse_other_language, refuse_other_script

MAX_HEADLINE = 1_000
"""Longest headline accepted, in code points; the longest of the labelled sets has 300."""

MAX_BODY = 1_000_000
"""Longest body accepted, in code points: about 160,000 words, far beyond any article."""

# Tab and line breaks are ordinary in pasted text; every other C0/C1 control is not text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Format characters (zero-width spaces, the byte order mark), marks without a letter and spaces show nothing by
# themselves; nor do these, which count as letters and signs: fillers of Hangul, and Braille without a dot.
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
HALF_PAIR = re.compile(r"[\ud800-\udfff]")
"""Half of a surrogate pair: JSON can write it, Unicode has no place for it."""


def check_headline(headline: object) -> str:
    """Return `headline` if it can be scored.

    Raises
    ------
    InputError
        ``not_text``, ``empty``, ``too_long``, ``control_character``, ``surrogate`` or ``not_english``, with where and
        what to do. Of a headline that is only where most of its letters are not Latin ones.
    """
    text = _check(headline, "headline", MAX_HEADLINE)
    if _is_blank(text):
        raise InputError("empty", "headline", "is empty or blank; give the headline's text")
    refuse_other_script(text)
    return text


def check_body(body: object, *, any_language: bool = False) -> str | None:
    """Return `body` if it can be scored; None, or nothing that shows, means that no body was given.

    Parameters
    ----------
    any_language : bool, default False
        Let it be in any: for a part of a page whose language is known.

    Raises
    ------
    InputError
        ``not_text``, ``too_long``, ``control_character``, ``surrogate`` or ``not_english``.
    """
    if body is None:
        return None
    text = _check(body, "body", MAX_BODY)
    if _is_blank(text):
        return None
    if not any_language:
        refuse_other_language(text)
    return text


def _is_blank(text: str) -> bool:
    if text.isascii():
        return not text or text.isspace()
    return all(c.isspace() or c in _BLANKS or category(c) in _INVISIBLE for c in text)


def _check(value: object, where: str, limit: int) -> str:
    if not isinstance(value, str):
        raise InputError("not_text", where, f"must be text, got {type(value).__name__}")
    if len(value) > limit:
        raise InputError("too_long", where, f"has {len(value):,} characters; at most {limit:,} are scored")
    if found := _CONTROL.search(value):
        raise InputError(
            "control_character",
            where,
            f"holds the control character U+{ord(found[0]):04X} at position {found.start()}; remove it",
        )
    if found := HALF_PAIR.search(value):
        raise InputError(
            "surrogate",
            where,
            f"holds half of a surrogate pair at position {found.start()}; send it as valid Unicode",
        )
    return value
