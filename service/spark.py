"""Headlines in a Spark DataFrame: `score_frame`, the same scores on a cluster as anywhere else."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from levelhed.data.errors import InputError
from levelhed.model import artefact
from levelhed.model.batch import FIELDS, SCHEMA
from levelhed.model.cascade import CascadeScorer
from levelhed.model.scorer import Scorer
from levelhed.service.audit_rows import BatchScorer

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROWS = 1_000
"""Rows scored at a time: Spark hands over ten thousand, which with long bodies is more than a worker should hold."""


def score_frame(
    frame: DataFrame, *, headline: str = "headline", body: str | None = None, model: str = "fast"
) -> DataFrame:
    """Return `frame` with the columns of `levelhed.model.batch.FIELDS` after its own.

    Lazy, as everything in Spark; rows stay in their partitions. The weights go to each executor once. levelhed itself
    must be installed there.

    Parameters
    ----------
    headline, body : str
        Columns of text; without `body` headlines are scored alone.
    model : str
        ``"fast"``, ``"deep"`` or ``"cascade"``.

    Raises
    ------
    InputError
        ``missing_part``, ``missing_column`` or ``column_taken``.
    """
    for name in (headline, *([body] if body else [])):
        if name not in frame.columns:
            raise InputError("missing_column", "frame", f"has no column {name!r}; it has {', '.join(frame.columns)}")
    if taken := sorted(set(frame.columns) & set(FIELDS)):
        raise InputError("column_taken", "frame", f"has columns that are written ({', '.join(taken)}); rename them")
    ship = Shipped(frame.sparkSession.sparkContext.broadcast(read_weights(model)))

    def score(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        scorer = ship()
        for whole in batches:
            for start in range(0, whole.num_rows, ROWS):
                yield _scored(scorer, whole.slice(start, ROWS), headline, body)

    return frame.mapInArrow(score, _schema(frame))


@dataclass(frozen=True, slots=True)
class Weights:
    """A model's files, by artefact and name, and a checksum of them all."""

    model: str
    files: dict[str, dict[str, bytes]] = field(compare=False, repr=False)
    checksum: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """Loads the scorer of broadcast weights; once in a process, and from one folder on a machine."""

    weights: Any

    def __call__(self) -> BatchScorer:
        """Return the scorer."""
        return _load(self.weights.value)


def read_weights(model: str) -> Weights:
    """Return the files of an installed model.

    Raises
    ------
    InputError
        ``unknown_model`` or ``missing_artefact``.
    """
    names = {"fast": ("fast",), "deep": ("fast", "deep"), "cascade": ("fast", "deep")}.get(model)
    if names is None:
        raise InputError("unknown_model", "model", f"{model!r} is not a model; use fast, deep or cascade")
    files: dict[str, dict[str, bytes]] = {}
    digest = hashlib.sha256()
    for name in names:
        if not artefact.is_packaged(name):
            raise InputError("missing_artefact", "model", f"{name!r} is not installed; run `levelhed train`")
        paths = sorted(path for path in artefact.packaged(name).iterdir() if path.is_file())
        files[name] = {path.name: path.read_bytes() for path in paths}
        for path, data in files[name].items():
            digest.update(f"{name}/{path} {hashlib.sha256(data).hexdigest()}\n".encode())
    return Weights(model, files, digest.hexdigest())


def open_session(master: str | None = None) -> SparkSession:
    """Return the running session, or start one on `master` (by default this machine).

    Raises
    ------
    InputError
        ``missing_part`` without pyspark or Java; ``cluster_failed`` where Spark cannot be started.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise InputError("missing_part", "Spark", "is not here: install levelhed[spark]") from error
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise InputError("missing_part", "Spark", "needs Java 17 or later, e.g. the package openjdk-17-jre-headless")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    running = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("levelhed").config("spark.ui.enabled", "false")
    master = master or "local[*]"
    try:
        session: SparkSession = builder.master(master).getOrCreate()
    except (Py4JError, PySparkException) as error:
        told = f"cannot be started on {master}; see that this is its address and that it runs"
        raise InputError("cluster_failed", "Spark", told) from error
    if running is None:
        session.sparkContext.setLogLevel("ERROR")  # what it warns of is its own affair
    return session


def _scored(scorer: BatchScorer, batch: pa.RecordBatch, headline: str, body: str | None) -> pa.RecordBatch:
    names = {"headline": headline, **({"body": body} if body else {})}
    texts = {name: batch.column(own).cast(pa.string()) for name, own in names.items()}
    scores = scorer.score_batch(pa.RecordBatch.from_pydict(texts))
    return pa.RecordBatch.from_arrays([*batch.columns, *scores.columns], names=[*batch.schema.names, *FIELDS])


def _schema(frame: DataFrame) -> Any:
    from pyspark.sql.types import DoubleType, StringType, StructField, StructType

    kinds = [StringType() if pa.types.is_string(SCHEMA.field(name).type) else DoubleType() for name in FIELDS]
    own = [StructField(name, kind, True) for name, kind in zip(FIELDS, kinds, strict=True)]
    return StructType([*frame.schema.fields, *own])


def _unpack(weights: Weights) -> Path:
    """Return a folder with the weights' files, if all is well the same one for all processes of a user."""
    folder = Path(tempfile.gettempdir()) / f"levelhed-{os.getuid()}-{weights.checksum}"
    if _holds(folder, weights):
        return folder
    part = Path(tempfile.mkdtemp(prefix="levelhed-"))
    for artefact_name, files in weights.files.items():
        (part / artefact_name).mkdir()
        for name, data in files.items():
            (part / artefact_name / name).write_bytes(data)
    try:
        part.rename(folder)
    except OSError:
        if _holds(folder, weights):  # another process was faster
            shutil.rmtree(part)
            return folder
        # Somebody else took the name, which anybody can tell, or a file was changed: this process keeps its own folder.
        atexit.register(shutil.rmtree, part, ignore_errors=True)
        return part
    return folder


def _holds(folder: Path, weights: Weights) -> bool:
    """Whether only this user can write to `folder`, and every file in it is as it was shipped."""
    try:
        about = folder.lstat()
        return (
            stat.S_ISDIR(about.st_mode)
            and about.st_uid == os.getuid()
            and not about.st_mode & 0o077
            and all(
                (folder / artefact_name / name).read_bytes() == data
                for artefact_name, files in weights.files.items()
                for name, data in files.items()
            )
        )
    except OSError:
        return False


@lru_cache(maxsize=2)
def _load(weights: Weights) -> BatchScorer:
    folder = _unpack(weights)
    # Every file is checked against its manifest on loading.
    if weights.model == "cascade":
        fast, deep = (Scorer.load(name, path=folder / name) for name in ("fast", "deep"))
        return CascadeScorer(fast, deep)
    return Scorer.load(weights.model, path=folder / weights.model)
