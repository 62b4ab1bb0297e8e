from __future__ import annotations

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
    ],
)
def test_who_is_spoken_of_changes_nothing(template: str, group: list[str], scorer: Scorer) -> None:
    scores = [scorer.score(template.format(name)) for name in group]
    for figure in ("sensationalism", "bias", "clickbait", "exaggeration"):
        values = [getattr(s, figure) for s in scores]
        assert max(values) - min(values) <= 1


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


@pytest.mark.parametrize(("one", "other"), [("Mr", "Miss"), ("Mrs", "Miss"), ("Dr", "Ms")])
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
