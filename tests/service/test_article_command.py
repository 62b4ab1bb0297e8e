from __future__ import annotations

import json
from pathlib import Path

import pytest
from levelhed.data.errors import InputError
from levelhed.service.cli import app
from typer.testing import CliRunner

PAGES = Path(__file__).parents[1] / "articles" / "pages"


def _run(*arguments: str, data: bytes | None = None) -> str:
    done = CliRunner().invoke(app, ["article", *arguments, "--model", "fast"], input=data)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def test_json_holds_every_line_with_its_place_its_paragraphs_and_its_score() -> None:
    page = PAGES / "wordpress_classic.html"
    record = json.loads(_run(str(page), "--json"))
    lines = {line["text"]: line for line in record["lines"]}
    crosshead = lines["What happens next"]
    assert crosshead["kind"] == "crosshead"
    assert crosshead["paragraphs"] == [4]
    assert page.read_text(encoding="utf-8")[crosshead["start"] : crosshead["end"]] == "What happens next"
    assert crosshead["score"]["tone_gap"] is not None
    assert record["language"] == "en"
    assert len(record["body"]) == 5


def test_a_page_is_read_from_standard_input() -> None:
    record = json.loads(_run("-", "--json", data=(PAGES / "ap_wire.txt").read_bytes()))
    assert [line["kind"] for line in record["lines"]] == ["hed"]


def test_a_file_without_a_name_is_not_standard_input() -> None:
    with pytest.raises(InputError) as refused:
        _run("", data=(PAGES / "ap_wire.txt").read_bytes())
    assert (refused.value.kind, refused.value.where) == ("cannot_read", "''")


def test_a_person_sees_each_line_and_what_the_feed_says_louder() -> None:
    shown = " ".join(_run(str(PAGES / "paywall_stub.html")).split())
    assert "Pension fund trims" in shown
    assert "og:title" in shown and "DUMPS" in shown


def test_a_person_is_told_which_lines_nobody_should_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    body = (
        "The council met on Monday and agreed to look at the plan again in the spring. It heard from four people. " * 3
    )
    page = f"<article><p class=kicker>Obituaries</p><h1>Council to look at plan again</h1><p>{body}</p></article>"
    shown = " ".join(_run("-", data=page.encode()).split())
    assert "uncertain kicker all Obituaries" in shown
    assert "loudest hed all Council to look at plan again" in shown
    assert "too little to judge. (kicker)" in shown


def test_nothing_on_a_page_is_taken_as_markup() -> None:
    body = "The council met on Monday and agreed to look at the plan again in the spring. " * 3
    assert "[red]Council[/red]" in _run("-", data=f"[red]Council[/red] meets again\n\n{body}".encode())


@pytest.mark.parametrize("arguments", [[], ["-", "--url", "https://news.example/"]])
def test_either_a_file_or_an_address_is_asked_for(arguments: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        _run(*arguments)
    assert refused.value.kind == "missing_page"


def test_a_page_gives_the_terminal_no_orders() -> None:
    page = (PAGES / "wordpress_classic.html").read_text(encoding="utf-8")
    orders = page.replace("What happens next", "What &#27;[2J&#x1b;]0;x&#7; happens next").encode()
    shown = _run("-", data=orders)
    assert "[2J ]0;x" in shown
    assert shown.replace("\n", "").isprintable()
    assert "\\u001b" not in _run("-", "--json", data=orders)
