"""What an editor is told where the model should not judge."""

from __future__ import annotations

from levelhed.model.score import Doubt

_SENTENCES = {
    "no_words": "There are no words here to judge.",
    "short_headline": "A word or two is too little to judge. Give the whole headline.",
    "short_body": "The story has only a sentence or two, too little to compare with. Paste all of it.",
    "unknown_words": "Most of these words are new to the model. Trust your own reading first.",
    "other_language": "This seems to be another language. Only English can be judged.",
    "listing": "This looks like a list of results or events. It has no tone to judge.",
    "readers_disagree": "Two ways of reading this line come out far apart, so look at both before you trust either.",
}


def in_words(doubt: Doubt) -> str:
    """Return the reason in one or two plain sentences."""
    return _SENTENCES.get(doubt.reason, doubt.message)
