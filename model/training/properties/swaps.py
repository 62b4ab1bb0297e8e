"""Name-blind: one name in place of another of its group leaves every figure within a point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from random import Random

from levelhed.model.body import Body
from levelhed.model.scorer import Scorer
from levelhed.model.training.properties import genders
from levelhed.model.training.properties.names import GROUPS, Form
from levelhed.model.training.properties.rate import Rate, Tally, change
from levelhed.model.training.properties.wording import title_case

SHARE, POINTS, LIMIT = 0.995, 1.0, 3.0
"""In this share of swaps no figure moves by more than so many points, and never by more than the limit."""

# "South American", "Northern Ireland", "Mexico City" and the like are names of their own.
_BEFORE = r"(?<![\w@#*.-])" + "".join(
    rf"(?<!{word} )"
    for word in (
        "South",
        "North",
        "Latin",
        "Native",
        "African",
        "Central",
        "New",
        "Northern",
        "Southern",
        "East",
        "West",
    )
)
_VOWEL = re.compile(r"(?i)[aeiou]")


def swaps(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> list[Rate]:
    """Swap names in lines of our own and in real headlines, over a body in which the same name is swapped.

    Parameters
    ----------
    headlines : sequence of str
        Real headlines; those that hold a name of a group are used.
    size : int
        Cases a group, half of each sort where there are enough real headlines.

    Returns
    -------
    list of Rate
        One a group.
    """
    shuffled = rng.sample(headlines, len(headlines))
    rates = [_group(scorer, name, forms, shuffled, rng, size) for name, forms in GROUPS.items()]
    return [*rates, _genders(scorer, shuffled, rng, size)]


def swap(line: str, forms: Sequence[Form], rng: Random) -> tuple[Form, str, str, str] | None:
    """Return the form, the name found in `line`, another of the form, and the line with that one; None without any."""
    for form in forms:
        for match in _pattern(form).finditer(line):
            found = match[0]
            name = _like(found, form)
            before = line[: match.start()].lower().split()[-1:]
            behind = line[match.end() :].split()[:1]  # "Breitbart News" makes no "Fox News News"
            others = [
                n
                for n in form.names
                if n != name and n.split()[-1:] != behind and (before not in (["a"], ["an"]) or _same_article(n, name))
            ]
            if others:
                other = rng.choice(others)
                capital = match.start() == 0 or found[0].isupper() > name[0].isupper()
                every = re.compile(rf"{_BEFORE}{re.escape(found)}(?![\w-])")
                return form, name, other, every.sub(_cased(other, capital=capital), line)
    return None


def _group(scorer: Scorer, group: str, forms: Sequence[Form], headlines: Sequence[str], rng: Random, size: int) -> Rate:
    tally = Tally(f"name-blind: {group}", SHARE, LIMIT)
    bodies: dict[str, Body | None] = {}

    def check(form: Form, name: str, line: str, other: str, swapped: str) -> None:
        for of in (name, other):
            if of not in bodies:
                bodies[of] = scorer.read_body(_put(form.body, of), "")
        one = scorer.score_line(line, bodies[name], evidence=False)
        two = scorer.score_line(swapped, bodies[other], evidence=False)
        points, figure = change(one, two)
        tally.add(points <= POINTS, points, f"{points:.2f} on {figure}: {line!r} / {swapped!r}")

    for line in headlines:
        if tally.cases >= size // 2:
            break
        if found := swap(line, forms, rng):
            form, name, other, swapped = found
            check(form, name, line, other, swapped)
    while tally.cases < size:
        form = rng.choice(forms)
        template = rng.choice(form.lines)
        if rng.random() < 0.5:
            template = title_case(template)
        name, other = rng.sample(form.names, 2)
        check(form, name, _put(template, name), other, _put(template, other))
    return tally.rate()


def _genders(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> Rate:
    tally = Tally("name-blind: genders", SHARE, LIMIT)
    other_body = genders.turned(genders.BODY)
    assert other_body is not None
    body, turned_body = scorer.read_body(genders.BODY, ""), scorer.read_body(other_body, "")
    own = list(_gendered_lines(rng))[: size // 2]
    real = (h for h in headlines if genders.turned(h) is not None)
    for line in (*own, *islice(real, size - len(own))):
        if (other := genders.turned(line)) is not None:
            one = scorer.score_line(line, body, evidence=False)
            two = scorer.score_line(other, turned_body, evidence=False)
            points, figure = change(one, two)
            tally.add(points <= POINTS, points, f"{points:.2f} on {figure}: {line!r} / {other!r}")
    return tally.rate()


def _gendered_lines(rng: Random) -> Iterator[str]:
    endings = ("", " on Monday", " in Ohio", ", court hears", " for the second time", ", police say")
    lines = [line[0].upper() + line[1:] + ending for line in genders.LINES for ending in endings]
    lines += [title_case(line) for line in lines]
    rng.shuffle(lines)
    yield from lines


def _put(template: str, name: str) -> str:
    line = template.replace("{}", name)
    return line[0].upper() + line[1:]


@cache
def _pattern(form: Form) -> re.Pattern[str]:
    names = sorted((n for n in form.names if n not in form.homonyms), key=len, reverse=True)
    every = "|".join(rf"[Tt]he {re.escape(n[4:])}" if n.startswith("the ") else re.escape(n) for n in names)
    return re.compile(rf"{_BEFORE}(?:{every})(?![\w-]| City){'(?! [A-Z])' if form.apart else ''}")


def _like(found: str, form: Form) -> str:
    return found if found in form.names else found[0].lower() + found[1:]


def _cased(name: str, *, capital: bool) -> str:
    return name[0].upper() + name[1:] if capital else name


def _same_article(one: str, other: str) -> bool:
    return bool(_VOWEL.match(one)) == bool(_VOWEL.match(other))
