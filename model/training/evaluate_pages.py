"""`levelhed evaluate --articles`: how well pages are read, and how loud three outlets are on the same events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from levelhed.model.scorer import Scorer
from levelhed.model.training.gaps import describe_gaps, measure_gaps
from levelhed.model.training.pages import PROMISED, Rates, measure_pages, read_cases


def evaluate_pages(
    folder: Path,
    datasets: Path | None,
    *,
    models: Collection[str] = ("fast",),
    report: Callable[[str], None] = print,
) -> dict[str, Rates]:
    """Measure the reading of the pages in `folder`, and report the gaps over BASIL where `datasets` are given.

    Returns
    -------
    dict
        Rates of each kind of line, as `measure_pages`.
    """
    cases = read_cases(folder)
    if unseen := [case for case in cases if case.unseen]:
        report(f"{len(unseen)} pages by somebody who had not seen the reader")
        _describe(measure_pages(unseen), report)
    report(f"{len(cases)} pages")
    rates = measure_pages(cases)
    _describe(rates, report)
    if datasets is not None:
        for name in models:
            for line in describe_gaps(measure_gaps(Scorer.load(name), datasets)):
                report(f"{name}, BASIL, {line}")
    return rates


def _describe(rates: Mapping[str, Rates], report: Callable[[str], None]) -> None:
    for kind, rate in rates.items():
        asked = PROMISED.get(kind)
        missed = asked is not None and min(rate.precision, rate.recall) < asked
        report(
            f"{kind:10} precision {rate.precision:.3f}  recall {rate.recall:.3f}  ({rate.right} right of {rate.found} "
            f"found and {rate.expected} to be found)" + (f"  below the {asked} promised" if missed else "")
        )
