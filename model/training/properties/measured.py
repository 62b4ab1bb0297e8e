"""Every property in one go, for the model card and for the tests' last word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from levelhed.model.scorer import Scorer
from levelhed.model.training.properties import bodies, capitals, direction, doubts, invariance, supports, voices
from levelhed.model.training.properties.exactness import every_record, exactness
from levelhed.model.training.properties.material import Story, read_material, read_stories
from levelhed.model.training.properties.orders import orders
from levelhed.model.training.properties.rate import Rate
from levelhed.model.training.properties.suggestions import suggestions
from levelhed.model.training.properties.swaps import swaps

SEED = 20


def measure(
    scorer: Scorer,
    datasets: Path,
    *,
    size: int = 2_000,
    records: int | None = 10_000,
    stories: Path | None = None,
    report: Callable[[str], None] | None = None,
) -> list[Rate]:
    """Measure every property.

    Parameters
    ----------
    scorer : Scorer
    datasets : Path
        Folder of the labelled sets.
    size : int, default 2,000
        Cases a property, fewer where a case takes long.
    records : int or None, default 10,000
        Records of the data folder to add up the evidence of; None: all of them, some minutes.
    stories : Path, optional
        Folder of the stories, which are no part of the package; what needs them is left out without it.
    report : callable, optional
        Called with each rate as a line of text.

    Returns
    -------
    list of Rate
        The same for the same scorer, data and size.
    """
    told = read_stories(stories) if stories else []
    material = read_material(datasets, told)
    rng = Random(SEED)
    lines, every_body = material.headlines, material.every_body
    exact = list(every_record(datasets))
    if records is not None:
        exact = rng.sample(exact, min(records, len(exact)))
    pairs: list[tuple[str, str | None]] = [(line, s.body) for s in told for line in s.loud]
    pairs += [(line, None) for line in rng.sample(lines, size)]
    parts: list[Callable[[], Rate | list[Rate]]] = [
        lambda: swaps(scorer, lines, rng, size // 4),
        lambda: capitals.shouts(scorer, lines, rng, size),
        lambda: capitals.disguises(scorer, lines, rng, size),
        lambda: capitals.initialisms(scorer, rng, size // 4),
        lambda: capitals.house_style(scorer, lines, rng, size),
        lambda: direction.exclamations(scorer, lines, rng, size),
        lambda: direction.additions(scorer, lines, rng, size),
        lambda: direction.slams(scorer, lines, rng, size),
        lambda: direction.plainer(scorer, lines, rng, size),
        lambda: voices.voices(scorer, rng, size // 2),
        lambda: voices.scare_quotes(scorer, rng, size // 2),
        lambda: voices.denials(scorer, lines, rng, size),
        lambda: bodies.as_loud(scorer, lines, rng, size),
        lambda: bodies.steady(scorer, every_body, rng, size),
        lambda: bodies.own_sentences(scorer, material.bodies, rng, size),
        lambda: supports.numbers(scorer, rng, size // 4),
        lambda: supports.names(scorer, rng, size // 4),
        lambda: supports.quotations(scorer, rng, size // 8),
        lambda: exactness(scorer, exact),
        lambda: suggestions(scorer, pairs, rng, size // 4),
        lambda: invariance.invariance(scorer, lines, rng, size // 4),
        *(_of_stories(scorer, told, rng, size) if told else []),
    ]
    rates: list[Rate] = []
    for part in parts:
        found = part()
        for rate in found if isinstance(found, list) else [found]:
            rates.append(rate)
            if report is not None:
                report(str(rate))
    return rates


def _of_stories(scorer: Scorer, stories: list[Story], rng: Random, size: int) -> list[Callable[[], Rate | list[Rate]]]:
    return [
        lambda: orders(scorer, stories),
        lambda: bodies.calmer(scorer, stories, rng, size // 4),
        lambda: doubts.doubts(scorer, stories, rng, size // 4),
    ]
