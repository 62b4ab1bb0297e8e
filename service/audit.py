"""Score an archive: rows in, the same rows with their figures out, bad rows marked, nothing half-written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from levelhed.data.archives import Unit, find_units, read_unit
from levelhed.data.checkpoint import Checkpoint, PartName, is_checkpoint, open_checkpoint, save_part
from levelhed.data.errors import InputError
from levelhed.data.results import check_ending
from levelhed.data.rows import Rows
from levelhed.data.sources import Source, find_sources, local_path
from levelhed.model.batch import FIELDS
from levelhed.service.audit_result import AuditSummary, check_output, record_path, write_record, write_result
from levelhed.service.audit_rows import OF_PAGES, AuditOptions, BatchScorer, Load
from levelhed.service.audit_workers import score_in_order

PARTS = 2
"""Version of how inputs are cut into parts and read; a checkpoint of another one is not gone on with."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class AuditProgress:
    """How far an audit is: rows scored and bad rows among them in this run, and the share of all input that is done."""

    rows: int
    errors: int
    share: float


Report = Callable[[AuditProgress], None]


class Backend(Protocol):
    """Scores every part that a checkpoint lacks, and saves it there."""

    def __call__(
        self,
        load: Load,
        units: Sequence[Unit],
        checkpoint: Checkpoint,
        options: AuditOptions,
        strict: bool,
        report: Report,
    ) -> None:
        """Raise `InputError` ``bad_row`` at the first bad row if `strict`."""
        ...


def audit_archive(
    load: Load,
    inputs: Sequence[str],
    output: Path,
    options: AuditOptions | None = None,
    *,
    backend: Backend | None = None,
    needs_body: bool = False,
    strict: bool = False,
    restart: bool = False,
    command: str | None = None,
    report: Report = lambda progress: None,
) -> AuditSummary:
    """Score every row of `inputs` into `output`, in order.

    What is done is kept in ``OUTPUT.parts`` until all of it is; called again after whatever ended it, an audit goes
    on, and its result is the same to the byte. ``OUTPUT.audit.json`` says how the result was made.

    Parameters
    ----------
    load : callable
        Loads the scorer, as ``Scorer.load`` does.
    inputs : sequence of str
        See `levelhed.data.sources.find_sources`.
    backend : callable, optional
        What does the work; by default this process alone, see `LocalBackend`.
    needs_body : bool
        Whether one file at least must have the column of bodies.
    strict : bool
        Stop at the first row that cannot be scored.
    restart : bool
        Begin again, whatever is done already.
    command : str, optional
        The command line to record.
    report : callable
        Told of every part.

    Raises
    ------
    InputError
        When an input as a whole cannot be read, or the output cannot be written; an old output is left as it was.
    """
    options = options or AuditOptions()
    check_ending(output)
    if options.body == options.headline:
        raise InputError(
            "bad_option", "body column", f"is the column of headlines, too ({options.body!r}); name another for bodies"
        )
    _check_names(options, FIELDS, "the audit writes")
    check_output(output)
    parts = output.with_name(output.name + ".parts")
    sources = _sources(inputs, output, parts)
    if any(source.format == "warc" for source in sources):
        _check_names(options, OF_PAGES, "the pages of a web archive have")
    units = find_units(sources, options.headline, options.body, FIELDS, needs_body=needs_body)
    scorer = load()
    manifest = _manifest(sources, scorer, options)
    figures = _figures(scorer)
    del scorer  # the workers load their own
    with open_checkpoint(parts, manifest, restart=restart) as checkpoint:
        if strict:
            _check_done(checkpoint, units)
        (backend or LocalBackend())(load, units, checkpoint, options, strict, report)
        if strict:
            _check_done(checkpoint, units)  # what stood behind a part that was missing before
        summary = write_result(checkpoint, output, options.headline)
        write_record(checkpoint, output, {**manifest, **summary.to_dict(), "figures": figures, "command": command})
        checkpoint.remove()
    return summary


def _check_names(options: AuditOptions, taken: Collection[str], by: str) -> None:
    for option, name in (("headline column", options.headline), ("body column", options.body)):
        if name in taken:
            raise InputError("bad_option", option, f"is a column {by} ({name!r}); name another")


def _sources(inputs: Sequence[str], output: Path, parts: Path) -> list[Source]:
    """Return what to read: every input, and never what is written."""
    own, itself = output.resolve(), InputError("cannot_write", str(output), "is an input itself; give another output")
    if any(path and path.resolve() == own for path in map(local_path, inputs)):
        raise itself
    found = find_sources(inputs)
    places = {source: path.resolve() for source in found if (path := local_path(source.address))}
    if own in places.values() and not (record_path(output).is_file() or is_checkpoint(parts)):
        raise itself
    if any(parts.resolve() in path.parents for path in places.values()):
        raise InputError("cannot_write", str(parts), "holds inputs, and the audit would work there; move them")
    # An earlier result within an input folder is there when the same command is given again.
    sources = [source for source in found if places.get(source) != own]
    if not sources:
        raise InputError("missing_file", ", ".join(inputs), "holds no archive but the output itself")
    return sources


@dataclass(frozen=True, slots=True)
class LocalBackend:
    """Reads here and scores in `workers` processes (one: in this one)."""

    workers: int = 1

    def __call__(
        self,
        load: Load,
        units: Sequence[Unit],
        checkpoint: Checkpoint,
        options: AuditOptions,
        strict: bool,
        report: Report,
    ) -> None:
        """See `Backend`."""
        total = sum(unit.size for unit in units) or 1
        rows = errors = 0
        for part, batch in score_in_order(load, options, _parts(units, checkpoint, options), self.workers):
            if strict:
                check_strictly(batch, part.address, part.first_row)
            save_part(checkpoint.folder, part.name, batch)
            rows += batch.num_rows
            errors += batch.num_rows - batch.column("error").null_count
            report(AuditProgress(rows, errors, min(1.0, part.position / total)))


@dataclass(frozen=True, slots=True)
class Part:
    """A part to come: its name, the file and the first row of it, and the bytes of all input read by its end."""

    name: PartName
    address: str
    first_row: int
    position: int


def read_parts(
    unit: Unit, number: int, first_row: int, before: int, options: AuditOptions
) -> Iterator[tuple[Part, Rows]]:
    """Yield the parts of one unit; a unit without rows has one part without rows.

    Raises
    ------
    InputError
        ``column_taken`` where a row brings a column that the audit writes.
    """
    stretches = read_unit(unit, options.headline, options.body)
    empty = Rows(pa.RecordBatch.from_pydict({options.headline: pa.array([], pa.string())}), (), unit.size)
    first = next(stretches, empty)
    for i, (rows, last) in enumerate(_with_last(chain([first], stretches))):
        if taken := sorted(set(rows.columns.schema.names) & set(FIELDS)):
            where = f"{unit.source.address}, rows {first_row} to {first_row + len(rows.errors) - 1}"
            raise InputError("column_taken", where, f"have columns the audit writes ({', '.join(taken)}); rename them")
        name = PartName(number, i, last)
        yield Part(name, unit.source.address, first_row, before + (unit.size if last else rows.position)), rows
        first_row += len(rows.errors)


def check_strictly(batch: pa.RecordBatch, address: str, first_row: int) -> None:
    """Raise ``bad_row`` for the first row of a part that could not be scored."""
    bad = pc.indices_nonzero(pc.is_valid(batch.column("error")))
    if len(bad):
        index = bad[0].as_py()
        kind = batch.column("error")[index].as_py()
        raise InputError(
            "bad_row", f"{address}, row {first_row + index}", f"cannot be scored ({kind}), and --strict is on"
        )


def _check_done(checkpoint: Checkpoint, units: Sequence[Unit]) -> None:
    """Check the parts that are there strictly; after one that is missing, rows of its unit cannot be counted yet."""
    rows = [first_row for first_row, _ in starts(units)]
    numbers = [0] * len(units)
    for name, batch in checkpoint.read():
        if name.number == numbers[name.unit]:
            check_strictly(batch, units[name.unit].source.address, rows[name.unit])
            rows[name.unit] += batch.num_rows
            numbers[name.unit] += 1


def starts(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield where each unit starts: the number of its first row in its file, and the bytes of all input before it."""
    before, first_row, address = 0, 1, ""
    for unit in units:
        first_row = first_row if unit.source.address == address else 1
        address = unit.source.address
        yield first_row, before
        before += unit.size
        first_row += unit.rows or 0


def _parts(units: Sequence[Unit], checkpoint: Checkpoint, options: AuditOptions) -> Iterator[tuple[Part, Rows]]:
    done, whole = checkpoint.done(), checkpoint.whole_units()
    for number, (unit, (first_row, before)) in enumerate(zip(units, starts(units), strict=True)):
        if number not in whole:
            for part, rows in read_parts(unit, number, first_row, before, options):
                if (number, part.name.number) not in done:
                    yield part, rows


def _with_last(items: Iterator[_Item]) -> Iterator[tuple[_Item, bool]]:
    held = next(items)
    for item in items:
        yield held, False
        held = item
    yield held, True


def _figures(scorer: BatchScorer) -> dict[str, object]:
    figures = scorer.figures()
    figures = figures.get("deep", figures)  # both readers in turn: it is the second one's verdicts that they give
    own = asdict(scorer.thresholds)
    # How often a verdict is right was measured with the thresholds picked in training.
    measured = ("threshold_precision", "verdict_errors") if own == figures.get("thresholds") else ()
    return {"thresholds": own, **{key: figures.get(key) for key in measured}}


def _manifest(sources: Sequence[Source], scorer: BatchScorer, options: AuditOptions) -> dict[str, object]:
    return {
        "parts": PARTS,
        "inputs": [{"address": s.address, "size": s.size, "version": s.version} for s in sources],
        "model": asdict(scorer.info),
        "thresholds": asdict(scorer.thresholds),
        "options": asdict(options),
    }
