"""What the teachers say of every line, as the student and the second reader are taught by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from levelhed.model.training.corpora import Row
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Taught:
    """What the teachers say, log-odds of `HEADS`.

    Attributes
    ----------
    rows : array of shape (FOLDS, n_rows, 3)
        Every teacher on every labelled row; where the row is in the teacher's own fold it never saw it.
    stock : array of shape (n_stock, 3)
        Each unlabelled line by the teacher of the fold it was dealt to.
    """

    rows: Floats
    stock: Floats

    def unseen(self, rows: Sequence[Row]) -> Floats:
        """Return each row's log-odds by a teacher that never saw it, the mean of all where there is none."""
        return np.stack([self.rows[r.fold, i] if r.fold >= 0 else self.rows[:, i].mean(0) for i, r in enumerate(rows)])
