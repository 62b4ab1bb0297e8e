from __future__ import annotations

import pytest
from levelhed.model.stems import stems_of


@pytest.mark.parametrize(
    "forms",
    [
        "win wins won winning",
        "buy buys bought buying",
        "leave leaves left leaving",
        "rise rises rose risen rising",
        "find finds found finding",
        "give gives gave given giving",
        "die dies died dying dead deaths",
        "woman women woman's",
        "child children",
        "crisis crises",
        "stop stops stopped stopping",
        "cancel cancels cancelled canceled",
        "kill kills killed killing",
        "loss losses",
        "stay stays stayed staying",
        "study studies studied studying",
        "supply supplies supplied",
        "tonne tonnes",
        "bonus bonuses",
        "mbappé mbappe",
        "curaçao curacao",
        "łódź lodz",
        "emmy emmys emmy's",
        "movie movies",
        "labor labour",
        "neighborhood neighbourhood neighborhoods",
        "organize organise organised organizing",
        "organizer organisers",
        "defense defence defences",
        "center centre centres centred centers",
        "traveller traveler travelers",
        "dialog dialogue",
        "program programme programmes",
        "werewolf werewolves",
        "licence license licensed licensing",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len(set(stems_of(forms.split()))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "found founded",
        "fall fail",
        "wound wind",
        "ban bank",
        "add aid",
        "life leave",
        "movie move",
        "four for",
        "court cort",
    ],
)
def test_other_words_have_another(words: str) -> None:
    assert len(set(stems_of(words.split()))) == 2
