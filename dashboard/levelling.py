"""Edits taken together: where no single one brings a headline under its verdict, a few may, or come near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from levelhed.model.blend import Thresholds
from levelhed.model.score import Edit, Score, Suggestion

MOST_EDITS = 4
"""Edits tried together: more would be another headline. Three scores are asked for at most, so typing never waits."""


def level(
    headline: str,
    score: Score,
    edits: Sequence[Suggestion],
    thresholds: Thresholds,
    score_all: Callable[[Sequence[str]], Sequence[Score]],
) -> Suggestion | None:
    """Return the fewest of the strongest edits that together bring a headline under its verdict, or near it.

    Parameters
    ----------
    edits : sequence of Suggestion
        Single edits, the greatest drop first.
    score_all : callable
        Scores headlines over the same story.

    Returns
    -------
    Suggestion or None
        Where no few are enough, those that together take off the most. None where the headline is measured, or a single
        edit does as much.
    """
    target = thresholds.sensational if score.verdict == "sensational" else thresholds.charged
    if score.heat < target or not edits or edits[0].score.heat < target:
        return None
    tried = [
        taken
        for size in range(2, min(MOST_EDITS, len(edits)) + 1)
        if (taken := _apart([suggestion.edits[0] for suggestion in edits[:size]]))
    ]
    texts = [_apply(headline, taken) for taken in tried]
    found = [Suggestion(*parts) for parts in zip(tried, texts, score_all(texts), strict=True)] if texts else []
    enough = next((suggestion for suggestion in found if suggestion.score.heat < target), None)
    furthest = min(found, key=lambda suggestion: suggestion.score.heat, default=edits[0])
    return enough or (furthest if furthest.score.heat < edits[0].score.heat else None)


def _apart(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits in their order in the headline; none where two of them meet."""
    ordered = tuple(sorted(edits, key=lambda edit: edit.start))
    return () if any(a.end > b.start for a, b in pairwise(ordered)) else ordered


def _apply(headline: str, edits: Sequence[Edit]) -> str:
    for edit in reversed(edits):
        headline = headline[: edit.start] + edit.replacement + headline[edit.end :]
    return headline
