"""A scored article as a person reads it in a terminal; nothing in it is taken as markup."""

from __future__ import annotations

from levelhed.data.articles import Article
from levelhed.model.articles import ArticleScore, ScoredLine
from levelhed.service.score_report import coloured
from levelhed.service.terminal import printable
from rich.console import Console
from rich.table import Table
from rich.text import Text

_STYLES = {"sensational": "bold red", "charged": "yellow", "measured": ""}


def print_article(result: ArticleScore) -> None:
    """Print where the page is from, its lines in reading order with their figures, and what else it does."""
    console = Console(highlight=False)
    if origin := _origin(result.article):
        console.print(Text(printable(origin), style="dim"))
        console.print()
    console.print(_lines(result))
    for scored in result.lines:
        if scored.error is not None:
            console.print(Text(f"Not scored: {scored.line.kind}, {scored.error.message}", style="yellow"))
    for message, kinds in _doubts(result).items():
        console.print(Text(f"Uncertain: {message} ({', '.join(kinds)})", style="yellow"))
    for finding in result.findings:
        told = printable(f"{finding.message} {finding.source}: {finding.text}")
        console.print(Text(told, style="bold red"))


def _origin(article: Article) -> str:
    return " - ".join(part for part in (article.outlet, article.author, article.published, article.url) if part)


def _doubts(result: ArticleScore) -> dict[str, list[str]]:
    # By reason, the kinds of line it holds for.
    found: dict[str, list[str]] = {}
    for scored in result.lines:
        for doubt in scored.score.uncertain if scored.score else ():
            kinds = found.setdefault(doubt.message, [])
            if scored.line.kind not in kinds:
                kinds.append(scored.line.kind)
    return found


def _lines(result: ArticleScore) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for column in ("gap", "heat", "verdict", "kind", "over paragraph", "line"):
        table.add_column(column, justify="right" if column in ("gap", "heat") else "left")
    loudest = [scored for scored in result.loudest_first()[:1] if scored.score and scored.score.judged]
    for scored in result.lines:
        table.add_row(*_row(scored, len(result.article.body), scored in loudest))
    return table


def _row(scored: ScoredLine, paragraphs: int, loudest: bool) -> tuple[Text | str, ...]:
    line, score = scored.line, scored.score
    over = line.paragraphs
    whole = "all" if len(over) == paragraphs else _range(over)
    if score is None:
        return "", "", "not scored", line.kind, whole, Text(printable(line.text))
    gap = f"{score.tone_gap:+.0f}" if score.tone_gap is not None else ""
    verdict = Text(score.verdict + (", loudest" if loudest else ""), style=_STYLES[score.verdict])
    if not score.judged:
        verdict = Text(f"{score.verdict}, uncertain", style="dim")
    return gap, f"{score.heat:.0f}", verdict, line.kind, whole, coloured(line.text, score.evidence)


def _range(over: tuple[int, ...]) -> str:
    if not over:
        return "none"
    return f"{over[0] + 1}-{over[-1] + 1}" if len(over) > 1 else str(over[0] + 1)
