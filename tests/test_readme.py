"""The README's figures are those of the readers that are installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from levelhed.model.artefact import packaged

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("column", "reader"), [(2, "fast"), (3, "deep")])
def test_the_table_says_what_was_measured(column: int, reader: str) -> None:
    manifest = json.loads((packaged(reader) / "manifest.json").read_bytes())
    table = README.split("## How good it is")[1].split("\n\n")[1]
    cells = [[cell.strip() for cell in row.split("|")][column] for row in table.splitlines()[2:]]
    assert cells == list(_cells(manifest))


def _cells(manifest: dict[str, Any]) -> tuple[str, ...]:
    test, folds = manifest["test"], manifest["cross_validated"]
    calibration = [
        test["calibration_error"],
        *(folds[head]["calibration_error"] for head in ("bias", "exaggeration", "sensationalism")),
    ]
    return (
        f"{test['mse']['value']:.4f} (R2 {test['r2']['value']:.2f}, F1 {test['f1']['value']:.2f})",
        f"{folds['bias']['macro_f1']['value']:.3f}",
        f"{folds['exaggeration']['average_precision']['value']:.3f}",
        ", ".join(f"{error['value']:.3f}" for error in calibration),
        f"{manifest['basil']['lexical_bias_auroc']['value']:.3f}",
    )
