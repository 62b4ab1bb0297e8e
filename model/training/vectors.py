"""Word vectors of a line: the mean over its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


def mean_vectors(
    keys: Sequence[Sequence[str | None]], index: Mapping[str, int], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return each line's mean over all its keys, shape (len(keys), hidden); a key without a vector adds nothing."""
    means = np.zeros((len(keys), vectors.shape[1]), dtype=np.float32)
    for row, line in enumerate(keys):
        read = [key for key in line if key is not None]
        own = [index[key] for key in read if key in index]
        if own:
            means[row] = vectors[own].sum(0) / len(read)
    return means
