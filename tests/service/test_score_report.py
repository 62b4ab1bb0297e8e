from __future__ import annotations

from dataclasses import replace

import pytest
from levelhed.model import Edit, Evidence, Score, Scorer, Suggestion
from levelhed.service.score_report import describe_edits, print_score

HEADLINE = "Council 'brutal' on cuts"
UNDERLINED = "\x1b[1;4"


def _line(kind: str, start: int, end: int) -> Evidence:
    return Evidence(start, end, HEADLINE[start:end], kind, 9.0, 9.0, "outlet", None, "Why.", None)  # type: ignore[arg-type]


def _with(score: Score, *evidence: Evidence) -> Score:
    return replace(score, evidence=evidence)


def test_a_headline_gives_the_terminal_no_orders(scorer: Scorer, capsys: pytest.CaptureFixture[str]) -> None:
    headline = "Council \u202ebrutal\u202c on\x0acuts"
    print_score(headline, scorer.score(headline), [])
    assert "Council  brutal  on cuts" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["other", "all_caps"])
def test_what_speaks_of_the_whole_line_colours_none_of_it(
    kind: str, scorer: Scorer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    score = scorer.score(HEADLINE)
    print_score(HEADLINE, _with(score, _line(kind, 0, len(HEADLINE))), [])
    assert UNDERLINED not in capsys.readouterr().out.splitlines()[0]
    print_score(HEADLINE, _with(score, _line(kind, 0, len(HEADLINE)), _line("loaded_word", 9, 15)), [])
    assert capsys.readouterr().out.splitlines()[0].count(UNDERLINED) == 1


def test_a_suggestion_of_several_edits_names_each_of_them(scorer: Scorer, capsys: pytest.CaptureFixture[str]) -> None:
    score = scorer.score(HEADLINE)
    edits = (Edit(9, 15, "brutal", "severe"), Edit(17, 20, "on ", ""))
    suggestion = Suggestion(edits, "Council 'severe' cuts", scorer.score("Council 'severe' cuts"))
    assert describe_edits(suggestion) == "brutal -> severe, on -> (leave out)"
    print_score(HEADLINE, score, [suggestion])
    change = suggestion.score.heat - score.heat
    assert f"brutal -> severe, on -> (leave out): heat {change:+.1f}" in capsys.readouterr().out
