"""The teachers, each blind to one fold: what they say of the lines they never saw is the student's second label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from levelhed.data.durable import write_durably
from levelhed.model.line import Line
from levelhed.model.linear import HEADS
from levelhed.model.training.corpora import FOLDS, SEED, Corpora
from levelhed.model.training.encoder import (
    Encoder,
    base_folder,
    items,
    load_weights,
    read,
    threads,
    train_encoder,
)
from levelhed.model.training.taught import Taught
from levelhed.model.wordpieces import WordPieces

ReadLines = Callable[[Sequence[str]], list[Line]]


def teach(corpora: Corpora, read_lines: ReadLines, work: Path, report: Callable[[str], None] = print) -> Taught:
    """Train the teachers, or take up those that an interrupted run left in `work`.

    Each teacher's weights (``teacher-K.pt``) and readings (``teacher-K.npz``) are kept there.
    """
    threads()
    cutter = WordPieces(base_folder() / "tokenizer.json")
    lines = read_lines([r.text for r in corpora.rows])
    stock = read_lines([r.text for r in corpora.stock])
    data = items(corpora.rows, lines, cutter)
    of_rows, of_stock = (np.zeros((FOLDS, len(own), len(HEADS))) for own in (lines, stock))
    for fold in range(FOLDS):
        kept = work / f"teacher-{fold}.npz"
        if not kept.is_file():
            report(f"teacher {fold + 1} of {FOLDS}")
            seen = [i for i in data if i.row.fold != fold]
            encoder = train_encoder(seen, cutter, seed=SEED + fold, kept=_weights(work, fold), report=report)
            report(f"teacher {fold + 1} of {FOLDS} reads")
            rows, further = read(encoder, lines, cutter), read(encoder, stock, cutter)
            with write_durably(kept) as part, part.open("wb") as file:
                np.savez(file, rows=rows, stock=further)
        with np.load(kept) as said:
            of_rows[fold], of_stock[fold] = said["rows"], said["stock"]
    return Taught(of_rows, of_stock)


def teacher(work: Path, fold: int) -> Encoder:
    """Return the teacher of `fold` as `teach` left it in `work`."""
    return averaged([_weights(work, fold)])


def soup(work: Path) -> Encoder:
    """Return the encoder whose weights are the mean of all teachers'."""
    return averaged([_weights(work, fold) for fold in range(FOLDS)])


def averaged(files: Sequence[Path]) -> Encoder:
    """Return the encoder whose weights are the mean of those in `files` (Wortsman et al. 2022, model soups)."""
    states = [load_weights(file) for file in files]
    encoder = Encoder(WordPieces(base_folder() / "tokenizer.json"))
    encoder.load_state_dict({name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]})
    return encoder


def _weights(work: Path, fold: int) -> Path:
    return work / f"teacher-{fold}.pt"
