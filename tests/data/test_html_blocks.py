from __future__ import annotations

import pytest
from levelhed.data.html_blocks import Block, read_blocks
from lxml.html import document_fromstring

SENTENCE = "The council met on Monday and agreed the plan."


def _blocks(body: str) -> list[Block]:
    return list(read_blocks(document_fromstring(f"<html><body>{body}</body></html>")))


def _texts(body: str) -> list[str]:
    return [block.text for block in _blocks(body)]


def test_text_around_a_block_is_a_block_of_its_own() -> None:
    assert _texts("<div>One <b>two</b><p>three</p> four</div> five") == ["One two", "three", "four", "five"]


@pytest.mark.parametrize("name", ["sr-only", "screen-reader-text", "visually-hidden"])
def test_what_readers_do_not_see_is_left_out_and_what_follows_it_is_not(name: str) -> None:
    assert _texts(f'<p>One <span class="{name}">two</span> three</p>') == ["One three"]


@pytest.mark.parametrize("attribute", ["hidden", 'aria-hidden="true"', 'style="color: red; display:none"'])
def test_what_an_attribute_hides_is_left_out(attribute: str) -> None:
    assert _texts(f"<p>One <i {attribute}>two</i></p><p>three</p>") == ["One", "three"]


def test_a_kicker_set_as_part_of_a_line_is_a_line_of_its_own() -> None:
    assert _texts('<h1><span class="kicker">Opinion</span> Council meets</h1>') == ["Opinion", "Council meets"]
    assert _texts('<h1><span class="first">Opinion</span> Council meets</h1>') == ["Opinion Council meets"]


def test_breaks_part_paragraphs_where_two_stand_or_a_sentence_ends() -> None:
    assert _texts("<div>one<br><br>two<br>three</div>") == ["one", "two three"]
    assert _texts(f"<div>{SENTENCE}<br>{SENTENCE}</div>") == [SENTENCE, SENTENCE]


def test_shares_of_links_and_bold_are_those_of_the_characters() -> None:
    [block] = _blocks("<p><a href=x>1234</a><strong>56</strong>78</p>")
    assert (block.linked, block.bold, block.links) == (0.5, 0.25, 1)


def test_hints_are_of_the_block_and_what_is_near_around_it() -> None:
    [block] = _blocks('<div class="Far"><main><div class="Near"><p id="Own">x</p></div></main></div>')
    assert block.hints == "own near"
