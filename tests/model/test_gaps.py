from __future__ import annotations

from levelhed.model.training.gaps import Gap, describe_gaps

GAPS = [
    Gap("harbour", "ferry", 40.0),
    Gap("valley", "ferry", -10.0),
    Gap("harbour", "school", 0.0),
    Gap("valley", "school", 5.0),
    Gap("valley", "alone", 90.0),
]


def test_each_outlet_has_its_mean_and_its_count_of_loudest_headlines() -> None:
    lines = list(describe_gaps(GAPS))
    assert lines[0].startswith("harbour: gap +20.0 on average") and lines[0].endswith("loudest on 1 of 2 events")
    assert lines[1].startswith("valley: gap +28.3 on average")


def test_the_event_on_which_outlets_are_farthest_apart_comes_first() -> None:
    assert list(describe_gaps(GAPS))[2:] == ["ferry: harbour +40, valley -10", "school: valley +5, harbour +0"]
