"""What the properties are tested on: either reader, the stories, and real text where the labelled data is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from levelhed.model import Scorer
from levelhed.model.artefact import packaged
from levelhed.model.training.properties import Material, Rate, Story, read_material, read_stories, story_material

CASES = {"fast": 400, "deep": 60}
"""Cases a property, by reader: the contextual one takes ten times as long."""


@pytest.fixture(scope="session", params=["fast", "deep"])
def any_scorer(request: pytest.FixtureRequest) -> Scorer:
    if request.param == "deep":
        if not (packaged("deep") / "manifest.json").is_file():
            pytest.skip("the deep reader's artefact is not here: make it with `levelhed train --model deep`")
        if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
            pytest.skip("the deep reader needs levelhed[deep]")
    return Scorer.load(request.param)


@pytest.fixture
def cases(any_scorer: Scorer) -> int:
    return CASES[any_scorer.info.name]


@pytest.fixture
def rng() -> Random:
    return Random(20)


@pytest.fixture(scope="session")
def stories() -> list[Story]:
    return read_stories(Path(__file__).parent / "stories")


@pytest.fixture(scope="session", params=["stories", pytest.param("datasets", marks=pytest.mark.datasets)])
def material(request: pytest.FixtureRequest, stories: list[Story]) -> Material:
    if request.param == "stories":
        return story_material(stories)
    return read_material(request.getfixturevalue("datasets_dir"), stories)


@pytest.fixture
def hold() -> Callable[[Rate | Sequence[Rate]], None]:
    """Assert that every rate reaches its bar, and show the worst cases of those that do not."""

    def check(rates: Rate | Sequence[Rate]) -> None:
        failing = [rate for rate in ([rates] if isinstance(rates, Rate) else rates) if not rate.reached]
        assert not failing, "\n".join(map(str, failing))

    return check
