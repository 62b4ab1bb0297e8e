from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest
from levelhed.data.errors import InputError
from levelhed.model import artefact
from levelhed.service.api.app import create_app
from levelhed.service.api.readers import Readers
from levelhed.service.settings import Settings
from starlette.testclient import TestClient


def test_while_the_model_loads_only_health_is_answered() -> None:
    client = TestClient(create_app(Settings()), base_url="http://127.0.0.1")
    assert client.get("/healthz").status_code == 200
    assert "levelhed-model" not in client.get("/healthz").headers
    for answer in (
        client.get("/readyz"),
        client.get("/v1/model"),
        client.post("/v1/score", json={"headline": "Council meets"}),
    ):
        assert answer.status_code == 503
        assert answer.json()["type"].endswith(":loading")
        assert answer.headers["retry-after"] == "1"


def test_a_model_that_cannot_be_loaded_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artefact, "packaged", lambda name: tmp_path)
    with TestClient(create_app(Settings()), base_url="http://127.0.0.1") as client:
        while (answer := client.get("/readyz")).json()["type"].endswith(":loading"):
            sleep(0.01)
        assert answer.status_code == 503
        assert answer.json()["type"].endswith(":missing_artefact")
        assert str(tmp_path) not in answer.text
        assert client.get("/healthz").status_code == 200


def test_an_unknown_model_is_refused_before_anything_starts() -> None:
    with pytest.raises(InputError) as caught:
        Readers("slow")
    assert caught.value.kind == "unknown_model"
