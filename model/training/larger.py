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
DEALINGS = 2
"""The posts are dealt into halves twice. Each half has a teacher that never saw it, so that each post has two."""

_DEALT = SEED + 7
"""Seed by which the posts are first dealt into halves."""


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
    unrated = [i for i, row in enumerate(corpora.rows) if row.source == UNRATED_HEADLINES]
    stock = [i for i, row in enumerate(corpora.stock) if row.source != BODY_SENTENCES]
    texts = [corpora.rows[i].text for i in posts]
    others = [*(corpora.rows[i].text for i in unrated), *(corpora.stock[i].text for i in stock)]
    lines = {"posts": read_lines(texts), "others": read_lines(others)}
    data = items([corpora.rows[i] for i in posts], lines["posts"], cutter)
    of_posts, of_others = np.zeros((DEALINGS, len(posts))), np.zeros((DEALINGS, len(others)))
    lines_said: list[tuple[Row, float]] = []
    for dealing in range(DEALINGS):
        half = np.random.default_rng(_DEALT + dealing).permutation(len(posts)) % HALVES
        made = augmented(texts, half.tolist(), random.Random(SEED + dealing))
        lines["made"] = read_lines([line for _, line in made])
        # Each headline is read by one of a dealing's teachers, in turn, and not always by the same two.
        turn = np.arange(len(others)) // HALVES**dealing % HALVES
        blind = {"posts": half, "others": turn, "made": half[[n for n, _ in made]]}
        said = {"posts": of_posts[dealing], "others": of_others[dealing], "made": np.zeros(len(made))}
        for number in range(HALVES):
            kept = work / f"larger-{HALVES * dealing + number}.npz"
            if not kept.is_file():
                report(f"larger teacher {HALVES * dealing + number + 1} of {HALVES * DEALINGS}")
                encoder = train_encoder(
                    [data[i] for i in np.flatnonzero(half != number)],
                    cutter,
                    seed=SEED + HALVES * dealing + number,
                    epochs=EPOCHS,
                    learning_rate=LEARNING_RATE,
                    base=folder,
                    pieces_a_batch=PIECES_A_BATCH,
                    kept=work / f"larger-{HALVES * dealing + number}.pt",
                    report=report,
                )
                own = {
                    name: read(encoder, [lines[name][i] for i in np.flatnonzero(by == number)], cutter)[:, CLICKBAIT]
                    for name, by in blind.items()
                }
                with write_durably(kept) as part, part.open("wb") as file:
                    np.savez(file, posts=own["posts"], others=own["others"], made=own["made"])
            with np.load(kept) as readings:
                for name, by in blind.items():
                    said[name][by == number] = readings[name]
        lines_said += [(Row(line, MADE), told) for (_, line), told in zip(made, said["made"].tolist(), strict=True)]
    of_rows, of_stock = np.full(len(corpora.rows), np.nan), np.full(len(corpora.stock), np.nan)
    of_rows[posts] = of_posts.mean(0)
    of_rows[unrated], of_stock[stock] = np.split(of_others.mean(0), [len(unrated)])
    return replace(taught, larger=Larger(of_rows, of_stock, lines_said))
