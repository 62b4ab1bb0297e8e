from __future__ import annotations

import pytest
from levelhed.data.page_text import decode

CALM = "<p>The council met on Monday and agreed to look at the plan again in the spring.</p>\n"
SCRIPTS = "<script>var a = 'one two three';</script>\n" * 2_000


@pytest.mark.parametrize("said", ["It is £5m.", "“It’s fine,” he said.", "The café is shut.", "Not yet – so far."])
@pytest.mark.parametrize("times", [1, 20])
def test_undeclared_western_text_is_read_as_browsers_do(said: str, times: int) -> None:
    page = SCRIPTS + CALM * 5 + f"<p>{said}</p>\n" * times + CALM * 5 + SCRIPTS
    assert decode(page.encode("windows-1252")) == page


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("windows-1251", "Президент заявил во вторник, что переговоры пройдут в Москве на следующей неделе."),
        ("shift_jis", "大統領は火曜日、来週東京で会談が行われると述べた。"),
        ("windows-1253", "Ο πρόεδρος δήλωσε την Τρίτη ότι οι συνομιλίες θα γίνουν στην Αθήνα."),
    ],
)
def test_undeclared_text_in_another_script_is_told_from_its_bytes(encoding: str, said: str) -> None:
    page = SCRIPTS + f"<p>{said}</p>\n" * 5 + SCRIPTS
    assert decode(page.encode(encoding)) == page


def test_a_declared_encoding_is_believed_where_the_bytes_fit_it() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'
    assert decode(page.encode("iso-8859-2")) == page


@pytest.mark.parametrize("name", ["idna", "undefined", "unicode_escape", "punycode", "base64", "utf-7", "nonsense"])
def test_a_declared_name_that_is_no_encoding_of_pages_is_passed_over(name: str) -> None:
    page = f'<meta charset="{name}"><p>The café is shut \\x41.</p>'
    assert decode(page.encode("windows-1252")) == page


def test_every_stray_byte_of_a_long_page_is_read_as_windows_1252() -> None:
    page = b"caf\xe9 \x93yes\x94 \x81 " * 50_000 + "Zürich ".encode() * 200_000
    assert decode(page) == "café “yes” \ufffd " * 50_000 + "Zürich " * 200_000


def test_a_long_page_in_another_encoding_is_read_to_its_end() -> None:
    page = "<p>" + "It is £5m, he said – “for now”. " * 50_000 + "Señor Muñoz agreed.</p>"
    assert decode(page.encode("windows-1252")) == page
