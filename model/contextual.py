"""The contextual reader: a small transformer in ONNX beside the additive reader; the terms of both add up."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from levelhed.data.errors import InputError
from levelhed.model.line import Line
from levelhed.model.linear import HEADS, LinearReader, Logits

ENCODER = "encoder.onnx"
TOKENIZER = "tokenizer.json"


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

    def read(self, lines: Sequence[Line]) -> Logits:
        """Return what each token of each line adds to each head's log-odds, shape (tokens of all lines, 3).

        Lines are read one by one. Eight-bit arithmetic scales a batch by its largest value, so that in a batch a score
        would depend on its neighbours (by up to four points); and one by one is no slower on a processor's cores.
        """
        terms: Logits = self._shares[1] * self._additive.read(lines)
        start = 0
        for line, pieces in zip(lines, self._cutter.cut([line.keys for line in lines]), strict=True):
            ids = np.array([pieces.ids], dtype=np.int64)
            [[read]] = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
            end = start + len(line.tokens)
            terms[start:end] += self._shares[0] * _by_token(
                np.asarray(read, dtype=np.float64), pieces.owners, end - start
            )
            start = end
        return terms


def _by_token(read: Logits, owners: Sequence[int], tokens: int) -> Logits:
    terms = np.zeros((tokens, len(HEADS)))
    inner = [(piece, owner) for piece, owner in enumerate(owners) if owner >= 0]
    for piece, owner in inner:
        terms[owner] += read[piece] / len(inner)
    return terms
