"""What every test may need: the installed scorer, the labelled sets where they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from levelhed.model import Scorer


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    return Scorer.load()


@pytest.fixture(scope="session")
def datasets_dir() -> Path:
    beside = Path(__file__).parents[2] / "shared" / "datasets"
    folder = Path(os.environ.get("LEVELHED_DATASETS") or beside)
    if not folder.is_dir():
        pytest.skip("the labelled sets are not here: set LEVELHED_DATASETS to their folder")
    return folder
