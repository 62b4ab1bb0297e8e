"""Who is said to have said it: what of a line is somebody else's words though no quotation marks stand round it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from levelhed.model.negation import DENIALS, NEGATORS
from levelhed.model.table import read_table
from levelhed.model.tokens import Token
from levelhed.model.words import words

LONGEST_SPEAKER = 6
"""Words between the last comma and "says": "head of the teachers' union says"; more are a clause of their own."""

LONGEST_MARKED = 3
"""Words of a speaker before a colon, or behind one or a dash: "UN health officials: ..."."""

LONGEST_ABBREVIATION = 3
"""Letters of a word with a stop that ends no sentence ("Dr.", "Gen.", "No.")."""

_MARKS = frozenset({":", "-"})
_ARTICLES = frozenset({"a", "an", "the"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
# Whether something was called so or was not, somebody else's word for it is the same.
_BEING_OR_NOT = _BEING | {word for word, left in NEGATORS.items() if left in _BEING}
_DENIALS = DENIALS - {"neither", "nor"}
# Behind ", says" they tell what is said from who says it: "Mayor quits, says job was terrible".
_FINITE = _BEING - {"be", "been", "being"} | {
    "will",
    "would",
    "can",
    "could",
    "should",
    "must",
    "has",
    "have",
    "had",
    "i'm",
}


@dataclass(frozen=True, slots=True)
class VoiceTable:
    """The table of voices installed with the package, in small letters; see the file for what each list is for."""

    speech: frozenset[str]
    findings: frozenset[str]
    naming: frozenset[str]
    passive: frozenset[str]
    people: frozenset[str]
    sources: frozenset[str]
    speakers: frozenset[str]
    modifiers: frozenset[str]
    topics: frozenset[str]
    hearers: frozenset[str]
    pronouns: frozenset[str]
    clauses: frozenset[str]
    joints: frozenset[str]
    prepositions: frozenset[str]
    silent: dict[str, frozenset[str]]
    elisions: frozenset[str]
    perhaps_elisions: frozenset[str]
    cues: frozenset[str]


@cache
def voice_table() -> VoiceTable:
    """Return the table that is installed with the package."""
    table = {
        group: {name: frozenset(own) for name, own in lists.items()} for group, lists in read_table("voices").items()
    }
    speakers, openings = table["speakers"], table["openings"]
    verbs = {group: table[group]["verbs"] for group in ("speech", "findings", "naming")}
    return VoiceTable(
        **verbs,
        passive=table["naming"]["passive"],
        people=speakers["people"],
        sources=speakers["sources"],
        speakers=speakers["people"] | speakers["sources"],
        modifiers=speakers["modifiers"],
        topics=speakers["topics"],
        hearers=speakers["hearers"],
        pronouns=speakers["pronouns"],
        clauses=openings["clauses"],
        joints=openings["joints"],
        prepositions=openings["prepositions"],
        silent=table["silent"],
        elisions=table["elisions"]["words"],
        perhaps_elisions=table["elisions"]["perhaps"],
        cues=frozenset(chain(*verbs.values(), ("according",))),
    )


def attributed(text: str, tokens: Sequence[Token], named: Sequence[bool]) -> list[range]:
    """Return the indices of the tokens that somebody is said to have said, a range for each who speaks.

    Parameters
    ----------
    named : sequence of bool
        Whether each token is a name.
    """
    cues = voice_table().cues
    lower = [token.lower for token in tokens]
    found = [] if cues.isdisjoint(lower) else [i for i, word in enumerate(lower) if word in cues]
    # A colon or a dash in the middle, a hyphen mostly, marks nobody.
    last = len(lower) - 1
    if not _MARKS.isdisjoint(lower[1 : LONGEST_MARKED + 1] + lower[-1 - LONGEST_MARKED : -1]):
        ends = {*range(1, LONGEST_MARKED + 1), *range(last - LONGEST_MARKED, last)}
        found += [i for i in sorted(ends) if 0 < i < last and lower[i] in _MARKS]
    if not found:
        return []
    line = _Clauses(text, tokens, named)
    return [said for i in found if (said := line.said(i))]


@dataclass(frozen=True, slots=True)
class _Clauses:
    text: str
    tokens: Sequence[Token]
    named: Sequence[bool]

    def said(self, i: int) -> range:
        """What the cue at `i` attributes; nothing where it is none."""
        table, word = voice_table(), self.tokens[i].lower
        if word in _MARKS:
            return self._beside_mark(i)
        if word == "according":
            return self._according(i)
        if i == 0:
            return range(0)
        if word in table.naming:
            return self._named_so(i)
        return self._before_comma(i) or self._behind(i)

    def _beside_mark(self, i: int) -> range:
        # "Union: plan is a disaster", "Plan is a disaster - union".
        size = len(self.tokens)
        mark = self.tokens[i]
        if mark.lower == ":" and 1 <= i <= LONGEST_MARKED and i < size - 1 and self._speaks(range(i), leading=True):
            return range(i + 1, size)
        apart = mark.lower == ":" or self.text[mark.start - 1 : mark.start].isspace()
        if apart and i >= 3 and 1 <= size - 1 - i <= LONGEST_MARKED and self._speaks(range(i + 1, size)):
            return range(i)
        return range(0)

    def _speaks(self, span: range, *, leading: bool = False) -> bool:
        table = voice_table()
        own = [self.tokens[i] for i in span]
        if not all(token.word for token in own):
            return False
        if own[0].lower in table.people and len(own) > 1 and all(self.named[i] for i in span[1:]):
            return True  # "Mayor Khan"
        if own[-1].lower not in table.speakers or (leading and own[-1].lower in table.topics):
            return False
        allowed = table.modifiers | table.speakers
        return all(self.named[i] or self.tokens[i].lower in allowed for i in span[:-1])

    def _according(self, i: int) -> range:
        size = len(self.tokens)
        if i + 2 >= size or self.tokens[i + 1].lower != "to" or self.tokens[i + 2].lower in ("plan", "schedule"):
            return range(0)
        return range(i) if i else range(self._next_comma(i), size)

    def _named_so(self, i: int) -> range:
        # "Union calls plan a disaster", "Plan branded a disaster".
        table, tokens = voice_table(), self.tokens
        at_before = i - 2 if i > 1 and tokens[i - 1].lower in _DENIALS else i - 1
        word, before, behind = tokens[i].lower, tokens[at_before].lower, [t.lower for t in tokens[i + 1 :]]
        if not behind:
            return range(0)
        passive = word in table.passive or (word == "called" and before in _BEING_OR_NOT)
        if passive and (behind[0] in _ARTICLES or behind[0] == "as"):
            return range(i + 1, i + 1 + behind.index("by") if "by" in behind else self._stop(i))
        if not (before in table.speakers or before in table.pronouns or self.named[at_before]):
            return range(0)
        if word.startswith("describ"):
            return range(i + 2 + behind.index("as"), self._stop(i)) if "as" in behind else range(0)
        if behind[0] in table.silent["named"] or behind[0] in table.prepositions:
            return range(0)
        loaded = 2 <= len(behind) <= 4 and behind[-1] in words().loaded
        at = next((n for n, w in enumerate(behind) if n and (w in _ARTICLES or w in table.prepositions)), None)
        named = at is not None and behind[at] not in table.prepositions - {"as"}
        return range(i + 1, self._stop(i)) if named or (at is None and loaded) else range(0)

    def _before_comma(self, i: int) -> range:
        # "Plan is a disaster, says union", "Plan is a disaster, union leader says".
        table, tokens, size = voice_table(), self.tokens, len(self.tokens)
        word = tokens[i].lower
        if self._parted(i):
            tail = [t.lower for t in tokens[i + 1 :]]
            if word in ("tells", "told"):
                return range(0)
            if word in table.findings:
                return range(i) if len(tail) <= 4 and tail and tail[-1] in table.speakers else range(0)
            return range(0) if not _FINITE.isdisjoint(tail) else range(i)
        follows = tokens[i + 1].lower if i + 1 < size else None
        ends = follows is None or not tokens[i + 1].word
        if not ends and (follows not in table.prepositions or size - i > LONGEST_SPEAKER):
            return range(0)
        if word in table.findings and not self._finds(word, tokens[i - 1].lower):
            return range(0)
        start = next((j for j in range(i - 1, max(i - 1 - LONGEST_SPEAKER, 0), -1) if self._parted(j)), 0)
        opening = tokens[start].lower
        if not start or opening in table.clauses or opening in table.joints or (not ends and start < 3):
            return range(0)
        return range(start)

    def _behind(self, i: int) -> range:
        # "Union says plan is a disaster".
        table, tokens, size = voice_table(), self.tokens, len(self.tokens)
        word, before = tokens[i].lower, tokens[i - 1]
        follows = tokens[i + 1].lower if i + 1 < size else ""
        parted = self._parted(i)
        if not (before.word or parted) or self._says_nothing(word, before.lower, follows, parted=parted):
            return range(0)
        start = next((j for j in range(i, 0, -1) if self._parted(j)), 0)
        opening = tokens[start].lower
        if opening == "what":
            return range(0)  # "What the minister said was a disaster"
        return range(i + 1, self._next_comma(i) if opening in table.clauses else self._stop(i))

    def _says_nothing(self, word: str, before: str, follows: str, *, parted: bool) -> bool:
        table = voice_table()
        silent = table.silent
        if word in table.findings:
            return not self._finds(word, before) or follows in silent["found"]
        if word == "told":
            heard = before in table.hearers and follows in ("about", "of")
            return follows in silent["told"] and not heard
        if word.startswith("claim") and (follows in silent["claimed"] or follows[:1].isdigit()):
            return True  # "claims 40 lives"
        if word in ("say", "claim", "claims") and before in silent["before"] and not parted:
            return True
        return word.startswith(("say", "said")) and follows in silent["said"]

    def _finds(self, word: str, before: str) -> bool:
        # Figures show something by saying it, people otherwise.
        table = voice_table()
        return before in (table.sources if word.startswith("show") else table.speakers)

    def _next_comma(self, i: int) -> int:
        return next((j for j in range(i + 1, len(self.tokens)) if self._parted(j)), len(self.tokens))

    def _stop(self, i: int) -> int:
        """Where the sentence ends that the word at `i` stands in."""
        size = len(self.tokens)
        if ". " not in self.text[self.tokens[i].end :]:
            return size
        return next((j for j in range(i + 2, size) if self._begins_sentence(j)), size)

    def _begins_sentence(self, i: int) -> bool:
        gap = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        return gap.startswith(". ") and self.tokens[i - 1].letters > LONGEST_ABBREVIATION

    def _parted(self, i: int) -> bool:
        """Whether a comma, a colon or a dash between spaces stands before the word at `i`."""
        before, token = self.tokens[i - 1], self.tokens[i]
        between = self.text[before.end : token.start]
        if "," in between:
            return True
        if before.lower == ":":
            return True
        return before.lower == "-" and between.isspace() and self.text[before.start - 1 : before.start].isspace()
