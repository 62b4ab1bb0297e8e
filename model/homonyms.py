"""Names that are ordinary words too ("May", "Nice", "the Sun"): told from those words by what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from levelhed.model.tokens import Token

_BEFORE = frozenset({"in", "by", "near", "at", "from", "of", "to", "for", "with", "over"})
# Outlets that a headline calls by one plain word, with its article.
_TITLED = frozenset({"sun", "times", "mirror", "express", "post", "globe", "independent", "observer", "spectator"})
# What somebody does, or what happens in a place: an ordinary word would leave these without their subject.
_DEEDS = frozenset(
    {
        "says",
        "said",
        "vows",
        "urges",
        "warns",
        "backs",
        "blasts",
        "slams",
        "criticises",
        "criticizes",
        "denies",
        "admits",
    }
    | {"rejects", "accuses", "wins", "beats", "signs", "joins", "quits", "visits", "hosts", "risks", "seeks", "plans"}
    | {"could", "will", "must", "should", "would", "cannot", "riots", "shooting", "police", "residents", "attack"}
    | {"bombing", "battle", "terror", "bans"}
    | {"boss", "bosses", "leader", "shares", "profits", "stores", "shoppers", "customers"}
    | {"faces", "unveils", "launches", "recalls", "acquires", "buys", "sells"}
    | {"votes", "agrees", "asks", "apologises", "apologizes", "praises", "mocks", "attacks", "defends", "tells", "told"}
)
# What teams do and have: "Wolves beat Leeds". Behind "will" they are what somebody will do.
_OF_TEAMS = frozenset(
    {"beat", "win", "lose", "draw", "sign", "trade", "edge", "rout", "hire", "host", "sack", "coach", "manager"}
    | {"captain", "striker", "midfielder", "defender", "goalkeeper", "quarterback", "pitcher", "rookie"}
)
# Towns: before a word in -s, which is mostly what the town does, they are the town.
_TOWNS = frozenset(
    {
        "nice",
        "reading",
        "bath",
        "cork",
        "derby",
        "hull",
        "stoke",
        "split",
        "flint",
        "slough",
        "bury",
        "barking",
        "wells",
    }
    | {"mobile", "phoenix", "orange", "buffalo", "aspen", "boulder", "limerick", "concord", "cologne", "bologna"}
)
# What a town has: "Reading man", "Bath estate agent". Of these towns some would describe it as an ordinary word.
_OF_A_TOWN = frozenset(
    {"man", "woman", "boy", "girl", "mother", "father", "couple", "family", "teenager", "student", "residents", "fans"}
    | {"council", "councillor", "mayor", "mp", "police", "estate", "school", "hospital", "university", "club", "shop"}
    | {"pub", "airport", "station", "court", "church", "company", "firm"}
)
_DESCRIBING = frozenset({"nice", "orange", "mobile"})
# "Nice to meet you": a word of this list after "to" makes the line a saying, another one makes it somebody's plan.
_SAYINGS = frozenset({"meet", "see", "have", "know", "be", "hear", "say", "think", "believe", "get", "find"})
# "To Sue Harwick": behind "to" what somebody is to do, far more often than who or where.
_DONE = frozenset({"ace", "bury", "cross", "guest", "honor", "hook", "rock", "root", "skip", "split", "sue", "woo"})
_AFTER_MAY = frozenset(
    {"to", "of", "in", "on", "over", "after", "at", "for", "and", "as", "by", "from", "with", "under", "or", "but"}
    | {"said", "told", "won", "lost", "made", "left", "took", "went", "met", "kept", "led", "sent", "gave", "broke"}
    | {"will", "would", "could", "must", "should", "cannot", ",", ".", ":", "?", "-", "again", "out", "off"}
)
# "May be the best film": what follows "may" where it is a verb though a line begins with it.
_AFTER_FIRST_MAY = frozenset(
    {
        "be",
        "have",
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "the",
        "your",
        "god",
        "contain",
        "cause",
        "include",
        "as",
    }
)
# "May critic says": no other verb has this one right after its object.
_SPEAKS = frozenset({"says", "said", "tells", "told", "warns", "urges", "vows", "admits", "denies", "insists"})
_DENIALS = frozenset({"not", "never", "also", "still", "just"})
# "Raids on IS", "two who fought IS", "the IS leader": what stands before a name and before no verb.
_BEFORE_GROUP = _BEFORE | frozenset(
    {"against", "on", "under", "between", "into", "through", "than", "like", "the", "a", "an", "-", "former", "alleged"}
    | {"suspected", "join", "joins", "joined", "joining", "fight", "fights", "fought", "fighting", "attack", "attacks"}
    | {"attacked", "bomb", "bombs", "bombed", "strike", "strikes", "struck", "hit", "hits", "defeat", "defeats"}
    | {"destroy", "back", "backs", "says", "said", "when", "as", "since", "after", "before", "until", "while", "if"}
    | {"state"}  # "Islamic State (IS)"
)
# "Why IS recruits have left", "IS has lost": no adjective or participle, as the verb would have after it.
_AFTER_GROUP = frozenset(
    {"has", "had", "have", "was", "were", "says", "said", "claims", "claimed", "controls", "leader", "leaders", "chief"}
    | {"militants", "militant", "fighters", "fighter", "supporters", "supporter", "jihadists", "jihadist", "recruits"}
    | {"recruit", "group", "forces", "targets", "positions", "attack", "attacks", "bride", "brides", "suspect"}
)

STATES = frozenset(
    {"al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il", "in", "ia", "ks", "ky", "la"}
    | {"me", "md", "ma", "mi", "mn", "ms", "mo", "mt", "ne", "nv", "nh", "nj", "nm", "ny", "nc", "nd", "oh", "ok"}
    | {"or", "pa", "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy", "dc", "pr", "gu"}
    | {"ab", "bc", "mb", "nb", "nl", "ns", "nt", "nu", "on", "pe", "qc", "sk", "yt"}
    | {"act", "nsw", "qld", "sa", "tas", "vic"}
)
"""Codes of states and provinces as post offices write them: of the United States, Canada and Australia."""
# The same as news agencies write them, with a full stop.
_SHORT_STATES = frozenset(
    {"ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass"}
    | {"mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "va", "vt", "wash", "wis"}
    | {"wyo", "alta", "man", "ont", "que", "sask", "vic", "tas"}
)
_ANY_STATE = STATES | _SHORT_STATES
# Of the codes, words that somebody may shout.
_SHOUTED_STATES = frozenset({"hi", "in", "me", "oh", "ok", "on", "or", "ma", "pa", "act"})
# "Sen. Jane Doe (D-OH)"
_OF_A_PARTY = frozenset({"d", "r", "i", "dem", "rep", "ind", "gop", "democrat", "republican", "independent"})

# Elsewhere a colour, a line without a bend, an estimate.
_WHICH_PEOPLE = frozenset(
    {"black", "white", "brown", "straight", "liberal", "conservative", "progressive", "indigenous", "orthodox"}
)
_PEOPLE = frozenset(
    {"man", "men", "woman", "women", "boy", "boys", "girl", "girls", "teen", "teens", "teenager", "teenagers", "people"}
    | {"person", "child", "children", "kid", "kids", "youth", "youths", "couple", "couples", "family", "families"}
    | {"student", "students", "teacher", "teachers", "driver", "drivers", "voter", "voters", "worker", "workers"}
    | {"officer", "officers", "cop", "cops", "suspect", "suspects", "victim", "victims", "actor", "actors", "player"}
    | {"players", "candidate", "candidates", "lawmaker", "lawmakers", "activist", "activists", "protester"}
    | {"protesters", "politician", "politicians", "judge", "judges", "justice", "justices", "senator", "senators"}
    | {"leader", "leaders", "americans", "britons", "farmers", "owners", "neighborhood", "neighbourhood"}
    | {"community", "communities", "residents", "pastor", "priest", "churchgoers", "mp", "mps", "mayor", "party"}
    | {"group", "groups", "media", "outlet", "outlets", "commentator", "commentators", "think", "base", "majority"}
)


def describing(stems: Sequence[str]) -> list[int]:
    """Return the indices of the words that, before a word for people, say which people are meant: "black drivers".

    Parameters
    ----------
    stems : sequence of str
        The tokens of a line in small letters, without possessive endings.
    """
    if _WHICH_PEOPLE.isdisjoint(stems):
        return []
    return [i for i, stem in enumerate(stems[:-1]) if stem in _WHICH_PEOPLE and stems[i + 1] in _PEOPLE]


def stands_as_name(word: str, tokens: Sequence[Token], i: int, *, title: bool) -> bool:
    """Say whether the capitalised `word` at token `i` is a name, where the case of the line does not tell.

    Parameters
    ----------
    word : str
        In small letters, without a possessive ending.
    tokens : sequence of Token
        The line.
    title : bool
        Whether it is in title case.
    """
    if tokens[i].lower.endswith("'s"):
        return True
    before = tokens[i - 1].lower if i else ""
    after = [t.lower for t in tokens[i + 1 : i + 3]]
    if word == "may":
        after = [t for t in after if t not in _DENIALS]
        could_be_verb = i > 0 or (after != [] and after[0] in _AFTER_FIRST_MAY)
        return before in _BEFORE or not could_be_verb or not _is_modal(after)
    if before == "the":
        return word in _TITLED
    if is_to_be_done(tokens, i):
        return False
    if before in _BEFORE or not after:
        return before in _BEFORE
    if after[0] in ("and", "or") and not title and tokens[i + 2 : i + 3] and tokens[i + 2].capital:
        return True  # "Nice and Florida": one of two names
    if word in _TOWNS and word not in _DESCRIBING and after[0] in _OF_A_TOWN:
        return True
    if word in _TOWNS and after[0].endswith("s") and not after[0].endswith("ss"):
        return True
    if after[0] in _OF_TEAMS and word != "will":
        return True
    return after[0] in _DEEDS or (after[0] == "to" and after[1:] != [] and after[1] not in _SAYINGS)


def is_to_be_done(tokens: Sequence[Token], i: int) -> bool:
    """Say whether the word at token `i` is what somebody is to do: "To Sue Harwick"."""
    return i > 0 and tokens[i].lower in _DONE and tokens[i - 1].lower == "to"


def is_islamic_state(tokens: Sequence[Token], i: int) -> bool:
    """Say whether "IS" at token `i` is the group: where the verb could stand too, it is the verb, and shouted."""
    if tokens[i].stem != "is" or not tokens[i].upper:
        return False
    beside = [t for t in tokens[max(i - 1, 0) : i + 2] if t is not tokens[i] and t.word]
    if not beside or any(t.upper for t in beside):
        return False
    if i == 0:
        return tokens[-1].folded[0] != "?"
    if tokens[i].lower != "is" or i + 1 == len(tokens):
        return True
    compound = tokens[i + 1].folded == "-" and tokens[i + 1].start == tokens[i].end
    return compound or tokens[i - 1].lower in _BEFORE_GROUP or tokens[i + 1].lower in _AFTER_GROUP


def find_states(tokens: Sequence[Token], found: Sequence[bool], *, title: bool, all_caps: bool) -> list[int]:
    """Return the indices of the codes of states and of the towns before them: "Mobile, AL", "(D-OR)", "in OH".

    Parameters
    ----------
    tokens : sequence of Token
        The line.
    found : sequence of bool
        Of each token, whether it is a name for what it is.
    title, all_caps : bool
        Whether the line is in title case, or in capitals.
    """
    states = []
    for i in [i for i, token in enumerate(tokens) if i and token.capital and token.stem in _ANY_STATE]:
        token, before = tokens[i], tokens[i - 1]
        short = not token.upper and token.stem in _SHORT_STATES and not _goes_on(tokens, i)
        if not (short or (token.upper and token.stem in STATES)):
            continue
        a_word = short or token.stem in _SHOUTED_STATES
        if before.folded == "-":
            if i > 1 and tokens[i - 2].lower in _OF_A_PARTY:
                states += [i - 2, i]
        elif before.word and before.capital and not _goes_on(tokens, i - 1):
            # "Portland, OR", and no "Wake Up, OR Else", "Yes, IN April" or "Mother, Ill, Waits".
            if not a_word or (not all_caps and (found[i - 1] or not (title or i == 1))):
                states += [i - 1, i]
        elif not (all_caps or a_word) and (before.lower in _BEFORE or (before.word and found[i - 1])):
            states.append(i)
    return states


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    # Commas and full stops are no tokens; where one stands behind a word, the next word is further off than by a space.
    return i + 1 < len(tokens) and tokens[i + 1].start <= tokens[i].end + 1


def _is_modal(after: Sequence[str]) -> bool:
    # After "may" as a verb stands a plain form: no ending, no preposition, no past.
    if not after or after[0] in _AFTER_MAY or not after[0][0].isalpha() or after[-1] in _SPEAKS:
        return False
    return not after[0].endswith(("ed", "s", "n't")) or after[0].endswith("ss")
