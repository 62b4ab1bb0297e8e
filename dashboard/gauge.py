"""The gauge: where a headline's heat stands between measured and sensational."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from levelhed.dashboard.doubts import of_the_headline
from levelhed.model.blend import Thresholds
from levelhed.model.score import Score

VERDICTS = {
    "measured": "As calm as a news line should be.",
    "charged": "Some words push. Look at them.",
    "sensational": "Past the line from which it is called sensational.",
}
"""One sentence a verdict."""

DOUBTED = "This figure says little here; why stands below."
"""Said in the place of the sentence where the model should not judge the headline."""

_PRECISE = 3  # decimals at most: figures closer to a threshold than that are as good as on it


def gauge(score: Score, thresholds: Thresholds, facts: Mapping[str, Any] | None = None) -> str:
    """Return the gauge as HTML; none of it comes from a headline.

    Parameters
    ----------
    facts : mapping, optional
        What is known of the reader: how often people found loud what it calls sensational.
    """
    a, b = thresholds.charged, thresholds.sensational
    title = score.verdict.capitalize()
    heat = shown_heat(score.heat, thresholds)
    return f"""<div class="lh-gauge" role="group" aria-label="Verdict">
<p class="verdict"><span class="heat"><small>heat</small>{heat}</span>{title}</p>
<p class="says">{_says(score, facts or {})}</p>
<div class="track" role="img"
 aria-label="Heat {heat} of 100. Charged from {a:.1f}, sensational from {b:.1f}.">
<span class="zone measured" style="left:0;width:{a:.1f}%"></span>
<span class="zone charged" style="left:{a:.1f}%;width:{b - a:.1f}%"></span>
<span class="zone sensational" style="left:{b:.1f}%;width:{100 - b:.1f}%"></span>
<span class="needle" style="left:{score.heat:.1f}%"></span></div>
<div class="names" aria-hidden="true"><span style="left:0">measured</span>
<span style="right:{100 - b:.1f}%">charged</span>
<span>sensational</span></div></div>"""


def shown_heat(heat: float, thresholds: Thresholds) -> str:
    """Return a heat in whole points, or as exactly as it takes to stand on its own side of every threshold as shown."""
    bounds = (thresholds.charged, thresholds.sensational)
    for decimals in range(_PRECISE):
        if all((round(heat, decimals) >= round(bound, 1)) == (heat >= bound) for bound in bounds):
            return f"{heat:.{decimals}f}"
    return f"{heat:.{_PRECISE}f}"


def _says(score: Score, facts: Mapping[str, Any]) -> str:
    if of_the_headline(score.uncertain):
        return DOUBTED
    right = (facts.get("threshold_precision") or {}).get("sensational")
    if score.verdict == "sensational" and right is not None:
        return f"Of ten lines that it calls so, about {10 * right:.0f} are loud to people."
    return VERDICTS[score.verdict]
