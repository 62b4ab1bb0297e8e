"""Phrases of several words, found in a line in one pass over its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


class Phrases:
    """A set of phrases, each a sequence of words.

    Attributes
    ----------
    longest : int
        Words of the longest.
    """

    def __init__(self, phrases: Iterable[Sequence[str]]) -> None:
        # Filed by their first two words: many a phrase begins with a word that is in every other line.
        self._first: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._alone: set[str] = set()
        self.longest = 0
        for phrase in sorted({tuple(p) for p in phrases}, key=lambda p: (-len(p), p)):
            self.longest = max(self.longest, len(phrase))
            seconds = self._first.setdefault(phrase[0], {})
            if len(phrase) == 1:
                self._alone.add(phrase[0])
            else:
                seconds.setdefault(phrase[1], []).append(phrase)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the ``(start, end)`` of every phrase in `words`, by its start; of those with one, the longest first."""
        first = self._first
        if first.keys().isdisjoint(words):
            return
        last = len(words) - 1
        for i in [i for i, word in enumerate(words) if word in first]:
            if i < last:
                for phrase in first[words[i]].get(words[i + 1], ()):
                    end = i + len(phrase)
                    if tuple(words[i:end]) == phrase:
                        yield i, end
            if words[i] in self._alone:
                yield i, i + 1

    def inside(self, words: Sequence[str]) -> set[int]:
        """Return the indices of the words that belong to a phrase."""
        return {i for span in self.find(words) for i in range(*span)}
