from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from levelhed.service.api.app import contract_json
from levelhed.service.cli import app
from starlette.testclient import TestClient
from typer.testing import CliRunner


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(contract_json())
    return read


def test_the_committed_contract_is_what_the_code_does() -> None:
    committed = files("levelhed.service").joinpath("openapi.json").read_text(encoding="utf-8")
    assert committed == contract_json(), "run: levelhed serve --openapi > service/openapi.json"
    assert CliRunner().invoke(app, ["serve", "--openapi"]).stdout == committed


def test_the_service_gives_the_same_one(client: TestClient, contract: dict[str, Any]) -> None:
    assert client.get("/openapi.json").json() == contract


def test_every_field_has_an_example(contract: dict[str, Any]) -> None:
    missing = [
        f"{name}.{field}"
        for name, schema in contract["components"]["schemas"].items()
        for field, part in schema.get("properties", {}).items()
        if not _has_example(part)
    ]
    assert missing == []


def _has_example(part: dict[str, Any]) -> bool:
    if "examples" in part or "properties" in part or "$ref" in part or "default" in part or "const" in part:
        return True
    return "$ref" in part.get("items", {}) or any(_has_example(branch) for branch in part.get("anyOf", ()))


def test_every_refusal_is_a_problem_with_an_example(contract: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(contract["components"]["schemas"]["Problem"])
    for path, operations in contract["paths"].items():
        for method, operation in operations.items():
            refusals = {status: r for status, r in operation["responses"].items() if int(status) >= 400}
            assert "500" in refusals, (path, method)
            for status, refusal in refusals.items():
                content = refusal["content"]
                assert list(content) == ["application/problem+json"], (path, status)
                for kind, example in content["application/problem+json"]["examples"].items():
                    validator.validate(example["value"])
                    assert example["value"]["status"] == int(status)
                    assert example["value"]["type"].endswith(f":{kind}")


def test_the_tag_of_a_score_is_in_the_contract(contract: dict[str, Any], client: TestClient) -> None:
    operation = contract["paths"]["/v1/score"]["post"]
    [asked] = operation["parameters"]
    assert (asked["name"], asked["in"], asked.get("required", False)) == ("If-None-Match", "header", False)
    headline = {"headline": "Council meets"}
    first = client.post("/v1/score", json=headline)
    again = client.post("/v1/score", json=headline, headers={"if-none-match": first.headers["etag"]})
    for answer in (first, again):
        told = operation["responses"][str(answer.status_code)]
        assert {name.lower() for name in told["headers"]} <= set(answer.headers)
        assert ("content" in told) == bool(answer.content)


@pytest.mark.parametrize("name", ["ScoreAnswer", "ComparisonAnswer", "BatchAnswer"])
def test_examples_of_answers_are_of_their_schema(contract: dict[str, Any], name: str) -> None:
    schema = {**contract["components"]["schemas"][name], "components": contract["components"]}
    examples = contract["components"]["schemas"][name]["examples"]
    assert examples
    for example in examples:
        jsonschema.Draft202012Validator(schema).validate(example)
