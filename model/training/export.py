"""The second reader as it is served: its encoder in ONNX, whole and in 8 bits."""

from __future__ import annotations

import random
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from levelhed.model.contextual import PADDED_TO
from levelhed.model.line import Line
from levelhed.model.linear import HEADS
from levelhed.model.training.corpora import SEED
from levelhed.model.training.encoder import Encoder, base_folder
from levelhed.model.wordpieces import MOST_PIECES, WordPieces
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_dynamic, quantize_static
from torch import nn
from torch.nn.functional import gelu

SETTING_LINES = 600
"""Lines, drawn at random: the mean of their extremes is the range of a product's input; 200 and 600 were tried."""

LONGEST = MOST_PIECES + 2 + PADDED_TO
"""Pieces of the longest line that is read, with the two marks at its ends and what it is padded with, or some more."""

_HIDDEN = -10_000.0
"""Added to what attention would give to padding, as BERT does (Devlin et al. 2019): nothing of it is left."""

Lines = Sequence[NDArray[np.int64]]
"""The pieces of each line, shape (1, pieces)."""


def export(encoder: Encoder, lines: Sequence[Line]) -> tuple[bytes, bytes]:
    """Return the encoder as ONNX, in single precision and quantised.

    The graph takes ``ids`` and ``mask`` (rows, pieces) and gives ``terms`` (rows, pieces, 3) without the heads' bias.
    Weights are quantised to 7 bits, from -64 to 64: two products with an unsigned byte then fit into 16 bits, in which
    processors without VNNI instructions add them. So every processor finds the same sums, in its fastest way. What the
    layers say is quantised by ranges that are set here once, not by those of the batch it is in: so a line reads the
    same in any company.

    Parameters
    ----------
    lines : sequence of Line
        Lines like those to be read; the ranges are set by some of them.
    """
    cutter = WordPieces(base_folder() / "tokenizer.json")
    some = random.Random(SEED).sample(lines, min(SETTING_LINES, len(lines)))
    pieces = [np.array([own.ids], dtype=np.int64) for own in cutter.cut([line.keys for line in some])]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole, products, small = (Path(folder) / f"{name}.onnx" for name in ("whole", "products", "small"))
        ids = torch.tensor(max(pieces, key=np.size), device=encoder.device).repeat(2, 1)
        torch.onnx.export(
            _Served(encoder).eval(),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["terms"],
            dynamic_axes={name: {0: "rows", 1: "pieces"} for name in ("ids", "mask", "terms")},
            opset_version=17,
            dynamo=False,
        )
        _quantise_products(whole, products, pieces)
        # The vectors of the pieces are as many bytes as all else together.
        quantize_dynamic(products, small, weight_type=QuantType.QUInt8, op_types_to_quantize=["Gather"])
        return whole.read_bytes(), small.read_bytes()


class _Served(nn.Module):
    """The encoder in as few steps as it takes; its library adds some for shapes and masks."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.bert = encoder.bert
        vectors = encoder.bert.embeddings
        placed = vectors.position_embeddings.weight[:LONGEST] + vectors.token_type_embeddings.weight[0]
        self.placed = nn.Parameter(placed.detach())
        self.weight = nn.Parameter(encoder.heads.weight[: len(HEADS)].detach().clone())

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        vectors, heads = self.bert.embeddings, self.bert.config.num_attention_heads
        rows, size = ids.shape[0], self.bert.config.hidden_size
        hidden_away = (1.0 - mask[:, None, None, :].float()) * _HIDDEN
        placed = vectors.word_embeddings(ids) + self.placed[: ids.shape[1]]
        read: torch.Tensor = vectors.LayerNorm(placed).reshape(-1, size)
        for layer in self.bert.encoder.layer:
            own = layer.attention.self
            query, key, value = (
                dense(read).reshape(rows, -1, heads, size // heads).transpose(1, 2)
                for dense in (own.query, own.key, own.value)
            )
            share = torch.softmax(query @ key.transpose(-1, -2) * (size // heads) ** -0.5 + hidden_away, -1)
            attended = (share @ value).transpose(1, 2).reshape(-1, size)
            out = layer.attention.output
            read = out.LayerNorm(out.dense(attended) + read)
            wide = gelu(layer.intermediate.dense(read))
            read = layer.output.LayerNorm(layer.output.dense(wide) + read)
        return (read @ self.weight.T).reshape(rows, -1, len(HEADS))


def _quantise_products(whole: Path, to: Path, lines: Lines) -> None:
    graph = onnx.load(whole).graph
    stored = {own.name for own in graph.initializer}
    products = [node for node in graph.node if node.op_type in ("MatMul", "Gemm") and node.input[1] in stored]
    quantize_static(
        whole,
        to,
        _Read(lines),
        nodes_to_quantize=[node.name for node in products],
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        # What else is done with an input or an output is done in single precision.
        extra_options={
            "OpTypesToExcludeOutputQuantization": ["MatMul", "Gemm"],
            "DedicatedQDQPair": True,
            "CalibMovingAverage": True,
        },
    )


class _Read(CalibrationDataReader):
    def __init__(self, lines: Lines) -> None:
        self._feeds: Iterator[dict[str, NDArray[np.int64]]] = ({"ids": ids, "mask": np.ones_like(ids)} for ids in lines)

    def get_next(self) -> dict[str, NDArray[np.int64]] | None:
        return next(self._feeds, None)
