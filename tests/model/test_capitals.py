from __future__ import annotations

from pathlib import Path

import pytest
from levelhed.model import Scorer

SEED = Path(__file__).parents[3] / "shared" / "seed" / "hard-talk-soft-progress.txt"
BODY = "Diplomats met in Geneva. They discussed the New START treaty and the US budget. Talks go on."


def _shouted(scorer: Scorer, headline: str, body: str | None = BODY) -> list[str]:
    return [e.text for e in scorer.score(headline, body).evidence if e.kind == "shouted_word"]


@pytest.mark.parametrize(
    ("headline", "shouted"),
    [
        ("Biden shows more SPINE against Putin", ["SPINE"]),
        ("US and NATO discuss New START in Geneva", []),
        ("Diplomats START talks in Geneva", []),
        ("Ministers REFUSE to answer", ["REFUSE"]),
        ("GDP rises as FBI hires", []),
        ("LIVE: Diplomats meet in Geneva", []),
        ("Is this a FREE event?", ["FREE"]),
    ],
)
def test_only_ordinary_words_in_capitals_are_shouted(headline: str, shouted: list[str], scorer: Scorer) -> None:
    assert _shouted(scorer, headline) == shouted


def test_the_body_s_own_writing_decides(scorer: Scorer) -> None:
    assert _shouted(scorer, "Diplomats discuss New START in Geneva", "Diplomats met. They start again soon.") == [
        "START"
    ]
    assert _shouted(scorer, "Diplomats discuss New START in Geneva") == []


def test_a_whole_line_in_capitals_is_reported_once(scorer: Scorer) -> None:
    kinds = [e.kind for e in scorer.score("MINISTERS REFUSE TO ANSWER", BODY).evidence]
    assert kinds.count("all_caps") == 1
    assert "shouted_word" not in kinds


@pytest.mark.parametrize("line", ["MAYOR QUITS", "NATO TALKS", "RATES RISE AGAIN"])
def test_two_words_in_capitals_are_a_line_in_capitals(line: str, scorer: Scorer) -> None:
    score = scorer.score(line)
    assert [e.kind for e in score.evidence if e.kind in ("shouted_word", "all_caps")] == ["all_caps"]
    assert abs(score.sensationalism - scorer.score(line.capitalize()).sensationalism) <= 12


@pytest.mark.parametrize("word", ["OMG", "WTF", "GRRR", "PHEW"])
def test_an_interjection_is_a_shout(word: str, scorer: Scorer) -> None:
    assert _shouted(scorer, f"{word} council votes to close the pool", None) == [word]


def test_a_shout_is_never_free(scorer: Scorer) -> None:
    for word in ("agree", "publish", "road", "figures"):
        plain = "Members agree to publish road figures on Monday"
        loud = plain.replace(word, word.upper())
        assert scorer.score(loud, BODY).sensationalism >= scorer.score(plain, BODY).sensationalism + 5


def test_the_page_that_started_it(scorer: Scorer) -> None:
    if not SEED.is_file():
        pytest.skip("the page that started it is not here")
    headline = "Biden shows more SPINE against Putin in comparison to Trump"
    assert _shouted(scorer, headline, SEED.read_text(encoding="utf-8")) == ["SPINE"]


def test_a_line_of_initialisms_alone_is_neither_a_shout_nor_in_capitals(scorer: Scorer) -> None:
    kinds = {e.kind for e in scorer.score("NATO EU UN FBI", BODY).evidence}
    assert not kinds & {"shouted_word", "all_caps"}


def test_an_initial_with_an_ending_is_no_shout(scorer: Scorer) -> None:
    kinds = {e.kind for e in scorer.score("Mel B's husband files for divorce", BODY).evidence}
    assert "shouted_word" not in kinds


@pytest.mark.parametrize(
    ("headline", "shouted"),
    [
        pytest.param("Paulson is planning to step down from AIG's board", [], id="a company"),
        pytest.param("Five takeaways from the IFPI's music report", [], id="unknown, without its ending"),
        pytest.param("CSIRO and DARPA to share data from NIST", [], id="agencies"),
        pytest.param("Brady dedicates Super Bowl LI win to his mother", [], id="a Roman numeral"),
        pytest.param("Court hears of Henry VIII and Louis XIV", [], id="kings"),
        pytest.param("Doors open at 10 AM on Monday", [], id="a time of day"),
        pytest.param("But I AM sure of it", ["AM"], id="a verb"),
        pytest.param("Jordan vows relentless war against IS", [], id="the group, after a preposition"),
        pytest.param("Two men on trial over plan to join IS in Syria", [], id="the group, after a verb"),
        pytest.param("IS claims attack on market", [], id="the group, first"),
        pytest.param("Why IS fighters have left the town", [], id="the group, before its people"),
        pytest.param("Police arrest two IS-linked men", [], id="the group, in a compound"),
        pytest.param("IS this the best seat in town?", ["IS"], id="the verb, first in a question"),
        pytest.param("Scientists say climate change IS real", ["IS"], id="the verb"),
        pytest.param("WHAT IS HAPPENING to our town", ["WHAT", "IS", "HAPPENING"], id="the verb among shouts"),
        pytest.param("Singer to tour again next summer (EXCLUSIVE)", [], id="a label in brackets"),
        pytest.param("Singer falls off a stage - VIDEO", [], id="a label after a dash"),
        pytest.param("BREAKING NEWS: Drone found in waters off the coast", [], id="a label before a colon"),
        pytest.param("Budget 2025 LIVE: Reeves to raise tax", [], id="a form of coverage behind its topic"),
        pytest.param("Delhi air quality LIVE updates: index at 402", [], id="and what it brings"),
        pytest.param("England v Wales LIVE score, second Test: hosts on top", [], id="before what it brings"),
        pytest.param("Winter session LIVE | House adjourned", [], id="before a bar"),
        pytest.param("IN PICTURES: Christmas markets in Europe", [], id="a label of two words"),
        pytest.param("OP-ED: The case for nuclear power", [], id="a label with a hyphen"),
        pytest.param("UPDATE 1-Shell cuts jobs in Hull", [], id="a label of a wire"),
        pytest.param("RPT-ANALYSIS-Why oil is falling", [], id="two of them"),
        pytest.param("NEW-Look Leeds beat Hull", ["NEW"], id="no label of a wire"),
        pytest.param("Why this is NEW: mayor explains", ["NEW"], id="no form of coverage"),
        pytest.param("Mayor DESTROYS critics LIVE: watch him", ["DESTROYS"], id="a shout before a label"),
        pytest.param("Watch him eat a LIVE frog", ["LIVE"], id="alive"),
        pytest.param("Everybody must see this VIDEO", ["VIDEO"], id="no label"),
        pytest.param("An EXCLUSIVE look at the new stadium", ["EXCLUSIVE"], id="no label either"),
        pytest.param("MORNING BRIEF: fares to rise in spring", [], id="a label of a newsletter"),
        pytest.param("RANKED: the best pools in town", [], id="one of a list"),
        pytest.param("E! NEWS EXCLUSIVE: Actor tells of quiet life", [], id="one with a mark of its own"),
        pytest.param("Council opens new pool MORE:", [], id="one that a link follows"),
        pytest.param("Council opens pool”(VIDEO)", [], id="one in brackets without a space"),
        pytest.param("Council opens pool (VIDEO) … Update: closed again", [], id="one in brackets inside"),
        pytest.param("Council (AGAIN) opens pool", ["AGAIN"], id="no label in brackets"),
        pytest.param("Ferry firm lists shares as $BOAT", [], id="what a share is traded as"),
        pytest.param("Act NOW: mayor explains", ["NOW"], id="no label behind a word"),
        pytest.param("Council to mayor - NOW", ["NOW"], id="no label behind a dash"),
    ],
)
def test_initialisms_and_labels_are_no_shouts(headline: str, shouted: list[str], scorer: Scorer) -> None:
    assert _shouted(scorer, headline, None) == shouted


@pytest.mark.parametrize(
    ("headline", "shouted"),
    [
        ("JAY-Z to headline festival in June", []),
        ("Two Navy SEALs killed in training", []),
        ("Trump is named TIME's Person of the Year", []),
        ("It is TIME to act, say residents", ["TIME"]),
        ("SNAP benefits to be cut in spring", []),
        ("SNAP election called for June", ["SNAP"]),
        ("PET scan may detect disease early", []),
        ("PET SCAN may detect disease early", ["SCAN"]),
        ("Why this CAT is famous", ["CAT"]),
        ("CARES Act passes in Senate", []),
        ("AT&T to buy rival", []),
        ("Talks AT last", ["AT"]),
        ("Nobody CARES about act in Senate", ["CARES"]),
        ("FOX News host quits", []),
        ("VAR rules out late goal", []),
        ("COVID19 cases rise in spring", []),
        ("Police issue AMBER Alert for girl", []),
        ("LIBOR rigging trial ends", []),
        ("SEPTA strike enters second week", []),
        ("Bank's 2BN BLUNDER", ["BLUNDER"]),
        ("SEND reforms delayed again", []),
        ("SEND money now", ["SEND"]),
        ("CARTER: I know what it says", []),
        ("CARTER and council FURIOUS: no deal", ["CARTER", "FURIOUS"]),
        ("SAG-AFTRA strike enters a second week", []),
        ("OFGEM and OFWAT to cap bills", []),
        ("CONCACAF and CONMEBOL agree dates", []),
        ("How FEDEX lost an XBOX", []),
        ("UNISON members vote on PPI and IELTS costs", []),
        ("Trains are #LATE again", ["#LATE"]),
        ("Doctors thank the #NHS and #UNESCO", []),
        ("MINISTERs lied about the plan", ["MINISTERs"]),
        ("A ShOcKiNg day for the council", ["ShOcKiNg"]),
        ("McDonald and LeBron buy iPhones from PayPal's NGOs", []),
        ("BOMBSHELL: I know what it says", ["BOMBSHELL"]),
        ("Which book should you and your S.O. read?", []),
        ("Cast of B.R.A.M.B. to meet again", []),
        ("Minister calls mayor a L.I.A.R. over pool", ["L.I.A.R."]),
        ("Phone has 2GB of RAM", []),
        ("Are you and your SO alike?", []),
        ("Rivals RAM ferry", ["RAM"]),
        ("Hull lose late in OT", []),
    ],
)
def test_what_stands_beside_capitals_tells_what_they_are(headline: str, shouted: list[str], scorer: Scorer) -> None:
    assert _shouted(scorer, headline, None) == shouted
