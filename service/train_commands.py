"""`levelhed train` and `levelhed evaluate`: from the data folder to an artefact, and its figures."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from levelhed.data.errors import InputError

Datasets = Annotated[
    Path | None, typer.Option(help="Folder of the labelled sets; LEVELHED_DATASETS names it without the flag.")
]


def train(
    output: Annotated[Path, typer.Option(help="Folder to write the artefact to.")],
    datasets: Datasets = None,
    without: Annotated[list[str] | None, typer.Option(help="A set to leave out; may be given again.")] = None,
) -> None:
    """Train the model from the labelled sets and write its artefact."""
    _need_scikit_learn()
    from levelhed.model.training.command import train as run_training

    run_training(_folder(datasets), output, without=without or (), report=print)


def evaluate(datasets: Datasets = None) -> None:
    """Measure the installed model on the labelled sets."""
    _need_scikit_learn()
    from levelhed.model.training.evaluate import evaluate as run_evaluation

    run_evaluation(_folder(datasets), report=print)


def _folder(datasets: Path | None) -> Path:
    from levelhed.data.datasets import folder_from_setting

    return datasets or folder_from_setting()


def _need_scikit_learn() -> None:
    if find_spec("sklearn") is None:
        raise InputError("missing_part", "training", "needs scikit-learn; install levelhed[train]")
