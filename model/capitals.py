"""Capitals judged against evidence: the body's own writing first, then cased news text, then the line's own style."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from levelhed.model.homonyms import STATES, is_islamic_state
from levelhed.model.phrases import Phrases
from levelhed.model.tokens import Token, tokenize

ALL_CAPS_SHARE = 0.8
"""A line is in capitals when at least this share of its words of two letters or more is."""

ALL_CAPS_WORDS = 2
"""Words of a line in capitals, at least. "MAYOR QUITS" is one; one word alone is shouted."""

INITIALISM_SHARE = 0.5
"""Share of its uses in cased news text that must be capitals for a word to count as an initialism: a majority."""

WIRE_LABELS = frozenset(
    {"exclusive", "update", "wrapup", "refile", "rpt", "corrected", "correction", "factbox", "timeline"}
    | {"explainer", "insight", "analysis", "interview", "feature", "column", "breaking", "live", "poll"}
    | {"graphic", "preview", "profile"}
)
"""Labels that wires set before a hyphen: "UPDATE 1-Shell cuts jobs"."""

LABELS = WIRE_LABELS | frozenset(
    {"watch", "updated", "fact", "check", "video", "photos", "opinion", "news", "report", "just", "in", "new"}
    | {"more", "photo", "pics", "gallery", "listen", "podcast", "review", "read", "also", "quiz", "recap", "list"}
    | {"explained", "letters", "newsletter", "obituary", "editorial", "comment", "essay", "op", "ed", "long"}
    | {"full", "pictures", "recipe", "cartoon", "map", "ratings", "sponsored", "advertorial", "spotlight"}
)
"""Words that newsrooms set in capitals as a label, before a colon or at the end of a line; there they are no shout."""

LEADING_LABELS = LABELS | frozenset(
    {"alert", "brief", "briefing", "coming", "data", "details", "evening", "flashback", "happening", "investor"}
    | {"latest", "look", "morning", "music", "now", "power", "ranked", "ranking", "rankings", "raw", "roundup"}
    | {"shareholder", "soon", "story", "throwback", "viral", "vote", "world"}
)
"""Those and more that are labels before a colon alone: "RANKED: ..."; behind a dash they shout."""

COVERAGE = frozenset(
    {"live", "updates", "update", "blog", "score", "scores", "scorecard", "stream", "streaming", "commentary"}
    | {"coverage", "recap", "explained", "report", "review", "preview", "ratings", "highlights", "video", "pictures"}
)
"""Forms of coverage: a label behind its topic too ("Budget LIVE: ...", "England v Wales LIVE score")."""

INTERJECTIONS = frozenset(
    {
        "omg",
        "lol",
        "wtf",
        "grr",
        "grrr",
        "brr",
        "brrr",
        "phew",
        "ugh",
        "argh",
        "wow",
        "yay",
        "boo",
        "eek",
        "ouch",
        "oops",
        "yikes",
    }
)
"""Short words that nobody has to know for them to be shouts."""

_STOPPED = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?(?:['’]s)?")
_SPELT_OUT, _SELDOM_IN_CAPITALS = 4, 0.2
"""Letters from which a known word with stops in it is spelt out, unless it is in capitals as often as this in news."""

_AFTER_NUMBERS = frozenset({"am", "ad", "bn", "mn", "tn"})
"""What reads as an initialism right after a number ("10 AM", "2BN")."""

_ROMAN = re.compile(r"l?x{0,3}(?:ix|iv|v?i{0,3})")
"""Roman numerals up to 89; those with a C, D or M are words as often ("mix", "civil")."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """What the capitals of a line say: which of its tokens are shouted, and whether the whole line is in capitals."""

    shouted: tuple[int, ...]
    all_caps: bool

    def after(self, tokens: int) -> Capitals:
        """Return the same of a line with so many tokens before this one."""
        return Capitals(tuple(i + tokens for i in self.shouted), self.all_caps) if tokens else self


class InitialismPhrases:
    """Phrases of which a word is an initialism: "PET scan", "Navy SEAL".

    Parameters
    ----------
    written : iterable of str
        The phrases, what is an initialism in capitals.
    """

    def __init__(self, written: Iterable[str]) -> None:
        lines = [tokenize(phrase) for phrase in written]
        self._capitals = {_stems(line): [i for i, t in enumerate(line) if t.upper] for line in lines}
        self._phrases = Phrases(self._capitals)

    def find(self, tokens: Sequence[Token]) -> set[int]:
        """Return the indices of the tokens that are initialisms for what stands beside them."""
        stems = _stems(tokens)
        return {a + i for a, b in self._phrases.find(stems) for i in self._capitals[stems[a:b]]}


def _stems(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple([token.stem for token in tokens])


def read_capitals(
    tokens: Sequence[Token],
    body_capitals: Container[str],
    capital_share: Mapping[str, float],
    initialisms: Container[str] = frozenset(),
    phrases: InitialismPhrases | None = None,
    known: Container[str] = frozenset(),
    named: Sequence[bool] = (),
    text: str = "",
) -> Capitals:
    """Tell shouts from initialisms.

    Parameters
    ----------
    tokens : sequence of Token
        The line.
    body_capitals : container of str
        Words in small letters that the body the line stands over writes in capitals; they are no shout.
    capital_share : mapping of str to float
        For each lower-cased word of cased news text, the share (0-1) of its uses written in capitals.
    initialisms : container of str
        Words in small letters that are no shout whatever the text says.
    phrases : InitialismPhrases, optional
        Those that are none beside certain others.
    known : container of str
        Words that cased news text writes in small letters; a short word that is none of them may be an initialism.
    named : sequence of bool, optional
        Of each token, whether it is a name: before a colon it says who speaks ("CARTER: I know it").
    text : str, optional
        That of the tokens: what is written with stops in it ("S.W.A.T.") is an initialism, if it spells no common word.
    """
    capitals = [i for i, t in enumerate(tokens) if t.upper and t.word and t.letters >= 2]
    if not capitals:
        return Capitals((), False)
    words = sum([t.word and t.letters >= 2 for t in tokens])
    beside = phrases.find(tokens) if phrases is not None else set()
    initial = {
        i
        for i in capitals
        if i in beside
        or _has_stops(text, tokens[i], capital_share, known)
        or _is_initialism(_bare(tokens[i]), capital_share, initialisms)
        or (tokens[i].stem in _AFTER_NUMBERS and i and tokens[i - 1].folded[0].isdigit())
        or is_islamic_state(tokens, i)
        or (named and named[i] and tokens[i].stem in STATES)
    }
    if words >= ALL_CAPS_WORDS and len(capitals) >= ALL_CAPS_SHARE * words and len(initial) < len(capitals):
        return Capitals((), True)
    labels = _labels(tokens, named) | {i for i in capitals if _is_set_apart(text, tokens, i)}
    shouted = tuple(
        i
        for i in capitals
        if i not in labels
        and i not in initial
        and tokens[i].stem not in body_capitals
        and not _looks_like_an_initialism(tokens[i], capital_share, known)
    )
    return Capitals(shouted, False)


def _is_initialism(word: str, capital_share: Mapping[str, float], initialisms: Container[str]) -> bool:
    if word in INTERJECTIONS:
        return False
    return capital_share.get(word, 0.0) >= INITIALISM_SHARE or word in initialisms or bool(_ROMAN.fullmatch(word))


def _looks_like_an_initialism(token: Token, capital_share: Mapping[str, float], known: Container[str]) -> bool:
    # An unknown short word, or one without vowels, is far more often an initialism than a shout.
    word = _bare(token)
    if word in capital_share or word in known or word in INTERJECTIONS:
        return False
    return token.letters <= 4 or set("aeiouy").isdisjoint(word)


def _bare(token: Token) -> str:
    return token.stem.lstrip("#@")  # "#LATE" is as "LATE"


def _labels(tokens: Sequence[Token], named: Sequence[bool]) -> set[int]:
    """Return the indices of the words that say what kind of piece the line is, or who speaks in it."""
    found = {*range(_ending_label(tokens), len(tokens))}
    found.update(i for i, t in enumerate(tokens[:-1]) if t.lower == "live" and tokens[i + 1].lower in COVERAGE)
    mark = next((i for i in range(len(tokens)) if _ends_label(tokens, i)), None)
    if mark is None:
        return found
    if all(_is_label(tokens[i]) or (named and named[i]) for i in range(mark)):
        found.update(range(mark))
    topic = next((i for i in range(mark, 0, -1) if tokens[i - 1].lower not in COVERAGE), 0)
    found.update(range(topic, mark))
    return found


def _is_set_apart(text: str, tokens: Sequence[Token], i: int) -> bool:
    # "(VIDEO)" anywhere, and "$SNAP", which is what a share is traded as.
    token = tokens[i]
    before, behind = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 1]
    return before == "$" or (before + behind in ("()", "[]") and token.lower in LABELS)


def _ends_label(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.folded in (":", "|"):
        return True
    if not i or token.folded != "-" or i == len(tokens) - 1 or token.end < tokens[i + 1].start:
        return False
    behind = tokens[i + 1]
    return behind.capital and not _is_wired(behind) and all(_is_wired(t) or not t.word for t in tokens[:i])


def _has_stops(text: str, token: Token, capital_share: Mapping[str, float], known: Container[str]) -> bool:
    # "S.O.", "S.H.I.E.L.D."; and no "S.P.I.N.E.", which is a word in disguise.
    if _STOPPED.fullmatch(text, token.start, token.end) is None:
        return False
    word = _bare(token)
    return len(word) < _SPELT_OUT or word not in known or capital_share.get(word, 0.0) >= _SELDOM_IN_CAPITALS


def _is_wired(token: Token) -> bool:
    return token.upper and token.lower in WIRE_LABELS


def _is_label(token: Token) -> bool:
    # "E! NEWS" too.
    return token.lower in LEADING_LABELS or not token.word or token.letters == 1


def _ending_label(tokens: Sequence[Token]) -> int:
    # "Singer to tour again (EXCLUSIVE)", "... - VIDEO": more than a space before it; "... MORE:".
    start = len(tokens) - (tokens[-1].folded == ":")
    led = start < len(tokens)
    while start and tokens[start - 1].upper and tokens[start - 1].lower in (LEADING_LABELS if led else LABELS):
        start -= 1
    if start in (0, len(tokens)) or led:
        return start or len(tokens)
    before = tokens[start - 1]
    return start if before.folded in "-|" or tokens[start].start > before.end + 1 else len(tokens)
