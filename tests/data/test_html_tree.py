from __future__ import annotations

import pytest
from levelhed.data.errors import InputError
from levelhed.data.html_tree import MAX_ATTRIBUTES, MAX_ELEMENTS, parse


def _refusal(page: str) -> tuple[str, str]:
    with pytest.raises(InputError) as refused:
        parse(page)
    return refused.value.kind, refused.value.message


def _attributes(count: int) -> str:
    return " ".join(f"a{i}='x > y'" for i in range(count))


def test_wrappers_nested_too_deep_are_taken_out() -> None:
    tree = parse("<div>" * 1_000 + "<h1>Council meets</h1><p>It was calm.</p>")
    assert tree is not None
    assert [element.text for element in tree.iter("h1", "p")] == ["Council meets", "It was calm."]


def test_what_is_nested_too_deep_otherwise_is_refused() -> None:
    assert _refusal("<article>" * 1_000 + "x")[0] == "too_deep"


def test_too_many_elements_are_refused() -> None:
    kind, message = _refusal("<p>x</p>" * (MAX_ELEMENTS + 1))
    assert kind == "too_long"
    assert "elements" in message


def test_a_tag_of_too_many_attributes_is_refused_and_one_of_many_is_read() -> None:
    assert parse(f"<p {_attributes(MAX_ATTRIBUTES // 2)}>x</p>") is not None
    kind, message = _refusal(f"<p {_attributes(2 * MAX_ATTRIBUTES)}>x</p>")
    assert kind == "too_long"
    assert "attributes" in message


@pytest.mark.parametrize("page", ["<!-- {} -->", "<script>if (a <b {}) c()</script>", "<p title='{}'>"])
def test_what_is_no_tag_has_no_attributes(page: str) -> None:
    assert parse(page.replace("{}", "x " * 3 * MAX_ATTRIBUTES) + "<p>Text</p>") is not None


@pytest.mark.parametrize("page", ["", " ", "<!-- nothing -->"])
def test_a_page_that_holds_nothing_is_no_tree_or_an_empty_one(page: str) -> None:
    tree = parse(page)
    assert tree is None or not tree.text_content().strip()
