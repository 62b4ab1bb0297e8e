"""Support: what the body bears out is not listed, what it contradicts or lacks is."""

from __future__ import annotations

from random import Random

from levelhed.model.scorer import Scorer
from levelhed.model.training.properties.names import CITIES, COUNTRIES, PEOPLE
from levelhed.model.training.properties.rate import NEARLY_EVERY, Rate, Tally

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_STORIES = (
    ("{} killed in bus crash near coast", "A bus left the coast road on Monday. Police said {} people were killed."),
    ("{} schools to close after vote", "The board voted on Tuesday to close {} schools. Parents had asked for delay."),
    ("Fire destroys {} homes", "A fire burned through the valley on Friday, and {} homes were lost."),
    ("Bank to cut {} jobs", "The bank said that {} jobs would go by June. Most are in the head office."),
    ("Council buys {} electric buses", "The council will buy {} buses that run on batteries. They arrive in May."),
)
_NAMED = (
    ("{} resigns over travel claims", "{} resigned on Monday. An audit had found missing receipts for 26 journeys."),
    ("Court rejects appeal by {}", "A court has rejected the appeal that {} brought last year. The fine stands."),
    ("Workers in {} begin two-day strike", "Bus drivers in {} stopped work on Monday. They ask for better pay."),
    ("{} signs fishing agreement", "An agreement on fishing was signed on Monday by {} and its neighbours."),
)
_ALIKE = (
    ("US", "the United States"),
    ("U.S.", "the United States"),
    ("UK", "the United Kingdom"),
    ("EU", "the European Union"),
    ("UN", "the United Nations"),
    ("UAE", "the United Arab Emirates"),
    ("US", "the U.S."),
    ("UK", "the U.K."),
)
# One sum written in ways that say the same, and in ways that do not.
_SUMS = (
    (("$2bn", "$2 billion", "2 billion dollars", "$2,000 million"), ("$2m", "€2bn", "$2 trillion", "$1.9bn")),
    (("£5m", "£5 million", "five million pounds", "£5,000,000"), ("£5bn", "$5m", "£5,000", "£5.1m")),
    (("1.2 million", "1,200,000", "1.2m"), ("1.2 billion", "12 million", "1,200")),
    (("50%", "50 per cent", "50 percent", "half of that"), ("5%", "a third of that", "$50")),
    (("12", "twelve", "a dozen"), ("12%", "two dozen", "12 million")),
    (("100", "a hundred", "one hundred"), ("several hundred", "100,000", "a thousand")),
    (("21st", "twenty-first"), ("22nd", "twelfth")),
)
_SUM_STORIES = (
    ("Board to vote on {} on Monday", "The board meets on Monday. It will vote on {}, its clerk said."),
    ("Report puts it at {}", "The report came out in May. Its authors put it at {} in their summary."),
)
_QUOTED = (
    ("Minister calls delay '{}'", 'The minister said the delay was "{}" and promised a report.'),
    ('Mayor: "{}" by autumn', "At the meeting the mayor spoke of “{}” before autumn comes."),
    ("Coach praises '{}' after win", 'Asked about the match, the coach spoke of "{}" in the second half.'),
)
_QUOTES = (
    "a price worth paying", "very hard to bear", "the best we could do", "not good enough", "a matter of months",
    "more trains than ever", "calm and steady work", "far from the end", "a fair result", "no way around it",
)  # fmt: skip


def numbers(scorer: Scorer, rng: Random, size: int) -> list[Rate]:
    """Write a number as the body does or the other way (7, seven), and another number."""
    agree = Tally("support: a number that the body holds is not listed", NEARLY_EVERY)
    differ = Tally("support: a number that the body lacks is listed", NEARLY_EVERY)
    for _ in range(size):
        headline, body = rng.choice(_STORIES)
        number = rng.choice((rng.randrange(2, 100), rng.randrange(1_000, 90_000)))
        other = rng.choice([n for n in (number + 2, number - 1, number * 2, number + 10) if n not in (0, 1, number)])
        text = body.format(_written(number, rng))
        for n, tally in ((number, agree), (other, differ)):
            written = _written(n, rng)
            line = headline.format(written)
            line = line[0].upper() + line[1:]
            tally.add(bool(_listed(scorer, line, text, written)) == (tally is differ), 0.0, f"{line!r} / {text!r}")
    return [agree.rate(), differ.rate()]


def sums(scorer: Scorer, rng: Random, size: int) -> list[Rate]:
    """Write a number with what it counts in another way, and one of another size or unit."""
    agree = Tally("support: a sum that the body writes in another way is not listed", NEARLY_EVERY)
    differ = Tally("support: a sum of another size or unit is listed", NEARLY_EVERY)
    for _ in range(size):
        headline, body = rng.choice(_SUM_STORIES)
        same, others = rng.choice(_SUMS)
        one, two = rng.sample(same, 2)
        _check(scorer, agree, headline.format(one), body.format(two), one, listed=False)
        _check(scorer, differ, headline.format(one), body.format(rng.choice(others)), one, listed=True)
    return [agree.rate(), differ.rate()]


def names(scorer: Scorer, rng: Random, size: int) -> list[Rate]:
    """Name whom the body names, by surname, in full or by an initialism, and somebody else."""
    agree = Tally("support: a name that the body holds is not listed", NEARLY_EVERY)
    differ = Tally("support: a name that the body lacks is listed", NEARLY_EVERY)
    for _ in range(size):
        number = rng.randrange(len(_NAMED))
        headline, body = _NAMED[number]
        [form] = [(PEOPLE[0],), (PEOPLE[0],), CITIES, COUNTRIES[:1]][number]
        name, other = rng.sample(form.names, 2)
        short = name.split(" ", 1)[1] if form is PEOPLE[0] and rng.random() < 0.7 and name != "Xi Jinping" else name
        # Whoever shares a word with another ("New York", "New Zealand") is half borne out by it.
        if not set(name.split()) & set(other.split()):
            _check(scorer, differ, headline.format(other), body.format(name), other, listed=True)
        _check(scorer, agree, headline.format(short), body.format(name), short, listed=False)
    for headline, body in _NAMED[2:]:
        for short, full in _ALIKE:
            for one, two in ((short, full), (full, short)):
                _check(scorer, agree, headline.format(one), body.format(two), one, listed=False)
            _check(scorer, differ, headline.format(short), body.format("France"), short, listed=True)
    return [agree.rate(), differ.rate()]


def quotations(scorer: Scorer, rng: Random, size: int) -> list[Rate]:
    """Quote what the body says word for word, and what nobody said."""
    agree = Tally("support: a quotation that the body holds is not listed", NEARLY_EVERY)
    differ = Tally("support: a quotation that the body lacks is listed", NEARLY_EVERY)
    for _ in range(size):
        headline, body = rng.choice(_QUOTED)
        words, other = rng.sample(_QUOTES, 2)
        text = body.format(words) + " It was the second time this year."
        _check(scorer, agree, headline.format(words), text, words, listed=False)
        _check(scorer, differ, headline.format(other), text, other, listed=True)
    return [agree.rate(), differ.rate()]


def _check(scorer: Scorer, tally: Tally, line: str, body: str, what: str, *, listed: bool) -> None:
    line, body = (text[0].upper() + text[1:] for text in (line, body))
    tally.add(bool(_listed(scorer, line, body, what)) == listed, 0.0, f"{line!r} / {body!r}")


def _listed(scorer: Scorer, line: str, body: str, what: str) -> list[str]:
    """Return what of `what` the evidence says was not found in the body."""
    start = line.lower().index(what.lower())
    end = start + len(what)
    return [
        e.text for e in scorer.score(line, body).evidence if e.start < end and e.end > start and "not found" in e.reason
    ]


def _written(number: int, rng: Random) -> str:
    if number < 100 and rng.random() < 0.5:
        return _in_words(number)
    return f"{number:,}" if rng.random() < 0.5 else str(number)


def _in_words(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, units = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")
