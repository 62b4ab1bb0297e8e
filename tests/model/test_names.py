from __future__ import annotations

from collections.abc import Callable

import pytest
from levelhed.model import Scorer

TEMPLATES = ["{} criticises budget vote", "Voters turn on {} over tax plan", "Why {} is wrong about everything"]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "group",
    [
        ["Trump", "Biden", "Putin", "Angela Merkel", "Joe Biden", "Ngozi Okonjo-Iweala"],
        ["Russia", "Germany", "Nigeria", "Canada"],
        ["Muslims", "Christians", "Jews", "Hindus"],
        ["Democrats", "Republicans"],
        ["Ursula von der Leyen", "Angela Merkel", "Mohammed bin Salman", "Robin van Persie", "Kim Jong-un"],
        ["Bashar al-Assad", "Bill de Blasio", "Lee Jae-myung", "Dick van Dyke", "Leonardo da Vinci"],
        ["left-wing MP", "right-wing MP", "far-right MP", "far-left MP", "leftist MP", "centrist MP"],
        ["leftists", "rightists", "liberals", "conservatives", "socialists", "left-wingers", "right-wingers"],
        ["pro-life group", "pro-choice group", "anti-abortion group"],
        ["conservative voters", "liberal voters", "progressive voters", "Republican voters"],
        ["atheist teacher", "Muslim teacher", "evangelical teacher", "humanist teacher", "Sikh teacher"],
        ["gay teacher", "lesbian teacher", "transgender teacher", "Christian teacher"],
        ["Robert F. Kennedy", "JD Vance", "J.D. Vance", "Cardi B", "Charli XCX", "Angela Merkel"],
        ["Newcastle-upon-Tyne", "Weston-super-Mare", "Saint-Étienne", "Germany", "Côte d'Ivoire"],
        ["easyJet", "Siemens", "EDF", "G4S", "BHP", "PVV", "P&O Ferries"],
        ["nationalist MP", "unionist MP", "populist MP", "socialist MP"],
        ["feminist MP", "conservative MP", "pacifist MP", "anti-war MP", "environmentalist MP"],
        ["black drivers", "white drivers", "Asian drivers", "Hispanic drivers"],
        ["local mosque", "local church", "local synagogue"],
        ["local imam", "local priest", "local rabbi", "local vicar"],
        ["antisemitism report", "anti-Semitism report", "islamophobia report", "Islamophobia report"],
        ["black leaders", "Jewish leaders", "indigenous leaders", "orthodox leaders"],
        ["kosher meals", "halal meals"],
        ["a hijab ban", "a turban ban", "a kippah ban"],
        ["Springfield, OH", "Reno, NV", "Portland, OR", "Springfield, Ill.", "Salem, Mass.", "Troy, N.Y."],
        ["Sen. Ann Lee (D-OR)", "Sen. Ann Lee (R-TX)", "Sen. Ann Lee (D-Mass.)", "Sen. Ann Lee (I-ME)"],
        ["River Island", "Sports Direct", "Victoria's Secret", "The Body Shop", "Forever 21", "Siemens"],
        ["Medicine Hat", "Hell's Kitchen", "Great Falls", "Germany", "King's Lynn"],
        ["Rage Against the Machine", "Imagine Dragons", "50 Cent", "Angela Merkel", "Megan Thee Stallion"],
        ["Mark Strong", "Rosamund Pike", "Justice Alito", "Son Heung-min", "Park Geun-hye", "K Chandrashekar Rao"],
        ["ICE", "WHO", "UPS", "FBI", "MI5", "NI"],
        ["@realDonaldTrump", "@elonmusk", "@NASA", "@fox"],
        ["Trinity College", "the University of Hull", "Harvard", "Michigan State University"],
    ],
)
def test_who_is_spoken_of_changes_nothing(template: str, group: list[str], scorer: Scorer) -> None:
    scores = [scorer.score(template.format(name)) for name in group]
    for figure in ("sensationalism", "bias", "clickbait", "exaggeration"):
        values = [getattr(s, figure) for s in scores]
        assert max(values) - min(values) <= 1


def test_who_is_spoken_of_changes_nothing_in_title_case(scorer: Scorer) -> None:
    names = ["Ursula Von Der Leyen", "Angela Merkel", "Mohammed Bin Salman", "Bashar Al-Assad", "Kim Jong-Un"]
    heats = [scorer.score(f"Voters Turn on {name} Over Tax Plan").heat for name in names]
    assert max(heats) - min(heats) <= 1


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Robbie Savage to leave the club", "Savage"),
        ("Judge Jane Grim to lead inquiry", "Grim"),
        ("Charlotte Church to sing in June", "Church"),
    ],
)
def test_a_surname_that_is_a_loud_word_is_not_read(line: str, word: str, scorer: Scorer) -> None:
    found = {e.text: e for e in scorer.score(line).evidence}
    assert word not in found or found[word].kind == "other"


@pytest.mark.parametrize(
    ("line", "word"), [("How Will Amazon Pay for It?", "will"), ("5 Times Carrie Fisher Made Us Laugh", "times")]
)
@pytest.mark.parametrize("written", [str, str.upper])
def test_what_is_asked_or_counted_is_no_part_of_a_name(
    line: str, word: str, written: Callable[[str], str], scorer: Scorer
) -> None:
    assert word in scorer._read_line(written(line)).keys


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Ferry Firm Plans To Split Into Two", "split"),
        ("Ferry Firm Threatens to Sue Carrie Fisher", "sue"),
        ("Ferry First to Cross New Canal", "cross"),
    ],
)
def test_what_is_to_be_done_is_no_name(line: str, word: str, scorer: Scorer) -> None:
    assert word in scorer._read_line(line).keys


@pytest.mark.parametrize("line", ["Jane Slams rival over new plan for pool", "Tom Stuns fans at home with a late goal"])
def test_what_somebody_does_is_no_surname(line: str, scorer: Scorer) -> None:
    plain = scorer.score(line.replace("Slams", "slams").replace("Stuns", "stuns"))
    assert abs(scorer.score(line).heat - plain.heat) <= 1


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Report Clears May of Misusing Expenses", True),
        ("May criticises budget vote", True),
        ("Things May Never Be the Same", False),
        ("May critic says budget is late", True),
        ("May appeal against travel ban ruling", True),
        ("May never be the same again, fans fear", False),
        ("May be the best film of the year", False),
        ("Nice To Host Climate Talks Next Year", True),
        ("Nice to see you again, says host", False),
        ("Nice and Florida dominate our list of the most expensive homes", True),
        ("Nice and easy does it", False),
        ("Reading estate agent apologises after advert", True),
        ("Nice man wins prize", False),
        ("How the Sun Lied About the Flood", True),
        ("Strange Lights Seen Over Harbour", False),
        ("The Pirate Party's candidate withdraws", True),
        ("Why you cannot miss this sale", False),
        ("Chancellor Bungles Plan As Bank Chiefs Freeze", False),
        ("COUNCIL BUNGLES PLAN AS BANK CHIEFS FREEZE", False),
        ("Council told by Bungles to freeze", True),
        ("DICK DIES AT HOME TONIGHT", False),
        ("Gutless panel sells out the working poor", False),
        ("Budget day: Gutless panel sells out the poor", False),
        ("Gutless Panel Sells Out the Working Poor", False),
        ("GUTLESS PANEL SELLS OUT THE WORKING POOR", False),
        ("Headlights stolen from cars on pier", False),
        ("Minister praises Gutless for work on pier", True),
        ("Eddy to leave the club in June", True),
        ("Okoye to leave the club in June", True),
    ],
)
def test_a_name_that_is_a_word_too_is_told_by_what_stands_beside_it(line: str, named: bool, scorer: Scorer) -> None:
    assert any(scorer._read_line(line).named) is named


@pytest.mark.parametrize(
    ("one", "other"), [("Mr", "Miss"), ("Mrs", "Miss"), ("Dr", "Ms"), ("Lord", "Lady"), ("Baroness", "Mr")]
)
def test_a_title_goes_with_the_name_behind_it(one: str, other: str, scorer: Scorer) -> None:
    first, second = (scorer.score(f"{title} Smith criticises budget vote") for title in (one, other))
    assert first.sensationalism == second.sensationalism


def test_what_nobody_should_miss_is_no_title(scorer: Scorer) -> None:
    assert "miss" in scorer._read_line("Ten sights you can't miss in London").keys
    assert "miss" in scorer._read_line("Fans miss Beckham").keys


def test_in_capitals_a_word_beside_a_name_is_part_of_it(scorer: Scorer) -> None:
    assert scorer._read_line("DICK LATESSA DIES AT HOME").keys == ("<name>", None, "dies", "at", "home")


@pytest.mark.parametrize(
    "line",
    [
        "Two men on trial over plan to join {} in Syria",
        "Jordan vows relentless war against {}",
        "{} claims attack on market",
        "Why {} fighters have left the town",
        "Police arrest two {}-linked men",
    ],
)
def test_a_group_by_the_shortest_of_its_names(line: str, scorer: Scorer) -> None:
    assert scorer.score(line.format("IS")).heat == scorer.score(line.format("ISIS")).heat


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Threads to cut jobs", {"Threads"}),
        ("Why Signal is wrong about everything", {"Signal"}),
        ("Wolves beat Leeds to sign striker", {"Wolves", "Leeds"}),
        ("Shell boss defends bonus", {"Shell"}),
        ("Fire destroys barn in Mobile, AL", {"Mobile", "AL"}),
        ("Man from Troy, MI, jailed", {"Troy", "MI"}),
        ("Man arrested in AL after chase in TX", {"AL", "TX"}),
    ],
)
def test_a_name_that_is_a_word_too_is_found(line: str, words: set[str], scorer: Scorer) -> None:
    read = scorer._read_line(line)
    assert {t.folded for t, named in zip(read.tokens, read.named, strict=True) if named} >= words
    assert "shouted_word" not in {span.kind for span in scorer.score(line).evidence}


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Mayor, OR his brother, took the money", "OR"),
        ("Wake Up, OR Else, Mayor Tells Town", "OR"),
        ("Yes, IN a church: mayor takes the money", "IN"),
        ("Mayor took the money and gave it to ME", "ME"),
        ("Council will ACT on the vote", "ACT"),
        ("Mayor has NUT allergy", "NUT"),
        ("Snow brings ICY roads", "ICY"),
        ("Mayor is so OVER it", "OVER"),
    ],
)
def test_no_code_of_a_state_and_no_initialism_hides_a_shout(line: str, word: str, scorer: Scorer) -> None:
    assert (word, "shouted_word") in {(span.text, span.kind) for span in scorer.score(line).evidence}


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("The Furious mayor and his Vile plan for the town", "Vile"),
        ("Mayor in Disgusting attack on the council of the town", "Disgusting"),
        ("Will Disgraced mayor win back his seat?", "Disgraced"),
        ("Furious University staff walk out over pay", "Furious"),
        ("Grant Slams mayor over the cost of the bridge", "Slams"),
        ("Signal Disgrace: trains late again, says mayor", "Disgrace"),
    ],
)
def test_a_capital_hides_no_loud_word(line: str, word: str, scorer: Scorer) -> None:
    read = scorer._read_line(line)
    assert word.lower() in read.keys


def test_in_a_line_in_capitals_they_say_nothing(scorer: Scorer) -> None:
    assert not any(scorer._read_line("WHO SOLD ALL THE ICE AND WHEN").named)
    assert scorer._read_line("Who sold all the ice").keys == scorer._read_line("WHO SOLD ALL THE ICE").keys


@pytest.mark.parametrize("line", ["Why I've changed my mind", "I'd pay it", "What I’ll miss", "I'm not running"])
def test_the_first_person_is_nobody_s_name(line: str, scorer: Scorer) -> None:
    score = scorer.score(line, "Bus fares rise in March. A vote was held on Monday. Nobody spoke against it.")
    assert not any(scorer._read_line(line).named)
    assert "unsupported_name" not in {span.kind for span in score.evidence}
