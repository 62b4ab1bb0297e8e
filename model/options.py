"""What a caller wants left out of a score: kinds of evidence, words the house allows, regions of the headline."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from levelhed.data.errors import InputError
from levelhed.model.line import Line
from levelhed.model.phrases import Phrases
from levelhed.model.score import Evidence, EvidenceKind
from levelhed.model.tokens import tokenize

QUOTATIONS: Literal["quotations"] = "quotations"
"""In `Options.skip`: every quotation of the headline, its quotation marks with it."""

KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)

MAX_ENTRIES = 200
"""Words, kinds or regions a request may list of each."""

MAX_WORD = 100
"""Longest allowed word or phrase, in code points."""


@dataclass(frozen=True, slots=True)
class Region:
    """Part of a headline, in code points: ``headline[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Options:
    """What counts for nothing in a score.

    A word (or mark) that is switched off, allowed or skipped adds nothing, and takes nothing away if it calmed the
    line: its term in the additive sum is zero, every figure of the headline follows, and the spans that are left still
    add up to the score exactly. `support`, `uncertain` and the body's figures are those of the whole text.

    Attributes
    ----------
    without : tuple of str
        Kinds of evidence that are switched off; a word belongs to the one kind its span would have.
    allow : tuple of str
        Words and phrases the house allows, in capitals or small letters.
    skip : tuple of Region or ``"quotations"``
        Regions of the headline that are not judged; a word that is partly in one is in it.

    Raises
    ------
    InputError
        ``unknown_kind``, ``not_a_word`` or ``bad_region``, where a field holds what it cannot.
    """

    without: tuple[EvidenceKind, ...] = ()
    allow: tuple[str, ...] = ()
    skip: tuple[Region | Literal["quotations"], ...] = ()

    def __post_init__(self) -> None:
        for name in ("without", "allow", "skip"):
            if len(getattr(self, name)) > MAX_ENTRIES:
                raise InputError("too_long", f"options/{name}", f"has more than {MAX_ENTRIES} entries")
        for i, kind in enumerate(self.without):
            if kind not in KINDS:
                known = ", ".join(KINDS)
                raise InputError("unknown_kind", f"options/without/{i}", f"is no kind of evidence; use {known}")
        for i, word in enumerate(self.allow):
            if len(word) > MAX_WORD:
                raise InputError("too_long", f"options/allow/{i}", f"has more than {MAX_WORD} characters")
            if not tokenize(word):
                raise InputError("not_a_word", f"options/allow/{i}", "holds no word; give a word or a phrase")
        for i, region in enumerate(self.skip):
            if region != QUOTATIONS and not 0 <= region.start <= region.end:
                raise InputError("bad_region", f"options/skip/{i}", "must have 0 <= start <= end")

    def __bool__(self) -> bool:
        """Say whether anything is left out at all."""
        return bool(self.without or self.allow or self.skip)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        skip = [r if r == QUOTATIONS else {"start": r.start, "end": r.end} for r in self.skip]
        return {"without": list(self.without), "allow": list(self.allow), "skip": skip}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Options:
        """Return what `to_dict` was made from."""
        skip = (r if r == QUOTATIONS else Region(r["start"], r["end"]) for r in record.get("skip", ()))
        return cls(tuple(record.get("without", ())), tuple(record.get("allow", ())), tuple(skip))


def left_out(options: Options, line: Line, evidence: Sequence[Evidence]) -> frozenset[tuple[int, int]]:
    """Return the ``(start, end)`` of the spans of `evidence` that `options` leave out."""
    allowed = _allowed(options.allow, line)
    regions = _regions(options, line)
    found = set()
    for span in evidence:
        if _is_whole(span, line):
            # A term of the whole line is in no region; the one for quoting somebody goes with the quotations.
            inside = QUOTATIONS in options.skip and span.kind == "other"
        else:
            inside = any(span.start < region.end and region.start < span.end for region in regions)
        if inside or span.kind in options.without or (span.start, span.end) in allowed:
            found.add((span.start, span.end))
    return frozenset(found)


def _is_whole(span: Evidence, line: Line) -> bool:
    # The one word of a line has the same span, and is a word.
    return (span.start, span.end) == (0, len(line.text)) and len(line.tokens) > 1


def _regions(options: Options, line: Line) -> list[Region]:
    found = [region for region in options.skip if region != QUOTATIONS]
    if QUOTATIONS in options.skip:
        found += [Region(line.tokens[a].start, line.tokens[b].end) for a, b in line.quotations]
    return found


def _allowed(words: Collection[str], line: Line) -> set[tuple[int, int]]:
    phrases = Phrases([token.lower for token in tokenize(word)] for word in words)
    return {(line.tokens[i].start, line.tokens[i].end) for i in phrases.inside([t.lower for t in line.tokens])}
