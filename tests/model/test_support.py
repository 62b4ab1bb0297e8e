from __future__ import annotations

import pytest
from levelhed.model import Scorer
from levelhed.model.line import read_line
from levelhed.model.names import Names
from levelhed.model.support import BodyWords, Support, read_support
from levelhed.model.tokens import tokenize

NAMES = Names(frozenset(), frozenset(["killed", "in", "crash", "signs", "deal", "says", "a", "and"]))


def _support(headline: str, body: str) -> tuple[Support, list[str]]:
    line = read_line(headline, NAMES, {})
    found = read_support(line, BodyWords.of(tokenize(body)))
    return found, [line.tokens[i].folded for i in (*found.numbers, *found.names)]


@pytest.mark.parametrize(
    ("headline", "body", "missing"),
    [
        ("7 killed in crash", "Seven people were killed when a bus crashed.", []),
        ("Seven killed in crash", "The crash killed 7.", []),
        ("7 killed in crash", "The crash killed 5.", ["7"]),
        ("Twenty-one killed in crash", "The crash killed 21.", []),
        ("Twenty-one killed in crash", "The crash killed twenty.", ["Twenty"]),
        ("US signs deal", "The United States signed the deal.", []),
        ("The United States signs deal", "The deal was signed by the US.", []),
        ("Joe Biden signs deal", "Joe Biden signed the deal. Biden spoke.", []),
        ("Biden signs deal", "President Joe Biden signed the deal.", []),
        ("Biden signs deal", "The deal was signed on Monday.", ["Biden"]),
        ("Firm fined £5 million", "The firm was fined £5 billion.", ["5"]),
        ("Crash and nearly 2m killed", "The crash killed 1.9m.", []),
        ("2m killed in crash", "The crash killed 1.9m.", ["2"]),
        ("One-year deal", "The deal is for a year.", []),
        ("Rs 5 lakh crore deal", "The deal is worth Rs 5 lakh.", ["5"]),
        ("Rs 2cr deal", "The deal is worth Rs 2.", ["2"]),
        ("Rs 2cr deal", "The deal is worth Rs 2 crore.", []),
        ("₹6 lakh crore deal", "The deal is worth ₹6 trillion.", []),
        ("£1.50 deal", "The deal is worth 150p.", []),
        ("£1.60 deal", "The deal is worth 150p.", ["1.60"]),
        ("$1.99 deal", "The deal is worth 199 cents.", []),
        ("99p deal", "The deal is worth £0.99.", []),
        ("Woman in her 20s killed", "A 24-year-old woman was killed.", []),
        ("Woman in her 20s killed", "A 34-year-old woman was killed.", ["20"]),
        ("Man in mid-30s killed", "A man of mid age, 36, was killed.", []),
        ("Deal of the '80s", "The deal of 85 people.", ["80"]),
        ("BMI deal", "A deal on body mass index.", []),
        ("BMI deal", "A body of the mass of index.", ["BMI"]),
        ("DOJ signs deal", "The Justice Department signed the deal.", []),
        ("First killed in crash", "The 1st was killed in the crash.", []),
        ("Jean-Luc Picard signs deal", "Jean Luc Picard signed the deal.", []),
        ("Mbappé signs deal", "Mbappe signed the deal.", []),
        ("USA signs deal", "The US signed the deal.", []),
        ("American deal", "The US signed the deal.", []),
        ("UK signs deal", "A British deal was signed.", []),
        ("US signs deal", "He told us of the deal.", ["US"]),
        ("FBI signs deal", "The Federal Bureau of Investigation signed the deal.", []),
        ("Federal Bureau of Investigation signs deal", "The FBI signed the deal.", []),
        ("Deal on Sept 5", "The deal of September 5.", []),
        ("Mr Trump signs deal", "Trump signed the deal.", []),
        ("Dr Picard signs deal", "Doctor Picard signed the deal.", []),
        ("Gov. Picard signs deal", "Governor Picard signed the deal.", []),
        ("WWII deal", "A deal from World War II.", []),
        ("World War Two deal", "A deal from WWII.", []),
        ("DfE signs deal", "The Department for Education signed the deal.", []),
        ("Department for Education signs deal", "The DfE signed the deal.", []),
        ("DOJ signs deal", "The Department of Justice signed the deal.", []),
        ("IRS signs deal", "A deal in Rio State was signed.", ["IRS"]),
        ("J. K. Rowling signs deal", "JK Rowling signed the deal.", []),
        ("J. Rowling signs deal", "Joanne Rowling signed the deal.", []),
        ("Tory signs deal", "The Conservative MP signed the deal.", []),
        ("Democrats signs deal", "The Democratic leader signed the deal.", []),
        ("Islamic State signs deal", "IS signed the deal.", []),
        ("Islamic State signs deal", "He is the one who signed the deal.", ["Islamic", "State"]),
        ("Deal with Londoners", "The deal is with people in London.", []),
        ("Deal with London", "The deal is with Londoners.", []),
        ("N.J. signs deal", "New Jersey signed the deal.", []),
        ("Deal with Parkers", "The deal is with people in the Park.", ["Parkers"]),
        ("Wal-Mart signs deal", "Walmart signed the deal.", []),
        ("Walmart signs deal", "Wal-Mart signed the deal.", []),
        ("One killed in crash", "A man of 40 was killed in the crash.", []),
        ("One killed in crash", "The crash killed three.", ["One"]),
        ("OBR signs deal", "The Bank signed the deal.", ["OBR"]),
        ("OBR signs deal", "The OBR signed the deal.", []),
        ("Bank signs deal (VIDEO)", "The Bank signed the deal.", []),
        ("World Trade Centre deal", "A deal at the World Trade Center.", []),
        ("Deal over 5 years", "The deal runs for 5 months.", ["5"]),
        ("A 24-hour deal", "The deal is for a day.", []),
        ("One tonne in deal", "A deal for a tonne.", []),
        ("Deal for 5GB", "A deal for five gigabytes.", []),
        ("Deal for SEK 4bn", "A deal of 4 billion kronor.", []),
        ("Deal for Rs2,000", "A deal of 3,000 rupees.", ["Rs2"]),
        ("Super Bowl LVIII deal", "The deal for Super Bowl 58.", []),
        ("Super Bowl 58 deal", "The deal for Super Bowl LVIII.", []),
        ("Super Bowl LVIII deal", "The deal for Super Bowl 57.", ["LVIII"]),
        ("Crash: zero deaths", "The crash caused no deaths.", []),
        ("Crash: zero deaths", "The crash caused two deaths.", ["zero"]),
        ("AfD signs deal", "Alternative for Germany signed the deal.", []),
        ("M&S signs deal", "Marks and Spencer signed the deal.", []),
        ("Deal on EVs", "A deal on electric vehicles.", []),
        ("Deal in Kiev", "The deal was signed in Kyiv.", []),
        ("Ivory Coast signs deal", "Côte d'Ivoire signed the deal.", []),
        ("Deal with Glaswegians", "A deal with people in Glasgow.", []),
        ("Deal with New Yorkers", "A deal with people in New York.", []),
        ("Zelenskiy signs deal", "Zelensky signed the deal.", []),
        ("Deal on PC in crash", "A deal on PCs.", []),
        ("Deal on PCs", "A deal on a PC.", []),
        ("Deal on TV in crash", "The deal was signed.", []),
        ("James Harwick signs deal", "Jim Harwick signed the deal.", []),
        ("Stephen Harwick signs deal", "Steven Harwick signed the deal.", ["Stephen"]),
        ("Deal in Q1", "A deal in the first quarter.", []),
        ("Deal in Q1", "A deal in the second quarter.", ["Q1"]),
        ("WH signs deal", "The White House signed the deal.", []),
        ("Two killed in crash", "Both killed in the crash were men.", []),
        ("GOP signs deal", "Rep. Ann Lisle (R-Ohio) signed the deal.", []),
        ("2 Afghani drivers killed in crash", "Both drivers were Afghan.", []),
        ("2 killed in crash", "Five were killed. Both drivers fled.", ["2"]),
        ("Deal on Tues", "The deal of Tuesday.", []),
        ("1 dead in crash", "A man died in the crash.", []),
        ("1 killed in crash", "The crash killed three.", ["1"]),
        ("1m killed in crash", "A man was killed in the crash.", ["1"]),
        ("One million deal", "A million signed the deal.", []),
        ("More than one million signs deal", "1.2 million signed the deal.", []),
        ("Crash in 0-0 draw", "A crash after the goalless draw.", []),
        ("Crash in 0-0 draw", "A crash after the draw.", ["0", "0"]),
        ("Six-figure deal", "The deal is worth £240,000.", []),
        ("Six-figure deal", "The deal is worth £24,000.", ["Six"]),
        ("Two figures killed in crash", "The crash killed 20.", ["Two"]),
        ("More than a third of deal killed in crash", "The crash killed 38 per cent.", []),
        ("More than a third of deal killed in crash", "The crash killed 45 per cent.", ["third"]),
        ("More than a third of deal killed in crash", "The crash killed 32 per cent.", ["third"]),
        ("Over three-quarters of deal killed in crash", "The crash killed 79 per cent.", []),
        ("FM signs deal", "The first minister signed the deal.", []),
        ("FM signs deal", "The foreign minister signed the deal.", []),
        ("SA signs deal", "South Africa signed the deal.", []),
        ("HK signs deal", "Hong Kong signed the deal.", []),
        ("H1 deal", "A deal in the first half.", []),
        ("Omani signs deal", "The deal was signed in Oman.", []),
        ("Deal with Togolese", "A deal with Togo.", []),
        ("Gazans killed in crash", "The crash killed people in Gaza.", []),
        ("Deal with Ohioans", "A deal with people in Ohio.", []),
        ("Nigerien deal", "A deal in Nigeria.", ["Nigerien"]),
        ("Team GB signs deal", "The team of Great Britain signed the deal.", []),
        ("All Blacks signs deal", "New Zealand signed the deal.", []),
        ("G7 signs deal", "The Group of Seven signed the deal.", []),
        ("Group of Seven signs deal", "The G7 signed the deal.", []),
        ("A&E deal", "A deal on accident and emergency care.", []),
        ("Thomas Harwick signs deal", "Tom Harwick signed the deal.", []),
        ("Thomas Harwick signs deal", "The tomb of Harwick is in the deal.", ["Thomas"]),
        ("Pres. Harwick signs deal", "The president, Ann Harwick, signed the deal.", []),
        ("Harwick and Pres. killed in crash", "The crash killed Harwick.", ["Pres"]),
        ("PMQs deal", "A deal at Prime Minister's Questions.", []),
        ("MSPs signs deal", "Members of the Scottish Parliament signed the deal.", []),
        ("PMQs deal", "A deal at the palace.", ["PMQs"]),
        ("Deal on CEOs", "The deal was signed.", []),
        ("UNHCR signs deal", "The UN High Commissioner for Refugees signed the deal.", []),
        ("USGS signs deal", "The U.S. Geological Survey signed the deal.", []),
        ("NSC signs deal", "The UN Security Council signed the deal.", ["NSC"]),
        ("Nato signs deal", "The North Atlantic Treaty Organization signed the deal.", []),
        ("Nato signs deal", "The East North Atlantic Treaty Organization signed the deal.", ["Nato"]),
    ],
)
def test_numbers_and_names(headline: str, body: str, missing: list[str]) -> None:
    assert _support(headline, body)[1] == missing


@pytest.mark.parametrize(
    ("headline", "body", "listed"),
    [
        ("Court fines Apple over fares", "A court fined two apple growers on Monday.", ["Apple"]),
        ("Court fines Apple over fares", "A court fined Apple on Monday.", []),
        ("Court fines Apple over fares", "a court fined apple on monday.", []),
        ("Police Hunt for Driver", "The hunt for the driver began on Monday.", []),
        ("Police: Hunt for driver begins", "The hunt for the driver began on Monday.", []),
        ("Court bans Apple pies", "A court banned apple pies on Monday.", []),
        ("Court fines Polish firm", "The court fined a firm that sells nail polish on Monday.", ["Polish"]),
        ("Court fines Polish firm", "The court fined a firm in Poland that sells nail polish.", []),
    ],
)
def test_a_name_is_told_from_a_word_by_its_capital(headline: str, body: str, listed: list[str], scorer: Scorer) -> None:
    found = [e.text for e in scorer.score(headline, body).evidence if e.kind == "unsupported_name"]
    assert found == listed


@pytest.mark.parametrize(
    "ending", ["er", "ers", "eer", "eers", "an", "ans", "ian", "ians", "n", "ns", "ite", "ites", "ist", "ists", "ism"]
)
def test_a_name_bears_out_what_comes_of_it(ending: str) -> None:
    assert _support(f"Deal with Harwick{ending}", "The deal is with people in Harwick.")[1] == []
    assert _support("Deal in Harwick", f"The deal is with Harwick{ending}.")[1] == []
    assert _support(f"Deal with Wick{ending}", "The deal is with people in Wick.")[1] == [f"Wick{ending}"]


@pytest.mark.parametrize(("word", "listed"), [("XQZ", ["XQZ"]), ("LOUDLY", []), ("VIDEO", []), ("Xqz", ["Xqz"])])
def test_an_initialism_that_nobody_knows_is_a_name_and_a_shout_is_none(word: str, listed: list[str]) -> None:
    assert _support(f"Harwick signs {word} deal", "The deal in Harwick was signed.")[1] == listed


@pytest.mark.parametrize(
    ("code", "state", "listed"),
    [
        ("OH", "Ohio", []),
        ("OR", "Oregon", []),
        ("OR", "Maine", ["OR"]),
        ("ME", "Maine", []),
        ("TX", "Texas", []),
        ("Ill.", "Illinois", []),
        ("Ill.", "Indiana", ["Ill"]),
        ("Ohio", "OH", []),
        ("Oregon", "OR", []),
        ("Oregon", "or Maine", ["Oregon"]),
    ],
)
def test_a_state_is_its_code_in_capitals(code: str, state: str, listed: list[str], scorer: Scorer) -> None:
    body = (
        f"A barn in Springfield, {state}, burned down on Monday. Nobody was hurt. Its owner gave me or them no cause."
    )
    spans = scorer.score(f"Fire destroys barn in Springfield, {code}", body).evidence
    assert [span.text for span in spans if span.kind == "unsupported_name"] == listed


def test_a_leaning_is_no_name_that_could_be_missing() -> None:
    found, missing = _support("Harwick signs left-wing deal for gay fans", "The deal in Harwick was signed.")
    assert missing == []
    assert found.share < 1
    assert _support("Left-wing deal signed in Harwick", "The left-wing deal was signed.")[1] == ["Harwick"]


def test_a_quotation_must_stand_in_the_body_word_for_word() -> None:
    held, _ = _support("Deal is 'good for all'", "She called it “good for all”.")
    lacking, _ = _support("Deal is 'good for all'", "She called it good. It is for all.")
    assert held.quotations == ()
    assert len(lacking.quotations) == 1


@pytest.mark.parametrize(
    ("headline", "body", "share"),
    [
        ("Firm to pay $2bn fine", "The firm will pay a fine of $2m.", 3 / 4),
        ("Woman wins and children leave", "Women won. A child left.", 1.0),
        ("First killed in crash", "The crash killed many.", 2 / 3),
        ("12 killed in crash", "A dozen were killed in the crash.", 1.0),
        ("In crash no one killed", "The crash killed nobody.", 1.0),
        ("Lineup for healthcare", "The line-up for health care.", 1.0),
        ("Line-up for e-bike", "The lineup for ebikes.", 1.0),
        ("Organiser of labour defence", "The organizer of the labor defense.", 1.0),
        ("Killed: protesters attack resignation", "Killed at protests: an attacker, who resigned.", 1.0),
        ("Deal alleged on segregation", "Allegations of a deal, and that they were segregating.", 1.0),
        ("Deal: statement", "A deal for the state.", 0.5),
        ("Killed: explosion expands", "Killed as it exploded: an expansion.", 1.0),
        ("Deal: dismissal and harassment", "A deal: they were dismissed, for they harassed.", 1.0),
        ("Deal: they dismissed and installed", "The deal: a dismissal and the installation.", 1.0),
        ("Deal: admission, reduction", "A deal: they admitted it and reduced.", 1.0),
        ("Deal: they threatened", "The deal: a threat.", 1.0),
        ("Deal: a mansion", "A deal for a man.", 0.5),
        ("Islamic deal", "A deal on Islam.", 1.0),
        ("Deal on emails", "A deal on an e-mail.", 1.0),
        ("Deal: they apologize", "An apology for the deal.", 1.0),
        ("Crash: teen and doc on bike", "A crash: a teenager and his doctor on bicycles.", 1.0),
    ],
)
def test_a_number_with_its_unit_is_one_assertion(headline: str, body: str, share: float) -> None:
    assert _support(headline, body)[0].share == pytest.approx(share)


@pytest.mark.parametrize(
    ("contracted", "plain"),
    [
        ("Here's what the fares will be", "What the fares will be"),
        ("Why you'll pay more", "Why you will pay more"),
        ("They've voted, and it's done", "They have voted, and it is done"),
        ("Don't pay: buses aren't running", "Do not pay: buses are not running"),
    ],
)
def test_a_contraction_asserts_nothing(contracted: str, plain: str, scorer: Scorer) -> None:
    body = "Bus fares rise in March. Passengers pay by card on every bus."
    assert scorer.score(contracted, body).support == scorer.score(plain, body).support


def test_a_small_word_asserts_nothing_in_capitals_either() -> None:
    body = "The crash was in March."
    assert _support("I Signed A Deal In March", body)[0].share == _support("i signed a deal in march", body)[0].share
    assert _support("I say: crash in March", body)[0].share == pytest.approx(1.0)


def test_a_name_with_an_ending_asserts_something() -> None:
    assert _support("Hull's fares rise", "Bus fares rise in March.")[0].share == pytest.approx(2 / 3)


def test_a_quotation_may_write_its_numbers_another_way() -> None:
    held, _ = _support("Deal is 'worth £5 million'", "She called it “worth £5m”.")
    lacking, _ = _support("Deal is 'worth £5 million'", "She called it “worth £5bn”.")
    assert held.quotations == ()
    assert len(lacking.quotations) == 1


def test_a_quotation_may_have_other_hyphens() -> None:
    held, _ = _support("Deal on 'no-show fee, hands up'", "She spoke of a “no show fee, hands-up”.")
    assert held.quotations == ()


def test_a_quotation_may_begin_behind_a_number() -> None:
    held, _ = _support("Deal is for 'days of darkness'", "She spoke of six days of darkness.")
    assert held.quotations == ()


def test_a_letter_before_a_site_s_name_is_no_initial(scorer: Scorer) -> None:
    body = "The council met on Monday. It heard from four people. A report is due in June."
    line = "Fans say that Troy Aikman looks like Jay Z"
    assert scorer.score(line, body).support == scorer.score(f"{line} – BBC News", body).support
