"""A score as a person reads it in a terminal: marked by symbol as well as by colour, nothing in it taken as markup."""

from __future__ import annotations

from collections.abc import Sequence

from levelhed.model.edits import changes
from levelhed.model.score import Evidence, Score, Suggestion
from levelhed.service.terminal import printable
from rich.console import Console
from rich.table import Table
from rich.text import Text

SHOWN_POINTS = 1.0
"""Spans below this many points on both scales are left out of the table; they stay in the JSON."""


def print_score(headline: str, score: Score, suggestions: Sequence[Suggestion]) -> None:
    """Print the headline with its words coloured, the figures, the evidence and what would lower it."""
    console = Console(highlight=False)
    console.print(coloured(headline, score.evidence))
    console.print()
    console.print(_figures(score))
    for doubt in score.uncertain:
        console.print(Text(f"Uncertain: {doubt.message}", style="yellow"))
    console.print(_evidence(score.evidence))
    for suggestion in suggestions:
        change = suggestion.score.heat - score.heat
        console.print(Text(f"{printable(describe_edits(suggestion))}: heat {change:+.1f}"))


def describe_edits(suggestion: Suggestion) -> str:
    """Return what a suggestion changes, its edits in their order in the headline."""
    return ", ".join(f"{old} -> {new}" for old, new in changes(suggestion.edits))


def coloured(headline: str, evidence: Sequence[Evidence]) -> Text:
    """Return a headline with its loud words in colour and underlined."""
    text = Text(printable(headline), style="bold")
    for span in evidence:
        if span.kind in ("all_caps", "other") and span.text == headline:
            # What speaks of the whole line says nothing of which words do it.
            continue
        points = span.most_points
        if span.kind == "shouted_word" or points >= 5:
            text.stylize("bold red underline", span.start, span.end)
        elif points >= 2:
            text.stylize("bold yellow underline", span.start, span.end)
    return text


def _figures(score: Score) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("verdict", score.verdict, f"heat {score.heat:.0f}")
    table.add_row("sensationalism", f"{score.sensationalism:.0f}", _body(score, "sensationalism"))
    table.add_row("bias", f"{score.bias:.0f}", _body(score, "bias"))
    table.add_row("clickbait", f"{score.clickbait:.0f}", "")
    table.add_row("exaggeration", f"{score.exaggeration:.0f}", "")
    if score.tone_gap is not None and score.percentile is not None and score.support is not None:
        table.add_row("tone gap", f"{score.tone_gap:+.0f}", f"louder than {score.percentile:.0f}% of its own story")
        table.add_row("support", f"{score.support:.2f}", "of what it asserts was found in the text")
    return table


def _body(score: Score, scale: str) -> str:
    if score.body is None:
        return ""
    tone = score.body.sensationalism if scale == "sensationalism" else score.body.bias
    return f"body {tone.mean:.0f}, its loudest tenth from {tone.p90:.0f}"


def _evidence(evidence: Sequence[Evidence]) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for column in ("points", "bias", "words", "kind", "why"):
        table.add_column(column, justify="right" if column in ("points", "bias") else "left")
    shown = [s for s in evidence if s.kind != "other" or max(abs(s.points), abs(s.bias_points)) >= SHOWN_POINTS]
    for span in sorted(shown, key=lambda span: span.most_points, reverse=True):
        table.add_row(
            f"{span.points:+.1f}", f"{span.bias_points:+.1f}", Text(printable(span.text)), span.kind, Text(span.reason)
        )
    return table
