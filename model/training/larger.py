"""A larger teacher of clickbait, where the folder of one is given: what is served learns from it and never loads it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from levelhed.data.durable import write_durably
from levelhed.model.linear import HEADS
from levelhed.model.training.corpora import BODY_SENTENCES, POSTS, SEED, UNRATED_HEADLINES, Corpora, Row
from levelhed.model.training.encoder import items, read, threads, train_encoder
from levelhed.model.training.taught import CLICKBAIT, Larger, Taught
from levelhed.model.training.teachers import ReadLines
from levelhed.model.wordpieces import WordPieces

EPOCHS = 3
"""Of 0.7 of the posts each; two whole ones were tried too (table "A larger teacher" in ``model/README.md``)."""

LEARNING_RATE = 4e-5
PIECES_A_BATCH = 700
"""Half the rate and a third of the batch of the small encoder's, as is usual for one of its size; not swept."""

HALVES = 2
"""Larger teachers, each blind to one half of the posts."""

PARTS = 2
"""Parts of each post that its larger teacher reads too: a stretch of words, from half of them to all but one."""

_LEAST_WORDS = 3


def teach_further(
    corpora: Corpora,
    taught: Taught,
    read_lines: ReadLines,
    folder: Path,
    work: Path,
    report: Callable[[str], None] = print,
) -> Taught:
    """Return `taught` with what larger teachers say of posts they never saw, of parts of them, and of other headlines.

    Their readings are kept in `work` (``larger-K.npz``).

    Parameters
    ----------
    folder : Path
        A pretrained encoder, such as all-mpnet-base-v2: ``config.json``, ``tokenizer.json`` and ``model.safetensors``.
    """
    threads()
    cutter = WordPieces(folder / "tokenizer.json")
    posts = [i for i, row in enumerate(corpora.rows) if HEADS[CLICKBAIT] in row.targets]
    half = np.random.default_rng(SEED).permutation(len(posts)) % HALVES
    unrated = [i for i, row in enumerate(corpora.rows) if row.source == UNRATED_HEADLINES]
    stock = [i for i, row in enumerate(corpora.stock) if row.source != BODY_SENTENCES]
    lines = read_lines([corpora.rows[i].text for i in posts])
    others = read_lines([row.text for row in (*(corpora.rows[i] for i in unrated), *(corpora.stock[i] for i in stock))])
    data = items([corpora.rows[i] for i in posts], lines, cutter)
    rng = random.Random(SEED)
    parts = [(n, part) for n, i in enumerate(posts) for part in _parts(corpora.rows[i].text, rng)]
    as_read = read_lines([part for _, part in parts])
    of_parts, of_others = np.zeros(len(parts)), np.zeros(len(others))
    of_rows, of_stock = np.full(len(corpora.rows), np.nan), np.full(len(corpora.stock), np.nan)
    for number in range(HALVES):
        kept = work / f"larger-{number}.npz"
        held = np.flatnonzero(half == number)
        cut = [k for k, (n, _) in enumerate(parts) if half[n] == number]
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
            asked = {"posts": [lines[i] for i in held], "parts": [as_read[k] for k in cut], "others": others}
            said = {name: read(encoder, own, cutter)[:, CLICKBAIT] for name, own in asked.items()}
            with write_durably(kept) as part, part.open("wb") as file:
                np.savez(file, posts=said["posts"], parts=said["parts"], others=said["others"])
        with np.load(kept) as readings:
            of_rows[np.array(posts)[held]] = readings["posts"]
            of_parts[cut] = readings["parts"]
            of_others += readings["others"] / HALVES
    of_rows[unrated], of_stock[stock] = np.split(of_others, [len(unrated)])
    own = [(Row(part, POSTS), said) for (_, part), said in zip(parts, of_parts.tolist(), strict=True)]
    return replace(taught, larger=Larger(of_rows, of_stock, own))


def _parts(text: str, rng: random.Random) -> list[str]:
    words = text.split()
    if len(words) <= _LEAST_WORDS:
        return []
    found = set()
    for _ in range(PARTS):
        length = rng.randint(max(_LEAST_WORDS, len(words) // 2), len(words) - 1)
        start = rng.randint(0, len(words) - length)
        found.add(" ".join(words[start : start + length]))
    return sorted(found)
