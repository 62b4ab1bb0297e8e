from __future__ import annotations

import pytest
from levelhed.data import furniture


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("Words by: Jane Doe and Ann Lee", "Jane Doe and Ann Lee"),
        ("Jane Doe, political correspondent", "Jane Doe"),
        ("Staff writer", "Staff writer"),
        ("By the time it was over, 12 had left", None),
        ("By Monday it was over.", None),
        ("The council met on Monday", None),
    ],
)
def test_a_byline_is_told_from_a_line_that_begins_like_one(text: str, name: str | None) -> None:
    assert furniture.byline_name(text) == name


@pytest.mark.parametrize(
    "text",
    ["Published 12 May 2024", "12 May 2024 at 10:30", "Mon 3 June | 4 min read", "2024-05-12T10:00Z", "2 hours ago"],
)
def test_a_date_or_a_time_is_a_stamp(text: str) -> None:
    assert furniture.is_stamp(text)


@pytest.mark.parametrize("text", ["May 12 die in ferry fire", "12 May leave", "2024 was a calm year"])
def test_a_line_with_a_date_in_it_is_none(text: str) -> None:
    assert not furniture.is_stamp(text)


@pytest.mark.parametrize("text", ["Share", "» Read more", "Advertisement", "12 comments", "Skip to main content"])
def test_a_button_is_a_control(text: str) -> None:
    assert furniture.is_control(text)


@pytest.mark.parametrize("text", ["Share prices fall", "Print runs shrink", "Live music returns to Karst"])
def test_a_line_that_begins_with_a_buttons_word_is_none(text: str) -> None:
    assert not furniture.is_control(text)


def test_what_heads_a_box_may_stand_within_a_story_and_what_ends_it_may_not() -> None:
    assert furniture.ends_article("Related stories")
    assert furniture.is_box("Related stories")
    assert furniture.ends_article("Leave a Reply")
    assert not furniture.is_box("Leave a Reply")
    assert not furniture.ends_article("Related party deals come to light")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee in Karst and The Associated Press contributed to this report.",
        "(This story has not been edited by our staff and is published from a feed.)",
        "Contact Ann Lee at 555-123-4567 or alee@ferry.example.",
        "Reach the reporter at alee@ferry.example.",
        "The views expressed in this article are the author's own.",
        "If you have been affected by any of the issues in this story, call Samaritans on 116 123.",
        "In the UK and Ireland, Samaritans can be contacted on freephone 116 123.",
        "Do you have an opinion on the issues raised here? Send us a letter.",
    ],
)
def test_what_follows_a_story_points_elsewhere(text: str) -> None:
    assert furniture.is_pointer(text)


@pytest.mark.parametrize(
    "text",
    [
        "The union contributed a sum of £2m to this party's funds.",
        "Contact between the two men ended in May, the court heard.",
        "The views of residents will be heard on Monday.",
        "If you have been affected by the strike, you can claim a refund.",
        "In the UK the rate is 4%.",
    ],
)
def test_a_paragraph_that_begins_like_it_does_not(text: str) -> None:
    assert not furniture.is_pointer(text)


def test_who_wrote_a_story_is_told_from_who_is_in_it() -> None:
    assert furniture.is_biography("Ann Lee covers public safety. Reach her at alee@ferry.example.")
    assert furniture.is_biography("Ann Lee is a staff writer at The Daily Ferry.")
    assert not furniture.is_biography("Ann Lee is also facing trial over the death of a journalist.")


def test_a_caption_loses_its_photographer_and_a_sentence_loses_nothing() -> None:
    assert furniture.without_credit("The port at dawn (Ann Lee/The Daily Ferry)") == "The port at dawn"
    assert furniture.without_credit("The port at dawn. Photo: Ann Lee") == "The port at dawn."
    assert furniture.without_credit("The ferry (built in 1990) is back") == "The ferry (built in 1990) is back"


def test_a_credit_needs_more_than_the_word_picture() -> None:
    assert furniture.has_credit("The port at dawn. Picture: Ann Lee")
    assert not furniture.has_credit("The picture of the port was taken at dawn")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("The council met on Monday and agreed the plan.", True),
        ("KARST (Reuters) — The council met on Monday and agreed the plan", True),
        ("The council met on Monday and agreed the plan", False),
        ("THE COUNCIL MET ON MONDAY AND AGREED THE PLAN.", False),
        ("Will the council meet on Monday and agree the plan?", False),
    ],
)
def test_prose_is_long_and_ends_as_a_paragraph_does(text: str, prose: bool) -> None:
    assert furniture.reads_as_prose(text) is prose
