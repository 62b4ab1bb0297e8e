"""An audit on a Spark cluster: each task reads, scores and saves the parts of a file or row group, as a worker does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from levelhed.data.archives import Unit
from levelhed.data.checkpoint import Checkpoint, save_part
from levelhed.data.errors import InputError
from levelhed.service.audit import AuditProgress, Report, check_strictly, read_parts, starts
from levelhed.service.audit_rows import AuditOptions, Load, RowScorer
from levelhed.service.spark import Shipped, open_session, read_weights

MOST_TASKS = 10_000
"""Tasks of a job, at most: beyond, Spark's driver is busier than its executors; each then takes several units."""

_TOLD = "unit long, rows long, errors long, bad string"


@dataclass(frozen=True, slots=True)
class SparkBackend:
    """Scores on a cluster whose machines see inputs and output folder under the same names as this one.

    Parameters
    ----------
    master : str or None
        ``spark://host:7077``, ``local[4]``, ...; by default all processors of this machine.
    model : str
        See `levelhed.service.spark.read_weights`.
    """

    master: str | None = None
    model: str = "fast"

    def __call__(
        self,
        load: Load,
        units: Sequence[Unit],
        checkpoint: Checkpoint,
        options: AuditOptions,
        strict: bool,
        report: Report,
    ) -> None:
        """See `levelhed.service.audit.Backend`; progress is told once, Spark shows its own."""
        from pyspark.errors import PySparkException

        session = open_session(self.master)
        whole = checkpoint.whole_units()
        numbers = [n for n in range(len(units)) if n not in whole]
        if numbers:
            context = session.sparkContext
            work = _Work(
                Shipped(context.broadcast(read_weights(self.model))),
                tuple(units),
                tuple(starts(units)),
                checkpoint.folder.resolve(),
                options,
                strict,
            )
            slices = context.parallelize([(n,) for n in numbers], min(len(numbers), MOST_TASKS))
            try:
                told = session.createDataFrame(slices, "unit long").mapInArrow(work.run, _TOLD).collect()
            except PySparkException as error:
                last = str(error).strip().splitlines()[-1]
                raise InputError("cluster_failed", "Spark", f"gave up ({last}); the same command goes on") from error
            for row in sorted(told):
                if row.bad:
                    where, _, message = row.bad.partition("\n")
                    raise InputError("bad_row", where, message)
            report(AuditProgress(sum(row.rows for row in told), sum(row.errors for row in told), 1.0))


@dataclass(frozen=True, slots=True)
class _Work:
    load: Shipped
    units: tuple[Unit, ...]
    starts: tuple[tuple[int, int], ...]
    folder: Path
    options: AuditOptions
    strict: bool

    def run(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Do the units named in `batches` and tell how each went."""
        with RowScorer(self.load, self.options) as scorer:
            for batch in batches:
                for number in batch.column("unit").to_pylist():
                    rows, errors, bad = self._run_unit(scorer, number)
                    told = {"unit": [number], "rows": [rows], "errors": [errors], "bad": pa.array([bad], pa.string())}
                    yield pa.RecordBatch.from_pydict(told)

    def _run_unit(self, scorer: RowScorer, number: int) -> tuple[int, int, str | None]:
        # A task that is run again, after its machine was lost, goes on where the first one was.
        done = Checkpoint(self.folder).done()
        first_row, before = self.starts[number]
        rows = errors = 0
        for part, stretch in read_parts(self.units[number], number, first_row, before, self.options):
            if (number, part.name.number) in done:
                continue
            batch = scorer.score(stretch)
            if self.strict:
                try:
                    check_strictly(batch, part.address, part.first_row)
                except InputError as error:
                    return rows, errors, f"{error.where}\n{error.message}"
            save_part(self.folder, part.name, batch)
            rows += batch.num_rows
            errors += batch.num_rows - batch.column("error").null_count
        return rows, errors, None
