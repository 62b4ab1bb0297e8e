from __future__ import annotations

import pytest
from levelhed.model import Scorer

TEMPLATES = ["{} criticises budget vote", "Voters turn on {} over tax plan", "Why {} is wrong about everything"]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "group",
    [
        ["Trump", "Biden", "Putin", "Angela Merkel", "Joe Biden", "Ngozi Okonjo-Iweala"],
        ["Russia", "Germany", "Nigeria", "Canada"],
        ["Muslims", "Christians", "Jews", "Hindus"],
        ["Democrats", "Republicans"],
    ],
)
def test_who_is_spoken_of_changes_nothing(template: str, group: list[str], scorer: Scorer) -> None:
    scores = [scorer.score(template.format(name)) for name in group]
    for figure in ("sensationalism", "bias", "clickbait", "exaggeration"):
        values = [getattr(s, figure) for s in scores]
        assert max(values) - min(values) <= 1
