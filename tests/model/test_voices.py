from __future__ import annotations

import pytest
from levelhed.model.attribution import voice_table
from levelhed.model.names import name_table
from levelhed.model.tokens import tokenize
from levelhed.model.voices import quotations, voices


def _voices(text: str) -> list[str]:
    tokens = tokenize(text)
    return [f"{t.folded}:{v[0]}" for t, v in zip(tokens, voices(text, tokens, quotations(text, tokens)), strict=True)]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    text = "The players' union and the clubs' owners meet"
    assert quotations(text, tokenize(text)) == []


@pytest.mark.parametrize(
    "text", ["A 'sorry state' of schools", 'A "sorry state" of schools', "A “sorry state” of schools"]
)
def test_quoted_words(text: str) -> None:
    assert [w for w in _voices(text) if w.endswith(":q")] == ["sorry:q", "state:q"]


def test_what_somebody_says_is_attributed() -> None:
    assert _voices("Schools failing, says minister")[:2] == ["Schools:a", "failing:a"]
    assert _voices("Minister says schools failing") == ["Minister:o", "says:o", "schools:a", "failing:a"]


@pytest.mark.parametrize(
    "text",
    [
        "Plan is brutal, union says",
        "Union accuses firm of brutal plan",
        "Union brands plan brutal",
        "Union will not call plan brutal",
        "Union refuses to call plan brutal",
        "Union disputes plan is brutal",
        "Plan is brutal, union leader says",
        "Plan is brutal, says the head of the union",
        "Plan is brutal, new report warns",
        "Plan is brutal, court hears",
        "Plan is brutal, study finds",
        "Plan is brutal, finds inquiry",
        "Plan is brutal, union leader claims",
        "Plan is brutal, family of victim claims",
        "Plan is brutal, union says in report",
        "Plan is brutal, according to union",
        "Plan is brutal according to union",
        "Plan is brutal: union",
        "Plan is brutal - report",
        "Plan is brutal – health minister",
        "According to union, plan is brutal",
        "Union: plan is brutal",
        "Health officials: plan is brutal",
        "Study finds plan is brutal",
        "Mayor quits, says plan is brutal",
        "Union calls plan a brutal disaster",
        "Union brands plan a brutal disaster",
        "Union calls plan brutal",
        "Union describes plan as brutal",
        "Plan was called a brutal disaster",
        "Plan was not called a brutal disaster",
        "Plan wasn't called a brutal disaster",
        "Plan branded a brutal disaster",
        "When union says plan is brutal, listen",
        "Jury told of brutal attack",
        "Minister denies plan is brutal",
        "Minister denied that plan was brutal",
        "Mayor sacked for saying plan is brutal",
        "Mayor sacked for calling plan brutal",
        "Voters believe plan is brutal",
        "Teachers' union: plan is brutal",
        "Mayor writes: plan is brutal",
        "Plan is brutal, writes mayor",
        "Plan is brutal, union leader adds",
        "End this brutal plan, urges union",
        "Plan is brutal, mayor tells MPs",
        "Plan is brutal, as one nurse put it",
        "As one nurse put it, plan is brutal",
        "In the words of one nurse, plan is brutal",
        "Plan branded brutal by union",
        "Plan condemned as brutal",
        "Union slams plan as brutal",
        "Union slams plan as a brutal mess",
        "Plan is brutal -- report",
        "Plan is brutal (Report)",
        "Plan is brutal [RUMOR]",
        "Rumour: plan is brutal",
        "Parent: plan is brutal",
        "Man held after alleged brutal attack",
        "Union alleged plan was brutal",
        "Experts warned of brutal winter",
        "Union claims stunning win was brutal",
        "Minister admitted plan was brutal",
        "Plan slammed as brutal",
        "Plan is brutal, union says, but not late",
        "Plan, union says, is brutal",
        "Court rules 5-4 that plan is brutal",
        "Court rules unanimously plan is brutal",
        "Mayor, 52, says plan is brutal",
        "Union calls plan 'unfair,' claims rules are brutal",
        "Union calls plan “unfair,” says rules are brutal",
    ],
)
def test_forms_of_attribution(text: str) -> None:
    assert "brutal:a" in _voices(text)


def test_somebody_with_a_title_speaks() -> None:
    text = "Mayor Khan: plan is brutal"
    tokens = tokenize(text)
    assert voices(text, tokens, [], [t.folded == "Khan" for t in tokens])[-1] == "attributed"
    assert voices(text, tokens, [])[-1] == "outlet"


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Khan: I will end brutal plan", True),
        ("Khan: 'I will go' after brutal plan", True),
        ("Khan: we must end brutal plan", True),
        ("Khan: plan is brutal", False),
        ("Khan: what we know about brutal plan", False),
        ("Plan is brutal: Khan", True),
        ("Most brutal plan of all: Khan", False),
        ("Plan is brutal (Photo: Khan)", False),
        ("Premier Khan: brutal plan", True),
        ("Premier Khan: a brutal legacy", False),
        ("Premier Khan: the plan is brutal", True),
    ],
)
def test_a_name_before_or_behind_a_colon(text: str, speaks: bool) -> None:
    tokens = tokenize(text)
    found = voices(text, tokens, [], [t.folded == "Khan" for t in tokens])
    at = [t.folded for t in tokens].index("brutal")
    assert (found[at] == "attributed") is speaks


def test_a_name_that_begins_with_a_title_is_none_who_speaks() -> None:
    text = "Premier League: brutal start"
    tokens = tokenize(text)
    assert voices(text, tokens, [], [t.capital for t in tokens])[-1] == "outlet"


@pytest.mark.parametrize(
    "text",
    [
        "As she says goodbye, brutal storm strikes",
        "As union says plan is fair, brutal storm strikes",
        "What the law says about brutal dogs",
        "What the minister said was brutal",
        "Woman told of brutal attack by doctor",
        "Shoppers warned as brutal heatwave nears",
        "Drivers warned after brutal crash",
        "Drivers warned not to use brutal road",
        "Drivers warned by brutal council",
        "Player claims brutal win in Turin",
        "Club claims brutal 3-0 win",
        "Cancer claims brutal dictator",
        "Star admitted to intensive care after brutal attack",
        "Patient admitted with brutal burns",
        "Storm slams into coast as a brutal hurricane",
        "Boxer attacks as a brutal southpaw",
        "Workers told to accept brutal cuts",
        "Have your say on brutal cuts",
        "Insurance claims rise to brutal high",
        "Brutal night at City Hall: mayor quits over fraud claims",
        "Brutal week for bank, as chief faces fraud claims",
        "Brutal cuts: boss out after whistleblower claims",
        "Storm claims 40 lives in brutal night",
        "Union calls for end to brutal cuts",
        "Union calls off brutal strike",
        "Police find brutal weapon",
        "Hospital inquiry hears of brutal delays on wards",
        "Report on prisons finds brutal delays in every wing",
        "Mayor called a brutal snap election",
        "Fashion brands face a brutal winter",
        "Live: plan is brutal",
        "Opinion: plan is brutal",
        "Brexit: plan is brutal",
        "World Cup: plan is brutal",
        "Grenfell inquiry: brutal failures",
        "Match report: brutal defeat",
        "Court: brutal year ahead",
        "Union says plan is unfair. Brutal storm strikes",
        "Union says plan is unfair; brutal storm strikes",
        "Dancer denied visa because rules are brutal",
        "Study casts doubt on brutal plan that was agreed",
        "Union agrees to brutal cuts",
        "Union slams plan as brutal storm strikes",
        "Survivor described brutal attack",
        "Union slams brutal plan as a mess",
        "Brutal storm: mayor urges calm in city",
        "Brutal storm nears, mayor tells residents to leave",
        "Mayor puts brutal cuts to vote",
        "Star silent on alleged affair - here's a brutal timeline",
        "Man held after alleged attack on driver in brutal storm",
        "Boy admitted to hospital after brutal attack",
        "Boy was admitted in brutal storm",
        "Writers argue over brutal ending",
        "'Plan is fair,' said the mayor, who has seen a brutal storm",
        "Plan is fair, union says, as brutal storm strikes",
        "Mayor out after fraud claims - then brutal storm strikes",
        "Court rules 6-3 against brutal plan",
        "Court ruled unanimously against brutal plan",
    ],
)
def test_what_nobody_else_is_said_to_say_is_the_outlets(text: str) -> None:
    assert "brutal:o" in _voices(text.replace("Brutal", "brutal"))


@pytest.mark.parametrize(
    "text", ["A «sorry state» of schools", "A « sorry state » of schools", "A ``sorry state'' of schools"]
)
def test_other_quotation_marks(text: str) -> None:
    assert [w for w in _voices(text) if w.endswith(":q")] == ["sorry:q", "state:q"]


@pytest.mark.parametrize(
    "text",
    [
        "Fish 'n' chips shop closes",
        "Rock ‘n’ roll is dead",
        "Beat 'em in the park, he said, and beat 'em well",
        "Back to the '90s for the players' union",
        "Just 'cause they can",
    ],
)
def test_letters_left_out_are_no_quotation_marks(text: str) -> None:
    assert quotations(text, tokenize(text)) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'Cause for concern' over exams", "Cause for concern"),
        ("Rock 'n' roll 'dying'", "dying"),
        ("'90s 'dull' once more", "dull"),
        ("Lost 'cause they 'never tried' it", "never tried"),
        ("A lost 'cause' of reformers", "cause"),
    ],
)
def test_a_quotation_beside_letters_left_out(text: str, quoted: str) -> None:
    tokens = tokenize(text)
    [(start, end)] = quotations(text, tokens)
    assert text[tokens[start].end : tokens[end].start] == quoted


def test_words_that_read_alike_speak_alike_and_no_name_does() -> None:
    speakers, names = voice_table().speakers, name_table()
    groups = {first: {word for word, own in names.alike.items() if own == first} for first in names.alike.values()}
    assert [group for group in groups.values() if speakers & group and not group <= speakers] == []
    assert speakers & names.words <= names.initialisms
