"""The stories: a loud headline stands above a plain one of the same story, and a plain one is called measured."""

from __future__ import annotations

from collections.abc import Sequence

from levelhed.model.scorer import Scorer
from levelhed.model.training.properties.material import Story
from levelhed.model.training.properties.rate import Rate, Tally

BY_HEAT, BY_GAP, MEASURED = 0.97, 0.95, 0.95
"""Share of pairs in the right order by heat and by the gap, and of plain headlines that are called measured."""


def orders(scorer: Scorer, stories: Sequence[Story]) -> list[Rate]:
    """Pair every plain headline of a story with every loud one."""
    heat, gap = Tally("stories: in order by heat", BY_HEAT), Tally("stories: in order by tone_gap", BY_GAP)
    measured = Tally("stories: a plain headline is measured", MEASURED)
    for story in stories:
        body = scorer.read_body(story.body, "")
        plain, loud = (
            [(line, scorer.score_line(line, body, evidence=False)) for line in lines]
            for lines in (story.plain, story.loud)
        )
        for line, low in plain:
            measured.add(low.verdict == "measured", low.heat, f"{low.heat:.1f}: {line!r}")
            for louder, high in loud:
                example = f"{louder!r} above {line!r}"
                heat.rise(high.heat - low.heat, example)
                assert high.tone_gap is not None
                assert low.tone_gap is not None
                gap.rise(high.tone_gap - low.tone_gap, example)
    return [heat.rate(), gap.rate(), measured.rate()]
