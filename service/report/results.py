"""The results of an audit as the report and the rehearsal read them: the columns they need, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from levelhed.data.archives import find_units, read_unit
from levelhed.data.errors import InputError
from levelhed.data.plain_values import as_text, decode, is_bytes
from levelhed.data.results import guarded, without_guards
from levelhed.data.sources import find_sources
from levelhed.model.batch import SCHEMA
from levelhed.service.audit_result import read_record
from levelhed.service.counted import counted

LEAD = 400
"""Code points kept of a body: what near-duplicates are told by."""


@dataclass(frozen=True, slots=True)
class Results:
    """What an audit wrote.

    Attributes
    ----------
    table : pyarrow.Table
        The rows that were scored: ``headline``, ``body`` if it was kept, the columns of
        `levelhed.model.batch.SCHEMA`, and those asked for.
    rows : int
        Rows of the result, those with an error among them.
    errors : dict
        Rows with an error, by kind.
    record : dict
        How it was made, see `levelhed.service.audit_result`.
    """

    table: pa.Table
    rows: int
    errors: dict[str, int]
    record: dict[str, Any]

    @property
    def verdict_threshold(self) -> float:
        """The heat from which a headline is sensational."""
        return float(self.record["figures"]["thresholds"]["sensational"])


def read_results(path: Path, columns: tuple[str, ...] = ()) -> Results:
    """Read a result and the record beside it.

    Parameters
    ----------
    columns : tuple of str
        Carried columns that are needed; one that is not there is left out.

    Raises
    ------
    InputError
        ``missing_file``, ``damaged_file``, ``cannot_read`` or whatever `levelhed.data.archives.find_units` raises.
    """
    record = read_record(path)
    is_csv = path.suffix.lower() == ".csv"
    headline, body = (guarded(n) if is_csv else n for n in (record["options"]["headline"], record["options"]["body"]))
    wanted = {body: "body", headline: "headline", **{name: name for name in (*columns, *SCHEMA.names)}}
    batches: list[pa.RecordBatch] = []
    for unit in find_units(find_sources([str(path)]), headline, body):
        for stretch in read_unit(unit, headline, body):
            names = [name for name in stretch.columns.schema.names if name in wanted]
            arrays = [_typed(stretch.columns.column(name), wanted[name], is_csv) for name in names]
            batches.append(pa.RecordBatch.from_arrays(arrays, names=[wanted[name] for name in names]))
    schema = (
        pa.unify_schemas([batch.schema for batch in batches]) if batches else pa.schema([("headline", pa.string())])
    )
    table = pa.concat_tables(
        [pa.Table.from_batches([batch]) for batch in batches] or [schema.empty_table()], promote_options="default"
    )
    if table.num_rows != record["rows"]:
        told = f"has {counted(table.num_rows, 'row')}, and its record tells of {record['rows']:,}; run the audit again"
        raise InputError("damaged_file", str(path), told)
    for field in SCHEMA:
        if field.name not in table.schema.names:
            table = table.append_column(field.name, pa.nulls(table.num_rows, field.type))
    bad = pc.is_valid(table.column("error"))
    counts = table.filter(bad).column("error").value_counts().to_pylist()
    errors = {str(c["values"]): int(c["counts"]) for c in counts}
    scored = table.filter(pc.and_(pc.invert(bad), pc.is_valid(table.column("heat"))))
    return Results(scored, table.num_rows, errors, record)


def _typed(column: pa.Array, name: str, is_csv: bool) -> pa.Array:
    # CSV knows neither numbers nor null.
    if name not in SCHEMA.names:
        column = decode(column)[0] if is_bytes(column.type) else as_text(column)
        column = without_guards(column) if is_csv else column
        return pc.utf8_slice_codeunits(column, 0, LEAD) if name == "body" else column
    kind = SCHEMA.field(name).type
    if pa.types.is_string(column.type):
        column = without_guards(column) if is_csv else column
        column = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
    return column.cast(kind)
