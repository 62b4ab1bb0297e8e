from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from levelhed.dashboard.uploads import MAX_BYTES, MAX_UNPACKED, read_upload
from levelhed.data import sample
from levelhed.data.articles import MAX_PAGE
from levelhed.data.errors import InputError


def _docx(*paragraphs: tuple[str, str | None]) -> bytes:
    document = Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_document_without_a_title_begins_with_its_headline() -> None:
    assert read_upload("a.docx", _docx(("Mayor opens bridge", None), ("It cost little.", None))) == (
        "Mayor opens bridge",
        "It cost little.",
    )


def test_the_title_of_a_document_is_its_headline_wherever_it_stands() -> None:
    data = _docx(("By A. Reed", None), ("Mayor opens bridge", "Title"), ("It cost little.", None))
    assert read_upload("A.DOCX", data) == ("Mayor opens bridge", "By A. Reed\n\nIt cost little.")


def test_a_page_gives_its_headline_and_its_body() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in sample.body().split("\n\n"))
    html = f"<html><body><article><h1>Mayor opens bridge</h1>{paragraphs}</article></body></html>"
    headline, story = read_upload("a.html", html.encode())
    assert headline == "Mayor opens bridge"
    assert story.startswith("Marrow Bay council approved")


def test_a_document_that_would_fill_the_memory_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(MAX_UNPACKED // 1_000_000 + 1):
            part.write(bytes(1_000_000))
    with pytest.raises(InputError, match="unpacks to more than"):
        read_upload("a.docx", file.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", b"", "damaged_file"),
        ("a.docx", b"PK\x03\x04", "damaged_file"),
        ("a.txt", bytes(MAX_BYTES + 1), "too_long"),
        ("a.txt", b"a" * (MAX_PAGE + 1), "too_long"),
        ("a.html", b" ", "empty"),
        ("a.docx", _docx(), "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        read_upload(name, data)
    assert caught.value.kind == kind
    assert caught.value.where == name
