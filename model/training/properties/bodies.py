"""The body: a calmer one widens the gap, one as loud closes it, and its figures do not hang on its order or length."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

import numpy as np
from levelhed.model.score import BodyTone
from levelhed.model.scorer import Scorer
from levelhed.model.sentences import split_sentences
from levelhed.model.training.properties.material import Story
from levelhed.model.training.properties.names import GROUPS
from levelhed.model.training.properties.rate import EVERY, NEARLY_EVERY, Rate, Tally, alone
from levelhed.model.training.properties.swaps import swap
from levelhed.model.training.properties.wording import sentence

AS_LOUD = 10.0
"""Points of gap at most over a body as loud as the headline."""

STEADY = 2.0
"""Points that a body's figures may move when its order or length changes and its tone does not."""

ONE_SCALE = 3.0
"""Points from 0 at most of the mean gap of a body's own sentences."""

T = TypeVar("T")

_LOUD_SENTENCES = 8
_FACTS = 5  # sentences with a name or a number in them, of which a longer body can be made
_DIGIT = re.compile(r"[1-9]")


def calmer(scorer: Scorer, stories: Sequence[Story], rng: Random, size: int) -> list[Rate]:
    """Put headlines over a neutral body and over the same body with loud lines in it."""
    wider = Tally("body: a calmer one raises the gap", NEARLY_EVERY)
    cooler = Tally("body: a calmer one never lowers heat", EVERY)
    lines = [line for s in stories for line in s.loud]
    for story in _some(stories, rng, size // 6):
        shouting = " ".join(map(sentence, (*story.loud, *rng.sample(lines, 2))))
        calm, loud = scorer.read_body(story.body, ""), scorer.read_body(f"{story.body}\n\n{shouting}", "")
        for line in story.plain + story.loud:
            one, two = (scorer.score_line(line, body, evidence=False) for body in (calm, loud))
            assert one.tone_gap is not None
            assert two.tone_gap is not None
            wider.rise(one.tone_gap - two.tone_gap, line)
            cooler.at_most(two.heat - one.heat, 0.0, line)
    return [wider.rate(), cooler.rate()]


def as_loud(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> Rate:
    """Put headlines over bodies made of headlines as loud as they are."""
    tally = Tally(f"body: one as loud brings the gap to within {AS_LOUD:g} of 0", NEARLY_EVERY)
    picked = [sentence(h) for h in _some(headlines, rng, size * 2) if len(split_sentences(sentence(h))) == 1]
    scored = [(max(s.sensationalism, s.bias), line) for line in picked for s in [alone(scorer, line)]]
    ranked = [line for _, line in sorted(scored)]
    step = _LOUD_SENTENCES + 1
    for start in range(0, len(ranked) - step, step):
        # The middle one: of a few lines alone, those at the ends are not as loud as the rest of them.
        headline = ranked[start + _LOUD_SENTENCES // 2]
        lines = rng.sample([line for line in ranked[start : start + step] if line != headline], _LOUD_SENTENCES)
        body = scorer.read_body(" ".join(lines), headline)
        gap = scorer.score_line(headline, body, evidence=False).tone_gap
        assert gap is not None
        tally.at_most(abs(gap), AS_LOUD, f"{headline!r} over {lines[:2]!r} and so on")
    return tally.rate()


def steady(scorer: Scorer, bodies: Sequence[str], rng: Random, size: int) -> list[Rate]:
    """Turn the order of a body's paragraphs, repeat one, and make it longer in the same tone."""
    order = Tally("body: the order of paragraphs changes nothing much", NEARLY_EVERY)
    repeated = Tally("body: a repeated paragraph changes nothing much", NEARLY_EVERY)
    longer = Tally("body: a longer one of the same tone changes nothing much", NEARLY_EVERY)
    for body in _some(bodies, rng, size // 3):
        paragraphs = [p for p in re.split(r"\n+", body) if p.strip()]
        before = _tone(scorer, "\n\n".join(paragraphs))
        other = rng.sample(paragraphs, len(paragraphs))
        order.at_most(_moved(before, _tone(scorer, "\n\n".join(other))), STEADY, body[:80])
        again = [*paragraphs, rng.choice(paragraphs)]
        repeated.at_most(_moved(before, _tone(scorer, "\n\n".join(again))), STEADY, body[:80])
        facts = [(line, new) for line in _sentences(body) if (new := _other_facts(line, rng)) != line]
        if len(facts) >= _FACTS:
            short = "\n".join(line for line, _ in facts)
            long = "\n".join([short, *(line for _, line in facts)])
            longer.at_most(_moved(_tone(scorer, short), _tone(scorer, long)), STEADY, body[:80])
    return [order.rate(), repeated.rate(), longer.rate()]


def own_sentences(scorer: Scorer, bodies: Mapping[str, Sequence[str]], rng: Random, size: int) -> list[Rate]:
    """Put a body's own sentences up as its headline: over all bodies of a set their mean gap is about 0."""
    rates = []
    for name, texts in bodies.items():
        gaps = []
        for text in _some(texts, rng, size // 20):
            body = scorer.read_body(text, "")
            lines = [line for line in _sentences(text) if len(line) <= 1_000]
            for line in lines:
                gap = scorer.score_line(line, body, evidence=False).tone_gap
                assert gap is not None
                gaps.append(gap)
        mean = float(np.mean(gaps))
        tally = Tally(f"body: sentences of {name} as headlines have a mean gap of 0", EVERY, ONE_SCALE)
        tally.at_most(abs(mean), ONE_SCALE, f"{mean:+.2f} over {len(gaps):,} sentences")
        rates.append(tally.rate())
    return rates


def _some(items: Sequence[T], rng: Random, size: int) -> list[T]:
    return rng.sample(list(items), min(len(items), max(size, 1)))


def _sentences(body: str) -> list[str]:
    return list(dict.fromkeys(body[a:b] for a, b in split_sentences(body)))


def _other_facts(line: str, rng: Random) -> str:
    """Return a sentence with other names and numbers in it, in the same words."""
    for forms in GROUPS.values():
        if found := swap(line, forms, rng):
            line = found[3]
    return _DIGIT.sub(lambda m: str(int(m[0]) % 9 + 1), line)


def _tone(scorer: Scorer, body: str) -> BodyTone:
    read = scorer.read_body(body, "")
    assert read is not None
    return read.tone


def _moved(one: BodyTone, two: BodyTone) -> float:
    return max(abs(a - b) for a, b in zip(_figures(one), _figures(two), strict=True))


def _figures(tone: BodyTone) -> tuple[float, ...]:
    return tone.sensationalism.mean, tone.sensationalism.p90, tone.bias.mean, tone.bias.p90, tone.loudness
