"""From log-odds to figures: the curves, the verdict's edges, the heat, and how points are shared."""

from __future__ import annotations

import numpy as np
import pytest
from levelhed.model.blend import Blend, Curve, Thresholds, heat, percent

CURVE = Curve(np.array([-1.0, 1.0, 3.0]), np.array([-3.0, 1.0, 2.0]))
ARRAYS = {
    "blend": np.array([0.1, 0.5, 0.7]),
    "curve_at": np.tile([-2.0, 0.0, 2.0], (4, 1)),
    "curve_to": np.tile([-1.0, 0.5, 3.0], (4, 1)),
}
BLEND = Blend.of(ARRAYS)


def test_a_curve_goes_on_straight_beyond_its_ends() -> None:
    at = np.array([-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 7.0])
    assert CURVE.of(at) == pytest.approx([-5.0, -3.0, -1.0, 1.0, 1.5, 2.0, 4.0])


def test_log_odds_are_told_in_percent() -> None:
    assert percent(np.log([1 / 3, 1.0, 3.0, 9.0])) == pytest.approx([25.0, 50.0, 75.0, 90.0])
    assert (percent(-1_000.0), percent(1_000.0)) == (0.0, 100.0)


@pytest.mark.parametrize(
    "changed",
    [
        {"blend": np.zeros(2)},
        {"curve_at": np.tile([-2.0, 0.0], (4, 1))},
        {name: ARRAYS[name][:3] for name in ("curve_at", "curve_to")},
        {name: ARRAYS[name][:, None] for name in ("curve_at", "curve_to")},
        {"curve_at": np.tile([-2.0, 0.0, 0.0], (4, 1))},
        {"curve_to": np.tile([-1.0, 0.5, 0.5], (4, 1))},
    ],
)
def test_a_blend_of_another_shape_or_that_does_not_rise_is_refused(changed: dict[str, np.ndarray]) -> None:
    with pytest.raises(KeyError, match="blend"):
        Blend.of({**ARRAYS, **changed})


def test_each_figure_comes_of_its_own_log_odds() -> None:
    clickbait, exaggeration, bias, marks = -1.0, 0.5, 1.5, 0.25
    loud = 0.1 + 0.5 * clickbait + 0.7 * exaggeration + marks
    curve = Curve(ARRAYS["curve_at"][0], ARRAYS["curve_to"][0])
    expected = [percent(curve.of(np.array(z))) for z in (clickbait, exaggeration, loud, bias)]
    assert BLEND.figures(np.array([clickbait, exaggeration, bias, marks])) == pytest.approx(expected)


def test_what_raises_a_line_has_points_and_what_lowers_it_loses_them() -> None:
    calm = np.array([-1.0, -1.0, -2.0, 0.0])
    parts = np.zeros((4, 4))
    parts[:, 1] = parts[:, 2] = [0.3, 1.5, -0.4, 0.0]
    points = BLEND.points(calm, parts)
    before, after = BLEND.figures(calm), BLEND.figures(calm + parts.sum(0))
    assert points.sum(0) == pytest.approx((after - before)[2:])
    assert (np.sign(points) == np.sign([[1], [1], [-1], [0]])).all()
    # By their size, whatever stands beside them.
    assert points[1] == pytest.approx(5 * points[0])


def test_a_line_of_parts_that_say_nothing_has_no_points() -> None:
    assert not BLEND.points(np.array([-1.0, -1.0, -2.0, 0.0]), np.zeros((2, 4))).any()


@pytest.mark.parametrize(
    ("given", "verdict"),
    [(0.0, "measured"), (39.9, "measured"), (40.0, "charged"), (69.9, "charged"), (70.0, "sensational")],
)
def test_a_verdict_begins_at_its_threshold(given: float, verdict: str) -> None:
    assert Thresholds(40.0, 70.0).verdict(given) == verdict


def test_heat_rises_with_each_part_and_counts_no_body_as_no_gap() -> None:
    plain = heat(30.0, 20.0, 5.0)
    assert plain == pytest.approx(100 * (1 - 0.7**0.5 * 0.8**0.25 * 0.475**0.25))
    assert heat(31.0, 20.0, 5.0) > plain
    assert heat(30.0, 21.0, 5.0) > plain
    assert heat(30.0, 20.0, 6.0) > plain
    assert heat(30.0, 20.0, None) == heat(30.0, 20.0, 0.0) < plain
    assert (heat(0.0, 0.0, -100.0), heat(100.0, 0.0, -100.0)) == (0.0, 100.0)
