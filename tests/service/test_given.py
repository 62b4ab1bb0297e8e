from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from levelhed.data.errors import InputError
from levelhed.service.given import read_bytes, read_text


def test_a_text_of_the_most_characters_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "body.txt"
    file.write_text("\ufeff" + "\u00e9" * 10, encoding="utf-8")
    assert read_text(str(file), 10) == "\u00e9" * 10


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("\U0001f600".encode() * 11, "too_long"),
        (b"caf\xe9", "not_utf8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, content: bytes, kind: str) -> None:
    file = tmp_path / "body.txt"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"body\.txt") as caught:
        read_text(str(file), 10)
    assert caught.value.kind == kind


def test_what_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    for name, where in ((str(tmp_path), str(tmp_path)), ("nothing.txt", "nothing.txt"), ("", "''")):
        with pytest.raises(InputError) as caught:
            read_bytes(name, 10)
        assert (caught.value.kind, caught.value.where) == ("cannot_read", where)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"what was piped in")))
    assert read_bytes("-", 8) == b"what was"
