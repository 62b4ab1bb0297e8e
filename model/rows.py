"""Rows of headlines and bodies: each checked by itself, scored in stretches, answered in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from levelhed.data.errors import InputError
from levelhed.model.score import Score
from levelhed.model.text import check_body, check_headline

STRETCH_CHARACTERS = 100_000
"""Characters scored in one go, a headline counted as `ROW_CHARACTERS`: fifty rows over bodies of 300 words.

Beyond that the arrays outgrow the processor's cache and nothing is gained.
"""

ROW_CHARACTERS = 200

ScoreStretch = Callable[[Sequence[str], Sequence[str | None]], Sequence[Score]]
"""Checked headlines and bodies to their scores, one a headline."""


def score_rows(
    score: ScoreStretch, headlines: Sequence[str | None], bodies: Sequence[str | None] | None
) -> list[Score | InputError]:
    """Score headlines in order; what cannot be scored gives its `InputError` in place of a `Score`."""
    results: list[Score | InputError] = []
    given = bodies if bodies is not None else [None] * len(headlines)
    told = list(zip(headlines, given, strict=True))
    for stretch in _stretches(given):
        checked = [_checked(*told[i]) for i in stretch]
        rows = [row for row in checked if not isinstance(row, InputError)]
        scores = iter(score([line for line, _ in rows], [body for _, body in rows]))
        results += [row if isinstance(row, InputError) else next(scores) for row in checked]
    return results


def _stretches(bodies: Sequence[str | None]) -> Iterator[range]:
    # Many short rows or few long ones at a time.
    start = characters = 0
    for i, body in enumerate(bodies):
        own = ROW_CHARACTERS + (len(body) if isinstance(body, str) else 0)
        if i > start and characters + own > STRETCH_CHARACTERS:
            yield range(start, i)
            start, characters = i, 0
        characters += own
    if start < len(bodies):
        yield range(start, len(bodies))


def _checked(headline: object, body: object) -> tuple[str, str | None] | InputError:
    try:
        return check_headline(headline), check_body(body)
    except InputError as error:
        return error
