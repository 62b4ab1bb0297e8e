from __future__ import annotations

from levelhed.model.phrases import Phrases

PHRASES = Phrases([("under", "fire"), ("under", "fire", "again"), ("blow",), ("a", "blow")])


def test_every_phrase_is_found_the_longest_of_a_start_first() -> None:
    words = ["a", "blow", "under", "fire", "again", "under"]
    assert list(PHRASES.find(words)) == [(0, 2), (1, 2), (2, 5), (2, 4)]
    assert list(PHRASES.find([])) == []
    assert list(Phrases([]).find(words)) == []


def test_the_longest_phrase_is_known() -> None:
    assert (PHRASES.longest, Phrases([]).longest) == (3, 0)


def test_the_words_inside_phrases_are_told() -> None:
    assert PHRASES.inside(["council", "under", "fire", "again"]) == {1, 2, 3}
    assert PHRASES.inside(["fire", "under", "council"]) == set()
