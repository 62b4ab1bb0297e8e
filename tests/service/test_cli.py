from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from levelhed.data import sample
from levelhed.model import Scorer, default_model
from levelhed.service.cli import app
from levelhed.service.keys import KeyStore
from typer.testing import CliRunner

_CODE = "from levelhed.service.cli import main; main()"


def _run(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", _CODE, *arguments],
        input=data,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def _in_shell(command: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `command`, in which `"$@"` is levelhed with the arguments."""
    return subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-c", _CODE, *arguments],
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


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_a_letter_is_shown_its_code(encoding: str) -> None:
    done = _run("score", "--headline", "Caf\u00e9 \u201cFURY\u201d in \u0141\u00f3d\u017a", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u201cFURY\\u201d" in done.stdout


def test_score_for_a_person_shows_the_words_and_takes_nothing_as_markup(tmp_path: Path) -> None:
    body = tmp_path / "body.txt"
    body.write_text(sample.body())
    done = _run("score", "--headline", "[red]FURY[/red] over [link=x]ferry", "--body-file", str(body))
    assert done.returncode == 0
    assert "[red]FURY[/red] over [link=x]ferry" in done.stdout.decode()


@pytest.mark.parametrize(
    "command",
    [
        ["article", "\x1b]0;no\x07\x1b[31mfile"],
        ["article", "--url", "http://x\x1b[31m/"],
        ["audit", "\x1b[2J.csv", "--output", "o.csv"],
    ],
)
def test_an_error_gives_the_terminal_no_orders(command: list[str]) -> None:
    done = _run(*command)
    assert done.returncode == 2
    assert done.stderr.startswith(b"levelhed: ")
    assert done.stderr.decode().removesuffix("\n").isprintable()


@pytest.mark.parametrize("model", [None, "fast"])
def test_the_reader_of_a_score_is_the_one_asked_for(model: str | None) -> None:
    done = _run("score", "--headline", "FURY", "--json", *(["--model", model] if model else []))
    assert json.loads(done.stdout)["model"]["name"] == (model or default_model())


@pytest.mark.parametrize("command", [["score", "--headline", "x"], ["audit", "a.csv", "--output", "b.csv"], ["serve"]])
def test_no_other_reader_can_be_asked_for(command: list[str]) -> None:
    done = _run(*command, "--model", "slow")
    assert done.returncode == 2
    assert "fast" in done.stderr.decode()


def test_a_service_does_not_start_with_a_reader_it_does_not_know() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = _run("serve", LEVELHED_MODEL="slow", LEVELHED_PORT=str(port))
    assert done.returncode == 2
    assert done.stderr.decode() == "levelhed: model: 'slow' is not a model; use fast or deep\n"


def test_an_audit_with_both_readers_says_what_share_was_read_twice(tmp_path: Path, deep_scorer: Scorer) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"headline": "Council meets"}\n{"headline": "FURY over \'shameful\' budget!"}\n')
    done = _run("audit", str(source), "--output", str(output), "--model", "cascade")
    twice = output.read_text().count('"model": "deep"')
    assert done.returncode == 0
    assert f"{twice} of them ({50 * twice:.1f}%) were read in context as well" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "models", "work"),
    [
        ([], ["fast", "deep"], "build/train"),
        (["--model", "all", "--work", "elsewhere"], ["fast", "deep"], "elsewhere"),
        (["--model", "deep"], ["deep"], "build/train"),
    ],
)
def test_training_is_told_which_readers_and_where(
    arguments: list[str], models: list[str], work: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from levelhed.model import artefact
    from levelhed.model.training import command

    asked: list[tuple[object, ...]] = []

    def record(datasets: Path, output: Path, *, work: Path, models: object, without: object, **others: object) -> None:
        asked.append((datasets, output, work, models, without))

    monkeypatch.setattr(command, "train", record)
    run = ["train", "--datasets", str(tmp_path), "--without", "wiki_npov", *arguments]
    assert CliRunner().invoke(app, run, catch_exceptions=False).exit_code == 0
    assert CliRunner().invoke(app, [*run, "--output", str(tmp_path)], catch_exceptions=False).exit_code == 0
    outputs = [artefact.packaged("fast").parent, tmp_path]
    assert asked == [(tmp_path, output, Path(work), models, ["wiki_npov"]) for output in outputs]


@pytest.mark.parametrize(
    ("arguments", "data", "message"),
    [
        (["score", "--headline", " "], b"", "headline: is empty"),
        (["score", "--headline", "x\x1b[2J"], b"", "control character U+001B"),
        (["score", "--headline", "x", "--body-file", "absent.txt"], b"", "absent.txt: cannot be read"),
        (["score", "--headline", "x", "--body-file", "-"], b"caf\xe9", "standard input: is not UTF-8 at byte 3"),
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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_full_disk_under_the_output_is_one_line(options: list[str]) -> None:
    done = _in_shell('"$@" >/dev/full', "score", "--headline", "Council meets", "--model", "fast", *options)
    assert done.returncode == 2
    assert done.stderr == b"levelhed: standard output: cannot be written (No space left on device)\n"


def test_a_closed_standard_input_cannot_be_read() -> None:
    done = _in_shell('"$@" <&-', "score", "--headline", "Council meets", "--model", "fast", "--body-file", "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"levelhed: standard input: cannot be read (it is closed)\n"


def test_with_standard_error_closed_a_new_key_stands_alone(tmp_path: Path) -> None:
    keys = str(tmp_path / "keys.sqlite")
    done = _in_shell('"$@" 2>&-', "keys", "create", "cms", LEVELHED_KEYS_FILE=keys)
    assert done.returncode == 0
    assert KeyStore(Path(keys)).check(done.stdout.decode().removesuffix("\n")) is not None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
@pytest.mark.parametrize("progress", ["json", "none"])
def test_an_audit_goes_on_where_nobody_takes_what_it_says(tmp_path: Path, progress: str) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("headline\n" + "Council meets\n" * 2_500)
    audit = ["audit", str(source), "--output", str(output), "--workers", "1", "--progress", progress]
    done = _in_shell('"$@" 2>/dev/full', *audit)
    assert done.returncode == 0
    assert len(output.read_text().splitlines()) == 2_501
    assert _in_shell('"$@" 2>/dev/full', *audit, "--master", "spark://host:7077").returncode == 2


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
        "bad = {'sklearn', 'scipy', 'fastapi', 'streamlit', 'pyarrow', 'torch', 'onnxruntime', 'tokenizers'};"
        "bad &= set(sys.modules); assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("command", [[], ["audit"], ["keys", "create"]])
def test_help_has_a_short_name(command: list[str]) -> None:
    short, full = (CliRunner().invoke(app, [*command, flag]) for flag in ("-h", "--help"))
    assert short.exit_code == 0
    assert short.stdout == full.stdout


def test_the_version_is_said() -> None:
    done = CliRunner().invoke(app, ["--version"])
    assert done.exit_code == 0
    assert re.fullmatch(r"levelhed \d+(\.\d+)*\n", done.stdout)
