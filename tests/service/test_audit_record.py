"""What a report or a rehearsal asks of the record of an audit."""

from __future__ import annotations

from typing import Any

import pytest
from levelhed.service.audit_record import fault_of

RECORD: dict[str, Any] = {
    "model": {"name": "fast", "version": "1", "checksum": "0", "rules": "0"},
    "options": {"headline": "headline", "body": "body", "keep_body": False},
    "figures": {
        "thresholds": {"charged": 40.0, "sensational": 70},
        "threshold_precision": {"charged": 0.8},
        "verdict_errors": {"sensational": {"sensitivity": 0.7, "specificity": 0.9}},
    },
    "inputs": [{"address": "in.csv", "size": 3, "version": "1"}],
    "rows": 3,
    "errors": {"empty": 1},
}


def test_a_record_may_say_more_than_is_asked_and_leave_out_what_older_ones_do() -> None:
    assert fault_of(RECORD) is None
    assert fault_of({**RECORD, "models": {"fast": 2}, "damage": ["breaks off"], "command": "levelhed audit"}) is None
    assert fault_of({**RECORD, "figures": {"thresholds": RECORD["figures"]["thresholds"]}}) is None


@pytest.mark.parametrize("name", list(RECORD))
def test_a_part_that_is_missing_is_named(name: str) -> None:
    assert fault_of({key: value for key, value in RECORD.items() if key != name}) == name


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"rows": "3"}, "rows"),
        ({"errors": {"empty": "1"}}, "errors.empty"),
        ({"models": ["fast"]}, "models"),
        ({"damage": [3]}, "damage.0"),
        ({"inputs": [{"address": "in.csv"}]}, "inputs.0.size"),
        ({"model": {**RECORD["model"], "version": 1}}, "model.version"),
        ({"figures": {"thresholds": {"charged": float("nan"), "sensational": 70.0}}}, "figures.thresholds.charged"),
        ({"figures": {**RECORD["figures"], "threshold_precision": 0.8}}, "figures.threshold_precision"),
        ({"figures": {**RECORD["figures"], "verdict_errors": {"charged": {}}}}, "figures.verdict_errors.charged"),
    ],
)
def test_a_part_that_is_wrong_is_named(changed: dict[str, Any], fault: str) -> None:
    assert str(fault_of({**RECORD, **changed})).startswith(fault)


@pytest.mark.parametrize("record", [None, [], "a record"])
def test_what_is_no_record_is_wrong_altogether(record: object) -> None:
    assert fault_of(record) == "all of it"
