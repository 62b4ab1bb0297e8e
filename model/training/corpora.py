"""The labelled sets as training rows, de-duplicated so that no test line has a twin in training."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from levelhed.data.datasets import (
    BabeSentence,
    BasilArticle,
    FakeNewsTitle,
    FncBody,
    NpovStatement,
    SemevalParagraph,
    WebisPost,
    load,
)
from levelhed.model.training.fit import Example, key

EXAGGERATED = frozenset(
    {"loaded_language", "exaggeration-minimisation", "appeal_to_fear-prejudice", "name_calling-labeling"}
)
"""The persuasion techniques that make a line exaggerated, fear-raising or emotionally loaded."""

NPOV_WEIGHT = 0.1
"""Weight of a Wikipedia statement beside a news sentence of 1: three times as many rows, and not news.

Swept by cross-validation: 0.1 gives a macro-F1 of 0.741 on BABE, 0.3 gives 0.738, 1.0 gives 0.715.
"""

SETS = ("webis_clickbait_17", "semeval23_task3_en", "babe_sg2", "wiki_npov", "fnc1_train_bodies", "fakenewsnet_titles")
"""What the default training reads."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Training rows of each head, and the one held-out test split."""

    clickbait: list[Example]
    clickbait_test: list[Example]
    exaggeration: list[Example]
    bias: list[Example]
    cased_text: list[str]


def read_corpora(folder: Path, without: Collection[str] = ()) -> Corpora:
    """Read the training rows from the data folder; sets named in `without` are left out."""

    def wanted(name: str) -> bool:
        return name not in without

    posts = load("webis_clickbait_17", WebisPost, folder)
    test = {key(p.headline): p for p in posts if p.split == "test"}
    train = {key(p.headline): p for p in posts if p.split == "train" and key(p.headline) not in test}
    paragraphs = load("semeval23_task3_en", SemevalParagraph, folder) if wanted("semeval23_task3_en") else []
    sentences = (
        [s for s in load("babe_sg2", BabeSentence, folder) if s.biased is not None] if wanted("babe_sg2") else []
    )
    babe = {key(s.text): Example(s.text, float(bool(s.biased))) for s in sentences}
    statements = load("wiki_npov", NpovStatement, folder) if wanted("wiki_npov") else []
    npov = {
        key(s.text): Example(s.text, float(s.is_biased), NPOV_WEIGHT, aside=bool(babe))
        for s in statements
        if key(s.text) not in babe
    }
    bodies = [b.body for b in load("fnc1_train_bodies", FncBody, folder)] if wanted("fnc1_train_bodies") else []
    return Corpora(
        clickbait=[Example(p.headline, p.clickbait_mean) for p in train.values()],
        clickbait_test=[Example(p.headline, p.clickbait_mean) for p in test.values()],
        exaggeration=list(
            {key(p.text): Example(p.text, float(bool(p.techniques & EXAGGERATED))) for p in paragraphs}.values()
        ),
        bias=[*babe.values(), *npov.values()],
        cased_text=[
            *(p.headline for p in train.values()),
            *(p.text for p in paragraphs),
            *(s.text for s in statements),
            *bodies,
            *(t.headline for t in load("fakenewsnet_titles", FakeNewsTitle, folder) if wanted("fakenewsnet_titles")),
        ],
    )


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
