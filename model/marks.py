"""Marks: what capitals, exclamation and quotation marks, and words of the table add beside what is read."""

from __future__ import annotations

from levelhed.model.line import Line
from levelhed.model.plainer import literal_words
from levelhed.model.words import words

MARKS = ("shouted_word", "all_caps", "exclamation", "scare_quote", "quotation", "loaded_word", "curiosity_gap")
"""The kinds of mark, in the order of their weights in the artefact."""


def find_marks(line: Line) -> list[tuple[int, int | None, float]]:
    """Return the marks of a line.

    Returns
    -------
    list of (mark, token, value)
        `mark` indexes `MARKS`; `token` is None for a mark of the whole line. The first shouted word counts one, each
        further one, up to four more, a quarter, and they share the sum; so do the marks of a run of exclamation
        marks, up to two more, and the words of a teasing phrase. Quotation marks around one plain word that the body
        does not quote are scare quotes; around more, or around a word that is loaded itself, they quote. A loaded word
        in a phrase that means what it says ("grand slam") is none.
    """
    table = words().loaded
    lower = [token.lower for token in line.tokens[: line.end]]  # a site's own mark ("OK! Magazine") is not the line's
    phrases = words().loaded_phrases.inside(lower)
    shouted = line.capitals.shouted
    loud = (1.0 + 0.25 * (min(len(shouted), 5) - 1)) / max(len(shouted), 1)
    marks: list[tuple[int, int | None, float]] = [(0, i, loud) for i in shouted]
    if line.capitals.all_caps:
        marks.append((1, None, 1.0))
    for i in [i for i, mark in enumerate(lower) if mark[0] in "!?"]:
        if count := min(line.tokens[i].folded.count("!"), 3):
            marks.append((2, i, 0.75 + 0.25 * count))
    loaded = list[int]()
    if not table.isdisjoint(lower):
        literal = literal_words(line)
        loaded = [i for i, word in enumerate(lower) if word in table and i not in literal]
    loaded += [i for i in phrases if i - 1 not in phrases and i not in loaded]
    marks += [(5, i, 1.0) for i in loaded if line.tokens[i].word and line.keys[i] is not None and not line.named[i]]
    teasing = words().teasers.inside(lower)
    marks += [(6, i, 1.0 / len(teasing)) for i in sorted(teasing)]
    marks += [(3, i, 1.0) for i in line.scare]
    if len(line.quotations) > len(line.scare):
        marks.append((4, None, 1.0))
    return marks
