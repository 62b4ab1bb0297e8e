"""What every test may need: the installed scorers and a stand-in, the labelled sets where they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from levelhed.model import Scorer, artefact, default_model
from levelhed.model.linear import LinearReader, Logits


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    return Scorer.load()


@pytest.fixture(scope="session")
def deep_scorer() -> Scorer:
    if default_model() != "deep":
        pytest.skip("the deep model is not here: train it, and install levelhed[deep]")
    return Scorer.load("deep")


@pytest.fixture(scope="session")
def deep_stand_in(scorer: Scorer) -> Scorer:
    """Stands in for the deep model where what matters is that another reader answers: every word weighs three times."""

    class Louder(LinearReader):
        name = "deep"

        def read(self, lines: object) -> list[Logits]:
            return [3.0 * terms for terms in super().read(lines)]  # type: ignore[arg-type]

    arrays, manifest = artefact.load(artefact.packaged("fast"))
    own = {**manifest, "name": "deep", "disagreement_margin": 5.0, "cascade_band": 7.0}
    return Scorer(Louder(arrays), arrays, own, second=scorer)


@pytest.fixture(scope="session")
def datasets_dir() -> Path:
    beside = Path(__file__).parents[2] / "shared" / "datasets"
    folder = Path(os.environ.get("LEVELHED_DATASETS") or beside)
    if not folder.is_dir():
        pytest.skip("the labelled sets are not here: set LEVELHED_DATASETS to their folder")
    return folder
