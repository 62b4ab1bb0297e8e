"""The contextual reader: a small transformer in ONNX beside the additive reader; the terms of both add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from levelhed.data.errors import InputError
from levelhed.model.line import Line
from levelhed.model.linear import HEADS, LinearReader, Logits
from numpy.typing import NDArray

if TYPE_CHECKING:
    from levelhed.model.wordpieces import Pieces

ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"

PADDED_TO = 4
"""Lines are padded to a multiple of so many pieces; 1, 2, 4, 8 and 16 were tried on bodies of some 20 sentences."""

MOST_TOGETHER = 1024
"""Pieces that are read at a time, padding included: the memory for it is some 15 MB."""


def is_installed() -> bool:
    """Say whether the parts of levelhed[deep] are there."""
    return all(find_spec(part) is not None for part in ("onnxruntime", "tokenizers"))


def need_parts() -> None:
    """Raise `InputError`, ``missing_part``, unless the parts of levelhed[deep] are there."""
    if not is_installed():
        raise InputError("missing_part", "the deep model", "needs onnxruntime; install levelhed[deep]")


class ContextualReader:
    """Reads lines into per-token terms with the encoder in `folder`, whose files were checked before.

    The additive reader stands beside it and has a share in every term: the two err on different lines.

    Parameters
    ----------
    folder : Path
    additive : LinearReader
        The one this reader was calibrated with.
    shares : array of shape (2, 3)
        Weight of the encoder's terms and of the additive reader's, by head.
    encoder : Path, optional
        Another file of the same graph, such as the one before it was quantised.
    """

    name = "deep"

    def __init__(self, folder: Path, additive: LinearReader, shares: Logits, *, encoder: Path | None = None) -> None:
        import onnxruntime
        from levelhed.model.wordpieces import WordPieces

        self._additive = additive
        self._shares = np.asarray(shares, dtype=np.float64)
        self._cutter = WordPieces(folder / TOKENIZER)
        options = onnxruntime.SessionOptions()
        # A line has few words, and where there are many lines, other threads and processes read them.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(encoder or folder / ENCODER), options, providers=["CPUExecutionProvider"]
        )

    def read(self, lines: Sequence[Line], beside: Logits | None = None) -> Logits:
        """Return what each token of each line adds to each head's log-odds, shape (tokens of all lines, 3).

        Lines of about the same length are read together, each padded to what it would be padded to alone. The encoder's
        sums are whole numbers whose scales were set in training, so a line reads the same in any company.

        Parameters
        ----------
        beside : array of the shape returned, optional
            What the additive reader says of them, where it has been asked; else it is asked.
        """
        terms: Logits = self._shares[1] * (self._additive.read(lines) if beside is None else beside)
        ends = np.cumsum([0, *(len(line.tokens) for line in lines)]).tolist()
        cut = self._cutter.cut([line.keys for line in lines])
        for length, together in _of_one_length(cut):
            ids, mask = np.zeros((2, len(together), length), dtype=np.int64)
            for row, line in enumerate(together):
                own = cut[line].ids
                ids[row, : len(own)], mask[row, : len(own)] = own, 1
            [read] = self._session.run(None, {"ids": ids, "mask": mask})
            for row, line in enumerate(together):
                start, end = ends[line : line + 2]
                terms[start:end] += self._shares[0] * _by_token(read[row], cut[line].owners, end - start)
        return terms


def _of_one_length(cut: Sequence[Pieces]) -> Iterator[tuple[int, list[int]]]:
    # What lines are padded to, and the numbers of those that are, so many at a time as are read together.
    by_length: dict[int, list[int]] = {}
    for line, pieces in enumerate(cut):
        by_length.setdefault(-(-len(pieces.ids) // PADDED_TO) * PADDED_TO, []).append(line)
    for length, own in sorted(by_length.items()):
        many = max(1, MOST_TOGETHER // length)
        for at in range(0, len(own), many):
            yield length, own[at : at + many]


def _by_token(read: NDArray[np.float32], owners: Sequence[int], tokens: int) -> Logits:
    terms = np.zeros((tokens, len(HEADS)))
    owned = [piece for piece, owner in enumerate(owners) if owner >= 0]
    np.add.at(terms, [owners[piece] for piece in owned], read[owned].astype(np.float64) / max(1, len(owned)))
    return terms
