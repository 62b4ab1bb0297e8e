"""What an edit does to the line around it."""

from __future__ import annotations

import pytest
from levelhed.model import Evidence
from levelhed.model.edits import apply, changes


def _span(line: str, text: str, suggestion: str) -> Evidence:
    start = line.index(text)
    return Evidence(start, start + len(text), text, "loaded_word", 9.0, 9.0, "outlet", None, "Why.", suggestion)


@pytest.mark.parametrize(
    ("line", "text", "suggestion", "edited"),
    [
        ("Minister makes an outrageous claim", "outrageous", "disputed", "Minister makes a disputed claim"),
        ("Two sides in an epic battle", "epic", "", "Two sides in a battle"),
        ("Police probe a shocking attack", "shocking", "", "Police probe an attack"),
        ("A shocking attack on a man", "shocking", "", "An attack on a man"),
        ("AN EPIC BATTLE", "EPIC", "", "A BATTLE"),
        ("A SHOCKING ATTACK", "SHOCKING", "", "AN ATTACK"),
        ("A SHOCKING STRIKE", "SHOCKING", "", "A STRIKE"),
        ("It is AN epic battle", "epic", "", "It is A battle"),
        ("It is A shocking attack", "shocking", "", "It is An attack"),
        ("A shocking MP vote", "shocking", "", "An MP vote"),
        ("A shocking NATO vote", "shocking", "", "A NATO vote"),
        ("An incredible one-off", "incredible", "", "A one-off"),
        ("An epic union", "epic", "", "A union"),
        ("A shocking hour", "shocking", "", "An hour"),
        ("A massive unusual find", "massive", "", "An unusual find"),
        ("He got a staggering 8.9 million", "staggering", "", "He got 8.9 million"),
        ("He won by a staggering 40-point margin", "staggering", "", "He won by a 40-point margin"),
        ("An incredible one in six homes flood", "incredible", "", "One in six homes flood"),
        ("He lost a whopping half a million", "whopping", "", "He lost half a million"),
        ("An epic three days at sea", "epic", "", "Three days at sea"),
        ("An epic three-day trek", "epic", "", "A three-day trek"),
        ("Utterly insane tax", "insane", "", "Tax"),
        ("An absolutely incredible goal", "incredible", "", "A goal"),
        ("An utterly, utterly shocking day", "shocking", "", "A day"),
        ("An incredibly popular show", "incredibly", "", "A popular show"),
        ("Really hugely popular", "hugely", "", "Really popular"),
        ("Council's epic row", "epic", "", "Council's row"),
        ("Plan A shocking", "shocking", "bad", "Plan A bad"),
        ("Epic poem found", "Epic", "", "Poem found"),
        ("Found: Epic poem", "Epic", "", "Found: Poem"),
        ("Epic!", "Epic", "", "!"),
        ("Utterly insane tax", "insane", "odd", "Utterly odd tax"),
        ("A shocking zero tolerance rule", "shocking", "", "A zero tolerance rule"),
        ("Epic 'poem' found", "Epic", "", "'Poem' found"),
        ("A very bad day", "very", "", "A bad day"),
        ("It ends in tears!", "!", "", "It ends in tears"),
        ("Goal! City win", "!", "", "Goal City win"),
    ],
)
def test_the_line_still_reads(line: str, text: str, suggestion: str, edited: str) -> None:
    edits, found = apply(line, [_span(line, text, suggestion)])
    assert found == edited
    assert line[: edits[0].start] + edits[0].replacement + line[edits[0].end :] == edited


def test_edits_side_by_side_are_one_and_share_the_article() -> None:
    line = "It was an utterly epic battle of WORDS"
    spans = [_span(line, "utterly", ""), _span(line, "epic", ""), _span(line, "WORDS", "words")]
    edits, found = apply(line, spans)
    assert found == "It was a battle of words"
    assert [edit.text for edit in edits] == ["an utterly epic ", "WORDS"]


@pytest.mark.parametrize("between", [" ", "-"])
def test_edits_that_a_space_or_a_hyphen_parts_are_one(between: str) -> None:
    line = f"It was OUT{between}OF, they SAID"
    edits, found = apply(line, [_span(line, "OUT", "out"), _span(line, "OF", "of"), _span(line, "SAID", "said")])
    assert [edit.text for edit in edits] == [f"OUT{between}OF", "SAID"]
    assert found == line.lower().replace("it", "It")


def test_what_then_opens_the_line_has_a_capital_and_no_more_is_changed() -> None:
    line = "Epic HUGE battle"
    edits, found = apply(line, [_span(line, "Epic", ""), _span(line, "HUGE", "big")])
    assert ([edit.text for edit in edits], found) == (["Epic HUGE"], "Big battle")
    edits, found = apply("Epic NATO row", [_span("Epic NATO row", "Epic", "")])
    assert ([edit.text for edit in edits], found) == (["Epic "], "NATO row")


def test_an_adverb_that_is_left_out_goes_once() -> None:
    line = "It was an utterly shocking day"
    spans = [_span(line, "utterly", ""), _span(line, "shocking", "")]
    edits, found = apply(line, spans)
    assert (len(edits), found) == (1, "It was a day")


def test_an_edit_is_told_by_what_goes_and_what_comes() -> None:
    line = "An epic battle"
    assert changes(apply(line, [_span(line, "epic", "")])[0]) == [("An epic", "A")]
    assert changes(apply(line, [_span(line, "battle", "")])[0]) == [("battle", "(leave out)")]
