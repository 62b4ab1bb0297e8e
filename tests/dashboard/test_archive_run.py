from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from levelhed.dashboard import archive_run
from levelhed.data import rows
from levelhed.data.errors import InputError
from levelhed.model import Scorer
from levelhed.service.audit import audit_archive

LOUD = "-SHOCK as minister DESTROYS critics"
BODY = "The minister answered questions on Monday. He was calm. The meeting went on for an hour."


def _archive(folder: Path, count: int, **other: str) -> Path:
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps({"headline": LOUD, "body": BODY, **other}) + "\n" for _ in range(count)))
    return path


class _Tiring:
    """A scorer that can no more after so many rows."""

    def __init__(self, scorer: Scorer, most: int) -> None:
        self.info, self.thresholds, self.figures = scorer.info, scorer.thresholds, scorer.figures
        self._scorer = scorer
        self.left = most

    def score_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        self.left -= batch.num_rows
        if self.left < 0:
            raise InputError("unreachable", "http://levelhed", "does not answer")
        return self._scorer.score_batch(batch)


def test_what_was_cut_off_goes_on_where_it_was(tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 10)
    archive = archive_run.open_path(_archive(tmp_path, 50))
    tiring = _Tiring(scorer, 30)
    with pytest.raises(InputError, match="does not answer"):
        archive_run.score(archive, tiring, "headline", "body")
    tiring.left = 20
    archive_run.score(archive, tiring, "headline", "body")
    assert (archive.tally.rows, archive.tally.scored) == (50, 50)


def test_other_columns_begin_it_again(tmp_path: Path, scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "PART_ROWS", 10)
    archive = archive_run.open_path(_archive(tmp_path, 20, title="Council meets"))
    with pytest.raises(InputError, match="does not answer"):
        archive_run.score(archive, _Tiring(scorer, 10), "headline", "body")
    archive_run.score(archive, scorer, "title", "body")
    assert archive.tally.just_above(0)[0][1] == "Council meets"


def test_a_result_of_csv_is_shown_without_what_keeps_it_from_being_run(tmp_path: Path, scorer: Scorer) -> None:
    audit_archive(lambda: scorer, [str(_archive(tmp_path, 12, outlet="=Planet"))], tmp_path / "out.csv")
    archive = archive_run.open_path(tmp_path / "out.csv")
    archive_run.add_up(archive, "headline", "body")
    assert archive.tally.loudest()[0].headline == LOUD
    assert [group.name for group in archive.tally.groups("outlet")] == ["=Planet"]
