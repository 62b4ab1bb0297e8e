from __future__ import annotations

from levelhed.model.sentences import split_sentences


def _split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    assert _split("Mr. J. Smith met Gen. Lee. They spoke.") == ["Mr. J. Smith met Gen. Lee.", "They spoke."]
    text = "Cpl. Okoye told Maj. Gen. Bray and Sens. Lisle and Hay of Roe v. Wade."
    assert _split(text) == [text]
    text = "J.D. Vance met George H.W. Bush. They spoke."
    assert _split(text) == ["J.D. Vance met George H.W. Bush.", "They spoke."]


def test_quotes_and_line_breaks_end_it() -> None:
    assert _split("“It is done.” He left\nA HEADING\n\n…") == ["“It is done.”", "He left", "A HEADING"]


def test_a_wrapped_line_ends_nothing() -> None:
    assert _split("The council voted\nto close it.\nthe end\n\nlast") == [
        "The council voted\nto close it.",
        "the end",
        "last",
    ]


def test_a_number_alone_is_no_sentence() -> None:
    text = "Three things changed.\n2.\nThe 3 fares rose. 4. Nobody minded."
    assert [text[a:b] for a, b in split_sentences(text)] == [
        "Three things changed.",
        "The 3 fares rose.",
        "Nobody minded.",
    ]
