from __future__ import annotations

import statistics
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from levelhed.dashboard.archive_tally import LOUDEST, SMALLEST_GROUP, Tally


def _row(i: int, gap: float | None = 10.0, **more: Any) -> dict[str, Any]:
    return {"headline": f"Line {i}", "body": "Text.", "heat": 50.0, "tone_gap": gap, "verdict": "measured", **more}


def _tally(rows: list[dict[str, Any]]) -> Tally:
    tally = Tally()
    tally.add(rows)
    return tally


@settings(deadline=None)
@given(st.lists(st.floats(-100, 100, allow_nan=False), min_size=2, max_size=40))
def test_a_groups_mean_is_the_mean_and_lies_in_its_interval(gaps: list[float]) -> None:
    groups = _tally([_row(i, gap, outlet="A") for i, gap in enumerate(gaps)]).groups("outlet")
    assert len(groups) == (len(gaps) >= SMALLEST_GROUP)
    for group in groups:
        assert group.mean == pytest.approx(statistics.mean(gaps), abs=1e-6)
        assert group.low <= group.mean <= group.high


def test_the_interval_is_students() -> None:
    [group] = _tally([_row(i, float(i), outlet="A") for i in range(10)]).groups("outlet")
    # 2.262 is Student's 97.5% quantile at 9 degrees of freedom.
    assert group.high - group.mean == pytest.approx(2.262 * statistics.stdev(range(10)) / 10**0.5, rel=0.005)


def test_the_loudest_are_kept_in_order_and_once() -> None:
    rows = [_row(i, i % 90) for i in range(300)] + [_row(89, 89.0)] * 5
    loudest = _tally(rows).loudest()
    assert len(loudest) == LOUDEST
    assert len({loud.headline for loud in loudest}) == LOUDEST
    assert [loud.gap for loud in loudest] == sorted((loud.gap for loud in loudest), reverse=True)
    assert loudest[0].gap == 89


@settings(deadline=None)
@given(st.lists(st.floats(0, 100, allow_nan=False), max_size=50), st.integers(0, 100))
def test_a_threshold_flags_what_is_as_hot_or_hotter(heats: list[float], threshold: int) -> None:
    tally = _tally([_row(i, heat=heat) for i, heat in enumerate(heats)])
    assert tally.flagged(threshold) == sum(heat >= threshold for heat in heats)
    assert all(point >= threshold for point, _ in tally.just_above(threshold))


@pytest.mark.parametrize("value", [None, "", "none", float("nan"), float("inf"), [], True])
def test_a_row_without_a_score_counts_as_an_error(value: object) -> None:
    tally = _tally([_row(0, heat=value, error="empty")])
    assert (tally.scored, tally.errors["empty"]) == ((1, 0) if value is True else (0, 1))


def test_months_are_read_from_dates_of_any_shape() -> None:
    dates = ["2025-03-01", "2025-03-02T10:00:00Z", '"2025-03-02 10:00:00"', "Sun, 02 Mar 2025 10:00:00 GMT", None]
    tally = _tally([_row(i, published=dates[i % 5]) for i in range(50)])
    [month] = tally.groups("published")
    assert (month.name, month.count) == ("2025-03", 40)
