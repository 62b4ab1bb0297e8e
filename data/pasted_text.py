"""Plain text as pasted from a page into an article: which lines are display lines, which are body, which neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from levelhed.data import furniture
from levelhed.data.article_record import DisplayLine, LineKind
from levelhed.data.errors import InputError
from levelhed.data.page_text import shown
from levelhed.data.sections import Piece, lay_out

MAX_CROSSHEAD_WORDS = 14
"""Words from which a line inside the body is no crosshead; newsrooms keep them to half a dozen."""
MAX_DEK_WORDS = 45
"""Words from which a line under the hed is a paragraph, whatever stands between it and the next."""

STACK = 60
"""Lines above the first paragraph that are looked at: display lines stand close to the text."""
MOST_EARLY = 0.2
"""Share of the breaks of a text broken at a column that may come before the next word had to."""
MAX_UNITS = 20_000
"""Lines and paragraphs of the longest text read."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"^(?:[•●▪◦‣∙·■►▶➤*]|[-–—](?=\s))\s*")
_CRUMBS = re.compile(r"\S\s+[>»›/]\s+\S")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph or a line set apart: its text as shown, where it stands, the run of lines it is of."""

    text: str
    start: int
    end: int
    block: int
    bullet: bool = False

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def prose(self) -> bool:
        return not self.bullet and furniture.reads_as_prose(self.text) and not _is_aside(self.text)


@dataclass(frozen=True, slots=True)
class PastedArticle:
    """What a pasted text holds; `author` is the name of its byline."""

    lines: tuple[DisplayLine, ...]
    body: tuple[str, ...]
    author: str | None


def read_pasted(text: str) -> PastedArticle:
    """Return the display lines and the body of `text`; the body is empty if it holds no running text.

    Raises
    ------
    InputError
        ``too_long`` with more than `MAX_UNITS` lines.
    """
    units = _units(text)
    first = _first_paragraph(units)
    if first is None:
        return PastedArticle((), (), None)
    after = _body_pieces(units[first:])
    story = set(_content_words(" ".join(p.text for p in after if p.kind is None)))
    pieces = [*_stack(units[max(first - STACK, 0) : first], story), *after]
    lines, body = lay_out(pieces)
    names = [name for u in units[: first + 3] if (name := furniture.byline_name(u.text))]
    hed = next((line.start or 0 for line in lines if line.kind == "hed"), 0)
    names += [u.text for u in units[1:first] if u.start > hed and furniture.is_name(u.text)]
    return PastedArticle(lines, body, names[0] if names else None)


def _units(text: str) -> list[_Unit]:
    units: list[_Unit] = []
    if sum(1 for _ in zip(range(MAX_UNITS + 1), _LINE.finditer(text), strict=False)) > MAX_UNITS:
        raise InputError("too_long", "page", f"has more than {MAX_UNITS:,} lines; give the text of one article")
    for number, block in enumerate(_blocks(text)):
        if not _is_wrapped(text, block):
            units.extend(unit for start, end in block if (unit := _unit(text, start, end, number)))
            continue
        start, end = block[0]
        for a, b in block[1:]:
            if _BULLET.match(text[a:b].lstrip()) or text[a : a + 2].isspace():
                units.extend(u for u in [_unit(text, start, end, number)] if u)
                start = a
            end = b
        units.extend(u for u in [_unit(text, start, end, number)] if u)
    return units


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """Runs of lines with no blank line between them."""
    blocks: list[list[tuple[int, int]]] = []
    last = None
    for match in _LINE.finditer(text):
        if not shown(match[0]):
            continue
        gap = text[last : match.start()] if last is not None else ""
        if last is None or gap.replace("\r\n", "\n").count("\n") + gap.count("\u2029") > 1 or gap.strip(" \t\r\n"):
            blocks.append([])
        blocks[-1].append(match.span())
        last = match.end()
    return blocks


def _is_wrapped(text: str, block: Sequence[tuple[int, int]]) -> bool:
    # Broken at a column, as in a letter or on a wire: every line but the last of a paragraph is about as long.
    if len(block) < 2:
        return False
    lengths = [end - start for start, end in block]
    if max(lengths) > 100 or max(lengths) < 45:
        return False
    full = [(s, e) for (s, e), n in zip(block, lengths, strict=True) if n >= 0.7 * max(lengths)]
    broken = sum(not furniture.ends_like_a_sentence(text[s:e].rstrip()) for s, e in full)
    if len(full) < 0.5 * len(block) or broken < 0.5 * len(full):
        return False
    early = sum(_breaks_early(text, one, other, max(lengths)) for one, other in pairwise(block))
    return early <= MOST_EARLY * (len(block) - 1)


def _breaks_early(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    # The next word had room: a hed and the line under it, no paragraph broken at a column.
    piece, word = text[slice(*line)].rstrip(), text[slice(*following)].split(maxsplit=1)
    fits = bool(word) and len(piece) + 1 + len(word[0]) <= width
    return fits and not furniture.ends_like_a_sentence(piece)


def _unit(text: str, start: int, end: int, block: int) -> _Unit | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    mark = _BULLET.match(text[start:end])
    if mark is not None:
        start += mark.end()
    line = shown(text[start:end])
    return _Unit(line, start, end, block, mark is not None) if any(map(str.isalnum, line)) else None


def _is_aside(text: str) -> bool:
    return furniture.is_furniture(text) or furniture.has_credit(text)


def _first_paragraph(units: Sequence[_Unit]) -> int | None:
    prose = [i for i, unit in enumerate(units) if unit.prose]
    if not prose:
        return None
    first = prose[0]
    if len(prose) == 1 or furniture.has_dateline(units[first].text):
        return first
    between = units[first + 1 : prose[1]]
    alone = not any(not _is_aside(u.text) and not u.bullet for u in units[:first])
    short = units[first].words <= 15 and 1.5 * units[first].words < units[prose[1]].words
    under_a_hed = not alone and units[first].words <= MAX_DEK_WORDS and any(map(_parts_dek, between))
    # With nothing above it, a short sentence of its own is the hed, written with a full stop.
    return prose[1] if under_a_hed or (alone and short and first == 0) else first


def _parts_dek(unit: _Unit) -> bool:
    return unit.bullet or furniture.byline_name(unit.text) is not None or furniture.is_stamp(unit.text)


def _stack(units: Sequence[_Unit], story: set[str]) -> list[Piece]:
    """The lines above the first paragraph: kicker, hed, dek, bullets and captions."""
    kept = [u for u in units if not furniture.is_furniture(u.text) and not _CRUMBS.search(u.text)]
    candidates = [u for u in kept if not u.bullet and not furniture.has_credit(u.text)]
    hed = max(candidates, key=lambda u: _hed_likeness(u, candidates, story), default=None)
    if hed is None:
        return [_piece("summary", u) for u in kept if u.bullet]
    above = candidates[: candidates.index(hed)]
    pieces = []
    if above and above[-1].words <= 8 and not _is_menu(above):
        pieces.append(_piece("kicker", above[-1]))
    pieces.append(_piece("hed", hed))
    for unit in kept[kept.index(hed) + 1 :]:
        if furniture.is_name(unit.text):
            continue
        kind: LineKind = "summary" if unit.bullet else "caption" if furniture.has_credit(unit.text) else "dek"
        pieces.append(_piece(kind, unit))
    return [p for p in pieces if p.text]


def _is_menu(units: Sequence[_Unit]) -> bool:
    last = [u for u in units if u.block == units[-1].block]
    return len(last) >= 3 and all(u.words <= 2 for u in last)


def _hed_likeness(unit: _Unit, lines: Sequence[_Unit], story: set[str]) -> float:
    # Set on the pages of tests/articles: the first line of some length that names what the story is about.
    words = _content_words(unit.text)
    told = sum(w in story for w in words) / len(words) if words else 0.0
    above = sum(u.words >= 4 for u in lines if u.start < unit.start)
    capitals, stop = unit.text.isupper(), unit.text.endswith(".")
    return 2.0 * min(told, 0.4) + min(unit.words, 5) / 5 - 0.5 * capitals - 0.5 * stop - 0.3 * above


def _content_words(text: str) -> list[str]:
    return [w.lower().rstrip("s")[:6] for w in _WORD.findall(text)]


def _body_pieces(units: Sequence[_Unit]) -> list[Piece]:
    pieces: list[Piece] = []
    waiting: list[_Unit] = []
    i = 0
    while i < len(units):
        unit = units[i]
        if pieces and furniture.ends_article(unit.text) and not furniture.is_offer(unit.text):
            onwards = _resumes(units, i)
            if onwards is None:
                break
            waiting, i = [], onwards
            continue
        i += 1
        if furniture.is_furniture(unit.text) or (_CRUMBS.search(unit.text[:80]) is not None and unit.words < 8):
            continue
        if furniture.has_credit(unit.text) and not _is_paragraph(unit, units[i : i + 1]):
            pieces.append(_piece("caption", unit))
        elif _is_paragraph(unit, units[i : i + 1]):
            # Three short lines and more in a row are links to other stories.
            if waiting and len(waiting) <= 2:
                pieces.append(_piece("crosshead", waiting[-1]))
            waiting = []
            pieces.append(_piece(None, unit))
        else:
            waiting.append(unit)
    while pieces and pieces[-1].kind is None and furniture.is_biography(pieces[-1].text) and len(pieces) > 1:
        pieces.pop()
    return [p for p in pieces if p.text]


def _resumes(units: Sequence[_Unit], end: int) -> int | None:
    """Where the story goes on after a box with links, if it does: two paragraphs in a row within the next few lines."""
    if not furniture.is_box(units[end].text):
        return None
    for i in range(end + 1, min(end + 8, len(units) - 1)):
        if furniture.ends_article(units[i].text):
            return None
        if units[i].prose and units[i + 1].prose:
            return i
    return None


def _is_paragraph(unit: _Unit, following: Sequence[_Unit]) -> bool:
    if unit.bullet or unit.words > MAX_CROSSHEAD_WORDS:
        return True
    if furniture.has_credit(unit.text) or not furniture.ends_like_a_sentence(unit.text):
        return False
    asks = unit.text.rstrip("\"'”’)")[-1:] in ("?", "!")
    quoted = unit.text[0] in "\"“'‘"
    return not asks or quoted or not any(_tells(u) for u in following)


def _tells(unit: _Unit) -> bool:
    return unit.prose or unit.bullet or (unit.words >= 4 and unit.text[-1] in ".:")


def _piece(kind: LineKind | None, unit: _Unit) -> Piece:
    if kind != "caption":
        return Piece(kind, unit.text, unit.start, unit.end)
    text = furniture.without_credit(unit.text)
    return Piece(kind, text, unit.start, unit.end) if len(text.split()) >= 3 else Piece(kind, "", unit.start, unit.end)
