"""Directional: what makes a headline louder raises its sensationalism, what makes it plainer lowers it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from levelhed.model.scorer import Scorer
from levelhed.model.training.properties.rate import Rate, Tally, alone
from levelhed.model.training.properties.wording import bare, replaced, title_case

TEASERS = (
    "You won't believe this: {}",
    "{}, and you won't believe why",
    "You won't believe it: {}",
    "{} - you won't believe what happened next",
)
SHOCKS = ("SHOCKING: {}", "SHOCKING report: {}", "{} in SHOCKING scenes", "{}: the SHOCKING truth", "SHOCKING! {}")

_SPEAKERS = (
    "Mayor", "Watchdog", "Teachers' union", "Opposition leader", "Farmers' group", "Judge", "Senator", "Bishop",
    "Coach", "Committee", "Residents", "Auditor", "Former minister", "Doctors", "Head teacher", "Shareholders",
)  # fmt: skip
_TARGETS = (
    "budget plan", "decision on ferry times", "new school rules", "delay to rail works", "report on prisons",
    "housing scheme", "bank over fees", "council over potholes", "transfer policy", "handling of flood", "museum plans",
    "cuts to bus routes", "timetable change", "police response", "rise in rents", "vaccine rollout",
)  # fmt: skip
_SLAMS = {
    "criticises": ("slams", "blasts", "lambasts", "torches", "eviscerates", "tears into", "rips into", "savages"),
    "criticizes": ("slams", "blasts", "lambastes", "torches", "eviscerates", "tears into", "rips into"),
    "criticised": ("slammed", "blasted", "lambasted", "savaged", "torched", "eviscerated"),
    "criticized": ("slammed", "blasted", "lambasted", "savaged", "torched", "eviscerated"),
    "criticise": ("slam", "blast", "lambast", "tear into", "rip into", "savage"),
    "criticize": ("slam", "blast", "lambaste", "tear into", "rip into"),
    "criticising": ("slamming", "blasting", "lambasting"),
    "criticizing": ("slamming", "blasting", "lambasting"),
}
_LOADED = {
    "devastating": "serious", "horrific": "serious", "shocking": "unexpected", "massive": "large", "huge": "large",
    "stunning": "notable", "brutal": "hard", "terrifying": "worrying", "outrageous": "disputed", "disastrous": "poor",
    "furious": "annoyed", "shameful": "disputed", "incredible": "unusual", "amazing": "good", "insane": "unusual",
    "horrifying": "serious", "disgusting": "unpleasant", "heartbreaking": "sad", "catastrophic": "serious",
    "explosive": "new", "scathing": "critical", "savage": "hard", "ridiculous": "unusual", "unbelievable": "unusual",
    "vicious": "hard", "staggering": "large", "chilling": "worrying", "jaw-dropping": "unusual", "epic": "long",
    "bizarre": "unusual", "hilarious": "funny", "terrible": "poor", "appalling": "poor", "pathetic": "weak",
}  # fmt: skip
_ADJECTIVE_LINES = (
    "{} report on school meals published",
    "Council faces {} bill for repairs",
    "Minister gives {} answer to question on rents",
    "Bank announces {} results for third quarter",
    "{} storm reaches the coast",
    "Critics call for end to {} policy",
    "Team ends season with {} result",
    "Scientists describe {} find in cave",
    "{} verdict in case of missing funds",
    "Film festival opens with {} drama",
)


def exclamations(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> list[Rate]:
    """Add "!" and "!!!" to real headlines that end without a mark of their own."""
    one, three = Tally('directional: "!" raises'), Tally('directional: "!!!" raises')
    for line in _news(headlines, rng, size):
        before, once, thrice = (alone(scorer, text).sensationalism for text in (line, f"{line}!", f"{line}!!!"))
        one.rise(once - before, f"{line}! from {before:.1f}")
        three.rise(thrice - before, f"{line}!!! from {before:.1f}")
    return [one.rate(), three.rate()]


def additions(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> list[Rate]:
    """Add "you won't believe" and "SHOCKING" to real headlines."""
    rates = []
    for name, templates in (("you won't believe", TEASERS), ("SHOCKING", SHOCKS)):
        tally = Tally(f'directional: "{name}" raises')
        for line in _news(headlines, rng, size):
            text = rng.choice(templates).replace("{}", line)
            before = alone(scorer, line).sensationalism
            tally.rise(alone(scorer, text).sensationalism - before, f"{text!r} from {before:.1f}")
        rates.append(tally.rate())
    return rates


def slams(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> Rate:
    """Put a slam verb in place of a neutral one, in lines of our own and in real headlines."""
    tally = Tally("directional: a slam verb raises")
    neutral = re.compile(rf"\b({'|'.join(_SLAMS)})\b", re.IGNORECASE)
    own = [_slammable(rng) for _ in range(size)]
    real = [h for h in headlines if neutral.search(h)]
    for line in (*real[: size // 2], *own)[:size]:
        match = neutral.search(line)
        assert match is not None
        text = replaced(line, match, rng.choice(_SLAMS[match[0].lower()]))
        before = alone(scorer, line).sensationalism
        tally.rise(alone(scorer, text).sensationalism - before, f"{text!r} from {before:.1f}, {match[0]}")
    return tally.rate()


def plainer(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> Rate:
    """Put a plain adjective in place of a loaded one, in lines of our own and in real headlines."""
    tally = Tally("directional: a plain adjective for a loaded one lowers")
    loaded = re.compile(rf"(?<![\w'-])({'|'.join(_LOADED)})(?![\w'-])", re.IGNORECASE)
    own = []
    for _ in range(size):
        line = rng.choice(_ADJECTIVE_LINES).replace("{}", rng.choice(list(_LOADED)))
        line = line[0].upper() + line[1:]
        own.append(title_case(line) if rng.random() < 0.5 else line)
    real = [h for h in headlines if loaded.search(h) and not loaded.search(h)[0].isupper()]  # type: ignore[index]
    for line in (*rng.sample(real, min(size // 2, len(real))), *own)[:size]:
        match = loaded.search(line)
        assert match is not None
        text = replaced(line, match, _LOADED[match[0].lower()])
        after = alone(scorer, text).sensationalism
        tally.rise(alone(scorer, line).sensationalism - after, f"{line!r}, {text!r} has {after:.1f}")
    return tally.rate()


def _slammable(rng: Random) -> str:
    speaker, target = rng.choice(_SPEAKERS), rng.choice(_TARGETS)
    plural = speaker in ("Residents", "Doctors", "Shareholders")
    verb = rng.choice(("criticise", "criticize") if plural else ("criticises", "criticizes"))
    line = f"{speaker} {verb} {target}"
    if rng.random() < 0.3:
        line = f"{target[0].upper()}{target[1:]} {rng.choice(('criticised', 'criticized'))} by {speaker.lower()}"
    return title_case(line) if rng.random() < 0.5 else line


def _news(headlines: Sequence[str], rng: Random, size: int) -> list[str]:
    fitting = [h for h in headlines if h[-1].isalnum() and not re.search(r"!|believe|shocking|http", h, re.IGNORECASE)]
    return [bare(h) for h in rng.sample(fitting, min(size, len(fitting)))]
