"""Who is said to have said it: what of a line is somebody else's words though no quotation marks stand round it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from levelhed.model.negation import DENIALS, FINITE, IS, NEGATORS
from levelhed.model.table import read_table
from levelhed.model.tokens import QUOTES, Token
from levelhed.model.words import words

LONGEST_SPEAKER = 6
"""Words between the last comma and "says": "head of the teachers' union says"; more are a clause of their own."""

LONGEST_MARKED = 3
"""Words of a speaker before a colon, or behind one or a dash: "UN health officials: ..."."""

LONGEST_CLAUSE = 60
"""Tokens behind a verb in which it is looked for what is said; no clause of a headline is as long."""

LONGEST_ABBREVIATION = 3
"""Letters of a word with a stop that ends no sentence ("Dr.", "Gen.", "No.")."""

LONGEST_HEARER = 3
"""Words behind ", minister tells": "the BBC", "MPs"; more are what is told."""

LONGEST_TALLY = 5
"""Tokens behind "rules" that a vote and an adverb may take: "6-3", "unanimously"."""

_MARKS = frozenset({":", "-"})
_RULING = frozenset({"ruled", "rules"})
_COMMA_CLOSES = frozenset({",'", ',"', ",’", ",”"})
_IN_BRACKETS = frozenset({"report", "reports", "rumor", "rumors", "rumour", "rumours", "sources"})
_ARTICLES = frozenset({"a", "an", "the"})
_AWAY = frozenset({"into", "off", "on", "out", "through"})
_BEING = frozenset({*IS, "be", "been", "being"})
# Whether something was called so or was not, somebody else's word for it is the same.
_BEING_OR_NOT = _BEING | {word for word, left in NEGATORS.items() if left in _BEING}
_AUXILIARIES = (
    (DENIALS - {"neither", "nor"})
    | {"did", "didn't", "do", "does", "doesn't", "don't", "will", "won't", "would", "wouldn't"}
    | {"to", "declined", "declines", "refuse", "refused", "refuses"}
)
# "...: mayor quits over fraud claims", where nobody speaks.
_LEADING_TO_CLAIMS = frozenset(
    {"after", "amid", "by", "despite", "following", "on", "over", "with", "denied", "denies", "deny", "dismissed"}
    | {"dismisses", "face", "faced", "faces", "rejected", "rejects"}
)
# A clause of its own has one of these. Behind ", says" they tell what is said from who says it: "Mayor quits, says job
# was terrible".
_FINITE = FINITE | {"must", "i'm"}
_CLAUSE = _FINITE | {word for word, left in NEGATORS.items() if left in _FINITE}
# "Okafor: I will go", "IMF: we must act". Later in a line "we" may be the outlet ("Okafor: what we know").
_I, _WE = frozenset({"i", "i'm", "i'll", "i've", "i'd"}), frozenset({"we", "we're", "we'll", "we've"})


@dataclass(frozen=True, slots=True)
class VoiceTable:
    """The table of voices installed with the package, in small letters; see the file for what each list is for."""

    speech: frozenset[str]
    clausal: frozenset[str]
    closing: frozenset[str]
    findings: frozenset[str]
    naming: frozenset[str]
    passive: frozenset[str]
    naming_as: frozenset[str]
    accusing: frozenset[str]
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
    further = {"clausal": table["speech"]["clausal"], "closing": table["speech"]["closing"]}
    naming_as, accusing = table["naming"]["as"], table["naming"]["of"]
    return VoiceTable(
        **verbs,
        **further,
        passive=table["naming"]["passive"],
        naming_as=naming_as,
        accusing=accusing,
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
        cues=frozenset(
            chain(*verbs.values(), *further.values(), naming_as, accusing, ("according", "words", "put", "puts"))
        ),
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
    # "Plan is a disaster (Report)"
    if lower and lower[-1] in _IN_BRACKETS and last and text[tokens[-1].start - 1] in "([":
        return [range(last)]
    if not found:
        return []
    line = _Clauses(text, tokens, named)
    return [said for i in found if (said := line.said(i))]


@dataclass(frozen=True)
class _Clauses:
    text: str
    tokens: Sequence[Token]
    named: Sequence[bool]

    # Looked up once a line: a run of words without a stop may hold thousands of cues.
    @cached_property
    def _parts(self) -> list[int]:
        return [i for i in range(1, len(self.tokens)) if self._parted(i)]

    @cached_property
    def _sentences(self) -> list[int]:
        return [i for i in range(1, len(self.tokens)) if self._begins_sentence(i)]

    @cached_property
    def _last_finite(self) -> int:
        return max((i for i, token in enumerate(self.tokens) if token.lower in _FINITE), default=-1)

    def said(self, i: int) -> range:
        """What the cue at `i` attributes; nothing where it is none."""
        table, word = voice_table(), self.tokens[i].lower
        if word in _MARKS:
            return self._beside_mark(i)
        if word == "according":
            return self._according(i)
        if i == 0:
            return range(0)
        if word in ("words", "put", "puts"):
            return self._as_put(i)
        if word in table.naming_as:
            return self._named_as(i)
        if word in table.accusing:
            return self._accused(i)
        if word in table.naming:
            return self._named_so(i)
        return self._before_comma(i) or self._behind(i)

    def _beside_mark(self, i: int) -> range:
        # "Union: plan is a disaster", "Plan is a disaster - union".
        size = len(self.tokens)
        mark = self.tokens[i]
        if mark.lower == ":" and 1 <= i <= LONGEST_MARKED and i < size - 1 and self._speaks(range(i), leading=True):
            return range(i + 1, size)
        gap = self.text[max(mark.start - 2, 0) : mark.start]
        apart = mark.lower == ":" or gap[-1:].isspace() or gap == " -"  # "... -- report"
        if apart and i >= 3 and 1 <= size - 1 - i <= LONGEST_MARKED and self._speaks(range(i + 1, size)):
            return range(i)
        return range(0)

    def _speaks(self, span: range, *, leading: bool = False) -> bool:
        table = voice_table()
        at = [i for i in span if self.tokens[i].lower != "'"]  # "Teachers' union"
        own = [self.tokens[i] for i in at]
        if not own or not all(token.word for token in own):
            return False
        if own[-1].lower not in table.speakers and all(self.named[i] for i in at):
            return self._speaks_by_name(at, leading=leading)
        if own[0].lower in table.people and len(own) > 1 and all(self.named[i] for i in at[1:]):
            # "Mayor Khan", and no "Premier League"; and no "Captain Cook: a brutal legacy", whom it is about.
            return not self.named[at[0]] and not (leading and self._is_caption(at[-1] + 2))
        if own[-1].lower not in table.speakers or (leading and own[-1].lower in table.topics):
            return False
        allowed = table.modifiers | table.speakers
        return all(self.named[i] or self.tokens[i].lower in allowed for i in at[:-1])

    def _is_caption(self, begin: int) -> bool:
        behind = [token.lower for token in self.tokens[begin:]]
        return not _ARTICLES.isdisjoint(behind[:1]) and _CLAUSE.isdisjoint(behind)

    def _speaks_by_name(self, span: Sequence[int], *, leading: bool) -> bool:
        # A name alone is as often what a line is about: before a colon it speaks in the first person, behind one it has
        # said a whole sentence.
        if leading:
            behind = [token.lower for token in self.tokens[span[-1] + 2 :]]
            return not _I.isdisjoint(behind) or not _WE.isdisjoint(behind[:1])
        mark, before = self.tokens[span[0] - 1], self.tokens[: span[0] - 1]
        in_brackets = self.text[before[-1].start - 1] == "("  # "(Photo: Reuters)"
        whole = not _CLAUSE.isdisjoint([token.lower for token in before])
        return whole and not in_brackets and mark.start == before[-1].end

    def _according(self, i: int) -> range:
        size = len(self.tokens)
        if i + 2 >= size or self.tokens[i + 1].lower != "to" or self.tokens[i + 2].lower in ("plan", "schedule"):
            return range(0)
        return range(i) if i else range(self._next_comma(i), size)

    def _as_put(self, i: int) -> range:
        # "In the words of one nurse, plan is a disaster", "Plan is a disaster, as one nurse put it".
        tokens = self.tokens
        follows = tokens[i + 1].lower if i + 1 < len(tokens) else None
        if tokens[i].lower == "words":
            start = i - 2 if follows == "of" and [t.lower for t in tokens[max(i - 2, 0) : i]] == ["in", "the"] else None
        else:
            near = range(i - 1, max(i - 1 - LONGEST_SPEAKER, -1), -1)
            start = next((j for j in near if tokens[j].lower == "as"), None) if follows == "it" else None
        if start is None or (start and not self._parted(start)):
            return range(0)
        return range(start) if start else range(self._next_comma(i), len(tokens))

    def _named_as(self, i: int) -> range:
        # "Union slams plan as a disaster"; and no "Union slams plan as strike looms".
        behind = [token.lower for token in self.tokens[i + 1 : self._stop(i)]]
        if "as" not in behind or behind[0] in _AWAY or (behind[0] == "as" and not self.tokens[i].lower.endswith("ed")):
            return range(0)  # "Storm slams into coast as a hurricane", "boxer attacks as a southpaw"
        at = behind.index("as") + 1
        end = next((n for n, word in enumerate(behind) if n >= at and (not word[0].isalpha() or word == "by")), None)
        said = behind[at:end]
        if not said or not (
            len(said) == 1 or said[0] in _ARTICLES or (len(said) <= 4 and said[-1] in words().epithets)
        ):
            return range(0)
        return range(i + 1 + at, i + 1 + at + len(said))

    def _accused(self, i: int) -> range:
        # "Union accuses firm of abysmal record"
        end = min(self._next_comma(i), self._stop(i))
        behind = self._behind_verb(i, end)
        return range(i + 2 + behind.index("of"), end) if "of" in behind[: LONGEST_SPEAKER + 1] else range(0)

    def _named_so(self, i: int) -> range:
        # "Union calls plan a disaster", "Plan branded a disaster".
        table, tokens = voice_table(), self.tokens
        at_before = i - 1
        while at_before and tokens[at_before].lower in _AUXILIARIES:
            at_before -= 1  # "Mayor will not call plan a disaster", "mayor refuses to call it one"
        word, before, behind = tokens[i].lower, tokens[at_before].lower, self._behind_verb(i, len(tokens))
        if not behind:
            return range(0)
        passive = word in table.passive or (word == "called" and before in _BEING_OR_NOT)
        if passive and (behind[0] in _ARTICLES or behind[0] == "as" or self._dubbed(word, behind[0])):
            return range(i + 1, i + 1 + behind.index("by") if "by" in behind else self._stop(i))
        spoken = word.endswith("ing") and before in table.prepositions  # "sacked for calling plan a disaster"
        if not (spoken or before in table.speakers or before in table.pronouns or self.named[at_before]):
            return range(0)
        if word.startswith("describ"):
            return range(i + 2 + behind.index("as"), self._stop(i)) if "as" in behind else range(0)
        if behind[0] in table.silent["named"] or behind[0] in table.prepositions:
            return range(0)
        loaded = 2 <= len(behind) <= 4 and behind[-1] in words().epithets
        at = next((n for n, w in enumerate(behind) if n and (w in _ARTICLES or w in table.prepositions)), None)
        named = at is not None and behind[at] not in table.prepositions - {"as"}
        return range(i + 1, self._stop(i)) if named or (at is None and loaded) else range(0)

    def _behind_verb(self, i: int, end: int) -> list[str]:
        return [token.lower for token in self.tokens[i + 1 : min(end, i + 1 + LONGEST_CLAUSE)]]

    def _dubbed(self, word: str, follows: str) -> bool:
        # "Plan branded brutal"; and no "Survivor described brutal attack".
        return follows in words().epithets and word not in ("described", "denounced")

    def _before_comma(self, i: int) -> range:
        # "Plan is a disaster, says union", "Plan is a disaster, union leader says".
        table, tokens, size = voice_table(), self.tokens, len(self.tokens)
        word = tokens[i].lower
        further = size - i - 1
        telling = word not in table.speech
        if self._parted(i):
            if word in ("tells", "told"):
                return range(0)
            if telling:
                somebody = tokens[-1].lower in table.speakers or (word not in table.findings and self.named[-1])
                return range(i) if 1 <= further <= 4 and somebody else range(0)
            return range(0) if self._last_finite > i else range(i)
        follows = tokens[i + 1].lower if further else None
        if word in table.closing and follows is not None:
            return range(0)
        between = follows is not None and self._parted(i + 1)
        ends = follows is None or not tokens[i + 1].word or between or self._heard(i)
        if not ends and (follows not in table.prepositions or size - i > LONGEST_SPEAKER):
            return range(0)
        before = tokens[i - 1].lower
        if word in table.findings and not self._finds(word, before):
            return range(0)
        if telling and not self._has_speaker(i):
            return range(0)
        start = next((j for j in range(i - 1, max(i - 1 - LONGEST_SPEAKER, 0), -1) if self._parted(j)), 0)
        opening = tokens[start].lower
        if word.startswith("claim") and any(t.lower in _LEADING_TO_CLAIMS for t in tokens[start:i]):
            return range(0)
        if not start or opening in table.clauses or opening in table.joints or (not ends and start < 3):
            return range(0)
        if between and follows is not None:
            # "Plan, union says, is a disaster", "plan is a disaster, union says, but ..."
            at = bisect_right(self._sentences, i)
            ended = follows in table.joints or follows in table.clauses
            return range(self._sentences[at - 1] if at else 0, start if ended else self._stop(i))
        return range(start)

    def _heard(self, i: int) -> bool:
        # "Plan is a disaster, mayor tells the BBC"; and no "mayor tells residents to go".
        tail = self._behind_verb(i, i + 2 + LONGEST_HEARER)
        verb = self.tokens[i].lower in ("tells", "told", "warns", "warned")
        return verb and len(tail) <= LONGEST_HEARER and not {"to", "that", "of", "about"} & {*tail}

    def _behind(self, i: int) -> range:
        # "Union says plan is a disaster".
        table, tokens, size = voice_table(), self.tokens, len(self.tokens)
        word, before = tokens[i].lower, tokens[i - 1]
        follows = tokens[i + 1].lower if i + 1 < size else ""
        if word in _RULING:
            follows = self._behind_tally(i)
        if word in table.closing and follows != ":":
            return range(0)
        if word in table.clausal and not self._clause_follows(i):
            return range(0)
        if word == "admitted" and (before.lower in _BEING or self._is_patient(i)):
            return range(0)
        if word.startswith("claim") and self._wins(i):
            return range(0)
        if word == "alleged" and not self._has_speaker(i):
            return range(i + 1, self._end_of_noun(i))
        parted = self._parted(i)
        if before.lower in QUOTES and not self._quotes_inside(i - 1):
            return range(0)  # "'Plan is fair,' said the mayor, who had seen it"
        if not (before.word or parted) or self._says_nothing(word, before.lower, follows, parted=parted):
            return range(0)
        at = bisect_right(self._parts, i)
        opening = tokens[self._parts[at - 1] if at else 0].lower
        if opening == "what":
            return range(0)  # "What the minister said was a disaster"
        return range(i + 1, self._next_comma(i) if opening in table.clauses else self._stop(i))

    def _behind_tally(self, i: int) -> str:
        # "Court rules 6-3 against ban", "court rules unanimously against it"
        behind = self.tokens[i + 1 : i + 1 + LONGEST_TALLY]
        return next((t.lower for t in behind if t.word and not t.lower.endswith("ly")), "")

    def _quotes_inside(self, closing: int) -> bool:
        # Whether what is quoted stands behind something: "Union calls plan 'unfair,' says it is late".
        mark = self.tokens[closing].lower
        return any(token.lower == mark for token in self.tokens[1:closing])

    def _has_speaker(self, i: int) -> bool:
        before = self.tokens[i - 1].lower
        return before in voice_table().speakers or before in voice_table().pronouns or self.named[i - 1]

    def _end_of_noun(self, i: int) -> int:
        # "Alleged brutal attack on driver", "alleged affair - here's all": what is alleged ends before a preposition.
        prepositions = voice_table().prepositions
        behind = self._behind_verb(i, self._next_comma(i))
        end = (n for n, word in enumerate(behind) if word in prepositions or word in _MARKS)
        return i + 1 + next(end, len(behind))

    def _clause_follows(self, i: int) -> bool:
        # "Denies plan is late"; and no "denied passport because she is late", "no denying how late it is".
        table = voice_table()
        behind = self._behind_verb(i, self._next_comma(i))
        if self.tokens[i - 1].lower in table.silent["before"] or not table.prepositions.isdisjoint(behind[:1]):
            return False
        verb = next((n for n, word in enumerate(behind) if word in _CLAUSE), 0)
        return behind[:1] == ["that"] or (verb > 0 and table.clauses.isdisjoint(behind[:verb]))

    def _is_patient(self, i: int) -> bool:
        # "Admitted to hospital", "admitted with burns".
        silent, behind = voice_table().silent, self._behind_verb(i, i + 6)
        return not silent["admitted"].isdisjoint(behind[:1]) or not silent["wards"].isdisjoint(behind)

    def _wins(self, i: int) -> bool:
        # "Sinner claims stunning win", "cancer claims TV star"; and no "union claims win was a fraud".
        silent, behind = voice_table().silent, self._behind_verb(i, self._next_comma(i))
        won = not silent["won"].isdisjoint(behind[:5])
        return self.tokens[i - 1].lower in silent["deadly"] or (won and _CLAUSE.isdisjoint(behind))

    def _says_nothing(self, word: str, before: str, follows: str, *, parted: bool) -> bool:
        table = voice_table()
        silent = table.silent
        if word in table.findings:
            return not self._finds(word, before) or follows in silent["found"]
        if follows == "-":
            return True  # "After fraud claims - then mayor quits"
        if word.startswith("argue") and follows in ("over", "with"):
            return True
        if word == "told":
            heard = before in table.hearers and follows in ("about", "of")
            return follows in silent["told"] and not heard
        if word == "warned" and follows in silent["warned"]:
            return True
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
        at = bisect_right(self._parts, i)
        return self._parts[at] if at < len(self._parts) else len(self.tokens)

    def _stop(self, i: int) -> int:
        """Where the sentence ends that the word at `i` stands in."""
        at = bisect_left(self._sentences, i + 2)
        return self._sentences[at] if at < len(self._sentences) else len(self.tokens)

    def _begins_sentence(self, i: int) -> bool:
        if self.tokens[i - 1].lower == ";":
            return True
        gap = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        return gap.startswith(". ") and self.tokens[i - 1].letters > LONGEST_ABBREVIATION

    def _parted(self, i: int) -> bool:
        """Whether a comma, a colon or a dash between spaces stands before the word at `i`."""
        before, token = self.tokens[i - 1], self.tokens[i]
        between = self.text[before.end : token.start]
        # In American style a comma stands before a closing mark.
        if "," in between or (not before.word and self.text[before.start - 1 : before.end] in _COMMA_CLOSES):
            return True
        if before.lower == ":":
            return True
        return before.lower == "-" and between.isspace() and self.text[before.start - 1 : before.start].isspace()
