"""The model card, written from what was measured: nothing in it is typed by hand but what no program can know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from levelhed.data.durable import write_durably
from levelhed.model.training.properties import Rate
from levelhed.model.training.reach import Kept

_TEMPLATE = Path(__file__).with_name("card.md.txt")


@dataclass(frozen=True, slots=True)
class Measured:
    """One reader: its manifest, its figures as served, and the promises it was held to."""

    manifest: Mapping[str, Any]
    figures: Mapping[str, Any]
    rates: tuple[Rate, ...]


def write_card(path: Path, measured: Mapping[str, Measured], cascade: Kept | None = None) -> None:
    """Write the card of the readers in `measured`, by name, to `path`; `cascade` is what both in turn keep."""
    first = next(iter(measured.values()))
    text = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        version=first.manifest["version"],
        seed=first.manifest["seed"],
        checksums="\n".join(f"- {name}: `{m.manifest['checksum']}`" for name, m in measured.items()),
        figures=_figures(measured),
        calibration="\n\n".join(_calibration(name, m) for name, m in measured.items()),
        properties=_properties(measured),
        cascade=f"Over the stories of our own, {cascade}." if cascade else "Not measured in this run.",
        outlets=_gaps(measured),
        data=_data(first.manifest["data"]) + _further(first.manifest),
        thresholds="\n".join(_thresholds(name, m.manifest) for name, m in measured.items()),
        worst="\n\n".join(_worst(name, m.figures["worst"]) for name, m in measured.items()),
        without=_without(first.manifest.get("without_research_only")),
    )
    with write_durably(path) as part:
        part.write_text(text, encoding="utf-8")


_ROWS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("clickbait: squared error, held-out posts", ("figures", "test", "mse")),
    ("clickbait: absolute error, held-out posts", ("figures", "test", "mae")),
    ("clickbait: R2, held-out posts", ("figures", "test", "r2")),
    ("clickbait: F1, held-out posts", ("figures", "test", "f1")),
    ("clickbait: calibration error, held-out posts", ("figures", "test", "calibration_error")),
    ("clickbait: squared error, held-out folds", ("manifest", "cross_validated", "clickbait", "mse")),
    (
        "exaggeration: average precision, held-out folds",
        ("manifest", "cross_validated", "exaggeration", "average_precision"),
    ),
    (
        "exaggeration: calibration error, held-out folds",
        ("manifest", "cross_validated", "exaggeration", "calibration_error"),
    ),
    ("bias: macro-F1, held-out folds", ("manifest", "cross_validated", "bias", "macro_f1")),
    ("bias: calibration error, held-out folds", ("manifest", "cross_validated", "bias", "calibration_error")),
    ("bias: macro-F1, lighter recipe, rows held out at random", ("manifest", "outlets", "random")),
    ("bias: macro-F1, the same, whole outlets held out", ("manifest", "outlets", "outlets")),
    ("bias: macro-F1, no teacher, rows held out at random", ("manifest", "outlets_untaught", "random")),
    ("bias: macro-F1, no teacher, whole outlets held out", ("manifest", "outlets_untaught", "outlets")),
    ("bias: macro-F1, told by the name of the outlet alone", ("manifest", "outlets_untaught", "outlet_alone")),
    (
        "sensationalism: calibration error, held-out folds",
        ("manifest", "cross_validated", "sensationalism", "calibration_error"),
    ),
    ("BASIL: lexical-bias sentences against the rest, AUROC of `bias`", ("figures", "basil", "lexical_bias_auroc")),
    ("squared error lost to 8-bit arithmetic", ("manifest", "test", "quantisation_loss")),
)


def _figures(measured: Mapping[str, Measured]) -> str:
    lines = [f"| what | {' | '.join(measured)} |", "|---|" + "---|" * len(measured)]
    for label, path in _ROWS:
        cells = [_cell(m, path) for m in measured.values()]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(measured: Measured, path: Sequence[str]) -> str:
    found: Any = getattr(measured, path[0])
    for step in path[1:]:
        if step not in found:
            return "-"
        found = found[step]
    if not isinstance(found, Mapping):
        return f"{found:.4f}"
    if "interval" not in found:
        return f"{found['value']:.4f}"
    low, high = found["interval"]
    return f"{found['value']:.4f} ({low:.4f} to {high:.4f})"


def _calibration(name: str, measured: Measured) -> str:
    heads = {h: measured.manifest["cross_validated"][h]["curve"] for h in ("clickbait", "exaggeration", "bias")}
    heads["sensationalism"] = measured.manifest["cross_validated"]["sensationalism"]["curve"]
    lines = [f"**{name}**", "", "| tenth | " + " | ".join(heads) + " |", "|---|" + "---|" * len(heads)]
    for tenth in range(10):
        cells = [f"{100 * c[tenth][0]:.0f} said, {100 * c[tenth][1]:.0f} true" for c in heads.values()]
        lines.append(f"| {tenth + 1} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _properties(measured: Mapping[str, Measured]) -> str:
    lines = ["| reader | promise | cases | kept | asked | worst |", "|---|---|---|---|---|---|"]
    for name, own in measured.items():
        lines += [
            f"| {name} | {r.name} | {r.cases:,} | {100 * r.share:.2f}%{'' if r.reached else ' (missed)'} "
            f"| {100 * r.bar:.1f}% | {r.worst:.2f} |"
            for r in own.rates
            if r.cases
        ]
    return "\n".join(lines)


def _gaps(measured: Mapping[str, Measured]) -> str:
    lines = ["| reader | outlet | mean gap | articles |", "|---|---|---|---|"]
    for name, own in measured.items():
        for outlet, gap in own.figures["basil"]["gap_by_outlet"].items():
            lines.append(f"| {name} | {outlet} | {gap['mean']:+.1f} ± {gap['half_width']:.1f} | {gap['articles']} |")
    return "\n".join(lines)


def _data(data: Mapping[str, Any]) -> str:
    lines = ["| set | rows | stated licence | research only | checksum |", "|---|---|---|---|---|"]
    for name, entry in data.items():
        only = "yes" if entry["research_only"] else "no"
        lines.append(f"| {name} | {entry['rows']:,} | {entry['licence']} | {only} | `{entry['sha256'][:12]}` |")
    return "\n".join(lines)


def _further(manifest: Mapping[str, Any]) -> str:
    # What is in the readers besides the labelled sets.
    told = f"\n\nWhich other words need not be names is taken from {manifest['dictionary']}."
    teacher = manifest.get("larger_teacher")
    if teacher is None:
        return told
    return (
        f"{told}\n\nClickbait was also taught by a larger encoder, {teacher['base']} (weights "
        f"`{teacher['sha256'][:12]}`), fine-tuned on the same posts. Nothing of it is in the readers, and no figure of "
        "held-out folds knows of it."
    )


def _thresholds(name: str, manifest: Mapping[str, Any]) -> str:
    at = manifest["thresholds"]
    precision = manifest["threshold_precision"]
    return (
        f"- {name}: *charged* from heat {at['charged']:.0f} ({100 * precision['charged']:.0f}% of held-out lines above "
        f"it are called loud by people), *sensational* from {at['sensational']:.0f} "
        f"({100 * precision['sensational']:.0f}%)."
    )


def _worst(name: str, worst: Mapping[str, Any]) -> str:
    errors = ", ".join(f"{e['judges']} ({e['model']})" for e in worst["errors"])
    traits = sorted(worst["shared"].items(), key=lambda t: t[1]["all"] - t[1]["worst"])
    shared = "; ".join(f"{t}: {100 * v['worst']:.0f}% of them, {100 * v['all']:.0f}% of all" for t, v in traits)
    return f"**{name}**: judges' rating (and the model's): {errors}.\n\nWhat they share: {shared}."


def _without(figures: Mapping[str, Any] | None) -> str:
    if not figures:
        return "Not measured for this version."
    lines = ["| what | default, people's labels alone | without the research-only sets |", "|---|---|---|"]
    lines += [f"| {name} | {row['default']:.4f} | {row['without']:.4f} |" for name, row in figures.items()]
    return "\n".join(lines)
