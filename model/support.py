"""How much of what a headline asserts its body bears out: content words, names and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from levelhed.model.amounts import COUNTED, DECADE, PLAIN, Amount, Amounts
from levelhed.model.capitals import LABELS
from levelhed.model.line import Line
from levelhed.model.number_words import NUMERALS, PARTS
from levelhed.model.numbers import hedge_of, read_amounts
from levelhed.model.quoting import as_said, misquoted, running
from levelhed.model.same import Phrase, initials, is_acronym, is_initialism, same_table, spelt_out, stands_at
from levelhed.model.stems import stems_of
from levelhed.model.tokens import Token

FUNCTION_WORDS = frozenset(
    """
    the and for but with from into over under than that this these those there here their they them his him hers her its
    our your yours you who whom whose what when where why how which while will would could should shall may might must
    can cannot not are was were been being has have had does did done just very more most much many some any all both
    each other another such only own same too also about after before between during against again further then once
    out off down upon says said say amid via per through without within among toward towards since until because
    though although across along around behind beyond despite near onto
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)

_CONTRACTED = frozenset({"s", "re", "ve", "ll", "d", "m"})


_NONE = frozenset({"goalless", "nobody", "none", "scoreless"})
_FIGURES = range(4, 10)
"""How many figures a sum is said to have."""

# Before the decade of somebody's age, "Woman in her mid-30s".
_OF_AN_AGE = frozenset({"her", "his", "in", "my", "our", "their", "your"})
_PART_OF_A_DECADE = frozenset({"-", "early", "late", "mid"})
_OF_A_NAME = ("ers", "er", "eers", "eer", "ans", "an", "ians", "ian", "ns", "n", "ites", "ite", "ists", "ist", "ism")
_BEFALLEN = frozenset(
    """
    arrested charged critical dead feared held hospitalised hospitalized hurt injured jailed killed missing rescued shot
    stabbed wounded
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)
_ONE_PERSON = frozenset(
    """
    baby boy child cyclist driver firefighter girl man motorcyclist motorist officer passenger pedestrian person pilot
    pupil resident soldier student teenager toddler victim woman worker
    """.split()  # noqa: SIM905 (a list of words reads better as a text)
)
_LEAST_OF_A_NAME = 5
"""Letters of a name that others come of; "Parker" does not come of "Park"."""

_LEAST_OF_A_WORD = 5
"""Letters of a stem that other words are made of: "resignation" of "resign", but no "statement" of "state"."""

# What is left of them in a stem: "security" has "securit".
_OF_A_WORD = (
    *("ication", "ation", "tion", "ion", "ement", "ment", "al", "er", "or", "ance", "ence", "ship", "it", "iz", "ism"),
    "en",
)

# "Explosion" of "explod", "admission" of "admit".
_CHANGED = (("sion", "d"), ("ssion", "t"))


@dataclass(frozen=True, slots=True)
class Support:
    """What a body bears out of a headline.

    Attributes
    ----------
    share : float
        Share of its assertions found, 0-1.
    numbers, names : tuple of int
        Indices of the tokens that were not found.
    quotations : tuple of (int, int)
        Token indices of the marks of each quotation of several words that the body does not hold.
    """

    share: float
    numbers: tuple[int, ...]
    names: tuple[int, ...]
    quotations: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class BodyWords:
    """The words of a body, to look a headline's up in; what few headlines ask for is read when one does.

    Attributes
    ----------
    tokens : sequence of Token
    stems : frozenset of str
    """

    tokens: Sequence[Token]
    stems: frozenset[str]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> BodyWords:
        """Prepare the tokens of a body."""
        return cls(tokens, frozenset(stems_of({token.lower for token in tokens})))

    @cached_property
    def numbers(self) -> list[Amount]:
        """Its numbers."""
        return read_amounts(self.tokens)

    @cached_property
    def amounts(self) -> Amounts:
        """Its numbers by value."""
        return Amounts.of(self.numbers)

    @cached_property
    def running(self) -> str:
        """The stems in order, a space round each; a number is its value and its unit."""
        stems = stems_of([token.lower for token in self.tokens])
        return f" {' '.join(running(self.tokens, stems, self.numbers).values())} "

    @cached_property
    def said(self) -> str:
        """See `levelhed.model.quoting.as_said`."""
        return as_said(self.running)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Its words in capitals, in small letters."""
        return frozenset([token.stem for token in self.tokens if token.upper and token.letters > 1])

    @cached_property
    def of_many(self) -> frozenset[str]:
        """Its initialisms for several of a kind ("PCs"), in small letters without their ending."""
        return frozenset([token.stem[:-1] for token in self.tokens if _is_of_many(token)])

    @cached_property
    def numerals(self) -> frozenset[int]:
        """The numbers of its Roman numerals."""
        return frozenset([NUMERALS[word] for word in NUMERALS.keys() & self.capitals])

    @cached_property
    def initialisms(self) -> frozenset[str]:
        """Those of its words that initials tell, in small letters."""
        return frozenset([token.stem for token in self.tokens if is_initialism(token)])

    @cached_property
    def initials(self) -> str:
        """See `levelhed.model.same.initials`; a short initialism ("UN") has all its letters."""
        return initials(self.tokens, whole=True)[0]

    @cached_property
    def initials_and_small(self) -> str:
        """The same with those of small words."""
        return initials(self.tokens, small=True, whole=True)[0]

    @cached_property
    def initials_of_any(self) -> str:
        """Those of its words in small letters, with a capital or not ("body mass index"); small words part them."""
        small = FUNCTION_WORDS | same_table().small
        own = (token for token in self.tokens if token.folded != "-")
        return "".join([t.lower[0] if t.word and t.lower not in small else " " for t in own])

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Its words with a capital, in small letters."""
        return frozenset([token.stem for token in self.tokens if token.capital])

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words and marks, in small letters."""
        return frozenset([token.lower for token in self.tokens])

    def spell_out(self, initialism: str) -> bool:
        """Return whether it writes `initialism`, in small letters, in full."""
        return (
            stands_at(initialism, self.initials) >= 0
            or stands_at(initialism, self.initials_and_small) >= 0
            or initialism in self.initials_of_any
        )

    def begin_with(self, letters: str) -> bool:
        """Return whether `letters`, in small letters, are the initials that a run of capitalised words begins with."""
        return f" {letters}" in f" {self.initials.lower()}"


def read_support(line: Line, body: BodyWords) -> Support:
    """Look for the headline's content words, names, numbers and quotations in the body.

    A number is its value and its unit, however they are written; a word equals its forms, an initialism what it stands
    for and a country its people.
    """
    tokens, keys, named = line.tokens, line.keys, line.named
    amounts = read_amounts(tokens)
    numbers = [a for a in amounts if a.counts and (keys[a.at] is not None or named[a.at])]
    spent = {i for a in amounts if a.is_word for i in range(a.start, a.end)}
    stems = stems_of([token.lower for token in tokens])
    quiet = _quiet()
    words = [
        i
        for i, token in enumerate(tokens)
        if token.word
        and (keys[i] is not None or named[i])
        and (len(token.folded) > 2 or named[i] or token.upper)
        and (token.lower not in quiet or _asserts(tokens, i, named[i]))
        and not (_is_contracted(token) and not named[i])
        and i not in spent
    ]
    cased = _cased()
    missing = [
        i for i in words if stems[i] not in body.stems or (tokens[i].stem in cased and _is_a_word_there(line, i, body))
    ]
    own = Amounts.of(amounts)
    unsaid = [a.at for a in numbers if not _is_said(a, tokens, stems, own, body)]
    if missing or unsaid:
        found = _called_otherwise(line, stems, {*missing, *unsaid}, body)
        found |= {i for i in missing if not named[i] and _is_made_of(stems[i], body.stems)}
        found |= {a.at for a in amounts if not a.counts and a.at in missing and body.amounts.hold(a, own)}
        missing, unsaid = ([i for i in found_not if i not in found] for found_not in (missing, unsaid))
    asserted = len(numbers) + len(words)
    return Support(
        1.0 - (len(missing) + len(unsaid)) / asserted if asserted else 1.0,
        tuple(unsaid),
        _names(missing, line),
        misquoted(line, running(tokens, stems, amounts), body.said)
        if any(b > a + 2 for a, b in line.quotations)
        else (),
    )


def _names(missing: Sequence[int], line: Line) -> tuple[int, ...]:
    # "Left-wing" and "gay" read as names and are nobody's: without a capital, in a line that has capitals.
    tokens = line.tokens
    # An initialism that nobody knows is a name too.
    things = same_table().no_names
    found = [
        i
        for i in missing
        if (line.named[i] or _is_unknown_initialism(line, i))
        and not ((tokens[i].upper or _is_of_many(tokens[i])) and tokens[i].stem in things)
    ]
    cased = bool(found) and any(token.capital for token in tokens)
    return tuple([i for i in found if tokens[i].capital or not cased])


def _is_unknown_initialism(line: Line, i: int) -> bool:
    token = line.tokens[i]
    able = token.word and token.upper and token.letters > 1 and not line.capitals.all_caps
    return able and i not in line.capitals.shouted and line.keys[i] is not None and token.lower not in LABELS


@cache
def _quiet() -> frozenset[str]:
    # Words that assert nothing, but for some in capitals and some that are no title.
    table = same_table()
    return FUNCTION_WORDS | table.small | table.address | table.address_of_a_name | {"i"}


@cache
def _cased() -> frozenset[str]:
    # Words that only their capital tells from names.
    return same_table().cased | same_table().cased_names


def _asserts(tokens: Sequence[Token], i: int, named: bool) -> bool:
    # Whether a quiet word does say something: "WHO", "the general".
    token, table = tokens[i], same_table()
    if token.lower in table.address:
        return False
    if token.lower in table.address_of_a_name:
        return not (token.capital and i + 1 < len(tokens) and tokens[i + 1].capital)
    return named and token.upper and token.letters > 1


def _is_contracted(token: Token) -> bool:
    # "Here's", "you'll", "don't" assert no more than the words they are made of.
    word, mark, end = token.lower.rpartition("'")
    if not mark or token.upper:
        return False
    return word.endswith("n") if end == "t" else end in _CONTRACTED and (len(word) < 3 or word in FUNCTION_WORDS)


def _is_a_word_there(line: Line, i: int, body: BodyWords) -> bool:
    # "US" in the line and only "us" in the body, "Apple" and only "apple growers". A line all in capitals says nothing
    # of which it is.
    token, cased = line.tokens[i], same_table().cased
    if not token.capital:
        return False
    if token.upper and token.stem in cased:
        told = not line.capitals.all_caps and i not in line.capitals.shouted
        return told and token.stem not in body.capitals
    # A body without capitals says nothing either, and its "apple pie" is the line's "Apple pie".
    small = bool(body.capitalised) and token.stem not in body.capitalised and not token.upper
    named = small and token.stem not in cased and line.named[i] and _is_inside_sentence_case(line.tokens, line.named, i)
    following = line.tokens[i + 1 : i + 2]
    return named and not any(_stand_together(token.stem, word.lower, body) for word in following)


def _is_inside_sentence_case(tokens: Sequence[Token], named: Sequence[bool], i: int) -> bool:
    # Whether the capital at `i` says that it is a name: behind a word, where no other word has one but the first.
    if not i or not tokens[i - 1].word or tokens[i].start != tokens[i - 1].end + 1:
        return False
    others = [j for j, token in enumerate(tokens) if token.word and j != i and not named[j]]
    return any(not tokens[j].capital for j in others) and not any(tokens[j].capital for j in others[1:])


def _called_otherwise(line: Line, stems: Sequence[str], missing: set[int], body: BodyWords) -> set[int]:
    # Those of `missing`, and more, that the body has under another name.
    tokens, table = line.tokens, same_table()
    found: set[int] = set()
    for start, end in table.phrases.find(stems):
        others = table.others[tuple(stems[start:end])]
        if not missing.isdisjoint(range(start, end)) and any(_is_called(phrase, body) for phrase in others):
            found.update(range(start, end))
    capitals = [i for i in missing if tokens[i].capital and i not in found]
    calm = [i for i in capitals if i not in line.capitals.shouted]
    found.update([i for i in calm if is_initialism(tokens[i]) and body.spell_out(tokens[i].stem)])
    # "PMQs", and "Nato" as a house writes it that says it as a word.
    found.update([i for i in calm if _is_of_many(tokens[i], 3) and body.begin_with(tokens[i].stem[:-1])])
    found.update([i for i in calm if line.named[i] and is_acronym(tokens[i]) and body.begin_with(tokens[i].stem)])
    found.update([i for i in capitals if _is_initial(tokens, i) or _comes_of(tokens[i].stem, body.capitalised)])
    found.update([i for i in capitals if _is_there_in_number(tokens[i], body)])
    numerals = [i for i in capitals if tokens[i].upper and tokens[i].stem in NUMERALS]
    found.update([i for i in numerals if PLAIN in body.amounts.units.get(NUMERALS[tokens[i].stem], ())])
    if len(capitals) > 1 and body.initialisms:
        found.update(spelt_out(body.initialisms, tokens))
    found.update(_written_together(tokens, missing - found, body))
    return found


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    # "J." of "J. K. Rowling"; "Plan B" has none, nor has "Jay Z - BBC News".
    if tokens[i].letters != 1:
        return False
    following = next((token for token in tokens[i + 1 :] if not token.word or token.letters > 1), None)
    return following is not None and following.word and following.capital


def _comes_of(word: str, names: frozenset[str]) -> bool:
    # "Londoners", "Californian", "Trumpism": of one of the names, or one of them of it.
    stems = [word.removesuffix(ending) for ending in _OF_A_NAME if word.endswith(ending)]
    if any(len(stem) >= _LEAST_OF_A_NAME and stem in names for stem in stems):
        return True
    return len(word) >= _LEAST_OF_A_NAME and any(word + ending in names for ending in _OF_A_NAME)


def _is_of_many(token: Token, fewest: int = 2) -> bool:
    # An initialism of so many letters in the plural.
    return token.letters > fewest and token.folded[-1] == "s" and token.folded[:-1].isupper()


def _is_there_in_number(token: Token, body: BodyWords) -> bool:
    # "PC" and "PCs": too short for an ending to tell.
    if token.upper:
        return token.stem in body.of_many
    return _is_of_many(token) and token.stem[:-1] in body.capitals


def _is_made_of(stem: str, stems: frozenset[str]) -> bool:
    # "Resignation" of "resigned", "protesters" at "protests", "alleged" by "allegations".
    roots = [stem, *(stem.removesuffix(ending) for ending in _OF_A_WORD if stem.endswith(ending))]
    roots += [stem.removesuffix(noun) + verb for noun, verb in _CHANGED if stem.endswith(noun)]
    # A stem has once what its word has twice: "dismissal" of "dismis", and of that "dismissal".
    roots = [root for root in {*roots, *stems_of(roots)} if len(root) >= _LEAST_OF_A_WORD]
    if not stems.isdisjoint(roots):
        return True
    if any(root.removesuffix(verb) + noun in stems for noun, verb in _CHANGED for root in roots if root.endswith(verb)):
        return True
    return any(form + ending in stems for root in roots for form in (root, root + root[-1]) for ending in _OF_A_WORD)


def _written_together(tokens: Sequence[Token], missing: set[int], body: BodyWords) -> Iterator[int]:
    # "E-mail" and "email", "healthcare" and "health care".
    for i in missing:
        word = tokens[i].lower
        parts = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
        if any(a in body.words and _stand_together(a, b, body) for a, b in parts):
            yield i
    words = [i for i, token in enumerate(tokens) if token.word]
    for i, j in pairwise(words):
        if (i in missing or j in missing) and not body.stems.isdisjoint(stems_of([tokens[i].lower + tokens[j].lower])):
            yield from (i, j)


def _stand_together(word: str, following: str, body: BodyWords) -> bool:
    one, two = stems_of([word, following])
    return two in body.stems and (f" {one} {two} " in body.running or f" {one} - {two} " in body.running)


def _is_called(phrase: Phrase, body: BodyWords) -> bool:
    if len(phrase) > 1:
        return phrase[0] in body.stems and f" {' '.join(phrase)} " in body.running
    [word] = phrase
    return word in (body.capitals if word in same_table().cased else body.stems)


def _is_said(amount: Amount, tokens: Sequence[Token], stems: Sequence[str], own: Amounts, body: BodyWords) -> bool:
    if body.amounts.hold(amount, own):
        return True
    word = tokens[amount.at].lower
    # "A year" is one year, and "one dead" may be a man who died.
    befallen = tokens[min(amount.end, len(tokens) - 1)].lower in _BEFALLEN
    if amount.value == 1 and word in ("1", "one") and befallen and not _ONE_PERSON.isdisjoint(body.words):
        return True
    if amount.value == 1 and word == "one":
        following = [stems[i] for i in range(amount.at + 1, min(amount.at + 3, len(tokens))) if tokens[i].word][:1]
        return any(f" {article} {word} " in body.running for article in ("a", "an") for word in following)
    if amount.unit == PLAIN and (
        amount.value in body.numerals or (amount.value == 0 and _is_none(amount, stems, body))
    ):
        return True
    if amount.value == 2 and any(f" both {word} " in body.running for word in stems[amount.end : amount.end + 3]):
        return True  # "2 UK planes" of "both planes"
    if _is_age(amount, tokens, body) or _is_of_figures(amount, tokens, body):
        return True
    hedge = hedge_of(tokens, amount)
    part = not PARTS.keys().isdisjoint([t.lower.removesuffix("s") for t in tokens[amount.at : amount.end]])
    return hedge is not None and body.amounts.hold_about(amount, own, hedge, part=part)


def _is_of_figures(amount: Amount, tokens: Sequence[Token], body: BodyWords) -> bool:
    # "Six-figure sum" of £240,000.
    following = [token.lower for token in tokens[amount.end : amount.end + 2] if token.lower != "-"]
    if following[:1] not in (["figure"], ["figures"]) or not isinstance(amount.value, int):
        return False
    digits = amount.value
    return digits in _FIGURES and any(
        10 ** (digits - 1) <= other < 10**digits for other in body.amounts.units if not isinstance(other, str)
    )


def _is_age(amount: Amount, tokens: Sequence[Token], body: BodyWords) -> bool:
    # "In her 20s" of a "24-year-old".
    decade = next((n for n, unit in amount.readings if unit == DECADE and not isinstance(n, str)), None)
    before = amount.start - 1
    while before > 0 and tokens[before].lower in _PART_OF_A_DECADE:
        before -= 1
    if decade is None or before < 0 or tokens[before].lower not in _OF_AN_AGE:
        return False
    return any(not {PLAIN, COUNTED}.isdisjoint(body.amounts.units.get(decade + year, ())) for year in range(10))


def _is_none(amount: Amount, stems: Sequence[str], body: BodyWords) -> bool:
    # "Zero deaths" of "no deaths".
    following = stems[amount.end : amount.end + 1]
    said = any(f" {no} {word} " in body.running for no in ("no", "without") for word in following)
    return said or not _NONE.isdisjoint(body.words)
