"""The result of an audit from its parts, and the record beside it that says how it was made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from levelhed.data.checkpoint import Checkpoint
from levelhed.data.durable import unfinished_name, write_durably
from levelhed.data.errors import InputError
from levelhed.data.plain_values import as_text
from levelhed.data.results import open_results
from levelhed.model.batch import FIELDS, SCHEMA
from levelhed.service.audit_record import fault_of
from levelhed.service.audit_rows import DAMAGE


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """How an audit went.

    Attributes
    ----------
    rows : int
        Rows of the result.
    errors : Counter
        How many of them could not be scored, by kind of error.
    models : Counter
        How many of them were scored, by the name of the model their figures are from.
    damage : list of str
        What ended a file early.
    bodies : int
        How many of them were scored with a body.
    """

    rows: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)
    damage: list[str] = field(default_factory=list)
    bodies: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "rows": self.rows,
            "errors": dict(self.errors),
            "models": dict(self.models),
            "damage": list(self.damage),
            "bodies": self.bodies,
        }


def write_result(checkpoint: Checkpoint, output: Path, headline: str) -> AuditSummary:
    """Join the parts, in order, into `output`, which has the column `headline`; equal parts give equal bytes."""
    schema = _join_schemas((batch for _, batch in checkpoint.read()), headline)
    rows, errors, models, damage, bodies = 0, Counter[str](), Counter[str](), [], 0
    with open_results(output, schema, checkpoint.folder) as write:
        for _, batch in checkpoint.read():
            write(_fit(batch, schema))
            rows += batch.num_rows
            errors.update(_counts(batch, "error"))
            models.update(_counts(batch, "model"))
            bodies += batch.num_rows - batch.column("body_bias").null_count
            if batch.schema.metadata and DAMAGE in batch.schema.metadata:
                damage.append(batch.schema.metadata[DAMAGE].decode())
    return AuditSummary(rows, errors, models, damage, bodies)


def record_path(output: Path) -> Path:
    """Return the path of the record beside a result."""
    return output.with_name(output.name + ".audit.json")


def check_output(output: Path) -> None:
    """Raise ``cannot_write`` where neither a result can have this name nor its record one beside it."""
    folder = output.absolute().parent
    try:
        while not folder.exists():  # it is made once there is something to write
            folder = folder.parent
        with suppress(FileNotFoundError):
            (folder / unfinished_name(record_path(output).name)).lstat()
    except OSError as error:
        told = f"cannot be written with its record beside it ({error.strerror}); give another output"
        raise InputError("cannot_write", str(output), told) from error
    if output.is_dir():
        raise InputError("cannot_write", str(output), "is a folder; give the name of a file")


def write_record(checkpoint: Checkpoint, output: Path, record: Mapping[str, Any]) -> None:
    """Write the record of a result."""
    with write_durably(record_path(output), checkpoint.folder) as part:
        part.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n")


def read_record(output: Path) -> dict[str, Any]:
    """Return the record of a result.

    Raises
    ------
    InputError
        ``missing_file``, ``damaged_file`` or ``cannot_read``
    """
    try:
        if output.is_dir():
            raise InputError("missing_file", str(output), "is a folder; give the file that `levelhed audit` wrote")
        path = record_path(output)
        text = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "missing_file",
            str(path),
            "is not there; `levelhed audit` writes it beside its result, keep the two together",
        ) from error
    except OSError as error:
        told = f"cannot be read ({error.strerror}); give the file that `levelhed audit` wrote"
        raise InputError("cannot_read", str(output), told) from error
    try:
        record = json.loads(text)
    except ValueError as error:
        raise InputError("damaged_file", str(path), f"cannot be read ({error}); run the audit again") from error
    if fault := fault_of(record):
        told = f"is no record of an audit ({fault} is missing or wrong); run the audit again"
        raise InputError("damaged_file", str(path), told)
    return dict(record)


def _counts(batch: pa.RecordBatch, name: str) -> dict[str, int]:
    counts = batch.column(name).value_counts().to_pylist()
    return {c["values"]: c["counts"] for c in counts if c["values"] is not None}


def _join_schemas(batches: Iterable[pa.RecordBatch], headline: str) -> pa.Schema:
    own: dict[str, dict[pa.DataType, pa.Array]] = {}
    for batch in batches:
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if name not in FIELDS:
                kinds = own.setdefault(name, {})
                kinds[column.type] = _extremes(column, kinds.get(column.type))
    own.setdefault(headline, {})  # Parquet without a row group gives no part
    return pa.schema([*((name, _common(kinds)) for name, kinds in own.items()), *SCHEMA])


def _extremes(column: pa.Array, before: pa.Array | None) -> pa.Array:
    """Return the least and the greatest of a column of integers, `before` included; of another column nothing."""
    if not pa.types.is_integer(column.type):
        return pa.nulls(0, column.type)
    found = pc.min_max(column if before is None else pa.concat_arrays([before, column]))
    return pa.array([found["min"].as_py(), found["max"].as_py()], column.type)


def _common(extremes: Mapping[pa.DataType, pa.Array]) -> pa.DataType:
    """Return the type that holds every value of a column as it is: text, where no type of numbers does."""
    kinds = [kind for kind in extremes if not pa.types.is_null(kind)]
    if len(kinds) < 2:
        # A column without a single value is text as good as anything.
        return kinds[0] if kinds else pa.string()
    wide: tuple[pa.DataType, ...] = ()
    if all(pa.types.is_integer(kind) for kind in kinds):
        wide = (pa.int64(), pa.uint64())
    elif all(pa.types.is_integer(kind) or pa.types.is_floating(kind) for kind in kinds):
        wide = (pa.float64(),)
    fitting = (kind for kind in wide if all(_holds(kind, extremes[own]) for own in kinds))
    return next(fitting, pa.string())


def _holds(kind: pa.DataType, values: pa.Array) -> bool:
    try:
        values.cast(kind)
    except pa.ArrowInvalid:
        return False
    return True


def _fit(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    there = set(batch.schema.names)
    columns = [
        _cast(batch.column(f.name), f.type) if f.name in there else pa.nulls(batch.num_rows, f.type) for f in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _cast(column: pa.Array, kind: pa.DataType) -> pa.Array:
    # What one file holds as dates or bytes may stand beside another file's text.
    return as_text(column) if kind == pa.string() else column.cast(kind)
