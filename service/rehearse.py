"""What other thresholds would have flagged, from the written results, without scoring again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from levelhed.data.errors import InputError
from levelhed.service.report.results import read_results

SAMPLES = 5
SEED = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """A headline and its heat."""

    headline: str
    heat: float


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What one threshold of heat would have flagged.

    Attributes
    ----------
    threshold, today : float
        The one rehearsed, and the one in force when the archive was scored (of the verdict *sensational*).
    scored, flagged, flagged_today : int
        Rows.
    nearest : list of Sample
        Those just above the threshold: where it decides.
    changed : list of Sample
        Drawn at random, always the same, from those it would judge otherwise than today's.
    """

    threshold: float
    today: float
    scored: int
    flagged: int
    flagged_today: int
    nearest: list[Sample]
    changed: list[Sample]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)


def rehearse(result: Path, threshold: float, samples: int = SAMPLES) -> Rehearsal:
    """Say what a threshold of heat (0-100) would have flagged in the result of an audit.

    Raises
    ------
    InputError
        ``bad_option``, and whatever `levelhed.service.report.results.read_results` raises.
    """
    if not 0.0 <= threshold <= 100.0:
        raise InputError("bad_option", "--threshold", f"is {threshold:g}; heat lies between 0 and 100")
    results = read_results(result)
    today = results.verdict_threshold
    heat = np.array(results.table.column("heat").to_numpy(zero_copy_only=False), dtype=np.float64)
    above = np.flatnonzero(heat >= threshold)
    changed = np.flatnonzero((heat >= threshold) != (heat >= today))
    drawn = np.random.default_rng(SEED).permutation(changed)[:samples]

    def show(rows: np.ndarray[Any, Any]) -> list[Sample]:
        headlines = results.table.column("headline").take(pa.array(rows, pa.int64())).to_pylist()
        return [Sample(headline, float(heat[i])) for headline, i in zip(headlines, rows.tolist(), strict=True)]

    return Rehearsal(
        threshold,
        today,
        len(heat),
        len(above),
        int((heat >= today).sum()),
        show(above[np.argsort(heat[above], kind="stable")[:samples]]),
        show(drawn),
    )
