"""A replacement belongs to a sense: it is offered where the line means it, and nowhere else."""

from __future__ import annotations

import pytest
from levelhed.model import Scorer
from levelhed.model.edits import apply


def _offered(scorer: Scorer, headline: str) -> list[str]:
    spans = [span for span in scorer.score(headline).evidence if span.suggestion is not None]
    return [apply(headline, [span])[1] for span in spans]


@pytest.mark.parametrize(
    ("loud", "plain"),
    [
        ("Union slams council over bus fares", "Union criticises council over bus fares"),
        ("Council slammed over bus fares", "Council criticised over bus fares"),
        ("Ministers blast critics", "Ministers criticise critics"),
        ("Critics savage new film", "Critics criticise new film"),
        ("Trump rips Biden", "Trump criticises Biden"),
        ("Trump slams Biden administration", "Trump criticises Biden administration"),
        ("MP destroys claims of fraud", "MP rebuts claims of fraud"),
        ("Storm devastates town", "Storm damages town"),
        ("Prices soar as oil runs out", "Prices rise as oil runs out"),
        ("Brutal: council axes 40 jobs", "Brutal: council cuts 40 jobs"),
        ("Fury over bus cuts", "Anger over bus cuts"),
        ("Brexit is a disaster, says MP", "Brexit is a failure, says MP"),
        ("Biden shows more spine against Putin", "Biden shows more resolve against Putin"),
        ("Neighbours feud over hedge", "Neighbours argue over hedge"),
        ("Palace feud deepens", "Palace dispute deepens"),
        ("Stars hype new film", "Stars promote new film"),
        ("Leak sparks calls for inquiry", "Leak prompts calls for inquiry"),
        ("Lightning sparks blaze", "Lightning causes blaze"),
        ("Village shocked by double murder", "Village saddened by double murder"),
        ("Iconic Pub To Close", "Well-Known Pub To Close"),
        ("Iconic pub to close", "Well-known pub to close"),
        ("Star stuns in gold dress", "Star impresses in gold dress"),
        ("Dire performance by Rovers", "Poor performance by Rovers"),
        ("Massive heart attack kills coach", "Serious heart attack kills coach"),
        ("Furious storm lashes coast", "Strong storm lashes coast"),
        ("Spectacular own goal by ministers", "Major own goal by ministers"),
        ("Desperately ill boy flown to US", "Seriously ill boy flown to US"),
        ("Carmaker slashes prices", "Carmaker cuts prices"),
        ("Drug dealer caged after raid", "Drug dealer jailed after raid"),
        ("Djokovic demolishes rival in final", "Djokovic beats rival in final"),
        ("Travel misery for millions", "Travel disruption for millions"),
        ("Hysterical tweets on rain", "Funny tweets on rain"),
        ("Can mega movies survive?", "Can movies survive?"),
        ("Furious fans storm pitch", "Angry fans storm pitch"),
        ("Hysterical mother posts video", "Emotional mother posts video"),
        ("Morocco through after stunning win", "Morocco through after win"),
        ("Star posts stunning photos", "Star posts photos"),
        ("Brutal rate cuts ahead", "Severe rate cuts ahead"),
        ("Critic torches minister over cuts", "Critic criticises minister over cuts"),
        ("Epic comeback stuns City", "Comeback stuns City"),
        ("Film hyped as best of year", "Film promoted as best of year"),
        ("PM vows to cut taxes", "PM promises to cut taxes"),
        ("Runner destroys records in Berlin", "Runner beats records in Berlin"),
        ("A huge honour for town's oldest man", "A big honour for town's oldest man"),
        ("Huge crowd at final", "Large crowd at final"),
        ("Markets in meltdown after vote", "Markets in crisis after vote"),
        ("Panic over petrol shortage", "Worry over petrol shortage"),
        ("Floods cause havoc in village", "Floods cause damage in village"),
        ("Bus strike is a nightmare for commuters", "Bus strike is a problem for commuters"),
    ],
)
def test_what_is_meant_figuratively_has_a_plainer_word(scorer: Scorer, loud: str, plain: str) -> None:
    assert plain in _offered(scorer, loud)


@pytest.mark.parametrize(
    ("loud", "offered"),
    [
        ("Totally insane fees", ["Insane fees", "Fees"]),
        ("A truly shocking verdict", ["A shocking verdict", "A verdict"]),
        ("Epic fail: bus firm closes", []),
        ("Anchors hilariously fail on air", ["Anchors fail on air"]),
        ("Huge HUGE win", ["HUGE win", "Huge win"]),
        ("A politically shocking choice", []),
    ],
)
def test_what_is_left_hangs_together(scorer: Scorer, loud: str, offered: list[str]) -> None:
    assert _offered(scorer, loud) == offered


@pytest.mark.parametrize(
    "literal",
    [
        "Missile strike destroys school",
        "Ministers blunder into row",
        "Parents stunned as son drowns",
        "Apocalyptic scenes in Greece",
        "Storm wreaks havoc on rail network",
        "Couple renew vows",
        "Tyres slashed on 40 cars",
        "Tiger caged for 12 years",
        "Army demolishes rival base in war",
        "Hostage ordeal ends",
        "Backlash against new logo",
        "Bomb blast injures four",
        "Two blasts near minister's home",
        "Gas blast victims sue",
        "Ship slams into bridge",
        "Car slams police station",
        "Teacher slams pupil against wall",
        "Mayor slams the door on critics",
        "Hurricane slams Florida",
        "Fire rips through hotel",
        "Arsonist torches car",
        "Nadal wins 25th grand slam",
        "RIP Tina Turner",
        "Explosive device found at station",
        "Disaster zone declared",
        "Radical cleric deported",
        "Spine surgeon suspended",
        "Minister denies rip-off claim",
        "Man axed to death",
        "Plane plunges into sea",
        "Eagle soars over valley",
        "Cuts plunge families into poverty",
        "Panic buying returns",
        "Dogs savage man",
        "Morocco reach final after stunning Portugal",
        "Video of fight is shocking viewers",
        "Messi dazzles, thrilling fans in Miami",
        "Outbreak sickening dozens linked to cucumbers",
        "Disgraceful fans attack referee",
        "Brutal boss cuts 400 jobs",
        "Radical cleric's plan rejected",
        "Pandemic slams airlines",
        "Cost of living crisis slams retailers",
        "Russia blasts Kyiv in overnight barrage",
        "Mum savaged by XL bully",
        "Police officer slammed by car",
        "Mob torched bank",
        "Hospital destroys medical records",
        "Nolan epic sweeps Baftas",
        "Hindu epic retold for children",
        "England squad hyped for final",
        "Strongman sets new deadlift record",
        "Couple renewed their vows",
        "Nuns take vows in Kerala",
        "Stray dog put out of its misery",
        "Keeper blunders as Spurs lose",
        "Refugees caged for months on island",
        "Vile child abuse images found on laptop",
        "Fans in meltdown after final",
        "Meltdown at Fukushima plant",
        "Homes built for the apocalypse",
        "Panic as shots fired at mall",
        "Panic at stadium as crowd surges",
        "Chaos in parliament as gunman opens fire",
        "Cub creates havoc again",
        "Strike causes havoc on railway",
        "Every commuter's worst nightmare",
        "Tourist freed after rape ordeal",
        "Singer ignites feud with rapper",
        "Insane asylum to become flats",
        "Weird and wonderful museum reopens",
        "Comedian rips apart new budget",
        "Backlash to new logo",
    ],
)
def test_what_is_meant_literally_is_left(scorer: Scorer, literal: str) -> None:
    assert _offered(scorer, literal) == []


@pytest.mark.parametrize(
    "named",
    [
        "Robbie Savage to leave BBC",
        "Robbie Savage To Leave BBC",
        "Judge Jane Grim jailed",
        "Joshua and Fury agree fight",
        "Joshua and Fury Agree Fight",
        "Tyson Fury Beats Joshua",
        "Massive Attack announce tour",
        "Fury Road sequel planned",
        "Bleak House to be adapted",
        "Epic Systems sues rival",
        "Ben Stokes fears ban",
        "Epic Games Sues Apple Over Fees",
        "The Amazing Race Winners Share Prize",
        "Usyk vs Fury: Start Time",
        "Fury v Usyk: how they compare",
        "Fury to fight Joshua in Riyadh",
        "Fury says he will retire",
    ],
)
def test_a_name_is_left(scorer: Scorer, named: str) -> None:
    assert _offered(scorer, named) == []


@pytest.mark.parametrize(
    "hanging",
    [
        "Chelsea face Real Madrid in epic",
        "Disgraced: play by local author",
        "Road is not completely safe",
        "Trump hasn't really stopped the plan",
        "Snacks that really and truly work",
        "The film is amazing and long",
        "Fire kills 33, shocking town",
        "What it is really, truly like",
        "The most awesome thing in town",
    ],
)
def test_no_word_is_left_out_that_what_stays_needs(scorer: Scorer, hanging: str) -> None:
    assert _offered(scorer, hanging) == []


@pytest.mark.parametrize(
    ("loud", "calm"),
    [
        ("Goal! City win the cup", "Goal. City win the cup"),
        ("Wow!! Council votes again", "Wow. Council votes again"),
        ("Council wins again!", "Council wins again"),
        ("'Shame!' cries crowd", "'Shame' cries crowd"),
        ("Goal! - report", "Goal - report"),
        ("Is this real?! Council votes", "Is this real? Council votes"),
    ],
)
def test_an_exclamation_mark_goes_without_gluing_words(scorer: Scorer, loud: str, calm: str) -> None:
    assert calm in _offered(scorer, loud)


@pytest.mark.parametrize(
    "named",
    [
        "Yahoo! to cut 500 jobs",
        "Yahoo! Japan to merge",
        "Fans of Panic! at the Disco mourn",
        "Panic! at the Disco split up",
        "HOLA! USA to close",
        "Westward Ho! beach shut",
        "E! to end show",
    ],
)
def test_the_mark_of_a_name_is_left(scorer: Scorer, named: str) -> None:
    assert _offered(scorer, named) == []


@pytest.mark.parametrize(
    ("loud", "plain"),
    [
        ("BIDEN quits race", "Biden quits race"),
        ("Biden meets ZELENSKY", "Biden meets Zelensky"),
        ("Meeting with KOSTYLEV off", "Meeting with Kostylev off"),
        ("Council votes FRIDAY", "Council votes Friday"),
        ("In MAY the council votes", "In May the council votes"),
        ("TWO dead in crash", "Two dead in crash"),
        ("I'M not going, says May", "I'm not going, says May"),
        ("Robbie SAVAGE leaves BBC", "Robbie Savage leaves BBC"),
        ("Mayor SLAMS Critics Over Budget", "Mayor Criticises Critics Over Budget"),
        ("Mayor SLAMS critics over budget", "Mayor criticises critics over budget"),
        ("COUNCIL SLAMS PLAN FOR ROAD", "COUNCIL CRITICISES PLAN FOR ROAD"),
        ("Storm ends: BRUTAL winter over", "Storm ends: Severe winter over"),
        ("Polar ice in total FREEFALL", "Polar ice in total freefall"),
    ],
)
def test_what_is_put_there_begins_as_it_should(scorer: Scorer, loud: str, plain: str) -> None:
    assert plain in _offered(scorer, loud)
