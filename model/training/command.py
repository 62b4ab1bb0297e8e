"""`levelhed train`: from the data folder to a checked artefact, the same every time."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import numpy as np
from levelhed.data.datasets import catalogue
from levelhed.data.errors import InputError
from levelhed.model import artefact
from levelhed.model.blend import heat, percent
from levelhed.model.linear import HEADS
from levelhed.model.names import Names
from levelhed.model.training.cased_text import capital_shares, name_words
from levelhed.model.training.corpora import SETS, Corpora, read_corpora
from levelhed.model.training.fit import (
    SEED,
    Floats,
    Head,
    Shares,
    Vocabulary,
    calibrated,
    design_matrix,
    fit_blend,
    fit_head,
    out_of_fold,
    platt,
    threshold_for_precision,
)
from levelhed.model.training.metrics import bias_metrics, clickbait_metrics, exaggeration_metrics

VERSION = "1.0.0"
"""Version of the trained model; raise it whenever the figures it gives change."""

PRECISION = {"charged": 0.4, "sensational": 0.6}
"""Of the training posts at or above each threshold, the share that judges rate over half-way to heavy clickbait.

A lower bound: a line may be loud without teasing, and no set rates that. No threshold reaches 0.7 (best 0.67), since
heat also rises with loaded wording, which judges of clickbait do not mark.
"""

REQUIRED = ("webis_clickbait_17",)


def train(
    datasets: Path, output: Path, *, without: Collection[str] = (), report: Callable[[str], None] = print
) -> dict[str, Any]:
    """Train the additive reader and write its artefact; return the manifest.

    Parameters
    ----------
    datasets : Path
        The folder of the labelled sets.
    output : Path
        Folder to write ``weights.npz`` and ``manifest.json`` to.
    without : collection of str
        Sets to leave out.

    Raises
    ------
    InputError
        ``unknown_dataset`` for a set that cannot be left out, or whatever a loader says of its file.
    """
    _check_without(without)
    corpora = read_corpora(datasets, without)
    examples = {"clickbait": corpora.clickbait, "exaggeration": corpora.exaggeration, "bias": corpora.bias}
    if empty := [name for name, rows in examples.items() if not rows]:
        raise InputError("no_rows", "--without", f"leaves nothing to train {', '.join(empty)} on")
    report(f"rows: {', '.join(f'{name} {len(rows):,}' for name, rows in examples.items())}")
    shares = capital_shares(corpora.cased_text)
    name_list = name_words(corpora.cased_text)
    names = Names(name_list, shares)
    vocabulary = Vocabulary.of((e.text for rows in examples.values() for e in rows), names)
    heads, logits = {}, {}
    for name in HEADS:
        matrix = design_matrix([e.text for e in examples[name]], vocabulary, names, shares)
        logits[name] = out_of_fold(name, matrix, examples[name])
        target = np.array([e.target for e in examples[name]])
        news = np.array([not e.aside for e in examples[name]])
        slope, intercept = platt(logits[name][news], target[news])
        logits[name] = slope * logits[name] + intercept
        heads[name] = calibrated(fit_head(name, matrix, examples[name]), slope, intercept)
        report(f"{name}: calibration slope {slope:.2f}")
    manifest = {
        "name": "fast",
        "version": VERSION,
        "seed": SEED,
        "without": sorted(without),
        "data": _data(without),
        **_blend_and_thresholds(corpora, heads, vocabulary, names, shares, logits),
    }
    blend = manifest.pop("blend")
    manifest["metrics"] = {
        "clickbait": clickbait_metrics(corpora, heads["clickbait"], logits["clickbait"], vocabulary, names, shares),
        "exaggeration": exaggeration_metrics(corpora.exaggeration, logits["exaggeration"]),
        "bias": bias_metrics(corpora.bias, logits["bias"]),
    }
    artefact.save(output, _arrays(heads, vocabulary, name_list, shares, blend), manifest)
    report(f"wrote {output}")
    return manifest


def _blend_and_thresholds(
    corpora: Corpora,
    heads: dict[str, Head],
    vocabulary: Vocabulary,
    names: Names,
    shares: Shares,
    logits: dict[str, Floats],
) -> dict[str, Any]:
    matrix = design_matrix([e.text for e in corpora.clickbait], vocabulary, names, shares)
    # The posts are in no other head's training rows, so only their own head must be read out of fold.
    exaggeration, bias = heads["exaggeration"].logits(matrix), heads["bias"].logits(matrix)
    blend = fit_blend(logits["clickbait"], exaggeration)
    sensationalism = percent(blend[0] + blend[1] * logits["clickbait"] + blend[2] * exaggeration)
    hot = np.array([heat(s, b, None) for s, b in zip(sensationalism, percent(bias), strict=True)])
    loud = np.array([e.target > 0.5 for e in corpora.clickbait])
    return {
        "blend": blend,
        "thresholds": {verdict: threshold_for_precision(hot, loud, p) for verdict, p in PRECISION.items()},
        "threshold_precision": PRECISION,
    }


def _arrays(
    heads: dict[str, Head],
    vocabulary: Vocabulary,
    names: Collection[str],
    shares: Shares,
    blend: tuple[float, float, float],
) -> dict[str, Any]:
    cased = sorted(shares)
    return {
        "hashes": vocabulary.hashes,
        "idf": vocabulary.idf.astype(np.float16),
        "weights": np.stack([heads[h].weights for h in HEADS]).astype(np.float16),
        "typography": np.stack([heads[h].typography for h in HEADS]),
        "intercept": np.array([heads[h].intercept for h in HEADS]),
        "blend": np.array(blend),
        "names": np.frombuffer("\n".join(sorted(names)).encode(), dtype=np.uint8),
        "cased_words": np.frombuffer("\n".join(cased).encode(), dtype=np.uint8),
        "capital_share": np.array([round(255 * shares[w]) for w in cased], dtype=np.uint8),
    }


def _data(without: Collection[str]) -> dict[str, Any]:
    entries = catalogue()
    return {
        name: {"sha256": entries[name].sha256, "licence": entries[name].licence, "rows": entries[name].rows}
        for name in SETS
        if name not in without
    }


def _check_without(without: Collection[str]) -> None:
    for name in without:
        if name in REQUIRED or name not in SETS:
            choices = ", ".join(n for n in SETS if n not in REQUIRED)
            raise InputError("unknown_dataset", "--without", f"{name!r} cannot be left out; choose from {choices}")
