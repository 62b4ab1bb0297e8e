from __future__ import annotations

import pytest
from levelhed.dashboard.card import card, section, swaps
from levelhed.dashboard.model import as_named_here
from levelhed.model import Scorer
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


def test_the_readers_are_called_as_editors_choose_them() -> None:
    said = as_named_here("The **fast** one adds up; the **deep** one is not **bold**.")
    assert said == "The **“Word by word”** one adds up; the **“In context”** one is not **bold**."


@pytest.mark.usefixtures("both_readers")
def test_what_has_no_trait_is_no_weak_spot(
    page: AppTest, deep_stand_in: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = {"none of these": {"all": 0.5, "worst": 0.6}, "a question": {"all": 0.1, "worst": 0.2}}
    facts = {**deep_stand_in.figures(), "worst": {"shared": shared}}
    monkeypatch.setattr(deep_stand_in, "figures", lambda: facts)
    page.run().switch_page("model.py").run()
    assert not page.exception
    [table] = [d.value for d in page.dataframe if "Trait" in d.value]
    assert table["Trait"].tolist() == ["a question"]


@pytest.mark.usefixtures("one_reader")
def test_the_page_shows_figures_limits_and_data(page: AppTest) -> None:
    page.run().switch_page("model.py").run()
    assert not page.exception
    assert any("a person must decide" in m.value for m in page.markdown)
    titles = [s.value for s in page.subheader]
    assert {"How far to trust it", "Does it matter who is spoken of?", "What it was taught on"} <= set(titles)
