from __future__ import annotations

import pytest
from levelhed.dashboard.card import card, section, swaps
from streamlit.testing.v1 import AppTest

CARD = """# Model card

## What it must not be used for

- Not to rank.

## What was promised, and kept or not

| reader | promise | cases | kept | asked | worst |
|---|---|---|---|---|---|
| fast | name-blind: people | 1,200 | 98.50% (missed) | 99.5% | 8.92 |
| deep | name-blind: people | 15 | 100.00% | 99.5% | 0.60 |
| fast | capitals: a shout | 800 | 99.25% | 99.0% | 3.97 |
"""


def test_the_swap_tests_are_read_from_the_card() -> None:
    [swap] = swaps(CARD, "fast")
    assert (swap.group, swap.cases, swap.kept, swap.asked, swap.worst) == ("people", 1200, 98.5, 99.5, 8.92)


def test_a_section_ends_where_the_next_begins() -> None:
    assert section(CARD, "What it must not be used for") == "- Not to rank."
    assert section(CARD, "No such thing") == ""


@pytest.mark.parametrize("title", ["What it is for", "What it must not be used for", "Names"])
def test_the_card_has_the_sections_the_page_shows(title: str) -> None:
    assert section(card(), title)
    assert swaps(card(), "fast")


@pytest.mark.usefixtures("one_reader")
def test_the_page_shows_figures_limits_and_data(page: AppTest) -> None:
    page.run().switch_page("model.py").run()
    assert not page.exception
    assert any("a person must decide" in m.value for m in page.markdown)
    titles = [s.value for s in page.subheader]
    assert {"How far to trust it", "Does it matter who is spoken of?", "What it was taught on"} <= set(titles)
