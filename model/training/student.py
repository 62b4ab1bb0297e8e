"""The student: the additive reader's tables, fitted to what people and the teachers say of a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse as sp
from levelhed.model.features import Vocabulary, hashes_of
from numpy.typing import NDArray
from scipy.optimize import minimize

LEAST_ROWS = 4
"""A feature seen in fewer lines is noise."""

PENALTY = 0.1
"""Ridge penalty of every head; swept over five folds, see "Penalty and vectors" in ``model/README.md``."""

STEPS = 120
"""Most steps of the fit; further ones change the held-out figures in the fourth decimal."""

VECTOR_SCALE = {"clickbait": 0.0, "exaggeration": 0.6, "bias": 0.6}
"""Scale of the static word vectors beside the n-grams; 0: not used. They lift `bias` and `exaggeration` and do nothing
for `clickbait`, where it is the turn of phrase that teases; swept with `PENALTY`."""

_LINES_AT_ONCE = 2_000

Floats = NDArray[np.float64]
Keys = Sequence[Sequence[str | None]]


def learn_vocabulary(keys: Iterable[Sequence[str | None]]) -> Vocabulary:
    """Keep the features that at least `LEAST_ROWS` lines hold.

    Their smoothed idf is ``ln((1 + rows) / (1 + df)) + 1``, the formula of scikit-learn's TfidfTransformer.
    """
    frequency: Counter[int] = Counter()
    n = 0
    for line in keys:
        n += 1
        frequency.update(hashes_of(line))
    kept = sorted(h for h, df in frequency.items() if df >= LEAST_ROWS)
    idf = np.log((1 + n) / (1 + np.array([frequency[h] for h in kept], dtype=float))) + 1.0
    # As the artefact stores it, so that training and serving weigh alike.
    return Vocabulary(np.array(kept, dtype=np.uint32), idf.astype(np.float16).astype(np.float64))


def tfidf_rows(vocabulary: Vocabulary, keys: Keys) -> sp.csr_matrix:
    """Return the TF-IDF rows of `keys`, shape (len(keys), n)."""
    parts = [sp.csr_matrix((0, len(vocabulary.hashes)), dtype=np.float32)]
    for at in range(0, len(keys), _LINES_AT_ONCE):
        own = keys[at : at + _LINES_AT_ONCE]
        found = vocabulary.weigh(own)
        shape = (len(own), len(vocabulary.hashes))
        # The entries of one feature in one line are added up.
        parts.append(sp.csr_matrix((found.values.astype(np.float32), (found.lines, found.rows)), shape=shape))
    return sp.vstack(parts, format="csr")


def fit_soft(
    matrix: sp.csr_matrix,
    target: Floats,
    weight: Floats,
    penalty: float,
    dense: NDArray[np.float32] | None = None,
) -> tuple[Floats, Floats, float]:
    """Fit a logistic regression to graded targets.

    Parameters
    ----------
    matrix : sparse array of shape (rows, n)
    target : array of shape (rows,)
        Probabilities, 0-1.
    weight : array of shape (rows,)
    penalty : float
        Half of it times the squared weights is added to the weighted loss.
    dense : array of shape (rows, m), optional
        Further features.

    Returns
    -------
    (weights of shape (n,), weights of shape (m,), intercept)
    """
    kept = weight > 0
    rows, t, w = matrix[kept], target[kept], weight[kept]
    columns = rows.T.tocsr()
    more = np.zeros((len(t), 0), dtype=np.float32) if dense is None else np.ascontiguousarray(dense[kept])
    n = rows.shape[1]

    def loss(parameters: Floats) -> tuple[float, Floats]:
        own = parameters[:-1]
        single = own.astype(np.float32)
        z = (rows @ single[:n] + more @ single[n:]).astype(np.float64) + parameters[-1]
        value = float(w @ (np.logaddexp(0.0, z) - t * z) + penalty / 2 * (own @ own))
        error = w * (1 / (1 + np.exp(-z)) - t)
        half = error.astype(np.float32)
        slope = np.concatenate([columns @ half, more.T @ half]) + penalty * own
        return value, np.append(slope, error.sum())

    start = np.zeros(n + more.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return found[:n], found[n:-1], float(found[-1])
