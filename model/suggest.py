"""What would level a headline: small edits, each tried and scored for real."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from levelhed.model.blend import Thresholds
from levelhed.model.edits import apply
from levelhed.model.score import Edit, Evidence, Score, Suggestion
from levelhed.model.scorer import Scorer
from levelhed.model.stems import stems_of
from levelhed.model.text import check_body, check_headline

MOST_EDITS = 4
"""Edits tried together, the strongest ones: more would be another headline. They make eleven headlines at most."""

MOST_TRIED = 20
"""Single edits tried, the loudest ones: of 2,000 headlines of the labelled sets none has more than three."""

LEAST_GAIN = 1.0
"""Points of heat that one more edit takes off at least, where no edits get under the threshold."""

ScoreAll = Callable[[Sequence[str]], Sequence[Score]]
"""Scores headlines over one story."""


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

    def score_all(lines: Sequence[str]) -> list[Score]:
        return [scorer.score_line(text, read) for text in lines]

    before = scorer.score_line(line, read)
    singles = single_edits(line, before, score_all)
    together = level(line, before, singles, scorer.thresholds, score_all, threshold=threshold)
    return (*([together] if together else []), *singles)[:limit]


def single_edits(headline: str, score: Score, score_all: ScoreAll) -> tuple[Suggestion, ...]:
    """Return the single edits that lower the heat of a headline, the greatest drop first.

    Parameters
    ----------
    score : Score
        That of the headline, with its evidence.
    """
    found = _tried(headline, [[*spans] for spans in _candidates(headline, score)], score_all)
    return tuple(sorted((s for s in found if s.score.heat < score.heat), key=lambda s: s.score.heat))


def level(
    headline: str,
    score: Score,
    singles: Sequence[Suggestion],
    thresholds: Thresholds,
    score_all: ScoreAll,
    *,
    threshold: float | None = None,
) -> Suggestion | None:
    """Return the fewest of the strongest edits that together bring a headline under its verdict, or near it.

    Parameters
    ----------
    singles : sequence of Suggestion
        What `single_edits` returns.
    threshold : float, optional
        Heat to get under; by default the one below the headline's verdict.

    Returns
    -------
    Suggestion or None
        Where no few are enough, those that together take off the most. None where the headline is under it, or a single
        edit does as much.
    """
    target = _below(thresholds, score) if threshold is None else threshold
    if not singles or singles[0].score.heat < target:
        return None
    spans = {apply(headline, own)[0]: own for own in _candidates(headline, score)}
    strongest = [spans[single.edits] for single in singles[:MOST_EDITS] if single.edits in spans]
    sizes = range(2, len(strongest) + 1)
    chosen = [[span for own in some for span in own] for size in sizes for some in combinations(strongest, size)]
    found = _tried(headline, [spans for spans in chosen if not _repeats(spans)], score_all)
    best = _fewest(found, target)
    return best if best and best.score.heat < singles[0].score.heat else None


def _candidates(headline: str, score: Score) -> list[list[Evidence]]:
    # The spans of each single edit: words shouted one after the other are lowered together.
    found: list[list[Evidence]] = []
    for span in score.evidence:
        if span.suggestion is None:
            continue
        last = found[-1][-1] if found else None
        shouted = last is not None and last.kind == span.kind == "shouted_word"
        if last is not None and shouted and headline[last.end : span.start] in (" ", "-"):
            found[-1].append(span)
        else:
            found.append([span])
    loudest = sorted(range(len(found)), key=lambda i: -_points(found[i]))[:MOST_TRIED]
    return [found[i] for i in sorted(loudest)]


def _points(spans: Sequence[Evidence]) -> float:
    return sum(span.most_points for span in spans)


def _repeats(spans: Sequence[Evidence]) -> bool:
    # "Worrying virus causes worry": two words in one.
    new = [word.lower() for span in spans if (word := span.suggestion) and word.lower() != span.text.lower()]
    stems = stems_of(new)
    return len(set(stems)) < len(stems)


def _tried(headline: str, chosen: Sequence[Sequence[Evidence]], score_all: ScoreAll) -> list[Suggestion]:
    edited: dict[str, tuple[Edit, ...]] = {}
    for spans in chosen:
        edits, text = apply(headline, spans)
        edited.setdefault(text, edits)  # of "really, really late" either word may go: one headline
    possible = [(edits, text) for text, edits in edited.items() if text.strip() and text != headline]
    scores = score_all([text for _, text in possible]) if possible else []
    return [Suggestion(edits, text, score) for (edits, text), score in zip(possible, scores, strict=True)]


def _fewest(found: Sequence[Suggestion], target: float) -> Suggestion | None:
    furthest: Suggestion | None = None
    for size in range(1, MOST_EDITS + 1):
        own = [suggestion for suggestion in found if len(suggestion.edits) == size]
        best = min(own, key=lambda suggestion: suggestion.score.heat, default=None)
        if best is None:
            continue
        if best.score.heat < target:
            return best
        if furthest is None or best.score.heat < furthest.score.heat - LEAST_GAIN:
            furthest = best
    return furthest


def _below(thresholds: Thresholds, score: Score) -> float:
    return thresholds.sensational if score.verdict == "sensational" else thresholds.charged
