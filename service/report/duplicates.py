"""Near-duplicates: wire copy and republished pieces, found by MinHash, so that each is counted once."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from levelhed.data.errors import InputError
from numpy.typing import NDArray

SIMILAR = 0.8
"""Share of common word pairs (Jaccard) from which two headlines count as the same: one word of a dozen changed, a
word added at the end."""

PERMUTATIONS = 64
BANDS = 16
"""Bands of four: a pair at `SIMILAR` meets in one of them with a chance of 99.97%; a pair at 0.4 with 34%, and is then
weeded out by its whole signature."""

LEAD_WORDS = 40
"""Words of the body that are compared, where the body was kept: wire copy is cut from below."""


def find_duplicates(headlines: Sequence[str], bodies: Sequence[str | None] | None = None) -> NDArray[np.int64]:
    """Return one number a row, the same for rows that say nearly the same.

    Parameters
    ----------
    headlines : sequence of str
        Without their labels.
    bodies : sequence of (str or None), optional
        Where given, the lead must be similar as well.

    Raises
    ------
    InputError
        ``missing_part`` without levelhed[archives].
    """
    try:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components
    except ImportError as error:
        raise InputError("missing_part", "report", "needs more packages: install levelhed[archives]") from error
    if not headlines:
        return np.zeros(0, np.int64)
    texts = [_text(headline, bodies[i] if bodies else None) for i, headline in enumerate(headlines)]
    # Equal texts are most of it, and need no signature of their own.
    distinct = list(dict.fromkeys(texts))
    which = number_each(texts)
    signatures = _signatures(distinct)
    pairs = np.array(sorted(set(_candidates(signatures))), dtype=np.int64).reshape(-1, 2)
    alike = (signatures[pairs[:, 0]] == signatures[pairs[:, 1]]).mean(axis=1) >= SIMILAR
    left, right = pairs[alike].T
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(len(distinct), len(distinct)))
    groups = connected_components(graph, directed=False)[1]
    result: NDArray[np.int64] = groups[which].astype(np.int64)
    return result


def number_each(values: Sequence[str | None]) -> NDArray[np.int64]:
    """Return one number a value, the same for equal ones, counted from the first on."""
    numbers: dict[str | None, int] = {}
    return np.fromiter((numbers.setdefault(v, len(numbers)) for v in values), np.int64, len(values))


def first_of_each(groups: NDArray[np.int64], within: NDArray[np.int64] | None = None) -> NDArray[np.bool_]:
    """Return which rows to count: the first of each group, or of each group `within` another grouping."""
    keys = groups if within is None else groups + (groups.max(initial=0) + 1) * within
    first = np.zeros(len(keys), bool)
    first[np.unique(keys, return_index=True)[1]] = True
    return first


def _text(headline: str, body: str | None) -> str:
    words = "".join(c if c.isalnum() else " " for c in headline.casefold()).split()
    lead = "".join(c if c.isalnum() else " " for c in (body or "")[:1_000].casefold()).split()[:LEAD_WORDS]
    return " ".join([*words, "|", *lead]) if lead else " ".join(words)


def _signatures(texts: Sequence[str]) -> NDArray[np.uint32]:
    from datasketch import MinHash

    def shingles() -> Iterator[list[bytes]]:
        for text in texts:
            words = text.split()
            yield [f"{a} {b}".encode() for a, b in pairwise(["^", *words, "$"])]

    hashes = MinHash.generator(shingles(), num_perm=PERMUTATIONS, hashfunc=zlib.crc32, seed=1)
    return np.array([minhash.hashvalues for minhash in hashes], dtype=np.uint32)


def _candidates(signatures: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    rows = PERMUTATIONS // BANDS
    for band in range(BANDS):
        part = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * rows))).ravel()
        order = np.argsort(keys, kind="stable")
        same = keys[order][1:] == keys[order][:-1]
        # Neighbours in order are enough: what is alike is joined along the chain.
        for i in np.flatnonzero(same):
            yield int(order[i]), int(order[i + 1])
