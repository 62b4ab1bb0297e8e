from __future__ import annotations

import pytest
from levelhed.data.language import SAMPLE, UNKNOWN, detect_language, language_name

ENGLISH = "The council met on Monday and agreed to look at the plan again in the spring."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("Le conseil a décidé mardi de fermer la bibliothèque deux jours par semaine.", "fr"),
        ("Der Rat hat am Montag beschlossen, den Plan im Frühjahr noch einmal zu prüfen.", "de"),
        ("Президент заявил во вторник, что переговоры пройдут на следующей неделе.", "ru"),
        ("大統領は火曜日、来週東京で会談が行われると述べた。", "ja"),
    ],
)
def test_a_sentence_shows_its_language(text: str, code: str) -> None:
    assert detect_language([text]) == code


@pytest.mark.parametrize("paragraphs", [[], [""], ["12 – 3 (4)"], ["Karst 2, Lenz 1"]])
def test_too_few_letters_show_none(paragraphs: list[str]) -> None:
    assert detect_language(paragraphs) == UNKNOWN


def test_the_beginning_decides() -> None:
    assert detect_language([ENGLISH] * (SAMPLE // len(ENGLISH) + 1) + ["Le conseil a décidé mardi."] * 5_000) == "en"


def test_a_language_is_called_by_its_name_or_by_its_code() -> None:
    assert language_name("fr") == "French"
    assert "'xh'" in language_name("xh")
