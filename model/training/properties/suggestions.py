"""Suggestions are counterfactual: each edit, applied, gives exactly the score it promises, and a lower one."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from levelhed.model.edits import apply
from levelhed.model.score import Evidence, Suggestion
from levelhed.model.scorer import Scorer
from levelhed.model.suggest import suggest
from levelhed.model.training.properties.rate import EVERY, Rate, Tally


def suggestions(scorer: Scorer, pairs: Sequence[tuple[str, str | None]], rng: Random, size: int) -> list[Rate]:
    """Ask for suggestions and apply them.

    Parameters
    ----------
    pairs : sequence of (headline, body)
    """
    exact = Tally("suggestions: the edits give exactly the score they promise", EVERY)
    lower = Tally("suggestions: heat falls", EVERY)
    fewest = Tally("suggestions: the fewest edits that get under the threshold stand first", EVERY)
    checked = Tally("suggestions: what the evidence suggests lowers the score", EVERY)
    for headline, body in rng.sample(list(pairs), min(size, len(pairs))):
        before = scorer.score(headline, body)
        found = suggest(scorer, headline, body, limit=20)
        for suggestion in found:
            text = _applied(headline, suggestion)
            told = text == suggestion.headline and scorer.score(text, body) == suggestion.score
            exact.add(told, 0.0, f"{headline!r} -> {suggestion.headline!r}")
            lower.rise(before.heat - suggestion.score.heat, f"{headline!r} -> {suggestion.headline!r}")
        if found and before.verdict != "measured":
            limits = scorer.thresholds
            target = limits.sensational if before.verdict == "sensational" else limits.charged
            sizes = [len(s.edits) for s in found if s.score.heat < target]
            first = not sizes or (len(found[0].edits) == min(sizes) and found[0].score.heat < target)
            fewest.add(first, 0.0, f"{headline!r} -> {[s.headline for s in found]}")
        for span in before.evidence:
            edited = _with(headline, span)
            if edited is not None:
                after = scorer.score(edited, body)
                checked.rise(before.heat - after.heat, f"{headline!r} -> {edited!r} from {before.heat:.1f}")
    return [exact.rate(), lower.rate(), fewest.rate(), checked.rate()]


def _applied(headline: str, suggestion: Suggestion) -> str:
    text = headline
    for edit in reversed(suggestion.edits):
        if text[edit.start : edit.end] != edit.text:
            return ""
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def _with(headline: str, span: Evidence) -> str | None:
    if span.suggestion is None:
        return None
    _, text = apply(headline, [span])
    return text if text.strip() else None
