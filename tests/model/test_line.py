from __future__ import annotations

import pytest
from levelhed.model import negation
from levelhed.model.line import Line, read_line, without_labels
from levelhed.model.names import NAME, Names

NAMES = Names(
    frozenset({"okafor"}),
    frozenset(
        [
            "council",
            "the",
            "cuts",
            "ferry",
            "fares",
            "offers",
            "pressure",
            "of",
            "its",
            "company",
            "not",
            "isn't",
            "is",
            "a",
            "plan",
            "you",
            "won't",
            "believe",
            "furious",
            "shocking",
            "new",
            "report",
            "outrage",
            "good",
            "hard",
            "business",
            "as",
            "usual",
            "star",
            "in",
            "tears",
        ]
    ),
)


def _read(text: str) -> Line:
    return read_line(text, NAMES, {})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Okafor cuts ferry fares", "Joe Biden cuts ferry fares"),
        ("The Democrats cut ferry fares", "Republicans cut ferry fares"),
        ("Council thanks Mr Okafor", "Council thanks Angela Merkel"),
        ("Council thanks Okonjo-Iweala", "Council thanks Okafor"),
        ("Is she a plan", "Is he a plan"),
        ("Council in the U.S. cuts fares", "Council in Nigeria cuts fares"),
        ("Council cuts ferry fares - The Daily Ferry", "Council cuts ferry fares"),
        ("Council ‘cuts’ fares", "Council 'cuts' fares"),
        ("Council cuts cafe\u0301 fares", "Council cuts café fares"),
        ("Council cu\u200bts fares", "Council cuts fares"),
    ],
)
def test_lines_that_read_alike(one: str, other: str) -> None:
    keys = [[k for k in _read(text).keys if k is not None] for text in (one, other)]
    assert keys[0] == keys[1]


def _none(site: str) -> list[None]:
    return [None] * (1 + len(site.split()))


def test_us_is_a_country_in_capitals_only() -> None:
    assert _read("Council tells US the plan").keys[2] == NAME
    assert _read("Council tells us the plan").keys[2] == "us"


def test_a_dash_inside_a_line_is_no_site_name() -> None:
    assert _read("US OFFERS RUSSIA - THE PRESSURE OF ITS COMPANY!").keys[-2] == "company"


@pytest.mark.parametrize(
    ("end", "read"), [("Report", True), ("REPORT", True), ("The Daily Report", False), ("Mirror", False)]
)
def test_what_says_where_news_is_from_is_no_site_name(end: str, read: bool) -> None:
    assert (_read(f"Council ready to bid for ferry - {end}").keys[-1] is not None) is read


@pytest.mark.parametrize(
    "clause",
    [
        "Okafor FURIOUS",
        "SHOCKING Okafor News",
        "Shocking Report",
        "New Report",
        "Outrage Today",
        "Shocking",
        "Outrage",
        "Good News",
        "Great News!",
        "Hard Times",
        "Business As Usual",
        "Star In Tears",
        "Shocking Politics",
        "VARIETY",
        "Variety Of Outrage",
        "The Age Of Outrage",
        "Okafor 5",
    ],
)
def test_a_clause_behind_a_dash_is_no_site_name(clause: str) -> None:
    for dash in ("-", "–", "|"):
        assert _read(f"Council cuts ferry fares {dash} {clause}").keys[4] is not None


@pytest.mark.parametrize("site", ["Ferry News", "The Daily Ferry", "CNN", "FOX NEWS", "USA Today", "John Beer"])
def test_a_site_name_is_read_over(site: str) -> None:
    assert _read(f"Council cuts ferry fares | {site}").keys == (*_read("Council cuts ferry fares").keys, *_none(site))


@pytest.mark.parametrize(
    "site",
    [
        "SFGATE",
        "FOX 5 New York",
        "KTLA 5",
        "ABC7 News",
        "France 24",
        "Channel 4 News",
        "E! News",
        "OK! Magazine",
        "Yahoo! News",
        "Punch Newspapers",
        "South China Morning Post",
        "Stuff",
        "WIRED",
        "Variety",
        "The Age",
        "The Local Sweden",
        "The Athletic",
        "Raw Story",
        "CBS News 8",
        "Morning Star",
        "Okafor Live",
        "TIME",
        "Religion News Service",
        "NPR",
    ],
)
@pytest.mark.parametrize("mark", ["-", "–", "|", ":", "::"])
def test_so_is_one_of_ordinary_words_or_with_a_channel(site: str, mark: str) -> None:
    assert _read(f"Council cuts ferry fares {mark} {site}").read == 4


@pytest.mark.parametrize(
    "sites", ["UK News | Sky News", "World news | The Guardian", "Film & TV | Ferry News", "Business - CNN"]
)
def test_so_is_the_section_before_it(sites: str) -> None:
    assert _read(f"Council cuts ferry fares | {sites}").read == _read("Council cuts ferry fares").read


def test_so_is_the_day_behind_it() -> None:
    assert _read("Council cuts ferry fares – DW – 11/30/2026").read == 4
    assert _read("Council cuts ferry fares – 2 of 5").read > 4


@pytest.mark.parametrize("clause", ["| what it means for us", "- and here's why", "– not a plan", "- shocking"])
def test_a_clause_before_it_is_read(clause: str) -> None:
    line = f"Council cuts ferry fares {clause}"
    for mark in "|-–":
        assert [key for key in _read(f"{line} {mark} Sky News").keys if key] == [key for key in _read(line).keys if key]


def test_a_section_is_read_over_and_a_form_is_not() -> None:
    line = _read("Opinion | Council FURIOUS over plan")
    assert line.keys[:3] == (None, None, "council")
    assert [line.tokens[i].folded for i in line.capitals.shouted] == ["FURIOUS"]
    assert _read("WATCH: Council agrees plan").keys[0] == "watch"
    assert None not in _read("Opinion of council is a plan").keys


@pytest.mark.parametrize("section", ["Op-Ed: ", "Fact-check | ", "Guest essay: ", "The long read | ", "Factbox - "])
def test_a_kind_of_piece_is_read_over(section: str) -> None:
    line = _read(f"{section}Council cuts ferry fares")
    assert [key for key in line.keys if key is not None] == ["council", "cuts", "ferry", "fares"]


@pytest.mark.parametrize(
    "dateline",
    [
        "OKAFOR - ",
        "OKAFOR (AP) -- ",
        "OKAFOR— ",
        "SALT MARSH, Oct. 9 (Reuters) – ",
        "TORPOINT, England — ",
        "LAS VEGAS (Ferry News)- ",
        "OKAFOR/LAS VEGAS (Reuters) - ",
        "BOGOTÁ, Colombia — ",
        "OKAFOR (PTI) ",
    ],
)
def test_a_dateline_is_read_over(dateline: str) -> None:
    said = "Council cuts FERRY fares"
    line, plain = _read(dateline + said), _read(said)
    assert line.begin > 0
    assert line.keys == (*[None] * line.begin, *plain.keys)
    assert line.capitals == plain.capitals.after(line.begin)


@pytest.mark.parametrize(
    "line",
    [
        "NONSENSE - council cuts ferry fares",
        "SHOCKING PLAN — council cuts ferry fares",
        "PRESSURE (AP) - council cuts ferry fares",
        "PRESSURE, Cuts — council cuts ferry fares",
        "KFC — yes, that KFC — cuts fares",
        "OKAFOR - COUNCIL CUTS FERRY FARES",
        "OKAFOR CUTS FARES - council agrees",
        "LAS VEGAS (AP) - The Daily News",
        "SHOCK/PRESSURE - council cuts ferry fares",
        "PRESSURE (PTI) Council cuts ferry fares",
        "OKAFOR (Video) Council cuts ferry fares",
    ],
)
def test_what_is_shouted_before_a_dash_is_no_dateline(line: str) -> None:
    assert _read(line).begin == 0


def test_a_denial_is_taken_out_and_a_tease_is_left() -> None:
    line = _read("The plan isn't not a plan")
    assert line.negators == (2, 3)
    assert line.affirmed().keys == ("the", "plan", "is", None, "a", "plan")
    assert _read("You won't believe the plan").negators == ()


@pytest.mark.parametrize("word", ["not", "never", "hardly", "scarcely", "barely", "rarely", "seldom", "neither", "nor"])
def test_nothing_is_left_of_a_word_that_does_nothing_but_deny(word: str) -> None:
    line = _read(f"The plan {word} a cut")
    assert (line.negators, line.affirmed().keys[2]) == ((2,), None)


@pytest.mark.parametrize(
    "word",
    [
        "can't",
        "cannot",
        "won't",
        "don't",
        "doesn't",
        "didn't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "hasn't",
        "haven't",
        "hadn't",
        "wouldn't",
        "couldn't",
        "shouldn't",
        "mustn't",
        "needn't",
        "ain't",
    ],
)
def test_of_a_verb_that_denies_the_verb_is_left(word: str) -> None:
    left = _read(f"The plan {word} the cut").affirmed().keys[2]
    assert left == {"can't": "can", "cannot": "can", "won't": "will", "ain't": "is"}.get(word, word[:-3])


def test_every_phrase_that_denies_is_looked_for_and_left_word_for_word() -> None:
    for phrase, left in negation._LEFT.items():
        assert not negation._CUES.isdisjoint(phrase.split())
        assert len(phrase.split()) == len(left.split())


@pytest.mark.parametrize(
    ("denied", "plain"),
    [
        ("The plan is anything but a cut", "The plan is a cut"),
        ("The plan is nothing like a cut", "The plan is a cut"),
        ("The plan is barely a cut", "The plan is a cut"),
        ("The plan is not really a cut", "The plan is a cut"),
        ("The plan ain’t a cut", "The plan is a cut"),
        ("A plan without cuts", "A plan with cuts"),
        ("The plan is no cut", "The plan is cut"),
        ("The plan is no longer a cut", "The plan is a cut"),
        ("The plan fails to be a cut", "The plan is a cut"),
        ("The plan looks nothing like a cut", "The plan looks like a cut"),
        ("Nobody thinks the plan is a cut", "the plan is a cut"),
        ("There is no evidence that the plan is a cut", "the plan is a cut"),
        ("The company refuses to call the plan a cut", "The company calls the plan a cut"),
        ("The company denies the plan is a cut", "The company says the plan is a cut"),
        ("The company denies a cut", "The company denies a cut"),
        ("The cut is denied by the company", "The cut is denied by the company"),
        ("The company rejects claims the plan is a cut", "The company says the plan is a cut"),
        ("The company rejects the plan", "The company rejects the plan"),
        ("The plan did not cause a cut", "The plan caused a cut"),
        ("The company doesn't carry cuts", "The company carries cuts"),
        ("What the company did not in the plan", "What the company did in the plan"),
        ("The company that didn't carry", "The company that carried"),
        ("The company that didn't carry - The Daily Ferry", "The company that carried - The Daily Ferry"),
        ("The company does not cut fares", "The company cuts fares"),
        ("The company doesn't catch fares", "The company catches fares"),
        ("The company doesn't destroy fares", "The company destroys fares"),
        ("The company didn't cut fares", "The company cuted fares"),  # no word that anybody has read
        ("The company didn't miss fares", "The company missed fares"),
        ("The company didn't by the plan", "The company did by the plan"),
        ("What the company did not", "What the company did"),
        ("The plan is nothing new", "The plan is something new"),
        ("The plan never going to be a cut", "The plan is a cut"),
        ("The plan not going to be a cut", "The plan is a cut"),
        ("The plan is never going to be a cut", "The plan is a cut"),
        ("The plans were not going to be a cut", "The plans were a cut"),
        ("The plan was unlikely to be a cut", "The plan was a cut"),
        ("The plan is far from a cut", "The plan is a cut"),
        ("The plan is not exactly a cut", "The plan is a cut"),
        ("The plan is by no means a cut", "The plan is a cut"),
        ("The plan is in no way a cut", "The plan is a cut"),
        ("The plan is not at all a cut", "The plan is a cut"),
        ("It is not true that the plan is a cut", "the plan is a cut"),
        ("The report has no evidence the plan is a cut", "The report has the plan is a cut"),
        ("There's no evidence that the plan is a cut", "the plan is a cut"),
        ("No one thinks the plan is a cut", "the plan is a cut"),
        ("None believes the plan is a cut", "the plan is a cut"),
        ("Few say the plan is a cut", "the plan is a cut"),
        ("The plan failed to be a cut", "The plan was a cut"),
        ("The company stops short of calling the plan a cut", "The company calls the plan a cut"),
        ("The company dismissed claim the plan is a cut", "The company said the plan is a cut"),
        ("The company doubts the plan is a cut", "The company says the plan is a cut"),
        ("The plan is nothing less than a cut", "The plan is nothing less than a cut"),
        ("The plan is nothing but a cut", "The plan is nothing but a cut"),
        ("The plan is nothing short of shocking", "The plan is nothing short of shocking"),
    ],
)
def test_what_is_left_without_a_denial(denied: str, plain: str) -> None:
    keys = [[k for k in line.keys if k is not None] for line in (_read(denied).affirmed(), _read(plain))]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Opinion | Council cuts ferry fares", "Council cuts ferry fares"),
        ("Council cuts ferry fares - The Daily Ferry", "Council cuts ferry fares"),
        ("WATCH: Council cuts ferry fares | Ferry News", "Council cuts ferry fares"),
        ("Analysis – Council cuts ferry fares", "Council cuts ferry fares"),
        ("Council cuts ferry fares - and the pressure of its company", None),
        ("Opinion of the council is a plan", None),
        ("Live music is not a plan", None),
        ("", None),
    ],
)
def test_labels_come_off_and_nothing_else_does(text: str, bare: str | None) -> None:
    assert without_labels(text, NAMES) == (text if bare is None else bare)
