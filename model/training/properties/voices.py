"""Whose words they are: quoted and attributed words count less, scare quotes count, a denial is never louder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from levelhed.model.body import Body
from levelhed.model.score import Score
from levelhed.model.scorer import Scorer
from levelhed.model.training.properties.rate import EVERY, Rate, Tally, alone
from levelhed.model.training.properties.wording import title_case

_LOADED = (
    "shameful", "disastrous", "outrageous", "disgraceful", "appalling", "brutal", "vicious", "ridiculous", "pathetic",
    "scandalous", "catastrophic", "terrifying", "horrific", "shocking", "disgusting", "savage", "ludicrous", "insane",
)  # fmt: skip
_NOUNS = ("delays", "cuts", "conditions", "prices", "failures", "rules", "mistakes", "attacks")
_CLAIMS = (
    "Hospital inquiry hears of [{} {}] on wards",
    "Passengers face [{} {}] on coast line",
    "Report on prisons finds [{} {}] in every wing",
    "Schools are closing because of [{} {}]",
    "Tenants complain of [{} {}] in council flats",
    "Factory fined over [{} {}] last winter",
)
_SPEAKERS = ("minister", "mayor", "union", "watchdog", "senator", "judge", "inspector", "bishop")
_CALM = (
    "The inquiry met on Monday and heard from four people. Its chair thanked them for coming. "
    "The report will be published in June. Members agreed to meet again in the autumn."
)
_PLAIN = (
    "independent", "fair", "expert", "free", "voluntary", "safe", "temporary", "technical", "natural", "peaceful",
    "legal", "historic", "normal", "moderate", "transparent", "balanced", "routine", "neutral", "voluntary", "private",
)  # fmt: skip
_PLAIN_LINES = (
    "Ministers announce {} review of rail fares",
    "Company offers {} repairs to owners",
    "Police describe {} meeting with residents",
    "Council publishes {} report on parking",
    "Bank promises {} terms for farmers",
    "School holds {} vote on uniforms",
    "Museum plans {} sale of paintings",
    "Club confirms {} talks with coach",
)
_DENIALS = (
    ("{} is {}", "{} is not {}"),
    ("{} was {}", "{} was never {}"),
    ("{} is {}", "{} isn't {}"),
    ("{} was {}", "{} wasn't {}"),
    ("{} is {}", "{} is hardly {}"),
    ("{} was {}", "{} was not {}"),
    ("Minister says {} is {}", "Minister says {} is not {}"),
    ("Why {} is {}", "Why {} is not {}"),
    ("{} will be {}", "{} won't be {}"),
    ("{} could be {}", "{} could not be {}"),
)
_SUBJECTS = (
    "the budget",
    "the trade deal",
    "this season",
    "the flood plan",
    "the new law",
    "the merger",
    "the rail strike",
)
_BLAME = (
    "a disaster", "a catastrophe", "a disgrace", "a scandal", "a nightmare", "a fiasco", "an outrage", "a betrayal",
    "shameful", "outrageous", "a massacre of jobs", "insane", "a bloodbath", "pathetic", "a ticking time bomb",
    "good news", "a war on the poor", "terrifying", "stupid", "a triumph",
)  # fmt: skip
_DENIED = re.compile(r"n['’]t\b|\b(?:not|no|never|neither|nor|hardly|cannot|nobody|nothing)\b", re.IGNORECASE)
_VERBS = ("will", "can", "could", "should", "is", "are", "was", "were", "has", "have", "does", "did")


def voices(scorer: Scorer, rng: Random, size: int) -> list[Rate]:
    """Put loaded words in the outlet's own voice, in quotation marks, in a speaker's mouth, and in the body's too."""
    quoted = Tally("voices: a quoted loaded word counts less")
    attributed = Tally("voices: an attributed loaded word counts less")
    least = Tally("voices: a quotation that the body holds too counts least")
    said = Tally("voices: the evidence says whose words they are")
    calm = scorer.read_body(_CALM, "")
    bodies: dict[str, Body | None] = {}
    for _ in range(size):
        adjective, noun = rng.choice(_LOADED), rng.choice(_NOUNS)
        line = rng.choice(_CLAIMS).format(adjective, noun)
        if rng.random() < 0.5:
            line = title_case(line)
        mark = rng.choice(("'", '"'))
        phrase = f"{adjective} {noun}"
        own = line.replace("[", "").replace("]", "")
        quote = line.replace("[", mark).replace("]", mark)
        speaker = rng.choice(_SPEAKERS)
        claim = rng.choice((f"{own}, says {speaker}", f"{speaker.capitalize()} says {own[0].lower()}{own[1:]}"))
        if phrase not in bodies:
            bodies[phrase] = scorer.read_body(f'{_CALM} One of them spoke of "{phrase}".', "")
        scores = [scorer.score_line(text, calm) for text in (own, quote, claim)]
        both = scorer.score_line(quote, bodies[phrase])
        (points, voice), (in_quotes, quote_voice), (claimed, claim_voice) = (_counted(s, adjective) for s in scores)
        (in_both, _) = _counted(both, adjective)
        quoted.rise(points - in_quotes, f"{own!r} {points:.2f}, {quote!r} {in_quotes:.2f}")
        attributed.rise(points - claimed, f"{own!r} {points:.2f}, {claim!r} {claimed:.2f}")
        least.rise(in_quotes - in_both, f"{quote!r} {in_quotes:.2f}, over a body that quotes it {in_both:.2f}")
        heard = (voice, quote_voice, claim_voice)
        said.add(heard == ("outlet", "quoted", "attributed"), 0.0, f"{heard}: {own!r} / {quote!r} / {claim!r}")
    return [quoted.rate(), attributed.rate(), least.rate(), said.rate()]


def scare_quotes(scorer: Scorer, rng: Random, size: int) -> Rate:
    """Put quotation marks around a single plain word: it counts more, on both scales."""
    tally = Tally("voices: scare quotes around a plain word count more")
    for _ in range(size):
        template, word = rng.choice(_PLAIN_LINES), rng.choice(_PLAIN)
        if rng.random() < 0.5:
            template, word = title_case(template.replace("{}", "xxx")).replace("Xxx", "{}"), word.capitalize()
        mark = rng.choice(("''", '""', "‘’", "“”"))
        one, two = alone(scorer, template.format(word)), alone(scorer, template.format(mark[0] + word + mark[1]))
        rise = min(two.sensationalism - one.sensationalism, two.bias - one.bias)
        tally.rise(rise, template.format(mark[0] + word + mark[1]))
    return tally.rate()


def denials(scorer: Scorer, headlines: Sequence[str], rng: Random, size: int) -> Rate:
    """Deny a statement, in lines of our own and in real headlines: no figure is ever above the plain statement's."""
    tally = Tally("voices: a denial is never louder", EVERY)
    pairs = _denied(headlines, rng)[: size // 2]
    while len(pairs) < size:
        plain, denied = rng.choice(_DENIALS)
        words = rng.choice(_SUBJECTS), rng.choice(_BLAME)
        plain, denied = (t.format(*words) for t in (plain, denied))
        plain, denied = (t[0].upper() + t[1:] for t in (plain, denied))
        pairs.append((title_case(plain), title_case(denied)) if rng.random() < 0.5 else (plain, denied))
    for plain, denied in pairs:
        one, two = alone(scorer, plain), alone(scorer, denied)
        louder = max(two.sensationalism - one.sensationalism, two.bias - one.bias, two.exaggeration - one.exaggeration)
        tally.at_most(louder, 1e-9, f"{denied!r} above {plain!r}")
    return tally.rate()


def _denied(headlines: Sequence[str], rng: Random) -> list[tuple[str, str]]:
    pairs = []
    for line in rng.sample(headlines, len(headlines)):
        words = line.split(" ")
        at = next((i for i, w in enumerate(words) if w.lower() in _VERBS and 0 < i < len(words) - 1), None)
        group = at is not None and words[at] == "IS" and not line.isupper()  # "plot IS attack": no verb
        if at is None or group or "?" in line or _DENIED.search(line):
            continue
        denial = "Not" if words[at][0].isupper() else "not"
        pairs.append((line, " ".join([*words[: at + 1], denial, *words[at + 1 :]])))
    return pairs


def _counted(score: Score, word: str) -> tuple[float, str]:
    """Return the points of a word, both scales together, and whose voice it has."""
    spans = [e for e in score.evidence if e.text.lower() == word]
    return sum(e.points + e.bias_points for e in spans), spans[0].voice if spans else "none"
