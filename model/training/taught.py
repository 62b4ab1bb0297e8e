"""What the teachers say of every line, as the student and the second reader are taught by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from levelhed.model.linear import HEADS
from levelhed.model.training.corpora import Row
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CLICKBAIT = HEADS.index("clickbait")
"""The one of `HEADS` that larger teachers speak of."""

MADE = "made from posts"
"""Source of the rows that are made from posts, see `levelhed.model.training.augmented`."""

LARGER_SHARE = 0.8
"""Share of the larger teachers in what is said of clickbait, where they have read a line.

0, 0.5, 0.8 and 1 were tried on held-out posts (table "A larger teacher" in ``model/README.md``).
"""


@dataclass(frozen=True, slots=True)
class Larger:
    """What larger teachers say of clickbait, log-odds; NaN where none has read a line.

    They are blind to other rows than the teachers are, so no held-out figure may use them.

    Attributes
    ----------
    rows : array of shape (n_rows,)
        Labelled rows: posts, each by those that never saw it, and headlines that nobody judged, by one of each
        dealing; the mean of what they say.
    stock : array of shape (n_stock,)
        Unlabelled headlines, by one of each dealing; the mean.
    made : sequence of (Row, float)
        Lines made from posts, each by one that never saw those.
    """

    rows: Floats
    stock: Floats
    made: Sequence[tuple[Row, float]] = ()


@dataclass(frozen=True, slots=True)
class Taught:
    """What the teachers say, log-odds of `HEADS`.

    Attributes
    ----------
    rows : array of shape (FOLDS, n_rows, 3)
        Every teacher on every labelled row; where the row is in the teacher's own fold it never saw it.
    stock : array of shape (FOLDS, n_stock, 3)
        Every teacher on every unlabelled line.
    larger : Larger, optional
    """

    rows: Floats
    stock: Floats
    larger: Larger | None = None

    def unseen(self, rows: Sequence[Row]) -> Floats:
        """Return each row's log-odds by a teacher that never saw it, the mean of all where there is none."""
        return np.stack([self.rows[r.fold, i] if r.fold >= 0 else self.rows[:, i].mean(0) for i, r in enumerate(rows)])

    def of_rows(self, rows: Sequence[Row]) -> Floats:
        """Return what the readers served are taught of each row: by teachers that never saw it, the larger ones too."""
        return _with(self.unseen(rows), self.larger.rows) if self.larger else self.unseen(rows)

    def of_stock(self) -> Floats:
        """Return the same of each unlabelled line: what all teachers say of it on average."""
        return _with(self.stock.mean(0), self.larger.stock) if self.larger else self.stock.mean(0)


def _with(said: Floats, larger: Floats) -> Floats:
    both = said.copy()
    own = ~np.isnan(larger)
    both[own, CLICKBAIT] = (1 - LARGER_SHARE) * said[own, CLICKBAIT] + LARGER_SHARE * larger[own]
    return both
