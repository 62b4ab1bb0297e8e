"""What a span is called."""

from __future__ import annotations

import numpy as np
import pytest
from levelhed.model import Evidence, Scorer
from levelhed.model.evidence import build_evidence
from levelhed.model.line import read_line
from levelhed.model.names import Names

NAMES = Names(frozenset({"okafor"}), frozenset({"a", "council", "cuts", "fares", "ferry", "over", "rise", "row"}))


@pytest.mark.parametrize(
    "headline",
    [
        "17 reasons to leave London",
        "17 big reasons to leave London",
        "21 Photos That Prove Cats Rule",
        "10 depressingly real struggles of dating",
    ],
)
def test_a_number_that_counts_off_a_list(headline: str, scorer: Scorer) -> None:
    assert scorer.score(headline).evidence[0].kind == "hyperbolic_number"


@pytest.mark.parametrize(
    "headline",
    [
        "12 dead in crash",
        "6 killed as bus overturns",
        "18 miners trapped in Chile",
        "9/11 families sue",
        "7 October families meet minister",
        "10 Downing Street cat dies",
        "9 killed as signs fall",
    ],
)
def test_a_plain_count_is_no_hype(headline: str, scorer: Scorer) -> None:
    assert "hyperbolic_number" not in {span.kind for span in scorer.score(headline).evidence}


def test_a_word_that_only_its_points_call_loaded_breaks_no_rule(scorer: Scorer) -> None:
    """ "Murder" is the plain word for it; nobody's rule says to write another."""
    found = {e.text: e for e in scorer.score("Man, 34, charged with murder in brutal attack").evidence}
    assert found["murder"].kind == found["brutal"].kind == "loaded_word"
    assert found["murder"].rule is None
    assert "may be the plain word" in found["murder"].reason
    assert found["brutal"].rule == "guardian-journalese"
    assert found["brutal"].reason.startswith("A loaded word")


def test_a_phrase_of_the_table_is_a_loaded_word(scorer: Scorer) -> None:
    found = {e.text: e for e in scorer.score("Council rams through ferry cuts").evidence}
    assert (found["rams"].kind, found["rams"].rule) == ("loaded_word", "guardian-journalese")


@pytest.mark.parametrize(
    ("headline", "word", "kind"),
    [
        ("'You killed my son': mother confronts driver", "You", "second_person"),
        ("'Where is my money?': investors turn on lender", "?", "question"),
        ("'This is why we march': thousands join protest", "why", "curiosity_gap"),
        ("Mayor says you will pay less tax", "you", "second_person"),
    ],
)
def test_what_somebody_else_says_is_not_the_outlet_speaking(
    headline: str, word: str, kind: str, scorer: Scorer
) -> None:
    found = next(e for e in scorer.score(headline).evidence if e.text == word)
    own = next(e for e in scorer.score("This is why you should march. Why?").evidence if e.kind == kind)
    assert found.kind == kind
    assert "somebody else" in found.reason
    assert "somebody else" not in own.reason


def test_no_rule_says_how_somebody_else_should_have_put_it(scorer: Scorer) -> None:
    found = {e.text: e for e in scorer.score("Councillor suspended over 'really vile' posts").evidence}
    assert (found["really"].kind, found["really"].rule) == ("intensifier", None)
    assert (found["vile"].kind, found["vile"].rule) == ("loaded_word", None)
    own = {e.text: e for e in scorer.score("Councillor suspended over really vile posts").evidence}
    assert own["really"].rule == "guardian-needless-words"
    assert own["vile"].rule == "guardian-journalese"


def _made(text: str, points: float, bias_points: float = 0.0, *, line: float = 0.0) -> dict[str, Evidence]:
    """The evidence of a line, each token of which has so many points."""
    read = read_line(text, NAMES, {})
    every = np.tile([points, bias_points], (len(read.tokens), 1))
    found = build_evidence(read, None, every, np.array([line, 0.0]), NAMES)
    return {span.text: span for span in found}


@pytest.mark.parametrize(
    ("points", "bias_points", "kind", "reason"),
    [
        (5.0, 0.0, "loaded_word", "or not"),
        (0.0, 5.0, "loaded_word", "or not"),
        (4.9, 4.9, "other", "Adds to the line"),
        (0.0, 2.0, "other", "Adds to the line"),
        (1.9, 1.9, "other", "Adds little"),
        (-1.9, -1.9, "other", "Adds little"),
        (0.0, -2.0, "other", "Calms"),
        (2.0, -2.0, "other", "Adds to the line"),
    ],
)
def test_a_plain_word_is_called_by_its_points(points: float, bias_points: float, kind: str, reason: str) -> None:
    found = _made("Council cuts ferry fares", points, bias_points)["fares"]
    assert (found.kind, found.points, found.bias_points) == (kind, points, bias_points)
    assert reason in found.reason


@pytest.mark.parametrize("word", ["over", "a", "4", "Okafor", "BBC"])
def test_what_nobody_chose_is_no_loaded_word(word: str) -> None:
    assert _made("Okafor cuts a row over 4 BBC fares", 9.0)[word].kind == "other"


def test_what_adds_for_the_whole_line_has_a_span_of_its_own() -> None:
    assert "Council cuts fares" not in _made("Council cuts fares", 1.0)
    quoting = _made("Council cuts fares", 1.0, line=-3.0)["Council cuts fares"]
    assert (quoting.kind, quoting.voice, quoting.points) == ("other", "quoted", -3.0)
    capitals = _made("COUNCIL CUTS FARES", 1.0)["COUNCIL CUTS FARES"]
    assert (capitals.kind, capitals.voice, capitals.rule) == ("all_caps", "outlet", "ap-headline-capitals")


def test_what_the_story_does_not_say_is_listed(scorer: Scorer) -> None:
    body = "The council met on Monday. It said that fares would rise by 4 percent in May. No vote was taken."
    headline = "Okafor: 'fares will rise by a third', 17 councillors agree"
    found = {e.text: e for e in scorer.score(headline, body).evidence}
    assert found["17"].kind == "unsupported_number"
    assert found["Okafor"].kind == "unsupported_name"
    quoted = found["'fares will rise by a third'"]
    assert (quoted.kind, quoted.points, quoted.bias_points, quoted.voice) == ("other", 0.0, 0.0, "quoted")
    assert "not found" in quoted.reason
    assert found["17"].rule == found["Okafor"].rule == "editors-code-1i"
    said = body + " “Fares will rise by a third,” Mr Okafor told 17 councillors."
    assert {e.kind for e in scorer.score(headline, said).evidence} & {"unsupported_number", "unsupported_name"} == set()
    assert "'fares will rise by a third'" not in {e.text for e in scorer.score(headline, said).evidence}


def test_what_is_quoted_is_not_ours_to_change(scorer: Scorer) -> None:
    own, quoted = (scorer.score(text).evidence for text in ("Brutal cuts, says mayor", "'Brutal cuts' to ferry"))
    assert next(e for e in own if e.text == "Brutal").suggestion == "Severe"
    assert next(e for e in quoted if e.text == "Brutal").suggestion is None
    shouted = next(e for e in scorer.score("Mayor: 'I will NEVER go back' to ferry").evidence if e.text == "NEVER")
    assert (shouted.kind, shouted.suggestion, shouted.rule) == ("shouted_word", "never", "ap-headline-capitals")


@pytest.mark.parametrize(("headline", "kind"), [("1,000% rise", "hyperbolic_number"), ("999% rise", "other")])
def test_a_percentage_boasts_from_a_thousand_on(headline: str, kind: str) -> None:
    assert _made(headline, 2.0)[headline.partition("%")[0]].kind == kind
    assert _made(f"'{headline}' in fares", 2.0)[headline.partition("%")[0]].kind == kind
    assert _made(f"Fares {headline}", 2.0)[headline.partition("%")[0]].kind == "other"  # not up front
    assert _made(headline, 1.9)[headline.partition("%")[0]].kind == "other"


def test_an_exclamation_mark_can_be_left_out_or_become_a_stop() -> None:
    assert _made("Council cuts fares!", 1.0)["!"].suggestion == ""
    assert _made("Council cuts fares! The row is over", 1.0)["!"].suggestion == "."
    assert _made("Council cuts fares?!", 1.0)["?!"].suggestion == "?"
