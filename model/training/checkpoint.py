"""What a training has come to after an epoch, so that one that was cut off goes on from there, to the same weights."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from levelhed.data.durable import write_durably


def save_checkpoint(
    file: Path, epochs: int, step: int, model: torch.nn.Module, optimizer: torch.optim.Optimizer, rng: random.Random
) -> None:
    """Write to `file` how many epochs and steps are done, the weights, the optimizer's state and every generator's."""
    state = {
        "done": (epochs, step),
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "rng": rng.getstate(),
        "torch": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all(),
    }
    with write_durably(file) as part:
        torch.save(state, part)


def load_checkpoint(
    file: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer, rng: random.Random
) -> tuple[int, int]:
    """Bring all to where `save_checkpoint` left them; return the epochs and steps done. Nothing in the file is run."""
    state = torch.load(file, weights_only=True, map_location="cpu")
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    rng.setstate(state["rng"])
    torch.set_rng_state(state["torch"])
    torch.cuda.set_rng_state_all(state["cuda"])
    epochs, step = state["done"]
    return epochs, step
