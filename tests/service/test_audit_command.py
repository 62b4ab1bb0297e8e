from __future__ import annotations

import json
import os
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from levelhed.data.errors import InputError
from levelhed.model import CascadeScorer
from levelhed.service import audit
from levelhed.service.audit import LocalBackend
from levelhed.service.audit_result import AuditSummary
from levelhed.service.audit_rows import AuditOptions
from levelhed.service.cli import app
from typer.testing import CliRunner


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text('{"headline": "Council meets"}\n{broken\n{"headline": "FURY over budget!"}\n')
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_bad_rows_are_counted_by_kind_and_are_no_failure(source: Path) -> None:
    done = _run("audit", source, "--output", source.with_name("out.jsonl"), "--workers", 1)
    assert done.exit_code == 0
    assert "2 of 3 rows scored" in done.stderr
    assert "1 could not be scored: bad_json (the line is not JSON)" in done.stderr
    assert done.stdout == ""


def test_a_single_row_is_one_row(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"headline": "Council meets"}\n')
    done = _run("audit", source, "--output", tmp_path / "out.jsonl", "--workers", 1)
    assert done.stderr.startswith("1 row scored into ")


@pytest.mark.parametrize(("output", "quiet"), [("--output", "--quiet"), ("-o", "-q")])
def test_quiet_says_nothing(source: Path, output: str, quiet: str) -> None:
    done = _run("audit", source, output, source.with_name("out.csv"), "--workers", 1, quiet)
    assert (done.exit_code, done.output) == (0, "")
    assert source.with_name("out.csv").is_file()


def test_progress_for_machines_is_json(source: Path) -> None:
    done = _run("audit", source, "--output", source.with_name("out.csv"), "--workers", 1, "--progress", "json")
    told = json.loads(done.stderr.splitlines()[0])
    assert (told["rows"], told["errors"], told["share"]) == (3, 1, 1.0)
    assert told["rows_per_second"] > 0


def test_strict_and_damage_have_exit_codes_of_their_own(source: Path) -> None:
    strict = _run("audit", source, "--output", source.with_name("out.csv"), "--workers", 1, "--strict")
    assert strict.exit_code == 4
    assert "in.jsonl, row 2" in strict.stderr
    (source.with_name("damaged.csv")).write_text('headline\nOne\n"open\n')
    damaged = _run("audit", source.with_name("damaged.csv"), "--output", source.with_name("d.csv"), "--workers", 1)
    assert damaged.exit_code == 3
    assert "damaged.csv, line 3" in damaged.stderr


def test_options_that_do_not_fit_together_are_refused(source: Path) -> None:
    done = _run("audit", source, "--output", source.with_name("out.csv"), "--master", "spark://host:7077")
    assert isinstance(done.exception, InputError)
    assert "--backend spark" in str(done.exception)


@pytest.mark.parametrize("seconds", ["inf", "1e9", "nan", "0"])
def test_a_page_may_take_a_day_and_no_longer(seconds: str, source: Path) -> None:
    done = _run("audit", source, "--output", source.with_name("out.csv"), "--page-seconds", seconds)
    assert done.exit_code == 2
    assert "86400" in done.stderr or "0.1" in done.stderr


def test_a_column_of_bodies_that_is_asked_for_must_be_there(source: Path) -> None:
    output = source.with_name("out.jsonl")
    other = source.with_name("other.csv")
    other.write_text("headline,text\nCouncil meets,The council met. It voted.\n")
    done = _run("audit", source, "--output", output, "--workers", 1, "--body-column", "text")
    assert isinstance(done.exception, InputError)
    assert "has no column 'text'; it has 'headline'; name the one that holds bodies (--body-column)" in str(
        done.exception
    )
    done = _run("audit", source, other, "--output", output, "--workers", 1, "--body-column", "text")
    assert done.exit_code == 0
    assert "headlines alone" not in done.stderr
    assert "text" not in json.loads(output.read_text().splitlines()[-1])


def test_an_audit_without_a_single_body_says_so(source: Path) -> None:
    done = _run("audit", source, "--output", source.with_name("out.jsonl"), "--workers", 1)
    assert "headlines alone: no row has a body in a column 'body' (--body-column)" in done.stderr


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command asks of an audit, which does nothing and answers with ``summary``."""
    told: dict[str, Any] = {"summary": AuditSummary()}

    def take(load: object, inputs: object, output: object, options: object, **rest: object) -> AuditSummary:
        told.update(rest, load=load, inputs=inputs, options=options)
        return told["summary"]

    monkeypatch.setattr(audit, "audit_archive", take)
    return told


def test_every_option_reaches_the_audit(source: Path, told: dict[str, Any]) -> None:
    flags = "--headline-column title --body-column text --keep-body --page-seconds 7 --strict --restart --workers 3"
    done = _run("audit", source, "--output", source.with_name("out.csv"), *flags.split(), "--model", "cascade")
    assert done.exit_code == 0
    assert told["inputs"] == [str(source)]
    assert told["options"] == AuditOptions("title", "text", keep_body=True, page_seconds=7.0)
    assert (told["needs_body"], told["strict"], told["restart"]) == (True, True, True)
    assert (told["backend"], told["load"]) == (LocalBackend(3), CascadeScorer.load)
    _run("audit", source, "--output", source.with_name("out.csv"), "--model", "deep")
    assert told["options"] == AuditOptions()
    assert (told["needs_body"], told["strict"], told["restart"]) == (False, False, False)
    assert told["load"].args == ("deep",)
    assert told["backend"] == LocalBackend(os.cpu_count() or 1)


def test_a_summary_says_what_was_read_in_context_and_what_could_not_be_scored(
    source: Path, told: dict[str, Any]
) -> None:
    models = Counter({"fast": 1, "cascade": 2, "deep": 1})
    told["summary"] = AuditSummary(
        7, Counter({"not_text": 1, "bad_json": 1, "of_a_later_version": 1}), models, bodies=4
    )
    done = _run("audit", source, "--output", source.with_name("out.csv"), "--model", "cascade")
    first, context, *errors = done.stderr.splitlines()
    assert first.startswith("4 of 7 rows scored into ")
    assert context == "  3 of them (75.0%) were read in context as well, 1 with their whole story"
    assert [line.split(":")[1].split()[0] for line in errors] == ["bad_json", "not_text", "of_a_later_version"]


def test_where_no_row_could_be_scored_nothing_is_said_of_bodies(source: Path, told: dict[str, Any]) -> None:
    told["summary"] = AuditSummary(2, Counter({"bad_json": 2}))
    done = _run("audit", source, "--output", source.with_name("out.csv"), "--model", "cascade")
    assert "headlines alone" not in done.stderr
    assert "0 of them (0.0%)" in done.stderr


def test_without_java_the_flag_says_what_to_install(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    done = _run("audit", source, "--output", source.with_name("out.csv"), "--backend", "spark")
    assert isinstance(done.exception, InputError)
    assert "needs Java 17" in str(done.exception)


@pytest.mark.parametrize("error", ["py4j.protocol.Py4JError", "pyspark.errors.PySparkRuntimeError"])
def test_a_cluster_that_cannot_be_reached_is_one_line(
    error: str, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = pytest.importorskip("pyspark.sql")
    module, _, name = error.rpartition(".")

    def fail(self: object) -> None:
        raise getattr(import_module(module), name)("Cannot call methods on a stopped SparkContext")

    monkeypatch.setattr(sql.SparkSession.Builder, "getOrCreate", fail)
    monkeypatch.setenv("JAVA_HOME", "/java")
    spark = ("--backend", "spark", "--master", "spark://127.0.0.1:1")
    done = _run("audit", source, "--output", source.with_name("out.csv"), *spark)
    assert isinstance(done.exception, InputError)
    assert done.exception.kind == "cluster_failed"
    assert "cannot be started on spark://127.0.0.1:1" in str(done.exception)


def test_the_help_names_the_exit_codes() -> None:
    assert "Exit codes: 0 finished" in " ".join(_run("audit", "--help").output.split())


def test_report_and_rehearsal_from_the_command_line(source: Path) -> None:
    output = source.with_name("out.parquet")
    _run("audit", source, "--output", output, "--workers", 1, "--quiet")
    report = _run("report", output, "--output", source.with_name("report.html"))
    assert report.exit_code == 0
    assert "2 of 3 rows counted" in report.stderr
    told = _run("rehearse", output, "--threshold", 50, "--threshold", 99.9)
    assert "heat 50 and above: 1 of 2 headlines (50.0%)" in told.stdout
    assert "heat 99.9 and above: 0 of 2 headlines" in told.stdout
    assert "FURY over budget!" in told.stdout
    as_json = _run("rehearse", output, "--threshold", 50, "--json")
    assert json.loads(as_json.stdout)["flagged"] == 1
