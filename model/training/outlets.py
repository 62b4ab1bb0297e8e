"""Whole outlets held out: whether `bias` learned how a line is written, or who wrote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from levelhed.model.training.corpora import FOLDS, SEED, Corpora, outlet_folds
from levelhed.model.training.encoder import base_folder, items, read, threads, train_encoder
from levelhed.model.training.teachers import ReadLines
from levelhed.model.wordpieces import WordPieces
from sklearn.metrics import f1_score

EPOCHS = 2
SOURCE = "babe_sg2"


def held_out_outlets(
    corpora: Corpora, read_lines: ReadLines, work: Path, report: Callable[[str], None] = print
) -> dict[str, float]:
    """Return the encoder's macro-F1 of `bias` with whole outlets held out, and with rows held out at random beside it.

    One encoder learns every other set first (kept as ``outlets.pt`` in `work`); ten copies of it then learn the
    sentences of four folds in five. Both figures come from the same recipe, a lighter one than the teachers'.
    """
    import torch

    if not any(r.source == SOURCE for r in corpora.rows):
        return {}
    threads()
    cutter = WordPieces(base_folder() / "tokenizer.json")
    data = items(corpora.rows, read_lines([r.text for r in corpora.rows]), cutter)
    kept = work / "outlets.pt"
    if not kept.is_file():
        others = [i for i in data if i.row.source != SOURCE]
        torch.save(train_encoder(others, cutter, seed=SEED, epochs=EPOCHS, report=report).state_dict(), kept)
    start = torch.load(kept, weights_only=True)
    own = [i for i in data if i.row.source == SOURCE]
    rows = [i.row for i in own]
    lines = read_lines([r.text for r in rows])
    label = np.array([r.targets["bias"] for r in rows]) > 0.5
    figures = {}
    for name, folds in (("random", [r.fold for r in rows]), ("outlets", outlet_folds(rows))):
        logits = np.zeros(len(rows))
        for fold in range(FOLDS):
            train = [replace(i, row=replace(i.row, fold=f)) for i, f in zip(own, folds, strict=True) if f != fold]
            encoder = train_encoder(train, cutter, seed=SEED + fold, epochs=EPOCHS, start=start, report=_silent)
            held = [n for n, f in enumerate(folds) if f == fold]
            logits[held] = read(encoder, [lines[n] for n in held], cutter)[:, 2]
        figures[name] = float(f1_score(label, logits > 0, average="macro"))
        report(f"bias, held out by {name}: macro-F1 {figures[name]:.3f}")
    return figures


def _silent(_: str) -> None: ...
