"""Whole outlets held out: whether `bias` learned how a line is written, or who wrote it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from levelhed.data.durable import write_durably
from levelhed.model.line import Line
from levelhed.model.linear import HEADS
from levelhed.model.training.corpora import FOLDS, SEED, Corpora, Row, outlet_folds
from levelhed.model.training.encoder import (
    Encoder,
    base_folder,
    items,
    read,
    threads,
    train_encoder,
)
from levelhed.model.training.fast import SOFT_WEIGHT, TEACHER_SHARE
from levelhed.model.training.static import known_words, word_vectors
from levelhed.model.training.student import PENALTY, VECTOR_SCALE, Floats, fit_soft, learn_vocabulary, tfidf_rows
from levelhed.model.training.teachers import ReadLines
from levelhed.model.training.vectors import mean_vectors
from levelhed.model.wordpieces import WordPieces
from numpy.typing import NDArray
from sklearn.metrics import f1_score

EPOCHS = 2
SOURCE = "babe_sg2"
HEAD = "bias"

OTHER_LINES = 20_000
"""Lines beside those of `SOURCE` that the additive reader learns from: a fifth of all, for the sake of time."""


def held_out_outlets(
    corpora: Corpora, read_lines: ReadLines, work: Path, report: Callable[[str], None] = print
) -> dict[str, dict[str, float]]:
    """Return each reader's macro-F1 of `bias` with whole outlets held out, and with rows held out at random beside it.

    One encoder learns every other set first; ten copies of it then learn the sentences of four folds in five, and each
    of them teaches an additive reader. All figures come from the same recipe, a lighter one than that of the readers
    served. The encoder (``outlets.pt``) and what is said of each fold (``outlets-NAME-K.npz``) are kept in `work`.
    """
    if not any(r.source == SOURCE for r in corpora.rows):
        return {}
    threads()
    cutter = WordPieces(base_folder() / "tokenizer.json")
    data = items(corpora.rows, read_lines([r.text for r in corpora.rows]), cutter)
    others = [i for i in data if i.row.source != SOURCE]
    kept = work / "outlets.pt"
    start = train_encoder(others, cutter, seed=SEED, epochs=EPOCHS, kept=kept, report=report).state_dict()
    own = [i for i in data if i.row.source == SOURCE]
    rows = [i.row for i in own]
    pupil = _Pupil.of(rows, corpora, read_lines)
    label = np.array([r.targets[HEAD] for r in rows]) > 0.5
    figures: dict[str, dict[str, float]] = {"fast": {}, "deep": {}}
    for name, folds in (("random", [r.fold for r in rows]), ("outlets", outlet_folds(rows))):
        said = {reader: np.zeros(len(rows)) for reader in figures}
        for fold in range(FOLDS):
            held = np.array(folds) == fold
            kept = work / f"outlets-{name}-{fold}.npz"
            if not kept.is_file():
                train = [i for i, other in zip(own, ~held, strict=True) if other]
                encoder = train_encoder(train, cutter, seed=SEED + fold, epochs=EPOCHS, start=start, report=_silent)
                taught = read(encoder, pupil.lines, cutter)[:, HEADS.index(HEAD)]
                fast = pupil.taught_by(encoder, taught, held)
                with write_durably(kept) as part, part.open("wb") as file:
                    np.savez(file, fast=fast[held], deep=taught[: len(rows)][held])
            with np.load(kept) as readings:
                for reader, logits in said.items():
                    logits[held] = readings[reader]
            report(f"  {name}, fold {fold + 1} of {FOLDS}")
        for reader, logits in said.items():
            figures[reader][name] = float(f1_score(label, logits > 0, average="macro"))
            report(f"{reader}: bias, held out by {name}: macro-F1 {figures[reader][name]:.3f}")
    return figures


@dataclass(frozen=True, slots=True)
class _Pupil:
    """What an additive reader learns from: the labelled sentences first, then lines that only a teacher speaks of."""

    target: Floats
    lines: Sequence[Line]
    matrix: sp.csr_matrix
    words: Sequence[str]

    @classmethod
    def of(cls, rows: Sequence[Row], corpora: Corpora, read_lines: ReadLines) -> _Pupil:
        others = [r for r in [*corpora.rows, *corpora.stock] if r.source != SOURCE]
        picked = np.random.default_rng(SEED).permutation(len(others))[:OTHER_LINES]
        lines = read_lines([r.text for r in [*rows, *(others[i] for i in picked)]])
        keys = [line.keys for line in lines]
        target = np.array([r.targets[HEAD] for r in rows])
        return cls(target, lines, tfidf_rows(learn_vocabulary(keys), keys), known_words(keys))

    def taught_by(self, encoder: Encoder, said: Floats, held: NDArray[np.bool_]) -> Floats:
        """Return the log-odds of the labelled sentences by a reader that saw no label of those `held` out."""
        n = len(self.target)
        target = 1 / (1 + np.exp(-said))
        target[:n] = TEACHER_SHARE * target[:n] + (1 - TEACHER_SHARE) * self.target
        weight = np.full(len(target), SOFT_WEIGHT)
        weight[:n] = ~held
        vectors = word_vectors(encoder, self.words)
        index = {word: i for i, word in enumerate(self.words)}
        means = mean_vectors([line.keys for line in self.lines], index, vectors) * np.float32(VECTOR_SCALE[HEAD])
        weights, dense, intercept = fit_soft(self.matrix, target, weight, PENALTY, means)
        found: Floats = self.matrix[:n] @ weights + means[:n] @ dense + intercept
        return found


def _silent(_: str) -> None: ...
