"""The plainer word for a loud one, told by what stands beside it."""

from __future__ import annotations

from levelhed.model.casing import in_title_case, opens
from levelhed.model.line import Line
from levelhed.model.negation import NEGATORS
from levelhed.model.senses import Sense, senses
from levelhed.model.stems import stems_of
from levelhed.model.support import FUNCTION_WORDS
from levelhed.model.tokens import Token, opens_amount
from levelhed.model.words import words

_QUOTES = frozenset("'\"")
_HYPHENS = frozenset("-‐‑")
_STOPS = frozenset(",;.()…—–")
_PASSIVE = frozenset({"after", "amid", "as", "at", "by", "for", "in", "on", "over", "from"})
_AUXILIARIES = frozenset({"are", "be", "been", "being", "get", "gets", "is", "was", "were"})
# Words that hold on to the one behind them: "not completely safe" is not "not safe", "almost totally" not "almost".
_HOLDING = frozenset(
    {"almost", "and", "as", "barely", "ever", "how", "less", "more", "most", "nearly", "or", "rather", "so"}
    | {"than", "that", "too", "without", *NEGATORS}
)
_PERFECT = frozenset({"has", "have", "had"})
_BETWEEN_NAMES = frozenset({"and", "v", "versus", "vs"})
_DEGREES = frozenset({"how", "so", "that", "too"})
_ARTICLES = frozenset({"a", "an"})
# What has an ending for it: no "most good".
_COMPARING = frozenset({"more", "most"})
_COMPARED = frozenset({"angry", "bad", "big", "funny", "good", "large", "new", "poor", "sad", "small", "strong"})
_LONGEST = 6  # words of a phrase that are looked at
_NEAR = 3  # words on either side that a sense is told by


def plainer(line: Line, i: int) -> str | None:
    """Return what to write in place of token `i`, in small letters.

    Returns
    -------
    str or None
        An empty string where the word can be left out. None where it means what it says, is part of a name or of a
        word with a hyphen, or where no plainer word says the same.
    """
    token = line.tokens[i]
    if token.lower not in words().loaded or i in literal_words(line) or _is_joined(line, i) or _in_name(line, i):
        return None
    fitting = (sense.words[token.lower] for sense in senses().by_word.get(token.lower, ()) if _fits(sense, line, i))
    found = next(fitting, words().suggestions.get(token.lower))
    if found and _is_repeated(line, i):
        found = ""
    if (found == "" and not _can_go(line, i)) or (found and _is_said(found, line, i)):
        return None
    if found is not None and token.lower.endswith("ing") and not found.endswith("ing") and _has_whom(line, i):
        return None
    if found in _COMPARED and _has(_before(line, i)[:1], _COMPARING):
        return None
    return found


def literal_words(line: Line) -> set[int]:
    """Return the indices of the words that mean what they say ("grand slam"), or stand for something else ("RIP")."""
    table = senses()
    lower = [token.lower for token in line.tokens]
    found = table.literal.inside(lower)
    if not line.capitals.all_caps and not table.initialisms.isdisjoint(lower):
        shouted = line.capitals.shouted
        found |= {i for i, t in enumerate(line.tokens) if t.lower in table.initialisms and t.upper and i not in shouted}
    return found


def calmer_mark(line: Line, i: int) -> str | None:
    """Return what to write in place of the exclamation mark at token `i`: nothing, a stop, or None to leave it."""
    text, token = line.text, line.tokens[i]
    # A line may hold nothing but marks: each looks only as far as it must.
    names = senses().exclaimed
    begin = max(0, i + 1 - names.longest)
    if i - begin in names.inside([t.lower for t in line.tokens[begin : i + names.longest]]):
        return None
    if "?" in token.folded:
        return "?"
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    said = any(t.word for t in line.tokens[:i])
    behind = text[token.end : token.end + 1]
    if after is None or not said or not (behind.isspace() or after.start == token.end):
        return ""
    if after.start == token.end or not (after.word or after.folded[0].isdigit() or after.folded in _QUOTES):
        return None if after.word else ""
    begins = after.capital or not after.word or not any(t.capital for t in line.tokens)
    alone = line.named[i - 1] and not any(t.word for t in line.tokens[: i - 1])  # "Yahoo! Japan"
    return "." if begins and not alone and token.start == line.tokens[i - 1].end else None


def _is_said(word: str, line: Line, i: int) -> bool:
    # "Anger and fury" is not "anger and anger", nor "angry fans' fury" "angry fans' anger".
    own, *others = stems_of([word, *(token.lower for j, token in enumerate(line.tokens) if j != i)])
    return own in others


def _fits(sense: Sense, line: Line, i: int) -> bool:
    before = _before(line, i)
    following, stop = _following(line, i)
    near = [line.tokens[j] for j in following]
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    next_word = after.lower if after else ""
    if sense.across and stop is not None:
        near = [line.tokens[j] for j in _following(line, stop)[0]]
    asked = (
        not sense.followed_by or next_word in sense.followed_by,
        not sense.after or _has(before[:1], sense.after),
        not sense.second_after or _has(before[1:2], sense.second_after),
        not sense.before or _has(_described(near[:_NEAR]), sense.before),
        not sense.beside or _has(before[:_NEAR] + near[:_NEAR], sense.beside),
        not sense.not_after or not _has(before[:1], sense.not_after),
        next_word not in sense.not_before,
        not sense.number or (after is not None and opens_amount(after)),
        not sense.attributive or (bool(near) and near[0] is after and after.word and not _has(before[:1], _DEGREES)),
        not sense.uncounted or not _has(before[:_NEAR], _ARTICLES),
        not sense.alone or not near or near[0].lower in senses().classes["doings"],
        not sense.unless or not _has(line.tokens, sense.unless),
        not sense.not_by or not _has(_doer(line, i), sense.not_by),
    )
    if not all(asked):
        return False
    if sense.object:
        return _has_object(sense, line, i)
    if sense.noun and _is_verb(line, i, sense.words[line.tokens[i].lower]):
        return False
    return not sense.transitive or _is_transitive(line, i, sense.words[line.tokens[i].lower])


def _described(near: list[Token]) -> list[Token]:
    # As far as the word that an adjective is said of may be: "brutal rate cuts", and no "brutal boss cuts jobs".
    people, roles = senses().classes["people"], senses().classes["roles"]
    for n, word in enumerate(token.lower for token in near):
        if word in people or word in roles or word.endswith(("'s", "s'")) or _is_plural(word):
            return near[: n + 1]
    return near


def _doer(line: Line, i: int) -> list[Token]:
    # What does what the verb says: the word before it, or behind "by" the last of the phrase.
    _, stop = _following(line, i)
    if line.tokens[i].lower.endswith("ed") and stop is not None and line.tokens[stop].lower == "by":
        found, _ = _following(line, stop)
        return [line.tokens[found[-1]]] if found else []
    before = [t for t in _before(line, i) if t.lower not in _PERFECT]
    return before[:1]


def _has_whom(line: Line, i: int) -> bool:
    # "After stunning Portugal", "is shocking viewers", "outbreak sickening dozens": no adjective, for it has an object.
    found, _ = _following(line, i)
    if not found or found[0] != i + 1:
        return False
    before, behind, classes = _before(line, i)[:1], line.tokens[i + 1].lower, senses().classes
    word = before[0].lower if before else ""
    if line.named[i + 1] or any(behind in classes[name] for name in ("people", "pronouns", "counts")):
        described = word in classes["determiners"] or word.endswith(("'s", "s'", "ly"))
        return _stands_behind_comma(line, i) or (bool(before) and not described)
    return word in classes["lasting"] and _is_plural(behind)


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "'s")) and word not in senses().classes["singular"]


def _has(tokens: list[Token] | tuple[Token, ...], wanted: frozenset[str]) -> bool:
    return any(t.lower in wanted or t.stem in wanted for t in tokens)


def _before(line: Line, i: int) -> list[Token]:
    # The words before, the nearest first, as far as what is said goes.
    found: list[Token] = []
    for j in range(i - 1, -1, -1):
        token = line.tokens[j]
        if not _STOPS.isdisjoint(line.text[token.end : line.tokens[j + 1].start]):
            break
        if token.word or token.folded[0].isdigit():
            found.append(token)
        elif token.folded not in _QUOTES and token.folded not in _HYPHENS:
            break
    return found


def _following(line: Line, i: int) -> tuple[list[int], int | None]:
    # The words behind, up to what ends the phrase; and the word that ends it, where one does.
    found: list[int] = []
    breaks = senses().classes["breaks"]
    for j in range(i + 1, len(line.tokens)):
        token = line.tokens[j]
        if not _STOPS.isdisjoint(line.text[line.tokens[j - 1].end : token.start]):
            break
        joined = _is_joined(line, j)
        if token.word:
            if token.lower in breaks and not joined:
                return found, j
            found.append(j)
        elif not (token.folded in _QUOTES or token.folded == "%" or opens_amount(token) or _is_hyphen(line, j)):
            break
        if len(found) == _LONGEST:
            break
    return found, None


def _has_object(sense: Sense, line: Line, i: int) -> bool:
    found, stop = _following(line, i)
    if found:
        head = line.tokens[found[-1]]
        if head.lower.endswith("'s") or not _is_object(sense, line, found[-1]):
            return False
        ways = senses().classes["ways"]
        away = line.tokens[found[0]].lower in ways or (stop is not None and line.tokens[stop].lower in ways)
        return not away and _is_verb(line, i, sense.words[line.tokens[i].lower])
    if not line.tokens[i].lower.endswith("ed"):
        return False
    # "Council slammed over fares": what it is done to stands before it.
    if stop is not None and line.tokens[stop].lower not in _PASSIVE:
        return False
    j = i - 1
    while j >= 0 and line.tokens[j].lower in _AUXILIARIES:
        j -= 1
    return j >= 0 and _is_object(sense, line, j)


def _is_object(sense: Sense, line: Line, j: int) -> bool:
    return _has([line.tokens[j]], sense.object) or (sense.names and line.named[j])


def _is_verb(line: Line, i: int, replacement: str) -> bool:
    # Whether the word is the verb that its replacement is: "gas blast victims" has none.
    classes = senses().classes
    if replacement.endswith("ing") or line.tokens[i].lower.endswith("ed"):
        return True
    before = _before(line, i)
    if not before or before[0].folded[0].isdigit():
        return False
    word = before[0].lower
    if replacement.endswith("s"):
        return word not in classes["leaders"]
    return word in classes["helpers"] or _is_plural(word)


def _is_transitive(line: Line, i: int, replacement: str) -> bool:
    found, stop = _following(line, i)
    by = line.tokens[i].lower.endswith("ed") and stop is not None and line.tokens[stop].lower == "by"
    return (by or bool(found) or _leads(line, stop)) and bool(_before(line, i)) and _is_verb(line, i, replacement)


def _leads(line: Line, stop: int | None) -> bool:
    # "sparks calls for": what ends a phrase else is what it is done to.
    return stop is not None and line.tokens[stop].lower in ("a", "an", "calls", "the")


def _can_go(line: Line, i: int) -> bool:
    # Whether what is left still hangs together: a word stands right behind, and none before needs this one.
    tokens = line.tokens
    if i + 1 == len(tokens) or line.text[tokens[i].end : tokens[i + 1].start] != " ":
        return False
    after, before = tokens[i + 1], _before(line, i)[:1]
    said = after.word or opens_amount(after)
    classes = senses().classes
    kept = after.lower in FUNCTION_WORDS or after.lower in classes["breaks"]
    kept = kept or (after.lower in classes["kinds"] and not tokens[i].lower.endswith("ly"))
    return said and not kept and not (before and _holds(before[0])) and not _stands_behind_comma(line, i)


def _holds(before: Token) -> bool:
    # "Politically shocking": what an adverb of degree alone is left out with.
    if before.lower in _HOLDING:
        return True
    return before.lower.endswith("ly") and before.lower not in words().intensifiers


def _is_repeated(line: Line, i: int) -> bool:
    """Say whether the word beside token `i` is the same: one of "huge HUGE" goes, and neither is put anew."""
    lower = line.tokens[i].lower
    return any(t.lower == lower for t in line.tokens[max(i - 1, 0) : i + 2] if t is not line.tokens[i])


def _stands_behind_comma(line: Line, i: int) -> bool:
    # "Utterly, utterly", "kills 33, shocking town": the comma would be left.
    return i > 0 and "," in _gap(line, i)


def _gap(line: Line, i: int) -> str:
    return line.text[line.tokens[i - 1].end : line.tokens[i].start]


def _is_joined(line: Line, i: int) -> bool:
    return any(0 <= j < len(line.tokens) and _is_hyphen(line, j) for j in (i - 1, i + 1))


def _is_hyphen(line: Line, j: int) -> bool:
    mark = line.tokens[j]
    between = line.text[mark.start - 1 : mark.start], line.text[mark.end : mark.end + 1]
    return mark.folded in _HYPHENS and line.text[mark.start] not in "—–" and all(c.isalnum() for c in between)


def _in_name(line: Line, i: int) -> bool:
    token, tokens = line.tokens[i], line.tokens
    if line.named[i]:
        return True
    if not token.capital or line.capitals.all_caps:
        return False
    behind_name = _before(line, i)[:2]
    if token.lower in senses().surnames and _follows_name(line, i, behind_name):
        return True
    if i in line.capitals.shouted or in_title_case(line):
        return False
    if not (i == line.begin or opens(line.text, token.start)):
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and after.word and after.capital and not after.upper


def _follows_name(line: Line, i: int, before: list[Token]) -> bool:
    # "Robbie Savage", "Joshua and Fury", "Usyk vs Fury".
    j = i - 1
    if len(before) == 2 and before[0].lower in _BETWEEN_NAMES:
        j -= 1
    return j >= 0 and line.named[j] and not line.tokens[j].lower.endswith("'s")
