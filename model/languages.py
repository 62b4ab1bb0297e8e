"""What is not English: refused where that is sure, and a reason for doubt where it only seems so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from levelhed.data.errors import InputError
from levelhed.data.language import SAMPLE, UNKNOWN, detect_language, language_name
from levelhed.model.folding import fold
from levelhed.model.support import FUNCTION_WORDS
from levelhed.model.table import read_table

HEAD = 1_000
"""Code points of a body that are looked at: its language shows in a few sentences."""

ENOUGH_WORDS = 3
"""Different words of `_ENGLISH` by which the head of a body is English, or of another language by which it is that.

Of 3,053 English bodies (FNC-1, BASIL, the stories of the tests) all but a sentence or two hold so many, and telling
takes a hundredth of what naming the language does.
"""

ENOUGH_LETTERS = 100
"""Letters of a body in Latin script from which its language is sure: of those bodies none was taken for another."""

ACCENTED_SHARE = 0.04
"""Share of letters outside ASCII that no English text has and most languages in Latin script do."""

ENOUGH_FOREIGN = 2
"""Different words of one other language from which a headline without an English one is doubted."""

CONTENT_SHARE = 0.4
"""Share of the words of a headline, names aside, that are one language's where a single short word would not tell."""

_ENGLISH = frozenset(
    {"the", "and", "that", "with", "from", "by", "has", "have", "were", "are", "been", "this", "which", "who", "they"}
    | {"their", "said", "it", "his", "would", "will"}
)
# Letters of scripts that no English is written in; `fold` may show some of them to be Latin ones in disguise.
_OTHER = re.compile(
    "[\u0370-\u1dff\u2c80-\ua71f\ua800-\ufaff\ufb07-\ufefc\uff66-\uffdc"
    "\U00010000-\U0001cfff\U0001e000-\U0001efff\U00020000-\U0003ffff]"
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]")


def refuse_other_script(headline: str) -> None:
    """Raise `InputError`, ``not_english``, where most letters of a headline are no Latin ones, look-alikes aside."""
    if _in_other_script(headline):
        raise InputError("not_english", "headline", "is not in Latin letters; only English is scored")


def refuse_other_language(body: str) -> None:
    """Raise `InputError`, ``not_english``, where a body is surely in another language."""
    if len(_ENGLISH.intersection(body[:HEAD].lower().split())) >= ENOUGH_WORDS:
        return
    text = fold(body[:SAMPLE])
    if not (_in_other_script(text) or _in_another(text)):
        return
    # Both have to say so: an English story may begin with a quotation, a French one may hold one.
    found = detect_language([text[:HEAD]])
    if {found, detect_language([text])}.isdisjoint({"en", UNKNOWN}):
        raise InputError("not_english", "body", f"is written in {language_name(found)}; only English is scored")


def seems_foreign(words: Sequence[str], names: Sequence[str] = ()) -> bool:
    """Say whether a line is in another language, with no short English word in it.

    Parameters
    ----------
    words : sequence of str
        In small letters, but for names.
    names : sequence of str
        Those that are names, or nouns of German.
    """
    table = _table()
    if table.every.isdisjoint(words) or not table.english.isdisjoint(words):
        return False
    if _short_words(words) >= ENOUGH_FOREIGN:
        return True
    said = set(filter(str.isalpha, words))
    every = said.union(names)
    told = [(len(short & said), len(content & said), len(content & every)) for short, content in table.both]
    found = max((short + content for short, own, content in told if content and short + own), default=0)
    return found >= max(1, CONTENT_SHARE * len(said))


def _in_another(text: str) -> bool:
    # A guess at lists of names, or at one word over and over, is no proof: its own short words or accents have to be.
    letters = [c for c in text if c.isalpha()]
    if len(letters) < ENOUGH_LETTERS:
        return False
    words = set(text.lower().split())
    accented = sum(not c.isascii() for c in letters)
    return _short_words(words) >= ENOUGH_WORDS or accented >= ACCENTED_SHARE * len(letters)


def _short_words(words: Iterable[str]) -> int:
    # Different ones, of the language that has most.
    return max(len(language.intersection(words)) for language in _table().languages)


def _in_other_script(text: str) -> bool:
    if text.isascii() or _OTHER.search(text) is None:
        return False
    letters = [c for c in fold(text) if c.isalpha()]
    return 2 * len(_LATIN.findall("".join(letters))) < len(letters)


@dataclass(frozen=True, slots=True)
class _Table:
    languages: tuple[frozenset[str], ...]
    both: tuple[tuple[frozenset[str], frozenset[str]], ...]
    every: frozenset[str]
    english: frozenset[str]


@cache
def _table() -> _Table:
    table = read_table("languages")
    languages = tuple(map(frozenset, table["words"].values()))
    content = tuple(frozenset(table["content"][language]) for language in table["words"])
    english = FUNCTION_WORDS | frozenset(table["english"]["small"])
    both = tuple(zip(languages, content, strict=True))
    every = frozenset(chain(*languages, *content))
    return _Table(languages, both, every, english - frozenset(table["english"]["shared"]))
