from __future__ import annotations

import numpy as np
import pytest
from levelhed.model.linear import HEADS
from levelhed.model.training.lexicon import Lexicon

LINES = [
    "Council approves new bus timetable after a short debate",
    "You won't believe what this tiny village did next",
    "Markets slip as investors wait for figures on jobs",
    "Fury erupts over shameless betrayal of nurses, says union",
    "Rain expected across the north until Thursday evening",
    "No.",
]


def test_what_is_served_says_what_the_encoder_says() -> None:
    torch = pytest.importorskip("torch", reason="the encoder is trained with levelhed[teacher]")
    import onnxruntime
    from levelhed.model.training.encoder import Batch, Encoder, base_folder
    from levelhed.model.training.export import export
    from levelhed.model.wordpieces import WordPieces

    cutter = WordPieces(base_folder() / "tokenizer.json")
    torch.manual_seed(20)
    encoder = Encoder(cutter).eval()
    lines = Lexicon.of(LINES).read_lines(LINES)
    whole, small = (
        onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"]) for graph in export(encoder, lines)
    )
    batch = Batch.of(cutter.cut([line.keys for line in lines]), encoder.device)
    with torch.no_grad():
        said = (encoder(batch.ids, batch.mask) - encoder.heads.bias)[..., : len(HEADS)].numpy()
    feed = {"ids": batch.ids.numpy(), "mask": batch.mask.numpy()}
    read = batch.mask.numpy().astype(bool)
    [exact] = whole.run(None, feed)
    np.testing.assert_allclose(exact[read], said[read], atol=1e-4)
    [rounded] = small.run(None, feed)
    assert np.corrcoef(rounded[read].ravel(), said[read].ravel())[0, 1] > 0.95
    # The shortest line reads alone, to the last bit, as it does among the others.
    shortest = int(read.sum(1).argmin())
    [alone] = small.run(None, {name: values[[shortest]] for name, values in feed.items()})
    np.testing.assert_array_equal(alone[0][read[shortest]], rounded[shortest][read[shortest]])
