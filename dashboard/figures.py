"""The figures under the gauge: headline beside story, or two readers beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from levelhed.dashboard.plain import signed
from levelhed.model.score import Score


def figures(score: Score) -> str:
    """Return the headline's figures beside its story's, as an HTML table of numbers alone."""
    body = score.body
    rows = [
        ("sensational", f"{score.sensationalism:.0f}", f"{body.sensationalism.mean:.0f}" if body else "–"),
        ("loaded wording", f"{score.bias:.0f}", f"{body.bias.mean:.0f}" if body else "–"),
        ("teasing", f"{score.clickbait:.0f}", ""),
        ("exaggerating", f"{score.exaggeration:.0f}", ""),
    ]
    if score.tone_gap is not None and score.support is not None:
        rows.append(("above its story", signed(round(score.tone_gap)), ""))
        rows.append(("found in the story", f"{100 * score.support:.0f}%", ""))
    return _table(("of 100", "headline", "story"), rows)


def side_by_side(scores: Mapping[str, Score]) -> str:
    """Return what several readers say of one headline; the keys name the readers."""
    rows = [
        ("verdict", *(s.verdict for s in scores.values())),
        ("heat", *(f"{s.heat:.0f}" for s in scores.values())),
        ("sensational", *(f"{s.sensationalism:.0f}" for s in scores.values())),
        ("loaded wording", *(f"{s.bias:.0f}" for s in scores.values())),
    ]
    return _table(("", *scores), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    top = "".join(f'<th scope="col">{name}</th>' if name else "<td></td>" for name in head)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{value}</td>" for value in values)}</tr>'
        for name, *values in rows
    )
    return f'<table class="lh-figures"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
