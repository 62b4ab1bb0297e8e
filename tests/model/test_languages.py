"""What is not English: refused where that is sure, doubted where it seems so."""

from __future__ import annotations

import pytest
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.model.languages import seems_foreign
from levelhed.model.text import check_body, check_headline

GERMAN = (
    "Der Minister hat am Montag eine Stunde lang Fragen beantwortet. Über das Gesetz wird im März abgestimmt, und die "
    "Opposition will dagegen stimmen. Die Sitzung war nach zwei Stunden zu Ende."
)
ENGLISH = (
    "The minister answered questions for an hour on Monday. A vote on the bill follows in March, and the opposition "
    "said that it would vote against it. The meeting was over after two hours."
)
NAMES = [
    "Arsenal",
    "Leeds",
    "Hull",
    "Celtic",
    "Ajax",
    "Porto",
    "Boca",
    "Lyon",
    "Ipswich",
    "Everton",
    "Lima",
    "Bonn",
] * 3


@pytest.mark.parametrize(
    "headline", ["Путин объявил о новых мерах", "北京宣布新措施", "قال الوزير إن الخطة كارثة", "Κρίση στην Ελλάδα: BBC"]
)
def test_a_headline_in_other_letters_is_refused(headline: str) -> None:
    with pytest.raises(InputError, match="only English") as refused:
        check_headline(headline)
    assert (refused.value.kind, refused.value.where) == ("not_english", "headline")


@pytest.mark.parametrize(
    "headline",
    [
        "Мayor dеclаres dіsаster",
        "ЅНОСК",
        "ᴍᴀʏᴏʀ quits",
        "𝐌𝐚𝐲𝐨𝐫 quits",
        "Beyoncé café résumé",
        "“Mayor” quits – Łódź",
        "🔥🔥🔥",
        "Mayor visits 北京",
    ],
)
def test_letters_in_disguise_and_names_are_not(headline: str) -> None:
    assert check_headline(headline) == headline


@pytest.mark.parametrize(
    "body",
    [
        GERMAN,
        "Министр ответил на вопросы в понедельник. Голосование пройдет в марте.",
        "Hallitus esitteli maanantaina uuden ohjelmansa, ja oppositio äänestää sitä vastaan. Kokous päättyi kahden "
        "tunnin jälkeen, eikä pääministeri vastannut kysymyksiin.",
        "部长周一回答了一个小时的问题。该法案将于三月进行投票，反对党表示将投反对票。",
    ],
)
def test_a_body_in_another_language_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="only English") as refused:
        check_body(body)
    assert (refused.value.kind, refused.value.where) == ("not_english", "body")
    assert check_body(body, any_language=True) == body


@pytest.mark.parametrize(
    "body",
    [
        ENGLISH,
        ENGLISH.upper(),
        f"„{GERMAN}“ {5 * ENGLISH}",
        "Ja, das ist gut.",
        "long " * 400,
        ", ".join(NAMES),
        "12,5 % 2026 – 14:30",
    ],
)
def test_an_english_body_or_one_too_short_to_tell_is_not(body: str) -> None:
    assert check_body(body) == body


@pytest.mark.parametrize(
    ("line", "foreign"),
    [
        ("el gobierno anuncia una crisis", True),
        ("der minister ist in der krise", True),
        ("o governo diz que não há crise", True),
        ("en vogue une femme fatale", False),  # one word of each
        ("police seize das auto and der spiegel", False),
        ("council raises bus fares", False),
    ],
)
def test_short_words_tell_another_language(line: str, foreign: bool) -> None:
    assert seems_foreign(line.split()) is foreign


@pytest.mark.parametrize(
    "headline",
    [
        "Sarkozy condamné à cinq ans de prison",
        "Macron démissionne",
        "Putin droht mit Krieg",
        "Merkel besucht Kiew",
        "Muere el actor Robert De Niro",
        "Trump gana las elecciones",
        "Terremoto en Turquía deja miles de muertos",
        "Milan batte Inter",
        "Lula vence Bolsonaro",
        "Wilders wint verkiezingen",
        "Regeringen avgår",
        "Erdoğan kazandı",
    ],
)
def test_a_short_line_of_names_that_seems_foreign_is_doubted(headline: str, scorer: Scorer) -> None:
    assert "other_language" in {doubt.reason for doubt in scorer.score(headline).uncertain}


@pytest.mark.parametrize(
    "headline",
    [
        "Guerra wins title",
        "Deutsche Bank cuts jobs",
        "Le Pen loses Macron vote",
        "Real Madrid beat Inter Milan",
        "El Paso mayor quits",
        "La Vida Loca singer returns",
        "Elecciones 2024: Milei wins",
        "Der Spiegel editor resigns",
        "Las Vegas hotel burns",
        "Siga-siga.com goes down",
    ],
)
def test_an_english_line_with_foreign_names_is_not(headline: str, scorer: Scorer) -> None:
    assert "other_language" not in {doubt.reason for doubt in scorer.score(headline).uncertain}


def test_a_headline_that_seems_foreign_is_doubted(scorer: Scorer) -> None:
    doubted = scorer.score("El gobierno anuncia una terrible crisis").uncertain
    assert "other_language" in {doubt.reason for doubt in doubted}
    names = scorer.score("Las Vegas and Los Angeles police clash").uncertain
    assert "other_language" not in {doubt.reason for doubt in names}


def test_a_row_in_another_language_holds_its_error(scorer: Scorer) -> None:
    found = scorer.score_many(["Minister answers", "Minister answers", "北京宣布新措施"], [GERMAN, ENGLISH, ENGLISH])
    assert [getattr(result, "kind", None) for result in found] == ["not_english", None, "not_english"]
