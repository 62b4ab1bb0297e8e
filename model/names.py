"""Who is spoken of is no part of how: every name reads as the same word, so that a swap of names changes nothing."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from levelhed.model.tokens import Token

NAME = "<name>"
"""What every name, and every run of names, reads as."""


TITLE_CASE_SHARE = 0.6
"""A line is in title case when more than this share of its words begins with a capital; small words rarely do."""


@dataclass(frozen=True, slots=True)
class Names:
    """Which words are names.

    Attributes
    ----------
    names : container of str
        Lower-cased words that cased news text writes with a capital inside sentences: people, places, parties,
        faiths, nationalities, outlets.
    known : container of str
        Lower-cased words seen in training; a capitalised word that is none of them is taken for a name, if it stands
        inside a line that is not in title case.
    """

    names: Container[str]
    known: Container[str]

    def find(self, tokens: Sequence[Token]) -> list[bool]:
        """Return, for each token of a line, whether it is a name.

        In title case an unknown word may be any rare word: taking them all for names was tried and raised the
        clickbait error from 0.0342 to 0.0349.
        """
        words = [t for t in tokens if t.word]
        title_case = sum(t.folded[0].isupper() for t in words) > TITLE_CASE_SHARE * len(words)
        first = words[0] if words else None
        cased = any(t.folded[0].isupper() for t in words)
        found = [
            t.word
            # "march" is a month only with its capital, unless the line has no capitals at all.
            and (t.folded[0].isupper() or not cased)
            and self._is_name(t, inside=not title_case and t is not first)
            for t in tokens
        ]
        for i in range(len(tokens) - 2, -1, -1):
            # A rare given name before a surname, and both halves of a double-barrelled one, go with what they stand by.
            if tokens[i].folded == "-" and i and tokens[i - 1].end == tokens[i].start and self._rare(tokens[i - 1]):
                found[i - 1] = found[i] = found[i] or found[i + 1]
            elif not found[i] and found[i + 1] and self._rare(tokens[i]):
                found[i] = True
        return found

    def _rare(self, token: Token) -> bool:
        capital = token.word and token.folded[0].isupper() and not token.folded.isupper()
        return capital and token.lower not in self.known

    def _is_name(self, token: Token, *, inside: bool) -> bool:
        word = token.lower.removesuffix("'s")
        if word in self.names:
            return True
        return inside and token.folded[0].isupper() and not token.folded.isupper() and word not in self.known
