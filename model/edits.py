"""Edits put into a line so that it still reads as English: spaces, articles and capitals go with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from levelhed.model.casing import capitalised, opens
from levelhed.model.number_words import SMALL
from levelhed.model.score import Edit, Evidence
from levelhed.model.tokens import CURRENCIES
from levelhed.model.words import words

_ARTICLE = re.compile(r"(?<![\w'’.-])(?P<article>an?)(?P<between>\s+[\"'“‘(]?)$", re.IGNORECASE)
_WORD = re.compile(r"[\"'“‘(]*(?P<word>[^\W_]+)")
# "an hour", "a union", "an 8-year-old": the article goes by the sound.
_VOWEL = re.compile(
    r"(?!one\b|once\b|eu|ewe|uni(?![nmd])|us[aeiu]|ut[eio]|ur[aeiou]|uk|ub[ai]|ufo)[aeiou]"
    r"|h(?:our|onest|ono|eir)|8|1[18](?!\d)",
    re.IGNORECASE,
)
# Letters that are spelt out with a vowel first: "an MP".
_SPELT = frozenset("AEFHILMNORSX")
_VOWELS = frozenset("AEIOUY")
# A number that needs no article, as against "40-point", "12th" and a year.
_COUNTED = "|".join(word for word, number in SMALL.items() if number > 1)
_COUNT = re.compile(
    rf"(?:[{''.join(sorted(CURRENCIES))}]?(?!(?:19|20)\d\d\b(?![.,]\d))\d[\d.,]*"
    rf"|one(?= in | out of )|half(?= an? )|two-thirds|three-quarters|{_COUNTED})(?![\w-])"
)
# Before an adjective that goes: it means nothing alone.
_ADVERB = re.compile(r"(?<![\w'’-])(?P<adverb>[A-Za-z]+)(?:, (?P=adverb))* $", re.IGNORECASE)
_JOINING = frozenset(("", " ", "-"))


def apply(line: str, spans: Sequence[Evidence]) -> tuple[tuple[Edit, ...], str]:
    """Return the edits that put each span's suggestion in its place, and the line they give.

    A word that is left out takes a space with it, and an adverb that makes it stronger. An article before the edit fits
    what follows it, and what then opens the line has a capital. Edits that touch, or that a space or hyphen parts, are
    one.
    """
    edits: list[Edit] = []
    for span in sorted(spans, key=lambda s: s.start, reverse=True):
        if edits and span.end > edits[-1].start:
            continue  # went with the word behind it
        edit = _without_space(line, _with_adverb(line, Edit(span.start, span.end, span.text, span.suggestion or "")))
        if edits and line[edit.end : edits[-1].start] in _JOINING:
            edit = _joined(line, edit, edits.pop())
        if not span.suggestion and edit.text[:1].isupper() and opens(line, edit.start):
            edit = _begun(line, edit)
        edits.append(_after_article(line, edit))
    text = line
    for edit in edits:
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return tuple(reversed(edits)), text


def changes(edits: Sequence[Edit]) -> list[tuple[str, str]]:
    """Return what each edit takes out and what it puts there, for a person to read."""
    return [(edit.text.strip(), edit.replacement.strip() or "(leave out)") for edit in edits]


def _edit(line: str, start: int, end: int, replacement: str) -> Edit:
    return Edit(start, end, line[start:end], replacement)


def _with_adverb(line: str, edit: Edit) -> Edit:
    found = _ADVERB.search(line[: edit.start])
    if edit.replacement or found is None or not _is_adverb(found["adverb"]) or _is_adverb(edit.text):
        return edit
    return _edit(line, found.start(), edit.end, "")


def _is_adverb(word: str) -> bool:
    return word.lower() in words().intensifiers and word.lower().endswith(("ly", "very", "downright"))


def _without_space(line: str, edit: Edit) -> Edit:
    if edit.replacement:
        return edit
    start, end = edit.start, edit.end
    before, behind = line[:start], line[end:]
    if behind[:1].isspace() and (not before or before[-1].isspace()):
        end += 1
    elif before[-1:].isspace() and not behind:
        start -= 1
    return _edit(line, start, end, "")


def _joined(line: str, edit: Edit, following: Edit) -> Edit:
    between = line[edit.end : following.start]
    return _edit(line, edit.start, following.end, edit.replacement + between + following.replacement)


def _begun(line: str, edit: Edit) -> Edit:
    # What comes first now begins with a capital.
    if edit.replacement:
        return _edit(line, edit.start, edit.end, capitalised(edit.replacement))
    found = _WORD.match(line, edit.end)
    if found is None or not found["word"][0].islower():
        return edit
    at, end = found.start("word"), found.end()
    return _edit(line, edit.start, end, line[edit.end : at] + capitalised(found["word"]))


def _after_article(line: str, edit: Edit) -> Edit:
    found = _ARTICLE.search(line[: edit.start])
    if found is None:
        return edit
    rest = edit.replacement + line[edit.end :]
    if not edit.replacement and _COUNT.match(rest):
        bare = _edit(line, found.start(), edit.end, "")
        return _begun(line, bare) if found["article"][0].isupper() else bare
    following = _WORD.match(rest)
    article = "an" if following and _begins_with_vowel(following["word"]) else "a"
    if article == found["article"].lower():
        return edit
    if line.isupper():
        article = article.upper()
    elif found["article"][0].isupper():
        article = capitalised(article)
    return _edit(line, found.start(), edit.end, article + found["between"] + edit.replacement)


def _begins_with_vowel(word: str) -> bool:
    if word.isupper() and len(word) <= 4 and _VOWELS.isdisjoint(word[1:2]):
        return word[0] in _SPELT
    return _VOWEL.match(word) is not None
