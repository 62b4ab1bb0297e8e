"""Static word vectors: what an encoder makes of each word alone, so that a rare word is known by what it is like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from levelhed.model.training.encoder import Batch, Encoder, base_folder, half
from levelhed.model.wordpieces import WordPieces
from numpy.typing import NDArray

LEAST_USES = 2
"""Uses from which a word of the training lines gets a vector; every whole word of the encoder's vocabulary has one."""


def known_words(keys: Sequence[Sequence[str | None]]) -> list[str]:
    """Return the words that get a vector, sorted."""
    uses = Counter(key for line in keys for key in line if key is not None and key[0].isalpha())
    vocabulary = (base_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return sorted(
        {w for w, n in uses.items() if n >= LEAST_USES} | {w for w in vocabulary if w.isalpha() and w.isascii()}
    )


def word_vectors(encoder: Encoder, words: Sequence[str]) -> NDArray[np.float32]:
    """Return the encoder's mean hidden state of each word read alone, shape (n_words, hidden)."""
    import torch

    cutter = WordPieces(base_folder() / "tokenizer.json")
    pieces = cutter.cut([[w] for w in words])
    order = sorted(range(len(words)), key=lambda i: len(pieces[i].ids))
    vectors = np.zeros((len(words), int(encoder.bert.config.hidden_size)), dtype=np.float32)
    encoder.eval()
    with torch.no_grad(), half(encoder.device):
        for at in range(0, len(order), 512):
            own = order[at : at + 512]
            batch = Batch.of([pieces[i] for i in own], encoder.device)
            hidden = encoder.bert(input_ids=batch.ids, attention_mask=batch.mask)[0].float()
            inner = batch.inner[..., None]
            vectors[own] = ((hidden * inner).sum(1) / inner.sum(1)).cpu().numpy()
    encoder.train()
    # Each dimension counts alike, and all of them together as one feature of unit size.
    centred = vectors - vectors.mean(0)
    scaled: NDArray[np.float32] = centred / (centred.std(0) * np.float32(np.sqrt(vectors.shape[1])))
    return scaled
