from __future__ import annotations

import pytest
from levelhed.data.errors import InputError
from levelhed.data.sections import MAX_LINES, MAX_TEXT, Piece, lay_out


def _over(*pieces: Piece) -> dict[str, tuple[int, ...]]:
    return {line.text: line.paragraphs for line in lay_out(pieces)[0]}


def test_a_crosshead_stands_over_its_section_and_those_within_it() -> None:
    over = _over(
        Piece("hed", "hed"),
        Piece(None, "0"),
        Piece("crosshead", "one", level=2),
        Piece(None, "1"),
        Piece("crosshead", "within", level=3),
        Piece(None, "2"),
        Piece("crosshead", "two", level=2),
        Piece(None, "3"),
    )
    assert over == {"hed": (0, 1, 2, 3), "one": (1, 2), "within": (2,), "two": (3,)}


def test_a_crosshead_over_nothing_heads_something_else() -> None:
    assert _over(Piece(None, "0"), Piece("crosshead", "Related")) == {}


def test_a_pull_quote_is_no_crosshead() -> None:
    said = "You put a dam in and the next year there is moss"
    assert _over(Piece(None, f"He said: “{said} behind it.”"), Piece("crosshead", f"“{said}”"), Piece(None, "1")) == {}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("The dam and the moss", True),
        ("The dam and the moss grew", False),
        ("The dam and the moss grew, says nobody", True),
    ],
)
def test_a_line_is_pulled_from_the_story_if_it_is_long_and_stands_there(line: str, kept: bool) -> None:
    over = _over(Piece("crosshead", line), Piece(None, "The dam and the moss grew."))
    assert over == ({line: (0,)} if kept else {})


def test_a_page_of_nothing_but_lines_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        lay_out([Piece("caption", str(i)) for i in range(MAX_LINES + 1)])
    assert refused.value.kind == "too_long"


def test_a_body_longer_than_any_story_is_refused() -> None:
    half = Piece(None, "a " * (MAX_TEXT // 4))
    assert len(lay_out([half, half])[1]) == 2
    with pytest.raises(InputError) as refused:
        lay_out([half, half, Piece(None, "b")])
    assert refused.value.kind == "too_long"
    assert "running text" in refused.value.message
