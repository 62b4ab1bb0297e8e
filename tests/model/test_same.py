from __future__ import annotations

from levelhed.model.same import initials, same_table, spelt_out
from levelhed.model.stems import stems_of
from levelhed.model.tokens import tokenize


def test_initials_leave_small_words_out_and_end_at_a_word_in_small_letters() -> None:
    letters, of = initials(tokenize("the Federal Bureau of Investigation said Monday"))
    assert letters.split() == ["fbi", "m"]
    assert of[:3] == [1, 2, 4]


def test_tokens_are_told_by_their_initials() -> None:
    tokens = tokenize("Plan for National Health Service")
    assert [tokens[i].lower for i in spelt_out(frozenset({"nhs"}), tokens)] == ["national", "health", "service"]


def test_every_word_of_the_table_has_another_name_or_none_at_all() -> None:
    table = same_table()
    assert all(others for others in table.others.values())
    assert ("britain",) in table.others[tuple(stems_of(["uk"]))]
