from __future__ import annotations

from dataclasses import replace

import pytest
from levelhed.dashboard.gauge import DOUBTED, gauge, shown_heat
from levelhed.model import Scorer
from levelhed.model.blend import Thresholds
from levelhed.model.score import Doubt

THRESHOLDS = Thresholds(52.49, 64.36)


@pytest.mark.parametrize("heat", [0.0, 52.2, 52.48, 52.49, 63.8, 64.2, 64.34, 64.355, 64.3599, 64.36, 64.4, 64.6, 99.9])
def test_the_heat_stands_on_its_own_side_of_every_threshold_as_shown(heat: float) -> None:
    shown = float(shown_heat(heat, THRESHOLDS))
    assert abs(shown - heat) <= 0.5
    assert (shown >= 52.5) == (heat >= 52.49)
    assert (shown >= 64.4) == (heat >= 64.36)


def test_far_from_a_threshold_the_heat_is_whole() -> None:
    assert shown_heat(80.6, THRESHOLDS) == "81"


def test_a_reason_that_is_new_counts_as_one_against_the_headline(scorer: Scorer) -> None:
    score = scorer.score("Council approves winter ferry timetable")
    doubt = Doubt("a_new_one", "Nobody knows.")  # type: ignore[arg-type]
    assert DOUBTED not in gauge(score, THRESHOLDS)
    assert DOUBTED in gauge(replace(score, uncertain=(doubt,)), THRESHOLDS)


def test_of_the_sensational_it_is_said_how_often_people_agree(scorer: Scorer) -> None:
    score = replace(
        scorer.score("Council DESTROYS island in shocking, brutal cuts!"), verdict="sensational", uncertain=()
    )
    facts = {"threshold_precision": {"sensational": 0.7}}
    assert "Of ten lines that it calls so, about 7 are loud to people." in gauge(score, THRESHOLDS, facts)


def test_the_names_under_the_gauge_leave_each_other_room(scorer: Scorer) -> None:
    # Of a column of 220 points, "sensational" takes the last third; "charged" ends where it begins.
    drawn = gauge(scorer.score("Council approves winter ferry timetable"), THRESHOLDS)
    assert f'<span style="right:{100 - THRESHOLDS.sensational:.1f}%">charged</span>' in drawn
