from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from levelhed.model.disguises import undisguised
from levelhed.model.tokens import tokenize

KNOWN = frozenset(
    {"shock", "lies", "evil", "huge", "shocking", "slams", "so", "no", "hock", "mile", "loam", "message", "ministers"}
    | {"latex", "seals", "donald", "tube", "ishock", "hugeshock", "pelé", "pele"}
)


def _words(text: str) -> list[str]:
    return [token.folded for token in undisguised(text, tokenize(text), KNOWN.__contains__)]


@pytest.mark.parametrize(
    ("disguised", "meant"),
    [
        ("SH0CK", "SHOCK"),
        ("5HOCK", "SHOCK"),
        ("$hock", "shock"),
        ("L1ES", "LIES"),
        ("EV1L", "EVIL"),
        ("Sl4ms", "Slams"),
        ("shoooocking", "shocking"),
        ("HUUUGE", "HUGE"),
        ("SH000CK", "SHOCK"),
        ("Sooo", "So"),
        ("SH0CK's", "SHOCK's"),
        ("5H0CK1N6", "SHOCKING"),
        ("M1N15T3R5", "MINISTERS"),
        ("MINISTERs", "MINISTERS"),
        ("ShOcKiNg", "SHOCKING"),
        ("sHOCKING", "SHOCKING"),
        ("SHOCKing", "SHOCKING"),
        ("ShOOOcK", "SHOCK"),
        ("ŚĤÓĆḰ", "SHOCK"),
        ("śĥóćḱ", "shock"),
        ("s***", "shit"),
        ("F**KING", "FUCKING"),
        ("Sh*t", "Shit"),
    ],
)
def test_a_word_in_disguise_reads_as_it_is_meant(disguised: str, meant: str) -> None:
    text = f"Now '{disguised}' it is"
    tokens = undisguised(text, tokenize(text), lambda word: word in KNOWN)
    assert [t.folded for t in tokens] == ["Now", "'", meant, "'", "it", "is"]
    assert text[tokens[2].start : tokens[2].end] == disguised
    assert tokens[2].upper == meant.removesuffix("'s").isupper()


@pytest.mark.parametrize(
    "plain",
    [
        "10AM",
        "H1N1",
        "MI5",
        "COVID19",
        "5mile run",
        "90s",
        "$TSLA",
        "IEEE",
        "AAA",
        "XXXL",
        "www",
        "mp3s",
        "Sale**",
        "8chan",
        "McDonald",
        "YouTube",
        "LaTeX",
        "SEALs",
        "iSHOCK",
        "HugeSHOCK",
        "Pelé",
        "žluťoučký",
    ],
)
def test_what_only_looks_like_one_is_left_alone(plain: str) -> None:
    assert _words(f"The {plain} is it") == [t.folded for t in tokenize(f"The {plain} is it")]


@pytest.mark.parametrize(
    ("word", "stretched"),
    [*((word, True) for word in ("so", "no", "oh", "ah", "go", "me", "hi", "yo")), ("ie", False), ("ww", False)],
)
def test_of_two_letters_few_words_are_stretched(word: str, stretched: bool) -> None:
    text = f"It is {word}{3 * word[-1]}"
    *_, last = undisguised(text, tokenize(text), {word}.__contains__)
    assert last.folded == (word if stretched else text.rpartition(" ")[2])


def test_every_way_to_read_ones_is_not_tried_without_end() -> None:
    assert _words("a" * 60 + "1" * 60)


@given(st.text(alphabet="aAlLsSoO0134578$@*' .", max_size=40))
def test_offsets_rise_and_stay_inside(text: str) -> None:
    tokens = undisguised(text, tokenize(text), lambda word: len(word) % 2 == 0)
    ends = [0, *(end for t in tokens for end in (t.start, t.end)), len(text)]
    assert ends == sorted(ends)
