"""What would level a headline: small edits, each tried and scored for real."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from levelhed.model.body import Body
from levelhed.model.score import Edit, Evidence, Score, Suggestion
from levelhed.model.scorer import Scorer
from levelhed.model.text import check_body, check_headline

MOST_EDITS = 4
"""Edits tried together; the eight strongest single ones are combined, 162 headlines at most."""

LEAST_GAIN = 1.0
"""Points of heat that one more edit takes off at least, where no edits get under the threshold."""

_STRONGEST = 8


def suggest(
    scorer: Scorer, headline: str, body: str | None = None, *, limit: int = 3, threshold: float | None = None
) -> tuple[Suggestion, ...]:
    """Return up to `limit` edits of a headline that lower its `heat`, each with its real score.

    Parameters
    ----------
    scorer : Scorer
    headline, body : str
        As for `Scorer.score`.
    threshold : float, optional
        Heat to get under, 0-100; by default the one below the headline's own verdict. Where edits get under it, the
        fewest that do stand first; where none do, those that together take off the most. The other suggestions are
        single edits, the greatest drop first.

    Raises
    ------
    InputError
        As `Scorer.score`.
    """
    line = check_headline(headline)
    read = scorer.read_body(check_body(body), line)
    before = scorer.score_line(line, read)
    target = _below(scorer, before) if threshold is None else threshold
    singles = []
    for span in before.evidence:
        found = _tried(scorer, line, read, [span])
        if found is not None and found.score.heat < before.heat:
            singles.append((found, span))
    singles.sort(key=lambda pair: pair[0].score.heat)
    suggestions = [found for found, _ in singles]
    if before.heat >= target and singles and suggestions[0].score.heat >= target:
        together = _together(scorer, line, read, [span for _, span in singles[:_STRONGEST]], target)
        if together is not None and together.score.heat < suggestions[0].score.heat:
            suggestions.insert(0, together)
    return tuple(suggestions[:limit])


def apply(line: str, spans: Sequence[Evidence]) -> tuple[tuple[Edit, ...], str]:
    """Return the edits that put each span's suggestion in its place, and the line they give."""
    edits = []
    text = line
    for span in sorted(spans, key=lambda s: s.start, reverse=True):
        start, end, replacement = span.start, span.end, span.suggestion or ""
        if not replacement:
            # A word taken out takes one space with it.
            if line[end : end + 1] == " ":
                end += 1
            elif line[start - 1 : start] == " ":
                start -= 1
        edits.append(Edit(start, end, line[start:end], replacement))
        text = text[:start] + replacement + text[end:]
    return tuple(reversed(edits)), text


def _together(scorer: Scorer, line: str, read: Body | None, spans: list[Evidence], target: float) -> Suggestion | None:
    # The fewest that get under the target, or else those that take off the most.
    furthest: Suggestion | None = None
    for size in range(2, MOST_EDITS + 1):
        tried = (_tried(scorer, line, read, chosen) for chosen in combinations(spans, size))
        best = min((found for found in tried if found is not None), key=lambda found: found.score.heat, default=None)
        if best is None:
            break
        if best.score.heat < target:
            return best
        if furthest is None or best.score.heat < furthest.score.heat - LEAST_GAIN:
            furthest = best
    return furthest


def _tried(scorer: Scorer, line: str, read: Body | None, spans: Sequence[Evidence]) -> Suggestion | None:
    if any(span.suggestion is None for span in spans):
        return None
    edits, text = apply(line, spans)
    if not text.strip() or any(a.end > b.start for a, b in pairwise(edits)):
        return None
    return Suggestion(edits, text, scorer.score_line(text, read))


def _below(scorer: Scorer, score: Score) -> float:
    return scorer.thresholds.sensational if score.verdict == "sensational" else scorer.thresholds.charged
