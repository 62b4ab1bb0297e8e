"""The second reader: the teachers' mean, taught once more by all of them together."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from levelhed.data.durable import write_durably
from levelhed.model.linear import HEADS
from levelhed.model.marks import MARKS
from levelhed.model.training.calibrate import fit_calibration
from levelhed.model.training.corpora import BODY_SENTENCES, SEED, Corpora
from levelhed.model.training.encoder import (
    TASKS,
    Encoder,
    Item,
    base_folder,
    items,
    read,
    threads,
    train_encoder,
)
from levelhed.model.training.taught import CLICKBAIT, MADE, Floats, Larger, Taught
from levelhed.model.training.teachers import ReadLines, averaged, soup
from levelhed.model.wordpieces import WordPieces
from numpy.typing import NDArray

TRAININGS = 2
"""The weights of so many are averaged where larger teachers speak. Without those there is one, and time for no more."""

EPOCHS = 3
LEARNING_RATE = 1e-4
"""Two epochs at 5e-5, one to four at this rate were tried on the first fold (see ``model/README.md``). The lines made
from posts have made three of the epochs as long as four were."""

SHAPLEY_WEIGHT = 0.2
"""It moves no line's sum, only how the words share it, and was not swept."""

SEEN_SHARE = {
    MADE: 0.35,
    "semeval23_task3_en": 0.5,
    "babe_sg2": 0.5,
    "wiki_npov": 0.12,
    "stop_clickbait": 0.5,
    "fakenewsnet_titles": 0.5,
    BODY_SENTENCES: 0.25,
}
"""Share of a set's rows seen in each epoch, 1 where it is not named; paragraphs and sentences cost the most."""

PEOPLE_SHARE = 0.3
"""Weight of people's ratings of a post beside what larger teachers say of it (1). Five judges make a rough mean."""

LEVELLED_ROWS = 5_000
"""Unlabelled lines that are not taught; on them the second reader's level is set by its teachers'."""


def train_deep(
    corpora: Corpora, taught: Taught, read_lines: ReadLines, work: Path, report: Callable[[str], None] = print
) -> Encoder:
    """Train the second reader from the teachers kept in `work`, or take up what is kept there (``deep-K.pt``).

    It starts from the mean of the teachers' weights and learns from people's labels, from what the one teacher says of
    each labelled line that never saw it, and from the mean of what all of them say of unlabelled lines.
    """
    threads()
    cutter = WordPieces(base_folder() / "tokenizer.json")
    kept = [work / f"deep-{number}.pt" for number in range(1 if taught.larger is None else TRAININGS)]
    missing = [number for number, file in enumerate(kept) if not file.is_file()]
    data = deep_items(corpora, taught, read_lines, cutter) if missing else []
    start = soup(work).state_dict() if missing else {}
    for number in missing:
        report(f"second reader, training {number + 1} of {len(kept)}")
        train_encoder(
            data,
            cutter,
            seed=SEED + number,
            epochs=EPOCHS,
            learning_rate=LEARNING_RATE,
            start=start,
            shapley=SHAPLEY_WEIGHT,
            tasks=TASKS if taught.larger is None else {**TASKS, HEADS[CLICKBAIT]: PEOPLE_SHARE},
            seen_share=SEEN_SHARE,
            kept=kept[number],
            report=report,
        )
    return averaged(kept)


def deep_items(corpora: Corpora, taught: Taught, read_lines: ReadLines, cutter: WordPieces) -> list[Item]:
    """Return the labelled rows and the unlabelled ones, each with what its teachers say."""
    told = taught.of_rows(corpora.rows).tolist()
    labelled = items(corpora.rows, read_lines([r.text for r in corpora.rows]), cutter)
    data = [replace(item, soft=tuple(soft)) for item, soft in zip(labelled, told, strict=True)]
    own = _shuffled(corpora)[LEVELLED_ROWS:]
    further = [(corpora.stock[i], soft) for i, soft in zip(own, taught.of_stock()[own].tolist(), strict=True)]
    if taught.larger is not None:
        further += [(line, [said, math.nan, math.nan]) for line, said in taught.larger.made]
    unlabelled = items([row for row, _ in further], read_lines([row.text for row, _ in further]), cutter)
    return data + [replace(item, soft=tuple(soft)) for item, (_, soft) in zip(unlabelled, further, strict=True)]


def levelled(encoder: Encoder, corpora: Corpora, taught: Taught, read_lines: ReadLines) -> tuple[Floats, Floats]:
    """Return slope and intercept (3,) that bring the second reader's log-odds to its teachers' level.

    The teachers can be calibrated on rows they never saw, the second reader saw them all. So it is levelled to them on
    unlabelled lines that it was not taught on.
    """
    cutter = WordPieces(base_folder() / "tokenizer.json")
    own = _shuffled(corpora)[:LEVELLED_ROWS]
    said = read(encoder, read_lines([corpora.stock[i].text for i in own]), cutter)
    level = taught.stock.mean(0)[own]
    if taught.larger is not None:
        level[:, CLICKBAIT] = _as_sure(corpora, taught, taught.larger)[own]
    known = ~np.isnan(level)
    fits = [np.polyfit(said[known[:, h], h], level[known[:, h], h], 1) for h in range(len(HEADS))]
    return np.array([f[0] for f in fits]), np.array([f[1] for f in fits])


def _shuffled(corpora: Corpora) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).permutation(len(corpora.stock))


def _as_sure(corpora: Corpora, taught: Taught, larger: Larger) -> Floats:
    # Clickbait of unlabelled lines by all teachers, as log-odds from which the teachers' own calibration, which is the
    # one served, makes what the larger ones' would: they are right more often, and may be as much surer of it.
    posts = [i for i, row in enumerate(corpora.rows) if HEADS[CLICKBAIT] in row.targets]
    target = np.array([corpora.rows[i].targets[HEADS[CLICKBAIT]] for i in posts])
    marks = np.zeros((len(posts), len(MARKS)))
    (slope, intercept, _), (surer, offset, _) = (
        fit_calibration(HEADS[CLICKBAIT], said[posts, CLICKBAIT], marks, target)
        for said in (taught.unseen(corpora.rows), taught.of_rows(corpora.rows))
    )
    both = np.where(np.isnan(larger.stock), np.nan, taught.of_stock()[:, CLICKBAIT])
    return np.asarray((surer * both + offset - intercept) / slope, dtype=np.float64)


def relabel(encoder: Encoder, corpora: Corpora, read_lines: ReadLines, work: Path) -> Floats:
    """Return what the second reader says of every unlabelled line, shape (n_stock, 3); kept in `work`."""
    kept = work / "relabelled.npy"
    if not kept.is_file():
        cutter = WordPieces(base_folder() / "tokenizer.json")
        said = read(encoder, read_lines([r.text for r in corpora.stock]), cutter)
        with write_durably(kept) as part, part.open("wb") as file:
            np.save(file, said)
    return np.asarray(np.load(kept), dtype=np.float64)
