from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from levelhed.data import sample


def _run(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    code = "from levelhed.service.cli import main; main()"
    import os

    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=data,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def test_score_as_json_reads_the_body_from_standard_input() -> None:
    done = _run("score", "--headline", sample.headline(), "--body-file", "-", "--json", data=sample.body().encode())
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert record["tone_gap"] is not None
    assert any(e["kind"] == "shouted_word" and e["text"] == "DEFIES" for e in record["evidence"])


def test_score_for_a_person_shows_the_words_and_takes_nothing_as_markup(tmp_path: Path) -> None:
    body = tmp_path / "body.txt"
    body.write_text(sample.body())
    done = _run("score", "--headline", "[red]FURY[/red] over [link=x]ferry", "--body-file", str(body))
    assert done.returncode == 0
    assert "[red]FURY[/red] over [link=x]ferry" in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "data", "message"),
    [
        (["score", "--headline", " "], b"", "headline: is empty"),
        (["score", "--headline", "x\x1b[2J"], b"", "control character U+001B"),
        (["score", "--headline", "x", "--body-file", "absent.txt"], b"", "absent.txt: cannot be read"),
        (["score", "--headline", "x", "--body-file", "-"], b"caf\xe9", "is not UTF-8 at byte 3"),
        (["score", "--headline", "x", "--body-file", "-"], b"a" * 1_000_001, "at most 1,000,000"),
        (["audit", "absent.csv", "--output", "out.csv"], b"", "absent.csv: is not a file"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(arguments: list[str], data: bytes, message: str) -> None:
    done = _run(*arguments, data=data)
    assert done.returncode == 2
    assert done.stdout == b""
    assert message in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("command", "setting"),
    [("serve", "LEVELHED_PORT"), ("dashboard", "LEVELHED_DASHBOARD_PORT"), ("run", "LEVELHED_PORT")],
)
def test_a_port_in_use_names_the_port_and_the_setting(command: str, setting: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _run(command, **{setting: str(port)})
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr.decode()
    assert setting in done.stderr.decode()


def test_scoring_loads_neither_training_nor_serving_parts() -> None:
    code = (
        "import sys; from levelhed.service.cli import app; from levelhed.model import Scorer; Scorer.load().score('x');"
        "bad = {'sklearn', 'scipy', 'fastapi', 'streamlit', 'pyarrow', 'torch'} & set(sys.modules); assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
