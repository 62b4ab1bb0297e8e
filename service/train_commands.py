"""`levelhed train` and `levelhed evaluate`: from the data folder to the artefacts, and their figures."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import typer
from levelhed.data.datasets import SETTING, folder_from_setting
from levelhed.data.errors import InputError

Datasets = Annotated[
    Path | None, typer.Option(help="Folder of the labelled sets; LEVELHED_DATASETS names it without the flag.")
]


def train(
    model: Annotated[
        Literal["fast", "deep", "all"], typer.Option(help="What to train; the deep reader has the fast one beside it.")
    ] = "all",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder of the artefacts, one a reader; by default the package's own."),
    ] = None,
    work: Annotated[
        Path, typer.Option(help="Folder for what takes long; an interrupted run goes on from there.")
    ] = Path("build/train"),
    datasets: Datasets = None,
    without: Annotated[list[str] | None, typer.Option(help="A set to leave out; may be given again.")] = None,
    outlets: Annotated[
        bool, typer.Option("--outlets", help="Also measure both readers with whole outlets held out.")
    ] = False,
    larger: Annotated[
        Path | None,
        typer.Option(help="Folder of a larger encoder, such as all-mpnet-base-v2, that teaches clickbait as well."),
    ] = None,
) -> None:
    """Train the readers from the labelled sets and write their artefacts."""
    _need_parts()
    from levelhed.model import artefact
    from levelhed.model.training.command import train as run_training

    models: list[Literal["fast", "deep"]] = ["fast", "deep"] if model == "all" else [model]
    run_training(
        _folder(datasets),
        output or artefact.packaged("fast").parent,
        work=work,
        models=models,
        without=without or (),
        outlets=outlets,
        larger=larger,
        report=print,
    )


def evaluate(
    model: Annotated[Literal["fast", "deep", "all"], typer.Option(help="Which of the readers to measure.")] = "all",
    stories: Annotated[
        Path | None, typer.Option(help="Folder of the written stories (tests/behaviour/stories).")
    ] = None,
    card: Annotated[Path | None, typer.Option(help="Write the model card to this file.")] = None,
    articles: Annotated[
        Path | None,
        typer.Option(help="Measure the reading of the pages in this folder (tests/articles/pages), and nothing else."),
    ] = None,
    datasets: Datasets = None,
) -> None:
    """Measure the installed readers on the labelled sets and on every promise they make."""
    if articles is not None:
        from levelhed.model.training.evaluate_pages import evaluate_pages

        own = datasets or (folder_from_setting() if os.environ.get(SETTING) else None)
        evaluate_pages(articles, own, models=["fast", "deep"] if model == "all" else [model], report=print)
        return
    _need_parts()
    from levelhed.model.training.evaluate import evaluate as run_evaluation

    models = ["fast", "deep"] if model == "all" else [model]
    run_evaluation(_folder(datasets), models=models, stories=stories, card=card, report=print)


def _folder(datasets: Path | None) -> Path:
    return datasets or folder_from_setting()


def _need_parts() -> None:
    if any(find_spec(part) is None for part in ("sklearn", "spylls")):
        raise InputError("missing_part", "training", "needs scikit-learn and spylls; install levelhed[train]")
