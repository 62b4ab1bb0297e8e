from __future__ import annotations

import pytest
from levelhed.model.same import initials, is_acronym, is_initialism, same_table, spelt_out, stands_at
from levelhed.model.stems import stems_of
from levelhed.model.tokens import tokenize


def test_initials_leave_small_words_out_and_end_at_a_word_in_small_letters() -> None:
    letters, of = initials(tokenize("the Federal Bureau of Investigation said Monday"))
    assert letters.split() == ["FBI", "M"]
    assert of[:3] == [1, 2, 4]


def test_initials_may_have_small_words() -> None:
    letters, _ = initials(tokenize("the Department for Education"), small=True)
    assert letters == "tDfE"
    assert stands_at("dfe", letters) == 1
    assert stands_at("tdf", letters) == -1


@pytest.mark.parametrize(
    ("word", "told"), [("NHS", True), ("DfE", True), ("MoD's", True), ("UN", False), ("Met", False), ("iPad", False)]
)
def test_what_may_be_told_by_initials(word: str, told: bool) -> None:
    assert is_initialism(tokenize(word)[0]) == told


def test_tokens_are_told_by_their_initials() -> None:
    tokens = tokenize("Plan for National Health Service")
    assert [tokens[i].lower for i in spelt_out(frozenset({"nhs"}), tokens)] == ["national", "health", "service"]


def test_a_short_initialism_may_have_all_its_letters() -> None:
    letters, of = initials(tokenize("the UN High Commissioner"), whole=True)
    assert letters.split() == ["UnHC"]
    assert of == [1, 1, 2, 3]
    assert initials(tokenize("UN HIGH COMMISSIONER"), whole=True)[0] == "UHC"


@pytest.mark.parametrize(("word", "told"), [("Nato", True), ("Defra's", True), ("NATO", False), ("Met", False)])
def test_what_may_be_an_acronym(word: str, told: bool) -> None:
    assert is_acronym(tokenize(word)[0]) == told


def test_every_word_of_the_table_has_another_name_or_none_at_all() -> None:
    table = same_table()
    assert all(others for others in table.others.values())
    assert ("britain",) in table.others[tuple(stems_of(["uk"]))]
