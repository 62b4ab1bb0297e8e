"""A larger teacher of clickbait, where the folder of one is given: what is served learns from it and never loads it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from levelhed.data.durable import write_durably
from levelhed.model.linear import HEADS
from levelhed.model.training.augmented import augmented
from levelhed.model.training.corpora import BODY_SENTENCES, SEED, UNRATED_HEADLINES, Corpora, Row
from levelhed.model.training.encoder import items, read, threads, train_encoder
from levelhed.model.training.taught import CLICKBAIT, MADE, Larger, Taught
from levelhed.model.training.teachers import ReadLines
from levelhed.model.wordpieces import WordPieces

EPOCHS = 3
"""Of 0.7 of the posts each; two whole ones were tried too (table "A larger teacher" in ``model/README.md``)."""

LEARNING_RATE = 4e-5
PIECES_A_BATCH = 700
"""Half the rate and a third of the batch of the small encoder's, as is usual for one of its size; not swept."""

HALVES = 2
"""Larger teachers, each blind to one half of the posts."""

_DEALT = SEED + 7
"""Seed by which the posts are dealt into halves."""


def teach_further(
    corpora: Corpora,
    taught: Taught,
    read_lines: ReadLines,
    folder: Path,
    work: Path,
    report: Callable[[str], None] = print,
) -> Taught:
    """Return `taught` with what larger teachers say of posts they never saw, of lines made from them, and of headlines.

    Their readings are kept in `work` (``larger-K.npz``).

    Parameters
    ----------
    folder : Path
        A pretrained encoder, such as all-mpnet-base-v2: ``config.json``, ``tokenizer.json`` and ``model.safetensors``.
    """
    threads()
    cutter = WordPieces(folder / "tokenizer.json")
    posts = [i for i, row in enumerate(corpora.rows) if HEADS[CLICKBAIT] in row.targets]
    half = np.random.default_rng(_DEALT).permutation(len(posts)) % HALVES
    unrated = [i for i, row in enumerate(corpora.rows) if row.source == UNRATED_HEADLINES]
    stock = [i for i, row in enumerate(corpora.stock) if row.source != BODY_SENTENCES]
    lines = read_lines([corpora.rows[i].text for i in posts])
    others = read_lines([row.text for row in (*(corpora.rows[i] for i in unrated), *(corpora.stock[i] for i in stock))])
    data = items([corpora.rows[i] for i in posts], lines, cutter)
    made = augmented([corpora.rows[i].text for i in posts], half.tolist(), random.Random(SEED))
    as_read = read_lines([line for _, line in made])
    # Each headline is read by one of them, in turn: who learns from both learns their mean.
    turn = np.arange(len(others)) % HALVES
    of_made, of_others = np.zeros(len(made)), np.zeros(len(others))
    of_rows, of_stock = np.full(len(corpora.rows), np.nan), np.full(len(corpora.stock), np.nan)
    for number in range(HALVES):
        kept = work / f"larger-{number}.npz"
        held = np.flatnonzero(half == number)
        own = [k for k, (n, _) in enumerate(made) if half[n] == number]
        if not kept.is_file():
            report(f"larger teacher {number + 1} of {HALVES}")
            encoder = train_encoder(
                [data[i] for i in np.flatnonzero(half != number)],
                cutter,
                seed=SEED + number,
                epochs=EPOCHS,
                learning_rate=LEARNING_RATE,
                base=folder,
                pieces_a_batch=PIECES_A_BATCH,
                report=report,
            )
            asked = {
                "posts": [lines[i] for i in held],
                "made": [as_read[k] for k in own],
                "others": [others[i] for i in np.flatnonzero(turn == number)],
            }
            said = {name: read(encoder, unseen, cutter)[:, CLICKBAIT] for name, unseen in asked.items()}
            with write_durably(kept) as part, part.open("wb") as file:
                np.savez(file, posts=said["posts"], made=said["made"], others=said["others"])
        with np.load(kept) as readings:
            of_rows[np.array(posts)[held]] = readings["posts"]
            of_made[own] = readings["made"]
            of_others[turn == number] = readings["others"]
    of_rows[unrated], of_stock[stock] = np.split(of_others, [len(unrated)])
    lines_said = [(Row(line, MADE), said) for (_, line), said in zip(made, of_made.tolist(), strict=True)]
    return replace(taught, larger=Larger(of_rows, of_stock, lines_said))
