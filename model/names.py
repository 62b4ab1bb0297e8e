"""Who is spoken of is no part of how: every name reads as the same word, so that a swap of names changes nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from levelhed.model.capitals import ALL_CAPS_SHARE, ALL_CAPS_WORDS, INTERJECTIONS, InitialismPhrases
from levelhed.model.homonyms import describing, find_states, is_islamic_state, is_to_be_done, stands_as_name
from levelhed.model.inflections import inflects
from levelhed.model.negation import DENIALS
from levelhed.model.phrases import Phrases
from levelhed.model.stems import without_accents
from levelhed.model.table import read_table
from levelhed.model.tokens import CURRENCIES, Token, tokenize

NAME = "<name>"
"""What every name, and every run of names, reads as."""

TITLE_CASE_SHARE = 0.6
"""A line is in title case when more than this share of its words begins with a capital; small words rarely do."""

_ALIKE = ("currencies", "gendered", "of_faiths", "prejudices")
_NEVER_NAMES = ("gendered", "prejudices")
_ANY_CASE = ("faiths", "leanings", "orientations")
_NO_NAMES = frozenset({*_ALIKE, "capital_only", "all_capitals", "initialisms", "initialism_phrases"})
_ENDS_OF_NAMES = frozenset({"Party", "Party's", "Airlines", "Airlines's"})
# Ends of names of which the first part may be an ordinary word, in a sentence: "Liberty University".
_SCHOOLS = frozenset({"university", "college"})
# "van der Sar", "bin Salman", "de Blasio": between the parts of a name, or before the last.
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "ter", "de", "du", "del", "della", "di", "da", "dos", "das", "bin", "ibn", "al", "el"}
    | {"la", "las", "le", "los", "st", "saint"}
)
# "Kim Jong-un": words of their own elsewhere.
_SYLLABLES = frozenset(
    {"bin", "fang", "hee", "ho", "hui", "il", "in", "jin", "lan", "lee", "ling", "long", "mei", "min", "ming", "moon"}
    | {"on", "ping", "sun", "te", "tung", "un", "wan", "wen", "won", "woo", "young", "yu"}
)
# One denial more must not tip a line into title case, and "I" has its capital anywhere.
_TELL_NO_CASE = frozenset({*DENIALS, "i", "i'd", "i'll", "i'm", "i've"})
_SEMITIC = frozenset({"semitism", "semitic", "semite", "semites"})
# "Britain I love", "Harry: a life", "Clinton v Trump".
_NO_INITIALS = frozenset({"a", "i", "o", "v"})
_LONGEST_INITIALISM = 4
# A body that tells of a month has not told what "may" is.
_MODALS = frozenset({"may", "will"})
_ASKING = frozenset({"how", "what", "when", "where", "which", "who", "why"})
_VOWELS = frozenset("aeiouy")
# "Harry Slams": what somebody does is no surname.
_DEEDS = ("s", "ed", "ing")
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "dame", "capt", "col", "gen", "imam", "lt", "pastor", "prof", "rabbi", "rep"}
    | {"rev", "reverend", "sgt"}
)
# Only with a capital: without one they are what somebody does, or who.
_CAPITAL_TITLES = frozenset(
    {"baron", "baroness", "countess", "earl", "justice", "lady", "lord", "marchioness", "marquess", "miss", "viscount"}
    | {"viscountess"}
)
# Marks behind which a word begins with a capital, whatever it is.
_BEGINNINGS = frozenset(":|?!.…")


@dataclass(frozen=True, slots=True)
class NameTable:
    """The table of names installed with the package, in small letters.

    Attributes
    ----------
    words : frozenset of str
        Single words that are names wherever they stand.
    capital_only : frozenset of str
        Names that are ordinary words too ("may", "turkey"): only their capital makes them a name.
    all_capitals : frozenset of str
        Names that are ordinary words too ("ice"): they are names where they are in capitals and the line is not.
    initialisms : frozenset of str
        What is written in capitals without being shouted, those among it.
    initialism_phrases : InitialismPhrases
        What is written so beside certain words alone.
    phrases : Phrases
        Names of several tokens.
    alike : mapping of str to str
        Words that differ by the gender, faith or country of who is meant, each to the one that its group reads as.
    no_names : frozenset of str
        Those of `alike` that are no names with a capital either: what differs by gender, what is held against a faith.
    any_case : frozenset of str
        Those of `words` that are names without a capital too: faiths, leanings, orientations.
    any_case_phrases : frozenset of tuple of str
        Those of `phrases` that are.
    given : frozenset of str
        Those of `words` that are given names.
    given_too : frozenset of str
        Those of `capital_only` that are.
    """

    words: frozenset[str]
    capital_only: frozenset[str]
    all_capitals: frozenset[str]
    initialisms: frozenset[str]
    initialism_phrases: InitialismPhrases
    phrases: Phrases
    alike: Mapping[str, str]
    no_names: frozenset[str]
    any_case: frozenset[str]
    any_case_phrases: frozenset[tuple[str, ...]]
    given: frozenset[str]
    given_too: frozenset[str]


@cache
def name_table() -> NameTable:
    """Return the table that is installed with the package."""
    table = read_table("names")
    # Arrays of as many words take three times as long to read as one text of them.
    words_of = {name: _parted(group["words"]) for name, group in table.items() if "words" in group}
    words, phrases = _entries(e for name, own in words_of.items() if name not in _NO_NAMES for e in own)
    any_case, any_case_phrases = _entries(e for name in _ANY_CASE for e in words_of[name])
    alike = {word: group[0] for name in _ALIKE for group in table[name]["groups"] for word in group}
    return NameTable(
        words,
        frozenset(words_of["capital_only"]),
        frozenset(words_of["all_capitals"]),
        frozenset([*words_of["initialisms"], *words_of["all_capitals"]]),
        InitialismPhrases(words_of["initialism_phrases"]),
        Phrases(phrases),
        alike,
        frozenset(word for name in _NEVER_NAMES for group in table[name]["groups"] for word in group),
        any_case,
        frozenset(p for p in any_case_phrases if p[-1] not in alike),  # "Catholic church" is as "Sikh church"
        _entries(words_of["given_names"])[0],
        frozenset(_parted(table["capital_only"]["given"])),
    )


def _parted(text: str) -> list[str]:
    return [entry.strip() for entry in text.split(",")]


def _entries(written: Iterable[str]) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    # Single words, and phrases as their tokens.
    written = list(written)
    single = frozenset(e for e in written if e.isalpha())
    phrases = [_phrase(e) for e in written if e not in single]
    return single | {p[0] for p in phrases if len(p) == 1}, frozenset(p for p in phrases if len(p) > 1)


def _phrase(entry: str) -> tuple[str, ...]:
    # Letters apart may be one word ("s h o c k"), and marks part words; others are their own tokens.
    words = entry.split()
    plain = entry.isascii() and all(word.isalpha() and len(word) > 1 for word in words)
    return tuple(words) if plain else tuple(t.stem for t in tokenize(entry))


@dataclass(frozen=True, slots=True)
class Names:
    """Which words are names.

    Attributes
    ----------
    learned : container of str
        Lower-cased words that cased news text writes with a capital inside sentences.
    known : container of str
        Words that cased news text writes in small letters; a capitalised word that is none of them is taken for a name.
    spelt : container of str
        Further words that a spelling dictionary writes in small letters: no names where a capital says nothing.
    """

    learned: Container[str]
    known: Container[str]
    spelt: Container[str] = frozenset()
    table: NameTable = field(default_factory=name_table)

    def keys(self, tokens: Sequence[Token], found: Sequence[bool]) -> list[str | None]:
        """Return what each token of a line reads as; None for all but the first of a run of names.

        An article or a title before a name goes with it ("the US", "Mr Biden"), and words that differ by the gender or
        faith of who is meant read as one. Marks read as themselves; quotation and exclamation marks are read over.

        Parameters
        ----------
        tokens : sequence of Token
        found : sequence of bool
            What `find` says of them.
        """
        keys: list[str | None] = [_plain_key(token.lower) for token in tokens]
        if not _SEMITIC.isdisjoint(keys):
            for i in _anti_semitic(tokens):
                keys[i - 2 : i + 1] = [None, None, _plain_key("anti" + tokens[i].lower)]
        for i, name in enumerate(found):
            if not name:
                continue
            if i and found[i - 1]:
                keys[i] = None
                continue
            keys[i] = NAME
            if i and tokens[i - 1].lower == "the":
                keys[i - 1] = None
        return keys

    def find(self, tokens: Sequence[Token], body_names: Container[str] = frozenset()) -> list[bool]:
        """Return, for each token of a line, whether it is a name.

        Parameters
        ----------
        body_names : container of str
            What the body writes as names (see `Body`): it tells "Hunt" from a hunt where a line does not.
        """
        case = _Case.of(tokens)
        found = [False] * len(tokens)
        # In a line that has capitals at all, no name is without one.
        for i, t in enumerate(tokens):
            if t.folded[0] == "@":
                found[i] = t.letters > 1  # "@elonmusk"
            elif t.word and (t.capital or not case.cased or t.folded != t.lower):
                found[i] = self._is_name(tokens, i, case, body_names)
        stems = [token.stem for token in tokens]
        for i in describing(stems):
            found[i] = True
        if not self.table.any_case.isdisjoint(stems):
            found = [name or stem in self.table.any_case for name, stem in zip(found, stems, strict=True)]
        self._find_phrases(tokens, stems, found, case)
        for i in find_states(tokens, found, title=case.title, all_caps=case.all_caps):
            found[i] = True
        self._join(tokens, found, case)
        if not _SEMITIC.isdisjoint(stems):
            for i in _anti_semitic(tokens):
                found[i - 2 : i + 1] = [False, False, False]
        return found

    def is_told_by_body(self, word: str, behind: Set[str]) -> bool:
        """Return whether what a body writes tells of `word`, in small letters, that it is a name.

        Parameters
        ----------
        behind : set of str
            The names that it stands right behind there: behind a given name any word is one ("James Cleverly").
        """
        given = not self.table.given.isdisjoint(behind) or not self.table.capital_only.isdisjoint(behind)
        return (given or word in self.table.capital_only or word not in self.known) and word not in _MODALS

    def is_word(self, word: str) -> bool:
        """Return whether `word`, in small letters, is known or spelt, or one that is with an ending."""
        return any(word in words or inflects(word, words) for words in (self.known, self.spelt))

    def _is_name(self, tokens: Sequence[Token], i: int, case: _Case, body_names: Container[str]) -> bool:
        token = tokens[i]
        word = token.stem
        if word == "us":
            return token.upper  # a country in capitals only, and told from the word in lines in capitals too
        if word in self.table.all_capitals and token.upper and not case.all_caps:
            return True
        if word == "is":
            return is_islamic_state(tokens, i)
        if word in self.table.no_names or word.startswith("i'"):
            return False  # "I've" has its capital wherever it stands
        if word in self.table.words:
            return True
        if word in self.table.capital_only:
            inside = not case.title and token is not case.first
            told = inside or word in self.learned or word in body_names
            told = told or stands_as_name(word, tokens, i, title=case.title)
            return case.cased and told and (word in self.learned or not token.upper)
        if word in self.learned or self._is_told(token, case, body_names):
            return True
        if not case.cased or word in self.known or word in self.table.alike:
            return False
        if token.upper and not case.all_caps:
            return self._is_initialism(token)
        if not (token.capital or case.all_caps):
            return not self.is_word(word)  # "easyJet", "d'Ivoire"
        if not (case.title or token is case.first or tokens[i - 1].folded[0] in _BEGINNINGS):
            return True
        # Where any word has its capital, that says nothing.
        return not self.is_word(word)

    def _is_told(self, token: Token, case: _Case, body_names: Container[str]) -> bool:
        # "Cleverly" over a story of James Cleverly; and no "CLEVERLY", which may be shouted.
        return token.capital and (case.all_caps or not token.upper) and token.stem in body_names

    def _is_initialism(self, token: Token) -> bool:
        # Those that are known are names by what was learned; a longer unknown word in capitals may be shouted.
        short = token.letters <= _LONGEST_INITIALISM or _VOWELS.isdisjoint(token.stem)
        return short and not self.is_word(token.stem) and token.stem not in INTERJECTIONS

    def _find_phrases(self, tokens: Sequence[Token], stems: Sequence[str], found: list[bool], case: _Case) -> None:
        known = 0
        for start, end in self.table.phrases.find(stems):
            # Of several that begin here the longest counts.
            hyphened = tokens[end - 2].folded == "-"  # "Son Heung-min"
            capital = not case.cased or (_has_capital(tokens[start]) and (hyphened or _has_capital(tokens[end - 1])))
            if start >= known and (capital or tuple(stems[start:end]) in self.table.any_case_phrases):
                found[start:end] = [True] * (end - start)
                known = start + 1

    def _join(self, tokens: Sequence[Token], found: list[bool], case: _Case) -> None:
        for i in range(len(tokens) - 1, 0, -1):
            before, token = tokens[i - 1], tokens[i]
            if token.capital and token.folded in _ENDS_OF_NAMES and before.word and before.capital:
                found[i - 1] = found[i] = True
            elif token.capital and token.stem in _SCHOOLS and before.word and before.capital and not case.title:
                found[i - 1] = found[i] = found[i - 1] or before is not case.first
            elif not found[i] or found[i - 1]:
                continue
            elif before.lower == "of" and i > 1 and tokens[i - 2].folded == "University":
                found[i - 2] = found[i - 1] = True
            elif before.folded == "-" and i > 1 and tokens[i - 2].end == before.start:
                # Both halves of a double-barrelled name, "al-" before a name.
                found[i - 1] = found[i - 2] or tokens[i - 2].lower in _PARTICLES
            else:
                title = before.lower in _TITLES or (before.capital and before.lower in _CAPITAL_TITLES)
                ambiguous = self._ambiguous(before, case) and not _is_counted_or_asked(tokens, i - 1)
                initial = self._is_initial(tokens, i - 1) and before.end < token.start  # "K Chandrashekar Rao"
                found[i - 1] = ambiguous or title or initial or before.lower in _PARTICLES
        for i in range(1, len(tokens)):
            token, before = tokens[i], tokens[i - 1]
            if found[i]:
                continue
            if not found[i - 1]:
                if before.capital and before.lower in self.table.given_too:
                    # "Mark Strong" where a line begins: one tells the other.
                    found[i - 1] = found[i] = self._may_be_surname(token, case)
            elif token.folded == "-":
                if i + 1 < len(tokens) and not found[i + 1] and self._is_syllable(tokens, i + 1, found):
                    found[i] = found[i + 1] = True
            elif before.word and not before.lower.endswith("'s"):
                # "Theresa May": after a name a word that may be one is one.
                surname = before.lower in self.table.given and self._may_be_surname(token, case)
                found[i] = surname or self._ambiguous(token, case) or self._is_initial(tokens, i)
        self._join_hyphened(tokens, found)

    def _join_hyphened(self, tokens: Sequence[Token], found: list[bool]) -> None:
        # "Newcastle-upon-Tyne", "Weston-super-Mare"
        for i in [i for i, name in enumerate(found[:-4]) if name]:
            if tokens[i + 1].folded != "-":
                continue
            end = i + 1
            while end + 1 < len(tokens) and tokens[end].folded == "-" and tokens[end + 1].word:
                end += 2
            parts = tokens[i:end:2]
            whole = all(one.end == two.start for one, two in pairwise(tokens[i:end]))
            if whole and len(parts) > 2 and parts[-1].capital and not any(part.capital for part in parts[1:-1]):
                found[i:end] = [True] * (end - i)

    def _is_initial(self, tokens: Sequence[Token], i: int) -> bool:
        # "Robert F. Kennedy", "Cardi B"; and no "Primark T-shirt".
        token = tokens[i]
        compound = i + 1 < len(tokens) and tokens[i + 1].folded == "-" and tokens[i + 1].start == token.end
        return token.word and token.upper and len(token.stem) == 1 and not compound and token.stem not in _NO_INITIALS

    def _may_be_surname(self, token: Token, case: _Case) -> bool:
        # "Jane Grim": where other words have no capital.
        able = token.word and token.capital and not token.upper and not case.title and not case.all_caps
        return able and not token.lower.endswith(_DEEDS)

    def _is_syllable(self, tokens: Sequence[Token], i: int, found: Sequence[bool]) -> bool:
        # "Kim Jong-un", "Lee Jae-myung".
        token = tokens[i]
        if not token.word or tokens[i - 2].end != tokens[i - 1].start or tokens[i - 1].end != token.start:
            return False
        return i >= 3 and found[i - 3] and (token.lower in _SYLLABLES or not self.is_word(token.lower))

    def _ambiguous(self, token: Token, case: _Case) -> bool:
        shouted = token.upper and not case.all_caps
        return token.word and token.capital and not shouted and token.stem in self.table.capital_only


def _anti_semitic(tokens: Sequence[Token]) -> list[int]:
    # Where "anti-Semitism" ends: it is the same as "antisemitism", and a name is no part of it.
    ends = [i for i, token in enumerate(tokens) if token.stem in _SEMITIC]
    return [i for i in ends if i > 1 and tokens[i - 1].folded == "-" and tokens[i - 2].lower == "anti"]


def _is_counted_or_asked(tokens: Sequence[Token], i: int) -> bool:
    # "5 Times Carrie Fisher Laughed", "How Will Amazon Pay?", "Firm To Sue Carrie Fisher"
    if not i:
        return False
    before = tokens[i - 1]
    asked = tokens[i].stem in _MODALS and before.lower in _ASKING
    return before.folded[0].isdigit() or asked or is_to_be_done(tokens, i)


def _has_capital(token: Token) -> bool:
    # "easyJet", "Forever 21", "50 Cent"
    return token.capital or not token.word or token.folded != token.lower


@dataclass(frozen=True, slots=True)
class _Case:
    cased: bool
    title: bool
    all_caps: bool
    first: Token | None

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> _Case:
        words = [t for t in tokens if t.word]
        capital = [t.capital for t in words if t.lower not in _TELL_NO_CASE]
        capitals = sum([t.upper for t in words])
        return cls(
            True in [t.capital for t in words],
            sum(capital) > TITLE_CASE_SHARE * len(capital),
            len(words) >= ALL_CAPS_WORDS and capitals >= ALL_CAPS_SHARE * len(words),
            words[0] if words else None,
        )


@lru_cache(maxsize=65_536)
def _plain_key(token: str) -> str | None:
    # What a token in small letters reads as where it is no name.
    if token[0].isalpha() or token[0] in "@#":
        word, mark, rest = token.partition("'")
        return name_table().alike.get(without_accents(word), word) + mark + rest
    if token[0] in "!?":
        # Exclamation marks are a term of their own, see `levelhed.model.marks`.
        return "?" if "?" in token else None
    if token in ("'", '"'):
        return None
    if token[0] in CURRENCIES:
        return "$"  # a country's money is its name
    return token if token[0].isdigit() else token[0].replace("…", ".")
