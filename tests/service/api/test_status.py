from __future__ import annotations

import json
import re
from typing import Any

import pytest
from levelhed.service.api.app import contract_json
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def components() -> dict[str, Any]:
    own: dict[str, Any] = json.loads(contract_json())["components"]
    return own


def test_the_limits_of_the_contract_are_those_in_force_unless_somebody_sets_others(
    client: TestClient, components: dict[str, Any]
) -> None:
    told = {name: part["examples"] for name, part in components["schemas"]["Limits"]["properties"].items()}
    assert told == {name: [value] for name, value in client.get("/v1/limits").json().items()}


def test_the_contract_writes_a_model_as_the_service_does(client: TestClient, components: dict[str, Any]) -> None:
    label = client.get("/v1/limits").headers["levelhed-model"]
    [example] = components["headers"]["Levelhed-Model"]["schema"]["examples"]
    assert _shape(example) == _shape(label)
    [example] = components["schemas"]["Ready"]["properties"]["model"]["examples"]
    assert _shape(example) == _shape(client.get("/readyz").json()["model"])


def _shape(label: str) -> str:
    """Return a label with every version and every checksum of the same length alike."""
    return re.sub(r"\d+(?=[.;]|$)", "0", re.sub(r"(?<==)[0-9a-f]+", lambda found: "f" * len(found[0]), label))
