"""From a result to one HTML page that needs nothing else; no script, and nothing of a headline run as markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from levelhed.data.durable import write_durably
from levelhed.data.errors import InputError
from levelhed.model.scorer import Scorer
from levelhed.service.counted import counted
from levelhed.service.report import charts
from levelhed.service.report.analysis import COLUMNS, Analysis, analyse
from levelhed.service.report.error_reasons import DOUBTS, ERRORS
from levelhed.service.report.results import read_results
from levelhed.service.report.statistics import FALSE_DISCOVERIES, MINIMUM_GROUP, RESAMPLES, Estimate

_TITLES = {"outlet": "By outlet", "author": "By author", "section": "By section"}


def write_report(
    result: Path, output: Path, *, minimum_group: int = MINIMUM_GROUP, title: str = "How loud are the headlines?"
) -> Analysis:
    """Write the report of an audit's result.

    Parameters
    ----------
    result : Path
        What `levelhed audit` wrote; its record stands beside it.
    output : Path
        The page, ``.html``.
    minimum_group : int
        Rows below which an outlet, author, section or month is not shown.

    Returns
    -------
    Analysis
        What the page says.

    Raises
    ------
    InputError
        ``missing_part``, ``unknown_format`` or ``cannot_write``, and whatever `read_results` raises.
    """
    if output.suffix.lower() not in (".html", ".htm"):
        raise InputError("unknown_format", str(output), "must end in .html")
    results = read_results(result, COLUMNS)
    analysis = analyse(results, Scorer.load("fast").without_labels, minimum_group)
    page = _template().render(
        title=title,
        a=analysis,
        record=results.record,
        minimum=minimum_group,
        enough=MINIMUM_GROUP,
        resamples=RESAMPLES,
        false_discoveries=100 * FALSE_DISCOVERIES,
        titles=_TITLES,
        error_reasons=ERRORS,
        doubt_reasons=DOUBTS,
        distribution=charts.distribution(analysis) if analysis.counted else None,
        gap_plot=charts.gap_against_body(analysis) if analysis.counted else None,
        group_plots={g.column: charts.groups(g) for g in analysis.groupings if g.groups},
        shown_groups=charts.shown_groups,
        month_plot=charts.months(analysis.months) if analysis.months and len(analysis.months.groups) > 1 else None,
    )
    with write_durably(output) as part:
        # A title or a command may hold bytes of a command line that were no text.
        part.write_text(page, encoding="utf-8", errors="backslashreplace")
    return analysis


def _template() -> Any:
    try:
        import jinja2
    except ImportError as error:
        raise InputError("missing_part", "report", "needs more packages: install levelhed[archives]") from error
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        count=lambda n: f"{n:,}", counted=counted, interval=_interval, number=_number, link=_link
    )
    return environment.from_string(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))


def _interval(estimate: Estimate | None, sign: bool = False, unit: str = "") -> str:
    if estimate is None:
        return "–"
    value, low, high = (_number(x, sign) for x in (estimate.value, estimate.low, estimate.high))
    return f"{value}{unit} ({low} to {high})"


def _number(value: float, sign: bool = False) -> str:
    # A zero has no sign, and a minus is longer than a hyphen.
    rounded = round(value, 1) + 0.0
    return (f"{rounded:+.1f}" if sign and rounded else f"{rounded:.1f}").replace("-", "−")


def _link(url: str | None) -> str | None:
    # Any other scheme could run something when it is clicked.
    return url if url and url.lower().startswith(("http://", "https://")) else None
