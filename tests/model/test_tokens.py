from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from levelhed.model.folding import fold
from levelhed.model.tokens import LONGEST_WORD, tokenize


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    for token in tokenize(text):
        assert 0 <= token.start < token.end <= len(text)


@pytest.mark.parametrize(
    "disguised",
    [
        "Ministers in ＳＨＯＣＫ move",
        "Ministers in 𝐒𝐇𝐎𝐂𝐊 move",
        "Ministers in SНОСК move",
        "Ministers in S H O C K move",
        "Ministers in S-H-O-C-K move",
        "Ministers in S*H*O*C*K move",
        "Ministers in S|H|O|C|K move",
        "Ministers in S. H. O. C. K. move",
        "Ministers in S  H  O  C  K move",
        "Ministers in 🆂🅷🅾🅲🅺 move",
        "Ministers in 🅢🅗🅞🅒🅚 move",
        "Ministers in ꜱʜᴏᴄᴋ move",
        "Ministers in S\ufe0fH\ufe0fO\ufe0fC\ufe0fK move",
        "Ministers in S\u20ddH\u20ddO\u20ddC\u20ddK move",
    ],
)
def test_capitals_in_disguise_read_as_capitals(disguised: str) -> None:
    assert "SHOCK" in [t.folded for t in tokenize(disguised)]


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("Tom &amp; Jerry &AMP; &NBSP; Co", "Tom & Jerry & Co"),
        ("&quot;Brutal&quot; vote: you won&#39;t", '"Brutal" vote: you won\'t'),
        ("Don&#x2019;t &#8216;panic&#8217;&hellip;", "Don\u2019t \u2018panic\u2019\u2026"),
        ("&#83;HOCKING&#33;&#33; &lt;b&gt;", "SHOCKING!! <b>"),
        ("R&D; &unheard; &#55555; &#;", "R&D; &unheard; &#55555; &#;"),
    ],
)
def test_marks_as_pages_escape_them_read_as_they_look(escaped: str, plain: str) -> None:
    assert [(t.folded, t.word, t.upper) for t in tokenize(escaped)] == [
        (t.folded, t.word, t.upper) for t in tokenize(plain)
    ]


@given(st.lists(st.sampled_from(["&amp;", "&#39;", "&quot;", "&", "#", ";", "'", " ", "a", "!", "\u200b", "\u0301"])))
def test_escaped_marks_keep_every_offset(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert len(fold(text)) == len(text)
    ends = [0, *(end for t in tokenize(text) for end in (t.start, t.end))]
    assert ends == sorted(ends)


def test_ligatures_spell_out() -> None:
    text = "Oﬃcials baﬄed by horriﬁc blaze"
    assert [(t.folded, text[t.start : t.end]) for t in tokenize(text)][:2] == [
        ("Officials", "Oﬃcials"),
        ("baffled", "baﬄed"),
    ]


@pytest.mark.parametrize("mark", ["❗", "‼️", "⁉", "！", "❕"])
def test_exclamation_marks_of_every_kind_are_marks(mark: str) -> None:
    assert tokenize(f"Mayor quits{mark}")[-1].folded == "!"


def test_a_cyrillic_word_is_left_alone() -> None:
    assert [t.folded for t in tokenize("Путин")] == ["Путин"]


def test_a_word_without_end_is_read_by_its_beginning() -> None:
    text = "a" * 100_000
    [token] = tokenize(text)
    assert (token.start, token.end, token.folded) == (0, len(text), text)
    assert token.lower == token.stem == "a" * LONGEST_WORD


def test_spaces_of_every_width_keep_offsets() -> None:
    text = "Two  words\tand\nU.S. it's\u00a0late - S H O C K"
    for token in tokenize(text):
        assert text[token.start : token.end].replace(" ", "").replace(".", "") == token.folded
    assert [t.folded for t in tokenize(text)] == ["Two", "words", "and", "US", "it's", "late", "-", "SHOCK"]
