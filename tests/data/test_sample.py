from __future__ import annotations

from levelhed.data import sample


def test_the_sample_is_one_line_over_a_story() -> None:
    assert "\n" not in sample.headline()
    assert len(sample.body().split()) > 150
