from __future__ import annotations

from typing import Any

import pytest
from levelhed.dashboard.archive_plots import heat_plot
from levelhed.dashboard.archive_tally import Tally


def _plot(threshold: int) -> dict[str, Any]:
    tally = Tally()
    tally.add({"headline": f"Line {i}", "heat": float(i)} for i in range(101))
    plot: dict[str, Any] = heat_plot(tally, threshold).to_dict()
    return plot


@pytest.mark.parametrize("threshold", [0, 1, 64, 65, 99, 100])
def test_no_bar_holds_headlines_of_both_kinds(threshold: int) -> None:
    plot = _plot(threshold)
    bars = plot["datasets"][plot["layer"][0]["data"]["name"]]
    assert sum(bar["lines"] for bar in bars) == 101
    # At 100 the line stands at the end of the plot, and what is that hot is in the bar before it.
    flagged = 101 - threshold if threshold < 100 else 0
    assert sum(bar["lines"] for bar in bars if bar["flagged"] == "flagged") == flagged


def test_bars_stand_on_the_axis() -> None:
    assert _plot(64)["layer"][0]["mark"]["orient"] == "vertical"
