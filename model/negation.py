"""Words that deny what follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

_PHRASES = Phrases(
    [("anything", "but"), ("nothing", "like"), ("far", "from"), ("by", "no", "means"), ("not", "really")]
)
_CUES = frozenset({*NEGATORS, "anything", "far", "means"})
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
    if _CUES.isdisjoint(keys) and _CUES.isdisjoint(lower):
        return {}
    found = {i: NEGATORS[key] for i, key in enumerate(keys) if key is not None and key in NEGATORS}
    found |= dict.fromkeys(_PHRASES.inside(lower))
    affirming = _AFFIRMING.inside(lower) if found else ()
    return {i: left for i, left in found.items() if i not in affirming}
