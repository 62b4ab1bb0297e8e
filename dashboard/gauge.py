"""The gauge: where a headline's heat stands between measured and sensational."""

from __future__ import annotations

from levelhed.model.blend import Thresholds
from levelhed.model.score import Score

VERDICTS = {
    "measured": "As calm as a news line should be.",
    "charged": "Some words push. Look at them.",
    "sensational": "Louder than most newsrooms would print.",
}
"""One sentence a verdict."""


def gauge(score: Score, thresholds: Thresholds) -> str:
    """Return the gauge as HTML; none of it comes from a headline."""
    a, b = thresholds.charged, thresholds.sensational
    title = score.verdict.capitalize()
    return f"""<div class="lh-gauge" role="group" aria-label="Verdict">
<p class="verdict"><span class="heat"><small>heat</small>{score.heat:.0f}</span>{title}</p>
<p class="says">{VERDICTS[score.verdict]}</p>
<div class="track" role="img"
 aria-label="Heat {score.heat:.0f} of 100. Charged from {a:.0f}, sensational from {b:.0f}.">
<span class="zone measured" style="left:0;width:{a:.1f}%"></span>
<span class="zone charged" style="left:{a:.1f}%;width:{b - a:.1f}%"></span>
<span class="zone sensational" style="left:{b:.1f}%;width:{100 - b:.1f}%"></span>
<span class="needle" style="left:{score.heat:.1f}%"></span></div>
<div class="names" aria-hidden="true"><span style="left:0">measured</span><span style="left:{a:.1f}%">charged</span>
<span>sensational</span></div></div>"""
