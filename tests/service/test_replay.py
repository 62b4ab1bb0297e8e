from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from levelhed.data import sample
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.service.api.app import create_app
from levelhed.service.cli import app
from levelhed.service.replay import replay
from levelhed.service.settings import Settings
from starlette.testclient import TestClient
from typer.testing import CliRunner


@pytest.fixture(scope="module")
def client(scorer: Scorer) -> TestClient:
    return TestClient(create_app(Settings(), scorer), base_url="http://127.0.0.1")


def _answer(client: TestClient, **request: Any) -> dict[str, Any]:
    text = {"headline": f"\U0001f600 {sample.headline()}", "body": sample.body()}
    answer: dict[str, Any] = client.post("/v1/score", json={**text, **request}).json()
    return answer


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"body": None},
        {"sentences": True, "offsets": "utf16"},
        {"offsets": "utf16", "options": {"without": ["shouted_word"], "skip": [{"start": 3, "end": 10}]}},
    ],
)
def test_an_answer_with_its_text_is_the_same_again(client: TestClient, request_: dict[str, Any]) -> None:
    assert replay(_answer(client, echo=True, **request_)).outcome == "same"


def test_an_answer_of_hashes_needs_its_text(client: TestClient) -> None:
    answer = _answer(client)
    assert replay(answer, f"\U0001f600 {sample.headline()}", sample.body()).outcome == "same"
    with pytest.raises(InputError) as caught:
        replay(answer)
    assert caught.value.kind == "missing_text"
    with pytest.raises(InputError) as caught:
        replay(answer, "Another headline", sample.body())
    assert (caught.value.kind, caught.value.where) == ("other_text", "headline")


def test_a_changed_figure_and_another_model_are_told(client: TestClient) -> None:
    answer = _answer(client, echo=True)
    changed = replay({**answer, "heat": 3.0})
    assert changed.outcome == "differs"
    assert [d.split(":")[0] for d in changed.differences] == ["heat"]
    other = replay({**answer, "model": {**answer["model"], "rules": "0" * 64}})
    assert (other.outcome, other.differences) == ("other model", ())


def test_on_the_command_line(client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(_answer(client, echo=True)))
    done = CliRunner().invoke(app, ["replay", str(file)])
    assert (done.exit_code, done.stdout) == (0, "same\n")
    file.write_text(json.dumps({**_answer(client, echo=True), "heat": 3.0}))
    done = CliRunner().invoke(app, ["replay", str(file)])
    assert done.exit_code == 1
    assert done.stdout.startswith("differs\n  heat: 3.0 then, ")
    done = CliRunner().invoke(app, ["replay", "-"], input=json.dumps(_answer(client, echo=True)))
    assert (done.exit_code, done.stdout) == (0, "same\n")
    done = CliRunner().invoke(app, ["replay", "-", "--body-file", "-"], input="{}")
    assert isinstance(done.exception, InputError)
    assert done.exception.kind == "bad_option"


@pytest.mark.parametrize("content", ["{", "[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "answer.json"
    file.write_text(content)
    done = CliRunner().invoke(app, ["replay", str(file)])
    assert isinstance(done.exception, InputError)
    assert done.exception.kind == "bad_json"


@pytest.mark.parametrize("content", ["[]", "3", '{"heat": 3}', '{"detail": "headline: is empty"}', '{"results": []}'])
def test_whatever_is_no_answer_is_refused_in_the_same_words(tmp_path: Path, content: str) -> None:
    file = tmp_path / "answer.json"
    file.write_text(content)
    done = CliRunner().invoke(app, ["replay", str(file)])
    assert str(done.exception) == "the answer: is not an answer of /v1/score"


def test_half_a_surrogate_pair_is_refused_as_everywhere(client: TestClient) -> None:
    stored = _answer(client, echo=True)
    stored["text"]["headline"] = "a\ud800b"
    for answer, given in ((stored, None), (_answer(client), "a\udcffb")):
        with pytest.raises(InputError) as caught:
            replay(answer, given, sample.body())
        assert (caught.value.kind, caught.value.where) == ("surrogate", "headline")
