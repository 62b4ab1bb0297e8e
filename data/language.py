"""Which language a text is written in, told from the text itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

UNKNOWN = "und"
"""ISO 639 code for a language that cannot be told."""

SAMPLE = 20_000
"""Code points looked at: a language shows long before."""

MIN_LETTERS = 20
"""With fewer letters nothing is said: names and numbers look alike in many languages."""

# Those whose news pages are most often met; any other is called by its code.
_NAMES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def detect_language(paragraphs: Sequence[str]) -> str:
    """Return the ISO 639 code of the language of `paragraphs`, or `UNKNOWN`."""
    sample = " ".join(paragraphs)[:SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return UNKNOWN
    code, _ = _identifier().classify(sample)
    return str(code)


def language_name(code: str) -> str:
    """Return the English name of a language, e.g. ``"French"`` for ``"fr"``."""
    return _NAMES.get(code, f"the language {code!r}")


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Loaded at first use: half a second that a plain headline never pays.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
