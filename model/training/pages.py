"""How well pages are read: precision and recall of each kind of line over pages whose lines are known."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from levelhed.data.articles import LINE_KINDS, Article, read_article
from levelhed.data.errors import InputError

PARAGRAPH = "paragraph"
"""What the pieces of a body are called beside the kinds of display line."""

PROMISED = {
    "hed": 0.95,
    PARAGRAPH: 0.95,
    "dek": 0.85,
    "kicker": 0.85,
    "crosshead": 0.85,
    "summary": 0.85,
    "caption": 0.85,
}
"""Precision and recall asked of each kind."""


@dataclass(frozen=True, slots=True)
class PageCase:
    """A page and what is to be found on it.

    Attributes
    ----------
    page : Path
        The HTML or text file.
    layout : str
        What it is an example of.
    pieces : tuple of (kind, text)
        Lines and paragraphs in reading order; a text may leave out its middle: ``"The council … on Monday."``. A
        crosshead stands over the paragraphs up to the next one.
    unseen : bool
        Whether somebody who had not seen the reader wrote the page, and the reader was not changed for it.
    """

    page: Path
    layout: str
    pieces: tuple[tuple[str, str], ...]
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of one kind: found and right, found, and to be found."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0-1; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is to be found that was, 0-1; 1 where there is nothing to be found."""
        return self.right / self.expected if self.expected else 1.0


def read_cases(folder: Path) -> list[PageCase]:
    """Return the cases of `folder`: each a ``.toml`` file beside a page of the same name.

    Raises
    ------
    InputError
        ``missing_file`` where there are none, ``bad_record`` where one is not of that form.
    """
    cases = []
    for file in sorted(folder.glob("*.toml")):
        try:
            record = tomllib.loads(file.read_text(encoding="utf-8"))
            [page] = [p for p in folder.glob(f"{file.stem}.*") if p != file]
            pieces = tuple((kind, text) for kind, text in record["pieces"])
            cases.append(PageCase(page, record["layout"], pieces, record.get("unseen", False)))
        except (KeyError, ValueError) as error:
            raise InputError("bad_record", str(file), f"is no page's expected lines ({error})") from error
    if not cases:
        raise InputError("missing_file", str(folder), "holds no .toml files beside pages; give tests/articles/pages")
    return cases


def measure_pages(cases: Sequence[PageCase]) -> dict[str, Rates]:
    """Return the rates of each kind of display line, of paragraphs, and of crossheads that stand over the right ones.

    A line is right if its kind and its text are; a page that is refused counts as one with nothing found.
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for case in cases:
        right_here, found_here, expected_here = compare(case)
        right += right_here
        found += found_here
        expected += expected_here
    return {kind: Rates(right[kind], found[kind], expected[kind]) for kind in (*LINE_KINDS, PARAGRAPH, "section")}


def compare(case: PageCase) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return how much of each kind is right, was found and was to be found on one page."""
    try:
        article = read_article(case.page.read_bytes())
    except InputError:
        article = Article(None, None, None, None, "und", (), ())
    own = list(_pieces(article))
    open_ = list(case.pieces)
    right: Counter[str] = Counter()
    for kind, text in own:
        match = next((p for p in open_ if p[0] == kind and _is_same(p[1], text)), None)
        if match is not None:
            open_.remove(match)
            right[kind] += 1
    sections, wanted = list(_sections(article)), list(_expected_sections(case.pieces))
    right["section"] = sum(any(_is_same_section(w, s) for w in wanted) for s in sections)
    found = Counter(kind for kind, _ in own)
    found["section"] = len(sections)
    expected = Counter(kind for kind, _ in case.pieces)
    expected["section"] = len(wanted)
    return right, found, expected


def _pieces(article: Article) -> Iterator[tuple[str, str]]:
    yield from ((line.kind, line.text) for line in article.lines)
    yield from ((PARAGRAPH, paragraph) for paragraph in article.body)


def _is_same(wanted: str, text: str) -> bool:
    start, gap, end = wanted.partition(" … ")
    return text.startswith(start) and text.endswith(end) if gap else text == wanted


def _sections(article: Article) -> Iterator[list[str]]:
    for line in article.lines:
        if line.kind == "crosshead":
            yield [line.text, *(article.body[i] for i in line.paragraphs)]


def _expected_sections(pieces: Sequence[tuple[str, str]]) -> Iterator[list[str]]:
    section: list[str] | None = None
    for kind, text in pieces:
        if kind == "crosshead":
            if section is not None:
                yield section
            section = [text]
        elif kind == PARAGRAPH and section is not None:
            section.append(text)
    if section is not None:
        yield section


def _is_same_section(wanted: Sequence[str], section: Sequence[str]) -> bool:
    return len(wanted) == len(section) and all(map(_is_same, wanted, section))
