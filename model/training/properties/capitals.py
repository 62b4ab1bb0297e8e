"""Capitals: a shouted word is heard, an initialism is not, a house style is one, and no disguise gets past."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

from levelhed.model.scorer import Scorer
from levelhed.model.training.properties.rate import EVERY, NEARLY_EVERY, Rate, Tally, alone
from levelhed.model.training.properties.wording import title_case, words_of

RISE = 5.0
"""Points that one shouted content word adds at least."""

STILL = 1.0
"""Points that an initialism may move."""

HOUSE_STYLE = 10.0
"""Points that a line all in capitals may move."""

_FUNCTION = frozenset(
    """
    about above after again against along among around because been before behind being below between both could
    does doing down during each ever every from have having here hers herself himself into itself just more most
    much myself once only other ours over same shall should some such than that their theirs them then there
    these they this those through under until upon very were what when where which while whom whose will with
    within without would your yours it's he's she's that's what's who's don't can't won't you're
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)
_SPOKEN = (
    "NATO", "NASA", "OPEC", "UNESCO", "UNICEF", "FIFA", "UEFA", "NASCAR", "IKEA", "NAFTA", "ASEAN", "INTERPOL",
)  # fmt: skip
_INITIALISMS = (
    "FBI", "CIA", "NHS", "IMF", "WHO", "EU", "UN", "BBC", "CNN", "NBA", "NFL", "NYPD", "IRS", "FDA", "EPA", "CEO",
    "DNA", "HIV", "GDP", "GOP", "TSA", "DUI", "ACLU", "MP", "PM", "UK", "US", "USA", "ISIS", "IRA", "VIP", "AI",
    "AIG", "PETA", "CSIRO", "DARPA", "NIST", "AIG's", "BBC's", "CSIRO's", "IFPI's", "FIFA's",
)  # fmt: skip
_SPOKEN_LINES = (
    "{} leaders meet in Lisbon",
    "Report by {} finds fault with budget",
    "Why {} is losing friends",
    "Furious members attack {} over fees",
    "{} to open office in Nairobi",
    "New {} rules take effect in May",
    "The truth about {} and its money",
    "Minister praises {} after talks",
)
_TREATIES = ("START", "SALT", "SHIELD", "HOPE", "RISE", "BRIDGE", "SPINE", "PRIDE", "REACH", "SMART", "DREAM", "SAFE")
_WITNESS_LINES = (
    "Leaders extend {} treaty by five years",
    "Senate votes to keep the {} act",
    "Why the {} scheme is failing",
    "Furious farmers attack {} programme",
    "Minister defends {} agreement in parliament",
)
_WITNESS_BODY = (
    "The two governments signed the {} agreement in 2010. It limits what each of them may build. "
    "Officials met on Monday to discuss it. They said that {} would stay in force. A vote is planned for May."
)
_STOPS = re.compile(r"\b[A-Z]\.")
_MATHEMATICAL_A, _FULL_WIDTH_A, _WHITE_ON_BLACK_A = 0x1D400, 0xFF21, 0x1F170
_CYRILLIC = str.maketrans("ABEKMHOPCTYXIJS", "АВЕКМНОРСТУХІЈЅ")


def shouts(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> list[Rate]:
    """Shout one ordinary content word of real headlines: it raises sensationalism by five points, never lowers it."""
    raised = Tally(f"capitals: a shouted word adds {RISE:g} points", NEARLY_EVERY)
    never = Tally("capitals: a shouted word never lowers", EVERY)
    for line, shouted, _ in _shouted(headlines, rng, size):
        before = alone(scorer, line).sensationalism
        rise = alone(scorer, shouted).sensationalism - before
        example = f"{shouted!r} from {before:.1f}"
        raised.rise(rise, example, least=RISE)
        never.at_most(-rise, 0.0, example)
    return [raised.rate(), never.rate()]


def disguises(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> Rate:
    """Write the shouted word spaced out, full width, in mathematical or Cyrillic letters: it counts as it would."""
    tally = Tally("capitals: no disguise gets past", NEARLY_EVERY)
    for number, (line, shouted, word) in enumerate(_shouted(headlines, rng, size)):
        name, disguise = _DISGUISES[number % len(_DISGUISES)]
        hidden = shouted.replace(word, disguise(word), 1)
        if hidden == shouted:
            continue
        plain = alone(scorer, shouted).sensationalism
        fallen = plain - alone(scorer, hidden).sensationalism
        tally.at_most(fallen, STILL, f"{name}: {hidden!r}, {alone(scorer, line).sensationalism:.1f} in small letters")
    return tally.rate()


def initialisms(scorer: Scorer, rng: Random, size: int) -> list[Rate]:
    """Write what news text or the body writes in capitals in capitals and not: the figures stay within a point."""
    known = Tally("capitals: an initialism is no shout", NEARLY_EVERY)
    for _ in range(size // 2):
        template = _cased(rng.choice(_SPOKEN_LINES), rng)
        name = rng.choice(_SPOKEN)
        one, two = template.format(name), template.format(name.capitalize())
        moved = abs(alone(scorer, one).sensationalism - alone(scorer, two).sensationalism)
        known.at_most(moved, STILL, f"{one!r} / {two!r}")
        template = _cased(rng.choice(_SPOKEN_LINES), rng)
        one = template.format(rng.choice(_INITIALISMS))
        score = scorer.score_line(one, None)
        kinds = {e.kind for e in score.evidence}
        known.add("shouted_word" not in kinds, 0.0, f"shouted: {one!r}")
    witness = Tally("capitals: what the body writes in capitals is no shout", NEARLY_EVERY)
    bodies = {name: scorer.read_body(_WITNESS_BODY.format(name, name), "") for name in _TREATIES}
    for template in _WITNESS_LINES:
        for name in _TREATIES:
            one, two = template.format(name), template.format(name.lower())
            shouted, plain = (scorer.score_line(line, bodies[name], evidence=False) for line in (one, two))
            witness.at_most(abs(shouted.sensationalism - plain.sensationalism), STILL, f"{one!r} / {two!r}")
    return [known.rate(), witness.rate()]


def house_style(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> list[Rate]:
    """Set whole headlines in capitals: ten points at most, and one span that says so."""
    moved = Tally(f"capitals: a line in capitals moves {HOUSE_STYLE:g} points at most", NEARLY_EVERY)
    told = Tally("capitals: a line in capitals is one span", NEARLY_EVERY)
    for line in rng.sample(headlines, min(size, len(headlines))):
        if _capitals(line) or not line.isascii():
            continue
        upper = scorer.score_line(line.upper(), None)
        change = upper.sensationalism - alone(scorer, line).sensationalism
        moved.at_most(abs(change), HOUSE_STYLE, f"{line.upper()!r} ({change:+.1f})")
        kinds = [e.kind for e in upper.evidence]
        one = kinds.count("all_caps") == 1 and "shouted_word" not in kinds
        told.add(one, 0.0, repr(line.upper()))
    return [moved.rate(), told.rate()]


def _shouted(headlines: Sequence[str], rng: Random, size: int) -> list[tuple[str, str, str]]:
    """Return up to `size` of (headline, the same with one word shouted, that word)."""
    small = Counter(m[0] for line in headlines for m in words_of(line) if m[0].islower())
    ordinary = {w for w in small if len(w) > 3 and w.isascii() and w.isalpha() and w not in _FUNCTION}
    found = []
    for line in rng.sample(headlines, len(headlines)):
        words = words_of(line)
        if _capitals(line):
            continue  # a line that shouts or abbreviates already is another case
        own = [m for m in words if m[0] in ordinary and line.count(m[0]) == 1 and not _joined(line, m.start(), m.end())]
        if own and len(words) > 3:
            m = rng.choice(own)
            found.append((line, line[: m.start()] + m[0].upper() + line[m.end() :], m[0].upper()))
        if len(found) == size:
            break
    return found


def _capitals(line: str) -> bool:
    return any(m[0].isupper() and len(m[0]) > 1 for m in words_of(line)) or _STOPS.search(line) is not None


def _joined(line: str, start: int, end: int) -> bool:
    around = line[start - 1 : start] + line[end : end + 1]
    return any(c in "@#_-/.’'" for c in around) or "http" in line


def _cased(template: str, rng: Random) -> str:
    return title_case(template) if rng.random() < 0.5 else template


def _shifted(base: int) -> Callable[[str], str]:
    return lambda word: "".join(chr(base + ord(c) - ord("A")) for c in word)


_DISGUISES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("spaced out", " ".join),
    ("full width", _shifted(_FULL_WIDTH_A)),
    ("mathematical", _shifted(_MATHEMATICAL_A)),
    ("Cyrillic", lambda word: word.translate(_CYRILLIC)),
    ("zero width", "\u200b".join),
    ("hyphens", "-".join),
    ("white on black", _shifted(_WHITE_ON_BLACK_A)),
    ("variation selectors", "\ufe0f".join),
)
