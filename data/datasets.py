"""The labelled sets: a catalogue of what they are, and loaders that check each file before a row of it is used."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from levelhed.data.errors import InputError

SETTING = "LEVELHED_DATASETS"
"""Environment variable that names the folder of the labelled sets."""


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """One labelled set as the catalogue describes it."""

    name: str
    title: str
    source: str
    citation: str
    licence: str
    research_only: bool
    file: str
    fields: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WebisPost:
    """A news outlet's post, rated for clickbait by five judges: mean and median 0-1."""

    id: str
    headline: str
    clickbait_mean: float
    clickbait_median: float
    is_clickbait: bool
    split: str


@dataclass(frozen=True, slots=True)
class StopClickbaitHeadline:
    """A headline labelled by its publisher, not by a judge."""

    headline: str
    is_clickbait: bool


@dataclass(frozen=True, slots=True)
class BabeSentence:
    """A news sentence labelled by trained experts; `biased` is None where they did not agree."""

    text: str
    outlet: str
    topic: str
    leaning: str
    biased: bool | None
    biased_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BiasSpan:
    """A biased span of a BASIL article; `paragraph` is the sentence id, offsets are code points within it."""

    paragraph: str
    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class BasilArticle:
    """A whole article: paragraphs of sentences, with its spans of lexical and informational bias."""

    id: str
    headline: str
    body: tuple[tuple[str, ...], ...]
    source: str
    event: str
    triplet: str
    spans: tuple[BiasSpan, ...]

    @property
    def text(self) -> str:
        """The body as one text, a line a paragraph."""
        return "\n".join(" ".join(sentences) for sentences in self.body)


@dataclass(frozen=True, slots=True)
class NpovStatement:
    """A Wikipedia statement, crowd-checked for neutrality."""

    text: str
    is_biased: bool
    subset: str


@dataclass(frozen=True, slots=True)
class SemevalParagraph:
    """A news paragraph and the persuasion techniques marked in it."""

    text: str
    techniques: frozenset[str]


@dataclass(frozen=True, slots=True)
class MpqaSentence:
    """A news sentence and its attitude polarity."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class EmotionHeadline:
    """A headline, the words that carry its emotion and who feels it."""

    headline: str
    cue: str
    experiencer: str


@dataclass(frozen=True, slots=True)
class FakeNewsTitle:
    """A title labelled by fact-checkers: good for how headlines use capitals, not a label of tone."""

    headline: str
    is_fake: bool


@dataclass(frozen=True, slots=True)
class FncStance:
    """A headline and the id of the body it was paired with."""

    headline: str
    body_id: str
    stance: str


@dataclass(frozen=True, slots=True)
class FncBody:
    """A news body."""

    body_id: str
    body: str


Record = (
    WebisPost
    | StopClickbaitHeadline
    | BabeSentence
    | BasilArticle
    | NpovStatement
    | SemevalParagraph
    | MpqaSentence
    | EmotionHeadline
    | FakeNewsTitle
    | FncStance
    | FncBody
)
R = TypeVar("R")


def catalogue() -> dict[str, DatasetEntry]:
    """Return every labelled set by name."""
    table = tomllib.loads(files("levelhed.data").joinpath("catalogue.toml").read_text(encoding="utf-8"))
    return {
        name: DatasetEntry(name=name, **{**entry, "fields": tuple(entry["fields"])}) for name, entry in table.items()
    }


def folder_from_setting() -> Path:
    """Return the folder that `LEVELHED_DATASETS` names.

    Raises
    ------
    InputError
        ``missing_dataset`` when the setting is empty.
    """
    value = os.environ.get(SETTING, "")
    if not value:
        raise InputError("missing_dataset", SETTING, "is not set; set it to the folder that holds the labelled sets")
    return Path(value)


def load(name: str, kind: type[R], folder: Path | None = None) -> list[R]:
    """Load a labelled set.

    Parameters
    ----------
    name : str
        A name of `catalogue`.
    kind : type
        The record type the caller expects; another set's type is refused.
    folder : Path, optional
        Where the files are; by default the folder that `LEVELHED_DATASETS` names.

    Raises
    ------
    InputError
        ``unknown_dataset``, ``missing_dataset``, ``wrong_checksum`` or ``bad_record``.
    """
    entries = catalogue()
    if name not in entries:
        raise InputError("unknown_dataset", name, f"is not in the catalogue; it has {', '.join(sorted(entries))}")
    entry = entries[name]
    expected, build = _BUILDERS[name]
    if expected is not kind:
        raise InputError("unknown_dataset", name, f"holds {expected.__name__} records, not {kind.__name__}")
    path = (folder or folder_from_setting()) / entry.file
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise InputError(
            "missing_dataset",
            str(path),
            f"cannot be read ({error.strerror}); get it from {entry.source} or fix {SETTING}",
        ) from error
    if hashlib.sha256(packed).hexdigest() != entry.sha256:
        raise InputError("wrong_checksum", str(path), "is not the file the catalogue describes; fetch it again")
    records: list[R] = []
    for number, line in enumerate(gzip.decompress(packed).splitlines(), 1):
        try:
            records.append(build(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError("bad_record", f"{path}, line {number}", f"does not hold its fields ({error})") from error
    if len(records) != entry.rows:
        raise InputError("bad_record", str(path), f"has {len(records)} rows where the catalogue says {entry.rows}")
    return records


def _webis(row: Mapping[str, Any]) -> WebisPost:
    return WebisPost(
        row["id"],
        row["headline"],
        row["clickbait_mean"],
        row["clickbait_median"],
        bool(row["is_clickbait"]),
        row["split"],
    )


def _babe(row: Mapping[str, Any]) -> BabeSentence:
    biased = {"Biased": True, "Non-biased": False}.get(row["label_bias"])
    return BabeSentence(
        row["text"].strip(), row["outlet"], row["topic"], row["outlet_leaning"], biased, tuple(row["biased_words"])
    )


def _basil(row: Mapping[str, Any]) -> BasilArticle:
    spans = tuple(BiasSpan(s["id"], s["start"], s["end"], s["txt"], s["bias"]) for s in row["spans"])
    body = tuple(tuple(paragraph) for paragraph in row["body"])
    return BasilArticle(row["id"], row["headline"], body, row["source"], row["event"], row["triplet"], spans)


def _semeval(row: Mapping[str, Any]) -> SemevalParagraph:
    marked = frozenset(k for k, v in row.items() if k not in ("text", "any_technique") and v)
    return SemevalParagraph(row["text"], marked)


_BUILDERS: dict[str, tuple[type, Callable[[Mapping[str, Any]], Any]]] = {
    "webis_clickbait_17": (WebisPost, _webis),
    "stop_clickbait": (StopClickbaitHeadline, lambda r: StopClickbaitHeadline(r["headline"], bool(r["is_clickbait"]))),
    "babe_sg2": (BabeSentence, _babe),
    "babe_sg1": (BabeSentence, _babe),
    "basil": (BasilArticle, _basil),
    "wiki_npov": (NpovStatement, lambda r: NpovStatement(r["text"], bool(r["is_biased"]), r["subset"])),
    "semeval23_task3_en": (SemevalParagraph, _semeval),
    "mpqa": (MpqaSentence, lambda r: MpqaSentence(r["text"], r["label"])),
    "good_news_everyone": (EmotionHeadline, lambda r: EmotionHeadline(r["headline"], r["cue"], r["experiencer"])),
    "fakenewsnet_titles": (FakeNewsTitle, lambda r: FakeNewsTitle(r["headline"], bool(r["is_fake"]))),
    "fnc1_test_stances": (FncStance, lambda r: FncStance(r["headline"], r["body_id"], r["stance"])),
    "fnc1_test_bodies": (FncBody, lambda r: FncBody(r["body_id"], r["body"])),
    "fnc1_train_bodies": (FncBody, lambda r: FncBody(r["body_id"], r["body"])),
}
