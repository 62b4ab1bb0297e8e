"""The labelled sets as training rows, de-duplicated so that no test line has a twin in training, dealt into folds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path

import numpy as np
from levelhed.data.datasets import (
    BabeSentence,
    BasilArticle,
    EmotionHeadline,
    FakeNewsTitle,
    FncBody,
    FncStance,
    NpovStatement,
    SemevalParagraph,
    StopClickbaitHeadline,
    WebisPost,
    load,
)
from levelhed.model.sentences import split_sentences
from sklearn.model_selection import GroupKFold, StratifiedKFold

SEED = 20
FOLDS = 5
"""Folds of the labelled rows, and teachers, each blind to one of them."""

EXAGGERATED = frozenset(
    {"loaded_language", "exaggeration-minimisation", "appeal_to_fear-prejudice", "name_calling-labeling"}
)
"""The persuasion techniques that make a line exaggerated, fear-raising or emotionally loaded."""

REQUIRED = ("webis_clickbait_17", "wiki_npov")
"""What cannot be left out: the only judged posts, and what stands in for a head whose own set is left out."""

STANDS_IN = {"bias": "babe_sg2", "exaggeration": "semeval23_task3_en"}
"""The set each of these heads learns from; where it is left out, Wikipedia's biased statements stand in for it."""

SETS = (
    "webis_clickbait_17",
    "semeval23_task3_en",
    "babe_sg2",
    "wiki_npov",
    "good_news_everyone",
    "stop_clickbait",
    "fakenewsnet_titles",
    "fnc1_test_stances",
    "fnc1_train_bodies",
)
"""What the default training reads; of the last four the text alone, never the label."""

POSTS = "webis_clickbait_17"
UNRATED_HEADLINES = "good_news_everyone"
BODY_SENTENCES = "fnc1_train_bodies"
"""The set of judged posts, the labelled one of headlines whose clickbait nobody judged, and the unlabelled one of
sentences of stories."""

STOCK_HEADLINES = 60_000
STOCK_SENTENCES = 20_000
"""Most unlabelled headlines (all there are) and body sentences that the teachers label for the student."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line to train on.

    Attributes
    ----------
    text : str
    source : str
        The set it comes from.
    targets : mapping of str to float
        What people said of it, 0-1, by task.
    fold : int
        0-4: held out of the teacher of that number; -1: a set that only helps, in no fold.
    cue : tuple of str or None
        Words that annotators marked as carrying the tone; None where nobody looked.
    group : str
        The outlet, where whole outlets are to be held out.
    """

    text: str
    source: str
    targets: Mapping[str, float] = field(default_factory=dict)
    fold: int = -1
    cue: tuple[str, ...] | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Labelled rows, the one held-out test split, unlabelled lines, and cased news text."""

    rows: list[Row]
    test: list[Row]
    stock: list[Row]
    cased_text: list[str]

    def of(self, task: str) -> list[Row]:
        """Return the rows that carry a label of `task`."""
        return [r for r in self.rows if task in r.targets]


def key(text: str) -> str:
    """Return what two near-identical texts share: their letters and digits in small letters."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def read_corpora(folder: Path, without: Collection[str] = ()) -> Corpora:
    """Read the training rows from the data folder; sets named in `without` are left out."""

    def wanted(name: str) -> bool:
        return name not in without

    posts = load(POSTS, WebisPost, folder)
    test = _distinct(Row(p.headline, POSTS, {"clickbait": p.clickbait_mean}) for p in posts if p.split == "test")
    taken = {key(r.text) for r in test}
    rows: list[Row] = []
    for source in (_webis(posts), *(read(folder) for name, read in _LABELLED.items() if wanted(name))):
        if source and source[0].source == "wiki_npov":
            stood_for = [head for head, name in STANDS_IN.items() if not wanted(name)]
            source = [
                replace(r, targets={**r.targets, **dict.fromkeys(stood_for, r.targets["statement"])}) for r in source
            ]
        own = [r for r in _distinct(source) if key(r.text) not in taken]
        taken |= {key(r.text) for r in own}
        rows += _dealt(own)
    cased = [r.text for r in rows]
    if wanted("fnc1_train_bodies"):
        cased += [b.body for b in load("fnc1_train_bodies", FncBody, folder)]
    if wanted("fakenewsnet_titles"):
        cased += [t.headline for t in load("fakenewsnet_titles", FakeNewsTitle, folder)]
    return Corpora(rows, test, _stock(folder, wanted, taken), cased)


def outlet_folds(rows: Sequence[Row]) -> list[int]:
    """Deal `rows` into folds that keep each outlet whole: a head must not profit from knowing who speaks."""
    folds = np.zeros(len(rows), dtype=int)
    groups = [r.group for r in rows]
    for number, (_, held) in enumerate(GroupKFold(FOLDS).split(folds, groups=groups)):
        folds[held] = number
    return [int(f) for f in folds]


def lexical_bias_sentences(folder: Path) -> tuple[list[str], list[bool]]:
    """Return BASIL's sentences and whether each holds a span of lexical bias: held out, never trained on."""
    texts: list[str] = []
    labels: list[bool] = []
    for article in load("basil", BasilArticle, folder):
        marked = {s.paragraph for s in article.spans if s.kind == "lex"}
        for number, sentence in enumerate(s for paragraph in article.body for s in paragraph):
            texts.append(sentence)
            labels.append(f"p{number}" in marked)
    return texts, labels


def _webis(posts: Iterable[WebisPost]) -> list[Row]:
    return [Row(p.headline, POSTS, {"clickbait": p.clickbait_mean}) for p in posts if p.split == "train"]


def _babe(folder: Path) -> list[Row]:
    return [
        Row(s.text, "babe_sg2", {"bias": float(s.biased)}, cue=s.biased_words, group=s.outlet)
        for s in load("babe_sg2", BabeSentence, folder)
        if s.biased is not None
    ]


def _semeval(folder: Path) -> list[Row]:
    return [
        Row(
            p.text,
            "semeval23_task3_en",
            {
                "exaggeration": float(bool(p.techniques & EXAGGERATED)),
                "technique": float(bool(p.techniques)),
                "loaded_language": float("loaded_language" in p.techniques),
                "name_calling": float("name_calling-labeling" in p.techniques),
            },
        )
        for p in load("semeval23_task3_en", SemevalParagraph, folder)
    ]


def _npov(folder: Path) -> list[Row]:
    return [
        Row(s.text, "wiki_npov", {"statement": float(s.is_biased)}) for s in load("wiki_npov", NpovStatement, folder)
    ]


def _emotion(folder: Path) -> list[Row]:
    return [
        Row(h.headline, "good_news_everyone", cue=(h.cue,))
        for h in load("good_news_everyone", EmotionHeadline, folder)
        if h.cue
    ]


_LABELLED = {
    "semeval23_task3_en": _semeval,
    "babe_sg2": _babe,
    "wiki_npov": _npov,
    "good_news_everyone": _emotion,
}


def _distinct(rows: Iterable[Row]) -> list[Row]:
    # Some sets hold marks as web pages escape them ("&amp;").
    plain = [replace(r, text=unescape(r.text)) for r in rows]
    return list({key(r.text): r for r in plain if key(r.text)}.values())


def _dealt(rows: list[Row]) -> list[Row]:
    heads = [h for h in ("clickbait", "exaggeration", "bias") if rows and h in rows[0].targets]
    if not heads:
        return rows
    first = heads[0]
    label = [int(r.targets[first] > 0.5) for r in rows]
    folds = np.zeros(len(rows), dtype=int)
    for number, (_, held) in enumerate(StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(label, label)):
        folds[held] = number
    return [Row(r.text, r.source, r.targets, int(f), r.cue, r.group) for r, f in zip(rows, folds, strict=True)]


def _stock(folder: Path, wanted: Callable[[str], bool], taken: Collection[str]) -> list[Row]:
    headlines: list[Row] = []
    sentences: list[Row] = []
    if wanted("stop_clickbait"):
        headlines += [Row(h.headline, "stop_clickbait") for h in load("stop_clickbait", StopClickbaitHeadline, folder)]
    if wanted("fakenewsnet_titles"):
        headlines += [Row(t.headline, "fakenewsnet_titles") for t in load("fakenewsnet_titles", FakeNewsTitle, folder)]
    if wanted("fnc1_test_stances"):
        headlines += [Row(s.headline, "fnc1_test_stances") for s in load("fnc1_test_stances", FncStance, folder)]
    if wanted("fnc1_train_bodies"):
        for body in load("fnc1_train_bodies", FncBody, folder):
            sentences += [Row(body.body[a:b], BODY_SENTENCES) for a, b in split_sentences(body.body)]
    rng = np.random.default_rng(SEED)
    kept: list[Row] = []
    for rows, most in ((headlines, STOCK_HEADLINES), (sentences, STOCK_SENTENCES)):
        own = [r for r in _distinct(rows) if key(r.text) not in taken and 3 <= len(r.text.split()) <= 60]
        picked = rng.permutation(len(own))[:most]
        kept += [own[i] for i in picked]
    return kept
