"""Page furniture: what stands around an article and is neither display line nor body, told by its wording."""

from __future__ import annotations

import re

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_CLOCK = r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?"

_BYLINE = re.compile(
    r"^(?:(?:words|reporting|reported|written|story|text|report|posted)\s+)?by:?\s+(?P<name>[^\d]{2,80})$"
    r"|^(?P<staff>[^\d,]{3,40}),?\s+(?:[\w']+\s+){0,3}(?:correspondent|editor|reporter|staff writer|columnist|bureau chief)$"
    r"|^(?P<role>(?:[\w']+\s){0,3}(?:staff writer|correspondent|editor|reporter|columnist))$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,2}$")
_STAMP = re.compile(
    rf"^(?:(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified|edited)|modified|created|filed)\b.{{0,80}}"
    rf"|(?:on\s+)?(?:{_WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?),?(?:\s+\d{{4}})?(?:[\s,|·•–@-]+(?:at\s+)?{_CLOCK}.{{0,20}})?"
    rf"|\d{{4}}-\d\d-\d\d.{{0,20}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}.{{0,20}}|{_CLOCK}(?:\s*[a-z]{{2,4}})?(?:,.{{0,40}})?"
    r"|(?:an?|\d+)\s*(?:second|minute|min|hour|hr|day|week|month|year|[smhdw])s?\s+ago.{0,30}"
    r"|(?:reading time:?\s*)?\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?(?:ing time)?)$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\(?\b(?:(?:file\s+)?(?:photo(?:graph)?s?|picture|image|illustration|graphic|credit|pic)s?(?:\s+(?:credit|by|courtesy(?:\s+of)?))?\s*[:|/]"
    r"|(?:photo(?:graph)?|picture|image|illustration)s?\s+(?:by|courtesy(?:\s+of)?)\s"
    r"|(?-i:(?:[A-Z][\w.'-]+\s){1,3}/\s?(?:AP|AFP|PA|Reuters|EPA|Getty|Shutterstock|Alamy)\b)"
    r"|(?-i:AP|AFP|PA|EPA|Reuters)\s+(?:photo|images?)\b"
    r"|Getty Images|iStock|Shutterstock|Alamy)",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"^\W*(?:share(?:\s+(?:this|on|via|article|story|full article)\b.{0,40})?|tweet|e-?mail(?:\s+this)?|print(?:\s+this.{0,20})?|save(?:\s+(?:article|story|for later))?|bookmark|copy\s+link|link copied.{0,10}"
    r"|facebook|twitter|x|whats\s?app|linkedin|reddit|telegram|pinterest|instagram|youtube|messenger|flipboard|threads|bluesky|mastodon|rss"
    r"|(?:skip|jump)\s+to\s+.{0,40}|menu|search|home(?:page)?|log\s?in|sign\s?in|sign\s?up|register|my account|subscribe(?:\s+now)?|donate(?:\s+now)?|close|open menu|toggle.{0,30}|back to top|top|next|previous|more"
    r"|advert(?:isement|isment)?s?|sponsored(?:\s+content)?|promoted|ad|story continues below.{0,40}|article continues (?:below|after).{0,40}|continue reading.{0,40}|read more|show more|load more.{0,20}|view (?:gallery|image|all).{0,40}|click to enlarge.{0,20}|enlarge(?: image)?|play(?: video)?|watch(?: live| now)?|listen(?: to this article.{0,20})?|listen to article.{0,20}|audio|live|follow(?:\s+us.{0,60})?|follow"
    r"|accept(?:\s+all)?(?:\s+cookies)?|reject all|manage (?:cookies|preferences|options)|cookie settings"
    r"|\d+\s+(?:comments?|shares?|views?|likes?|replies|reads?)|(?:no|add a|view|post a|leave a)\s+comments?|comments?\s*\(?\d*\)?)\W*$",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^\W*(?:read\s+(?:more|also|next|our|the full|this)\b|also\s+read|more\s*:|related\s*:|related\s+(?:stor|article|cover|content|news|topic|link|read)|see\s+also|don'?t\s+miss\b|must[- ]read\b|recommended\b|you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be interested)|watch\s*:|listen\s*:|further\s+reading|in\s+pictures\s*:|click\s+here\b|tap here\b|find out more\b|for more (?:news|stories|on this|information|coverage)\b.{0,80}(?:visit|follow|sign|click|see)"
    r"|sign\s+up\s+(?:for|to|here|now)\b|subscribe\s+(?:to|for|now|today)\b|get\s+(?:our|the)\s+.{0,60}\b(?:newsletter|inbox|app|briefing|e-?mail)|(?:download|get)\s+(?:our|the)\s+app|join\s+(?:our|the)\s+.{0,40}(?:whatsapp|telegram|newsletter|channel|community)|follow\s+(?:us|@|.{1,40}\s+on\s+(?:twitter|x|facebook|instagram|bluesky|mastodon|threads))|like\s+us\s+on"
    r"|(?:we|our\s+(?:site|website)|this\s+(?:site|website|page))\s+uses?\s+cookies|by\s+(?:continuing|signing|clicking|submitting|subscribing)\b|your\s+(?:e-?mail|privacy)\b|enter\s+your\s+e-?mail|please\s+(?:enable|turn on|check|enter|log|sign|subscribe|consider)\b|thank\s+you\s+for\s+(?:subscribing|signing|reading)|this\s+(?:article|story|content)\s+(?:is\s+(?:for|only|free|available|exclusive|reserved)|was\s+(?:originally|first)|(?:first|originally)\s+appeared|has\s+been\s+(?:updated|amended|corrected)|will\s+be\s+updated|contains\s+affiliate)|already\s+(?:a\s+)?(?:subscri|member|registered|have\s+an\s+account)|to\s+(?:continue|keep)\s+reading|unlock\s+|start\s+your\s+(?:free\s+)?trial|become\s+a\s+(?:member|subscriber|supporter)|support\s+(?:our|independent|quality)\s+journalism|want\s+more\s+(?:stories|news)|have\s+(?:you\s+got\s+)?a\s+(?:story|tip)\b|do\s+you\s+have\s+a\s+(?:story|tip)|got\s+a\s+(?:story|tip)|contact\s+us\b|send\s+(?:us\s+)?(?:your\s+)?(?:tips|letters)|javascript\s+is|enable\s+javascript|you\s+need\s+to\s+enable"
    r"|(?:copyright|©|\(c\))\s|all\s+rights\s+reserved|\(?(?:additional\s+)?reporting\s+by\b|editing\s+by\b|\(?\s*(?:reporting|writing|editing)\s+by\b|(?:correction|disclosure|disclaimer)\s*:|editor'?s\s+note\s*:|tags?\s*:|topics?\s*:|filed\s+under|categor(?:y|ies)\s*:|posted\s+in\b|source\s*:|media\s+contact|press\s+contact|for\s+(?:media|press)\s+enquiries|notes\s+to\s+editors)",
    re.IGNORECASE,
)
_END = re.compile(
    r"^\W*(?:(?:\d+\s+)?comments?(?:\s*\(\d+\)|\s+section)?|leave\s+(?:a|your)\s+(?:reply|comment)|(?:join|start)\s+the\s+(?:conversation|discussion|debate)|post\s+a\s+comment|add\s+(?:a|your)\s+comment|have\s+your\s+say|(?:be\s+the\s+first\s+to\s+)comment.{0,20}|reader\s+comments.{0,20}|what\s+do\s+you\s+think\??|view\s+(?:all\s+)?comments|discussion|responses"
    r"|also\s+like\s+this|you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested\s+in).{0,20}|related(?:\s+(?:stories|articles|posts|news|content|topics|coverage|reads?|links))?|more\s+(?:stories|news|articles|from|on|in|like|about)\b.{0,60}|recommended(?:\s+(?:for\s+you|stories|reading))?|most\s+(?:read|popular|viewed|shared|commented)|trending(?:\s+now)?|popular\s+(?:now|stories|posts)|latest\s+(?:news|stories|posts|headlines)|top\s+stories|editor'?s'?\s+picks?|read\s+next|up\s+next|next\s+(?:article|story|post|up)|previous\s+(?:article|story|post)|around\s+the\s+web|from\s+(?:around\s+)?the\s+web|sponsored\s+(?:stories|links)|partner\s+content|promoted\s+(?:stories|links)|elsewhere\s+on.{0,40}|don'?t\s+miss|keep\s+reading|see\s+also|further\s+reading|in\s+this\s+story|explore\s+more|other\s+stories"
    r"|about\s+(?:the\s+)?(?:author|writer|us|[A-Z]\w+(?:\s[A-Z]\w+)?)|share\s+this(?:\s+(?:story|article|post))?|tags|topics|filed\s+under|sign\s+up\s+(?:for|to)\s+.{0,60}|newsletters?|subscribe\s+to\s+.{0,60}|contact\s+(?:us|details|information)|follow\s+us.{0,40}|copyright\s.{0,60}|©.{0,80}|all\s+rights\s+reserved.{0,20}|terms\s+(?:of|and|&)\s.{0,40}|privacy\s+policy|ends|-30-|###|\*\*\*ends\*\*\*|notes\s+to\s+editors|media\s+contacts?|press\s+contacts?)\W*$",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"^\W*(?:related|more|recommended|most|trending|read\s+next|don'?t\s+miss|see\s+also|also|sign\s+up|newsletter|subscribe"
    r"|latest|top\s+stories|editor|you\s+(?:may|might)|share|in\s+this\s+story|keep\s+reading|sponsored|promoted)",
    re.IGNORECASE,
)
_TRAILING_CREDIT = re.compile(
    r"\s*\((?:[A-Z][^()/]{1,40})/[^()/]{2,40}\)\s*$|\s*(?:[|/–—-]\s*)?\(?(?:[A-Z]{2,9}\s+)?(?:(?:file\s+)?(?:photo(?:graph)?|picture|image|illustration|credit|pic)s?(?:\s+(?:credit|by|courtesy(?:\s+of)?))?\s*[:|/].{1,80}"
    r"|(?:photo(?:graph)?|picture|image|illustration)s?\s+(?:by|courtesy(?:\s+of)?)\s.{1,60}|(?:AP|AFP|PA|Reuters|EPA)\s+Photo\b.{0,60})\)?\s*$",
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
    return len(text) <= 80 and _ROW.match(text) is not None


def is_pointer(text: str) -> bool:
    """Whether `text` speaks of other pages, of the site itself or to its subscribers."""
    return _POINTER.match(text[:200].replace("’", "'")) is not None and len(text) <= 400


def ends_article(text: str) -> bool:
    """Whether `text` is the heading of what follows an article: comments, related stories, notes to editors."""
    return len(text) <= 100 and _END.match(text.replace("’", "'")) is not None


def is_box(text: str) -> bool:
    """Whether `text` heads a box that may stand in the middle of a story as well as after it."""
    return ends_article(text) and _BOX.match(text.replace("’", "'")) is not None


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
