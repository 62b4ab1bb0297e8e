"""Words that deny what follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeGuard

from levelhed.model.phrases import Phrases

DENIALS = frozenset({"not", "never", "hardly", "scarcely", "barely", "rarely", "seldom", "neither", "nor"})
"""Those of which nothing is left when the denial is taken out."""

NEGATORS: Mapping[str, str | None] = {
    **dict.fromkeys(DENIALS, None),
    **{"can't": "can", "cannot": "can", "won't": "will", "don't": "do", "doesn't": "does", "didn't": "did"},
    **{"isn't": "is", "aren't": "are", "wasn't": "was", "weren't": "were", "hasn't": "has", "haven't": "have"},
    **{"hadn't": "had", "wouldn't": "would", "couldn't": "could", "shouldn't": "should", "mustn't": "must"},
    **{"needn't": "need", "ain't": "is", "without": "with", "nothing": "something"},
}
"""Words that deny what follows, and what is left of each when the denial is taken out."""

_GONE = "-"
IS = ("is", "are", "was", "were")
"""What says that something is so."""

# Word for word what is left of phrases that deny.
_LEFT: Mapping[str, str] = {
    **dict.fromkeys(("anything but", "nothing like", "far from", "not really", "not exactly", "no evidence"), "- -"),
    **dict.fromkeys(("by no means", "in no way", "not at all", "no evidence that", "not true that"), "- - -"),
    **dict.fromkeys(("there's no evidence that", "there is no evidence"), "- - - -"),
    **dict.fromkeys(("it is not true that", "there is no evidence that"), "- - - - -"),
    **{f"{looks} nothing like": f"{looks} - like" for looks in ("look", "looked", "looks")},
    **{"fails to be": "is - -", "fail to be": "are - -", "failed to be": "was - -", "failing to be": "being - -"},
    **{f"{never} going to be": "is - - -" for never in ("never", "not")},
    **{f"{being} {never} going to be": f"{being} - - - -" for being in IS for never in ("never", "not")},
    **{f"{being} unlikely to be": f"{being} - - -" for being in IS},
    **{"refuses to call": "calls - -", "refused to call": "called - -", "refuse to call": "call - -"},
    **{"stops short of calling": "calls - - -", "stopped short of calling": "called - - -"},
    **{f"{verb} {claim}": "says -" for verb in ("rejects", "dismisses", "denies") for claim in ("claim", "claims")},
    **{f"{verb} {claim}": "said -" for verb in ("rejected", "dismissed", "denied") for claim in ("claim", "claims")},
    **{f"{being} no longer": f"{being} - -" for being in IS},
    **{f"{being} no": f"{being} -" for being in (*IS, "be", "been", "it's", "that's")},
    **{f"{who} {thinks}": "- -" for who in ("nobody", "none") for thinks in ("thinks", "believes", "says", "think")},
    **{f"no one {thinks}": "- - -" for thinks in ("thinks", "believes", "says", "calls")},
    **{f"few {think}": "- -" for think in ("think", "believe", "say")},
}
_PHRASES = Phrases(map(str.split, _LEFT))
# "Denies plan is brutal"; "denies fraud" is what somebody is charged with.
_DENYING: Mapping[str, str] = {
    **{"denies": "says", "deny": "say", "denied": "said", "denying": "saying"},
    **{"disputes": "says", "doubts": "says", "doubt": "say", "rejects": "says", "rejected": "said"},
}
FINITE = frozenset({*IS, "has", "have", "had", "will", "would", "can", "could", "should"})
"""Verbs that tell a clause from a phrase."""

# "Did not cause" is held against "caused": "did cause" is how one insists.
_DOING: Mapping[str, str] = {"did": "ed", "didn't": "ed", "does": "s", "doesn't": "s"}
_NO_VERBS = frozenset(
    {"a", "after", "as", "at", "by", "during", "for", "from", "in", "next", "on", "so", "the", "to", "with"}
)
# Without one of these, of which every phrase above has one, nothing is denied.
_CUES = frozenset(
    {*NEGATORS, *_DENYING, "anything", "dismissed", "dismisses", "fail", "failed", "failing", "fails", "far", "few"}
    | {"no", "nobody", "none", "refuse", "refused", "refuses", "stopped", "stops", "unlikely"}
)
# "Nothing but a disgrace", "nothing short of shameful" say it all the louder.
_AFFIRMING = Phrases(map(str.split, ("nothing but", "nothing short", "nothing less")))


def find_denials(lower: Sequence[str], keys: Sequence[str | None]) -> dict[int, str | None]:
    """Return the indices of the tokens that deny something, each with what is left when the denial is taken out.

    Parameters
    ----------
    lower : sequence of str
        The tokens of a line in small letters.
    keys : sequence of (str or None)
        What they read as.
    """
    if _CUES.isdisjoint(lower):
        return {}
    found = {i: NEGATORS[key] for i, key in enumerate(keys) if key is not None and key in NEGATORS}
    found |= {i: _DENYING[word] for i, word in enumerate(lower) if word in _DENYING and _tells(lower, i)}
    for i, word in enumerate(lower):
        at = i + 1 + (word in ("did", "does"))
        if word not in _DOING or at >= len(lower):
            continue
        if (at == i + 1 or lower[i + 1] == "not") and _is_verb(verb := keys[at]):
            found |= {**dict.fromkeys(range(i, at)), at: _inflected(verb, _DOING[word])}
    end = 0
    for start, beyond in _PHRASES.find(lower):
        if start >= end:
            end = beyond
            left = _LEFT[" ".join(lower[start:end])].split()
            found |= {i: None if word == _GONE else word for i, word in enumerate(left, start)}
    affirming = _AFFIRMING.inside(lower) if found else ()
    return {i: left for i, left in found.items() if i not in affirming}


def _tells(lower: Sequence[str], i: int) -> bool:
    # Whether a clause follows the word at `i`.
    return not FINITE.isdisjoint(lower[i + 2 :])


def _is_verb(key: str | None) -> TypeGuard[str]:
    return key is not None and key[0].isalpha() and key not in _NO_VERBS


def _inflected(verb: str, ending: str) -> str:
    # As most verbs take it; of another one nothing is known, which is no louder.
    if ending == "ed" and verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}i{'es' if ending == 's' else ending}"
    return verb + ("es" if ending == "s" and verb.endswith(("s", "sh", "ch", "x", "z", "o")) else ending)
