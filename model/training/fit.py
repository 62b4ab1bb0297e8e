"""Fit the additive reader: three linear heads on hashed n-grams, calibrated out of fold, blended, thresholds picked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from levelhed.model.capitals import read_capitals
from levelhed.model.features import token_features, weighted
from levelhed.model.linear import HEADS
from levelhed.model.names import Names
from levelhed.model.tokens import Token, tokenize
from levelhed.model.typography import TERMS, typographic_terms
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

SEED = 20

LEAST_ROWS = 3
"""A feature seen in fewer training rows is noise: without this the clickbait error rises from 0.035 to 0.040."""

C = {"clickbait": 3.0, "exaggeration": 3.0, "bias": 3.0}
"""Inverse regularisation of each head; swept 1, 3, 10 by cross-validation on training rows, see model/README.md."""

TYPOGRAPHY_FLOOR = {"shouted_word": (0.0, 2.0, 0.1), "all_caps": (0.0, 0.4, 0.05), "exclamation": (0.0, 0.7, 0.1)}
"""Least weight of each typographic term on the three heads, log-odds.

The judges of clickbait do not mind capitals (learned weight 0.05), and the other sets hold too few shouts to learn
from. So clickbait keeps what was learned, never below nothing, and the promise that a shout is never free is kept by
`exaggeration`, where it belongs: at 2.0 log-odds one shouted word is worth five points or more of sensationalism.
A floor of 1.2 on clickbait was tried: its error rose from 0.034 to 0.038.
"""

TYPOGRAPHY_CEILING = 3.0
"""No typographic term outweighs what the words say by more than a factor of twenty in the odds."""

Floats = NDArray[np.float64]
Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """One training row: a line, its target (0-1) and its weight; `aside` marks a set with a prior of its own."""

    text: str
    target: float
    weight: float = 1.0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A fitted head: weights (n,), typography (len(TERMS),) and an intercept, log-odds."""

    weights: Floats
    typography: Floats
    intercept: float

    def logits(self, matrix: sp.csr_matrix) -> Floats:
        """Log-odds of rows made by `design_matrix`, shape (n,)."""
        result: Floats = matrix @ np.concatenate([self.weights, self.typography]) + self.intercept
        return result


def key(text: str) -> str:
    """Return what two near-identical texts share: their letters and digits in small letters."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features kept: sorted hashes (n,) and their smoothed idf (n,), ``ln((1 + rows) / (1 + df)) + 1``.

    The formula is that of scikit-learn's TfidfTransformer.
    """

    hashes: NDArray[np.uint32]
    idf: Floats

    @classmethod
    def of(cls, texts: Iterable[str], names: Names) -> Vocabulary:
        """Keep the features that at least `LEAST_ROWS` of `texts` hold."""
        frequency: Counter[int] = Counter()
        n = 0
        for text in texts:
            n += 1
            frequency.update({h for h, _, _ in token_features(tokenize(text), names)})
        kept = sorted(h for h, df in frequency.items() if df >= LEAST_ROWS)
        idf = np.log((1 + n) / (1 + np.array([frequency[h] for h in kept], dtype=float))) + 1.0
        # As the artefact stores it, so that training and serving weigh alike.
        return cls(np.array(kept, dtype=np.uint32), idf.astype(np.float16).astype(np.float64))


def design_matrix(texts: Sequence[str], vocabulary: Vocabulary, names: Names, shares: Shares) -> sp.csr_matrix:
    """Return the rows (len(texts), n + len(TERMS)) that `Head.logits` weighs; n is the size of the vocabulary."""
    index = {h: row for row, h in enumerate(vocabulary.hashes.tolist())}
    idf = vocabulary.idf.tolist()
    indices: list[int] = []
    values: list[float] = []
    pointers = [0]
    for text in texts:
        tokens: list[Token] = tokenize(text)
        parts = weighted(token_features(tokens, names), index, idf)
        parts += [
            (len(idf) + term, 0, value)
            for term, _, value in typographic_terms(tokens, read_capitals(tokens, None, shares))
        ]
        row: dict[int, float] = {}
        for column, _, value in parts:
            row[column] = row.get(column, 0.0) + value
        indices += row.keys()
        values += row.values()
        pointers.append(len(indices))
    return sp.csr_matrix((values, indices, pointers), shape=(len(texts), len(idf) + len(TERMS)))


def fit_head(name: str, matrix: sp.csr_matrix, examples: Sequence[Example]) -> Head:
    """Fit one head by logistic regression; each row counts as both classes, weighted by its graded target."""
    target = np.array([e.target for e in examples])
    weight = np.array([e.weight for e in examples])
    # A set with a prior of its own gets an indicator that takes up the difference and is left behind.
    aside = sp.csr_matrix(np.array([[float(e.aside)] for e in examples]))
    rows = sp.hstack([matrix, aside], format="csr")
    model = LogisticRegression(C=C[name], solver="lbfgs", max_iter=300, random_state=SEED)
    model.fit(
        sp.vstack([rows, rows], format="csr"),
        np.repeat([1, 0], len(examples)),
        sample_weight=np.concatenate([target * weight, (1 - target) * weight]),
    )
    coefficients = model.coef_[0]
    n = matrix.shape[1] - len(TERMS)
    floor = np.array([TYPOGRAPHY_FLOOR[term][HEADS.index(name)] for term in TERMS])
    typography = np.clip(coefficients[n : n + len(TERMS)], floor, TYPOGRAPHY_CEILING)
    return Head(coefficients[:n], typography, float(model.intercept_[0]))


def out_of_fold(name: str, matrix: sp.csr_matrix, examples: Sequence[Example], *, folds: int = 5) -> Floats:
    """Return each row's log-odds by a head that never saw it, shape (n,)."""
    logits = np.zeros(len(examples))
    for train, test in KFold(folds, shuffle=True, random_state=SEED).split(logits):
        logits[test] = fit_head(name, matrix[train], [examples[i] for i in train]).logits(matrix[test])
    return logits


def platt(logits: Floats, target: Floats) -> tuple[float, float]:
    """Return the slope and intercept that calibrate `logits` to graded `target` (Platt 1999)."""
    model = LogisticRegression(C=1e6, max_iter=200)
    rows = logits[:, None]
    model.fit(
        np.vstack([rows, rows]), np.repeat([1, 0], len(logits)), sample_weight=np.concatenate([target, 1 - target])
    )
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def calibrated(head: Head, slope: float, intercept: float) -> Head:
    """Fold a Platt calibration into the head's own tables; the typographic weights keep their promise as they are."""
    return Head(head.weights * slope, head.typography, head.intercept * slope + intercept)


def fit_blend(clickbait: Floats, exaggeration: Floats) -> tuple[float, float, float]:
    """Return intercept and weights of sensationalism on the log-odds scale.

    The target is "either of the two": ``1 - (1 - c)(1 - e)`` of the two heads' probabilities, regressed on their
    log-odds so that the blend stays additive.
    """
    c, e = (1 / (1 + np.exp(-z)) for z in (clickbait, exaggeration))
    target = 1 - (1 - c) * (1 - e)
    rows = np.column_stack([clickbait, exaggeration])
    model = LogisticRegression(C=1e6, max_iter=200)
    model.fit(np.vstack([rows, rows]), np.repeat([1, 0], len(rows)), sample_weight=np.concatenate([target, 1 - target]))
    return float(model.intercept_[0]), float(model.coef_[0, 0]), float(model.coef_[0, 1])


def threshold_for_precision(score: Floats, label: NDArray[np.bool_], precision: float) -> float:
    """Return the lowest score above which `label` holds for at least `precision` (0-1) of the rows.

    Raises
    ------
    ValueError
        If no threshold with 30 rows or more above it reaches the precision.
    """
    order = np.argsort(-score, kind="stable")
    held = np.cumsum(label[order]) / np.arange(1, len(score) + 1)
    good = np.flatnonzero((held >= precision) & (np.arange(len(score)) >= 30))
    if not len(good):
        raise ValueError(f"no threshold reaches a precision of {precision}")
    return float(score[order][good[-1]])
