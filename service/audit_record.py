"""What the record of an audit must hold for a report or a rehearsal of its result."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError


def fault_of(record: Any) -> str | None:
    """Return the first field of a record that is missing or wrong; None where it can be used."""
    try:
        _Record.model_validate(record)
    except ValidationError as error:
        return ".".join(map(str, error.errors()[0]["loc"])) or "all of it"
    return None


class _Part(BaseModel):
    model_config = ConfigDict(strict=True)


class _Model(_Part):
    name: str
    version: str
    checksum: str
    rules: str


class _Options(_Part):
    headline: str
    body: str


class _Thresholds(_Part):
    charged: FiniteFloat
    sensational: FiniteFloat


class _Errors(_Part):
    sensitivity: FiniteFloat
    specificity: FiniteFloat


class _Figures(_Part):
    thresholds: _Thresholds
    threshold_precision: dict[str, FiniteFloat] | None = None
    verdict_errors: dict[str, _Errors] | None = None


class _Input(_Part):
    address: str
    size: int


class _Record(_Part):
    model: _Model
    options: _Options
    figures: _Figures
    inputs: list[_Input]
    rows: int
    errors: dict[str, int]
    models: dict[str, int] | None = None
    damage: list[str] | None = None
    command: str | None = None
