"""A spelling dictionary: what English writes in small letters, whether or not the labelled sets ever use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAME = "the American English dictionary of Hunspell, made from SCOWL (permissive licence), in the package spylls"


def dictionary_words() -> frozenset[str]:
    """Return the words, each of two letters or more, that the dictionary writes in small letters, with all their forms.

    Names stand there with a capital, and are none of them.
    """
    import spylls.hunspell

    path = Path(spylls.hunspell.__file__).parent / "data" / "en" / "en_US"
    dictionary = spylls.hunspell.Dictionary.from_files(str(path))
    entries = [entry for entry in dictionary.dic.words if entry.stem.islower()]
    return frozenset(
        form for entry in entries for form in _forms(entry, dictionary.aff) if form.isalpha() and len(form) > 1
    )


def _forms(entry: Any, affixes: Any) -> Iterator[str]:
    # The word itself, and with each ending and beginning that its flags allow.
    word = entry.stem
    yield word
    for flag in entry.flags:
        for ending in affixes.SFX.get(flag, ()):
            if word.endswith(ending.strip) and ending.cond_regexp.search(word):
                yield word.removesuffix(ending.strip) + ending.add
        for beginning in affixes.PFX.get(flag, ()):
            if beginning.cond_regexp.search(word):
                yield beginning.add + word.removeprefix(beginning.strip)
