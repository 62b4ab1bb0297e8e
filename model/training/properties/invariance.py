"""Invariance: how a line is encoded, spaced and signed changes nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from random import Random

from levelhed.model.score import Score
from levelhed.model.scorer import Scorer
from levelhed.model.training.properties.rate import EVERY, TOLERANCE, Rate, Tally, change

_OUTLETS = (
    "The Daily Ferry", "CNN", "BBC News", "The Marrow Bay Gazette", "The New York Times", "Fox News", "Harwick Herald",
    "Reuters", "The Daily Telegraph", "USA Today", "The Guardian", "Lowland Post", "The Evening Standard",
)  # fmt: skip
_SIGNS = (" - {}", " | {}", " – {}", " — {}")
_ACCENTED = ("José", "Zoë", "Müller", "Beyoncé", "São Paulo", "Malmö", "Curaçao", "Côte d'Ivoire", "Hélène")
_ACCENTED_LINES = (
    "{} leads after first round",
    "Police question {} over missing funds",
    "Why {} is furious about the verdict",
    "The café that {} will never forget",
    "{} wins prize for résumé of flood report",
)
_BODY = (
    "The committee met on Monday. It heard two reports on roads. Members agreed to publish the figures in May. "
    "A second meeting was set for June. No vote was taken."
)
_LABELS = ("Opinion | ", "ANALYSIS: ", "Review - ", "Comment — ", "Letters: ", "Fact check: ")


def invariance(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> list[Rate]:
    """Write real headlines in another Unicode form, with other quotation marks and spaces, with labels round them."""
    body = scorer.read_body(_BODY, "")
    composed = [h for h in headlines if not h.isascii()]
    composed += [t.format(name) for t in _ACCENTED_LINES for name in _ACCENTED]
    quoting = [h for h in headlines if re.search("[\"'‘’“”]", h)]
    ends = [h for h in headlines if len(h.split()) > 4 and not re.search(r"[|–—:]|\s-+\s|-$", h)]
    checks: tuple[tuple[str, Sequence[str], Callable[[str], str]], ...] = (
        ("the Unicode form", composed, lambda h: unicodedata.normalize(rng.choice(("NFD", "NFC")), h)),
        ("curly or straight quotes", quoting, lambda h: _turned(h)),
        ("spaces at the ends", headlines, lambda h: rng.choice((f"{h} ", f"  {h}", f"{h}\n", f"{h}\u00a0", f"{h}\t "))),
        ("a section's label", ends, lambda h: rng.choice(_LABELS) + h),
        ("a site's name", ends, lambda h: h + rng.choice(_SIGNS).format(rng.choice(_OUTLETS))),
    )
    rates = []
    for name, lines, write in checks:
        tally = Tally(f"invariance: {name} changes nothing", EVERY, TOLERANCE[scorer.info.name])
        for line in rng.sample(list(lines), min(size, len(lines))):
            other = write(line)
            moved = _moved(*(scorer.score_line(text, body, evidence=False) for text in (line, other)))
            tally.at_most(moved, TOLERANCE[scorer.info.name], f"{line!r} / {other!r}")
        rates.append(tally.rate())
    return rates


def _turned(line: str) -> str:
    """Return `line` with straight quotation marks made curly and curly ones straight."""
    if re.search("[‘’“”]", line):
        return line.translate(str.maketrans("‘’“”", "''\"\""))
    line = re.sub(r"(?<![\w.,!?])'(?=\S)", "‘", line)
    line = re.sub(r'(?<![\w.,!?])"(?=\S)', "“", line)
    return line.replace("'", "’").replace('"', "”")


def _moved(one: Score, two: Score) -> float:
    # Support is a share, not points: any change of it is one.
    assert one.support is not None
    assert two.support is not None
    return max(change(one, two)[0], abs(one.heat - two.heat), abs(one.support - two.support))
