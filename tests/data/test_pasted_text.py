from __future__ import annotations

import os
from pathlib import Path

import pytest
from levelhed.data.articles import Article, read_article

SHARED = Path(os.environ.get("LEVELHED_DATASETS") or Path(__file__).parents[3] / "shared" / "datasets").parent
SEED = SHARED / "seed" / "hard-talk-soft-progress.txt"


@pytest.fixture(scope="module")
def seed() -> tuple[str, Article]:
    if not SEED.is_file():
        pytest.skip("the page that started it is not here")
    text = SEED.read_text(encoding="utf-8")
    return text, read_article(text)


def test_the_page_that_started_it_has_its_display_lines(seed: tuple[str, Article]) -> None:
    assert [(line.kind, line.text) for line in seed[1].lines if line.kind != "summary"] == [
        ("kicker", "Hard Talk - Soft Progress"),
        ("hed", "Biden shows more SPINE against Putin in comparison to Trump"),
        ("dek", "US OFFERS RUSSIA - THE PRESSURE OF ITS COMPANY!"),
        ("crosshead", "MEANWHILE IN RUSSIA"),
        ("crosshead", "BIDEN’S HARD TALK"),
    ]
    assert sum(line.kind == "summary" for line in seed[1].lines) == 3


def test_its_crossheads_stand_over_their_own_paragraphs(seed: tuple[str, Article]) -> None:
    article = seed[1]
    assert [line.paragraphs for line in article.lines if line.kind == "crosshead"] == [(3,), (4, 5, 6, 7)]
    assert all(len(line.paragraphs) == 8 for line in article.lines if line.kind != "crosshead")


def test_its_comment_form_is_outside_the_body(seed: tuple[str, Article]) -> None:
    article = seed[1]
    whole = "\n".join([*article.body, *(line.text for line in article.lines)])
    for text in ("Comment", "Leave a Reply", "Your email address", "seven + ten", "Also like this"):
        assert text not in whole
    assert article.body[-1].startswith("The Kremlin’s readout did not mention")


def test_its_offsets_are_those_of_the_lines(seed: tuple[str, Article]) -> None:
    text, article = seed
    assert all(text[line.start : line.end] == line.text for line in article.lines)


def test_lines_that_end_before_their_next_word_had_to_are_no_paragraph() -> None:
    hed = "'An insult to drivers': taxi fares to rise by 9% from December"
    dek = "Drivers say that the increase does not cover insurance, as regulator defends it"
    story = "\n\n".join(
        f"Taxi fares will rise by {n}% from December, the National Transport Authority has said." for n in (9, 10, 11)
    )
    article = read_article(f"Politics\nTAXI FARES\n{hed}\n{dek}\nAnn Lee\n\n{story}")
    assert [(line.kind, line.text) for line in article.lines] == [("kicker", "TAXI FARES"), ("hed", hed), ("dek", dek)]
    assert article.author == "Ann Lee"
