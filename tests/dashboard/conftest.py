from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import levelhed.dashboard.desk
import levelhed.dashboard.local_desk
import pytest
import streamlit
from levelhed.dashboard.local_desk import LocalDesk
from levelhed.model import Scorer
from streamlit.testing.v1 import AppTest

APP = str(Path(levelhed.dashboard.desk.__file__).with_name("app.py"))


@pytest.fixture(autouse=True)
def _fresh_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No desk left over from another test, none behind an API."""
    monkeypatch.delenv("LEVELHED_API_URL", raising=False)
    streamlit.cache_resource.clear()
    yield
    streamlit.cache_resource.clear()


@pytest.fixture
def desk() -> LocalDesk:
    """A desk like the one the pages open, with the fast reader."""
    return LocalDesk()


@pytest.fixture
def one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast reader alone is installed."""
    monkeypatch.setattr(levelhed.dashboard.local_desk, "default_model", lambda: "fast")


@pytest.fixture
def both_readers(scorer: Scorer, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both readers are installed, a stand-in for the contextual one."""
    monkeypatch.setattr(levelhed.dashboard.local_desk, "default_model", lambda: "deep")
    monkeypatch.setattr(LocalDesk, "_scorer", lambda self, model: {"fast": scorer, "deep": deep_stand_in}[model])


@pytest.fixture
def page() -> AppTest:
    """The dashboard, not run yet."""
    return AppTest.from_file(APP, default_timeout=120)
