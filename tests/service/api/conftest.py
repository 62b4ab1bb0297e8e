"""Clients of an application in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from levelhed.model import Scorer
from levelhed.service.api.app import create_app
from levelhed.service.settings import Settings
from starlette.testclient import TestClient

Connect = Callable[..., TestClient]


@pytest.fixture
def connect(scorer: Scorer) -> Connect:
    """Return a function that makes a client; it comes from this machine unless it is told another address."""

    def make(address: str = "127.0.0.1", **settings: Any) -> TestClient:
        app = create_app(Settings(**settings), scorer)
        return TestClient(app, base_url=f"http://{address}", raise_server_exceptions=False)

    return make


@pytest.fixture(scope="session")
def client(scorer: Scorer) -> TestClient:
    return TestClient(create_app(Settings(), scorer), base_url="http://127.0.0.1", raise_server_exceptions=False)
