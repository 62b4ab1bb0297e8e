"""What an editor is told where the model should not judge."""

from __future__ import annotations

from collections.abc import Iterable

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
_ON_A_PAGE = {
    "short_headline": "A word or two is too little to judge.",
    "short_body": "Only a sentence or two stand under this line, too little to compare with.",
}
_OF_THE_STORY = frozenset({"short_body"})


def in_words(doubt: Doubt, *, on_a_page: bool = False) -> str:
    """Return the reason in one or two plain sentences; `on_a_page` where the line is one of many over a page's text."""
    sentences = _SENTENCES | _ON_A_PAGE if on_a_page else _SENTENCES
    return sentences.get(doubt.reason, doubt.message)


def of_the_headline(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return those for which the headline's own figures say little, whatever its story is.

    A reason that is not known here is one of them: better to say too little of a headline than too much.
    """
    return tuple(doubt for doubt in doubts if doubt.reason not in _OF_THE_STORY)


def of_the_story(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return those for which the comparison with the story says little."""
    return tuple(doubt for doubt in doubts if doubt.reason in _OF_THE_STORY)
