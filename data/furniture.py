"""Page furniture: what stands around an article and is neither display line nor body, told by its wording."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_CLOCK = r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?"

_BYLINE = re.compile(
    r"^(?:(?:words|reporting|reported|written|story|text|report|posted)\s+)?by:?\s+(?P<name>[^\d]{2,80})$"
    r"|^(?P<staff>[^\d,]{3,40}),?\s+(?:[\w']+\s+){0,3}"
    r"(?:correspondent|editor|reporter|staff writer|columnist|bureau chief)$"
    r"|^(?P<role>(?:[\w']+\s){0,3}(?:staff writer|correspondent|editor|reporter|columnist))$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,2}$")
_STAMP = re.compile(
    rf"^(?:(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified|edited)|modified|created|filed)\b.{{0,80}}"
    rf"|(?:on\s+)?(?:{_WEEKDAY},?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?),?"
    rf"(?:\s+\d{{4}})?(?:[\s,|·•–@-]+(?:at\s+)?{_CLOCK}.{{0,20}})?"
    rf"|\d{{4}}-\d\d-\d\d.{{0,20}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}.{{0,20}}|{_CLOCK}(?:\s*[a-z]{{2,4}})?(?:,.{{0,40}})?"
    r"|(?:an?|\d+)\s*(?:second|minute|min|hour|hr|day|week|month|year|[smhdw])s?\s+ago.{0,30}"
    r"|(?:reading time:?\s*)?\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?(?:ing time)?)$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\(?\b(?:(?:file\s+)?(?:photo(?:graph)?s?|picture|image|illustration|graphic|credit|pic)s?"
    r"(?:\s+(?:credit|by|courtesy(?:\s+of)?))?\s*[:|/]"
    r"|(?:photo(?:graph)?|picture|image|illustration)s?\s+(?:by|courtesy(?:\s+of)?)\s"
    r"|(?-i:(?:[A-Z][\w.'-]+\s){1,3}/\s?(?:AP|AFP|PA|Reuters|EPA|Getty|Shutterstock|Alamy)\b)"
    r"|(?-i:AP|AFP|PA|EPA|Reuters)\s+(?:photo|images?)\b"
    r"|Getty Images|iStock|Shutterstock|Alamy)",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"^(?:[A-Z][\w.'’-]+\s){2,3}(?:is (?:an?|the|our)|covers|writes|reports)\b.{0,120}\b"
    r"(?:reporter|writer|correspondent|editor|journalist|columnist|freelance|author of|covers|writes about|contributor"
    r"|(?:[Rr]each|[Ff]ollow|[Ee]-?mail) (?:her|him|them))\b"
)
_TABLE = tomllib.loads(files("levelhed.data").joinpath("furniture.toml").read_text(encoding="utf-8"))


def _compiled(name: str, *, whole: bool) -> re.Pattern[str]:
    end = r"\W*$" if whole else ""
    return re.compile(rf"^\W*(?:{'|'.join(_TABLE[name])}){end}", re.IGNORECASE)


_CONTROL = _compiled("controls", whole=True)
_POINTER = _compiled("pointers", whole=False)
_END = _compiled("ends", whole=True)
_BOX = _compiled("boxes", whole=False)
_OFFER = _compiled("offers", whole=False)
_TRAILING_CREDIT = re.compile(
    r"\s*\((?:[A-Z][^()/]{1,40})/[^()/]{2,40}\)\s*$"
    r"|\s*(?:[|/–—-]\s*)?\(?(?:[A-Z]{2,9}\s+)?(?:(?:file\s+)?(?:photo(?:graph)?|picture|image|illustration|credit|pic)s?"
    r"(?:\s+(?:credit|by|courtesy(?:\s+of)?))?\s*[:|/].{1,80}"
    r"|(?:photo(?:graph)?|picture|image|illustration)s?\s+(?:by|courtesy(?:\s+of)?)\s.{1,60}"
    r"|(?:AP|AFP|PA|Reuters|EPA)\s+Photo\b.{0,60})\)?\s*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]»]*$|[.!?…][\"'”’)\]»]*\s*\[?\d*\]?$")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’-]{2,40}(?:,\s[A-Z][\w. ]{1,30})?\s*(?:\([A-Z][\w /.]{1,30}\))?\s*(?:—|–|--|-|:)\s"
)

PROSE_WORDS = 8
"""Words from which a line that ends like a sentence may be a paragraph of its own, where nothing says it is one."""
LONG_WORDS = 30
"""Words from which a line is a paragraph however it ends; a headline has hardly ever more than twenty."""


def byline_name(text: str) -> str | None:
    """Return whose byline `text` is, or None if it is none."""
    found = _BYLINE.match(text) if len(text) <= 100 else None
    if found is None or text.endswith("."):
        return None
    return (found["name"] or found["staff"] or found["role"]).strip(" ,|")


def is_name(text: str) -> bool:
    """Whether `text` is no more than two or three words with capitals, as a name alone on its line."""
    return len(text) <= 40 and _NAME.match(text) is not None


def is_stamp(text: str) -> bool:
    """Whether `text` is a date, a time or how long the story takes to read."""
    if len(text) > 120:
        return False
    parts = [part.strip(" –-") for part in re.split(r"\s[|·•∙]\s", text) if part.strip(" |·•∙–-")]
    return bool(parts) and all(_STAMP.match(part) for part in parts)


def is_control(text: str) -> bool:
    """Whether `text` is a button, a link of the site's own, or the label of an advertisement."""
    return len(text) <= 80 and _CONTROL.match(text) is not None


def is_pointer(text: str) -> bool:
    """Whether `text` speaks of other pages, of the site itself or to its subscribers."""
    return _POINTER.match(text[:200].replace("’", "'")) is not None and len(text) <= 400


def ends_article(text: str) -> bool:
    """Whether `text` is the heading of what follows an article: comments, related stories, notes to editors."""
    return len(text) <= 100 and _END.match(text.replace("’", "'")) is not None


def is_offer(text: str) -> bool:
    """Whether `text` is a line that offers a newsletter, which the story may go on after."""
    return len(text) <= 100 and _OFFER.match(text) is not None


def is_box(text: str) -> bool:
    """Whether `text` heads a box that may stand in the middle of a story as well as after it."""
    return ends_article(text) and _BOX.match(text.replace("’", "'")) is not None


def is_biography(text: str) -> bool:
    """Whether `text`, at the end of a story, says who wrote it."""
    return _BIOGRAPHY.match(text[:200]) is not None and len(text) <= 400


def is_furniture(text: str) -> bool:
    """Whether `text` is neither display line nor body."""
    return byline_name(text) is not None or is_stamp(text) or is_control(text) or is_pointer(text) or is_list(text)


def has_credit(text: str) -> bool:
    """Whether `text` names a photographer or a picture agency, as captions do."""
    return len(text) <= 600 and _CREDIT.search(text) is not None


def without_credit(text: str) -> str:
    """Return a caption without the photographer at its end."""
    return _TRAILING_CREDIT.sub("", text) if len(text) <= 2_000 else text


def ends_like_a_sentence(text: str) -> bool:
    """Whether `text` ends with a mark that ends a sentence, or leads on to the next."""
    return _SENTENCE_END.search(text[-12:]) is not None


def has_dateline(text: str) -> bool:
    """Whether `text` begins with a place in capitals and a dash, as a story's first paragraph does."""
    return _DATELINE.match(text[:120]) is not None and not text.isupper() and len(text.split()) > PROSE_WORDS


def is_list(text: str) -> bool:
    """Whether `text` runs items together, a team or a table in one line, and makes no sentence."""
    return not ends_like_a_sentence(text) and text.count(";") + text.count("|") >= 3


def reads_as_prose(text: str) -> bool:
    """Whether `text` is long and ends as a paragraph does."""
    words = len(text.split())
    if text.isupper():
        return False
    raised = text.rstrip("\"'”’)")[-1:] in ("!", "?")
    enough = 2 * PROSE_WORDS if raised else PROSE_WORDS
    return words >= LONG_WORDS or (words >= enough and ends_like_a_sentence(text)) or has_dateline(text)
