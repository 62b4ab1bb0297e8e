"""Abstains: where there is nothing to judge, `uncertain` names the reason."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from levelhed.model.body import Body
from levelhed.model.scorer import Scorer
from levelhed.model.sentences import split_sentences
from levelhed.model.training.properties.material import Story
from levelhed.model.training.properties.rate import NEARLY_EVERY, Rate, Tally

_ONSETS = (
    "b", "br", "d", "dr", "f", "fl", "g", "gl", "k", "kr", "l", "m", "n", "p", "pl", "r", "s", "sk", "t", "tr", "v",
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ea", "oo", "ai", "y")
_CODAS = ("", "b", "g", "k", "lm", "m", "nth", "p", "rx", "sp", "x", "zz")
_TEAMS = ("Leeds", "Arsenal", "Hull", "Celtic", "Ajax", "Porto", "Boca", "Lyon", "Ipswich", "Everton")
_TOWNS = ("London", "Paris", "Oslo", "Madrid", "Rome", "Cork", "Bonn", "Lima")
_SHOWS = ("News", "Film", "Weather", "Cricket", "Drama", "Cartoons", "Quiz")


def doubts(scorer: Scorer, stories: Sequence[Story], rng: Random, size: int) -> list[Rate]:
    """Give short bodies, words that are none, and listings."""
    short = Tally("abstains: over one or two sentences", NEARLY_EVERY)
    unknown = Tally("abstains: on words it never saw", NEARLY_EVERY)
    listing = Tally("abstains: on a listing", NEARLY_EVERY)
    for story in rng.sample(list(stories), min(len(stories), max(1, size // 6))):
        body = story.body
        for count in (1, 2):
            part = body[: split_sentences(body)[count - 1][1]]
            read = scorer.read_body(part, "")
            for line in rng.sample(story.plain + story.loud, 3):
                _count(short, scorer, line, "short_body", read=read)
    for _ in range(size):
        _count(unknown, scorer, _gibberish(rng), "unknown_words")
        _count(listing, scorer, _listing(rng), "listing")
    return [short.rate(), unknown.rate(), listing.rate()]


def _count(tally: Tally, scorer: Scorer, line: str, reason: str, *, read: Body | None = None) -> None:
    score = scorer.score_line(line, read, evidence=False)
    tally.add(reason in {d.reason for d in score.uncertain}, 0.0, repr(line))


def _gibberish(rng: Random) -> str:
    words = [
        "".join(rng.choice(part) for _ in range(rng.randrange(2, 4)) for part in (_ONSETS, _VOWELS, _CODAS))
        for _ in range(rng.randrange(5, 11))
    ]
    words[rng.randrange(len(words))] = rng.choice(("the", "for", "says", "police", "with"))
    return " ".join(words).capitalize()


def _listing(rng: Random) -> str:
    def teams() -> str:
        home, away = rng.sample(_TEAMS, 2)
        return f"{home} {rng.randrange(5)}-{rng.randrange(5)} {away}"

    def hour() -> str:
        return f"{rng.randrange(1, 12)}.{rng.choice(('00', '15', '30', '45'))}"

    day = f"{rng.randrange(1, 28)} {rng.choice(('January', 'March', 'June', 'October'))}"
    forms = (
        lambda: f"{teams()}, {teams()}",
        lambda: f"{teams()}, {teams()}, {teams()}",
        lambda: f"Results: {teams()}, {teams()}",
        lambda: f"Football results for {day}",
        lambda: f"TV listings for {day}",
        lambda: f"Tonight: {hour()} {rng.choice(_SHOWS)}, {hour()} {rng.choice(_SHOWS)}, {hour()} {rng.choice(_SHOWS)}",
        lambda: ", ".join(f"{town} {rng.randrange(-5, 30)}C" for town in rng.sample(_TOWNS, 4)),
        lambda: f"Crossword No {rng.randrange(10_000, 30_000):,}",
        lambda: f"Sudoku {rng.randrange(1_000, 5_000)}: hard",
        lambda: f"Lottery numbers for {day}: {', '.join(str(rng.randrange(1, 60)) for _ in range(6))}",
        lambda: f"Winning lottery numbers: {', '.join(str(rng.randrange(1, 60)) for _ in range(6))}",
        lambda: f"Births and deaths, {day}",
        lambda: f"Deaths: {day}",
        lambda: f"Fixtures: {rng.choice(_TEAMS)} v {rng.choice(_TEAMS)}, {hour()}pm",
        lambda: f"FTSE 100 {rng.randrange(6_000, 8_000)} +{rng.randrange(90)}, Dow {rng.randrange(20_000, 39_000)} -12",
        lambda: f"Horoscopes for {day}",
    )
    return rng.choice(forms)()
