"""Where a line that a reader sees stands in the source of its page."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from io import StringIO

from levelhed.data.page_text import without_invisible

_PART = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|noscript|template|textarea)\b.*?(?:</(?P=raw)\s*>|\Z)|</?[a-z!?][^<>]*>"
    r"|&(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});?|\s+|[^<&\s]+|<+(?![a-z!?/])|&+(?![a-z#])|[<&]",
    re.IGNORECASE | re.DOTALL,
)

MAX_MISSED = 50
"""Lines looked for in vain until the rest is given up: each costs a pass over the page, and few pages have one."""


class ShownText:
    """The text of a page without its mark-up, and where in the source each character of it stands.

    White space, which mark-up may put anywhere, is left out on both sides of the comparison.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        # Plain arrays: a page of five million characters has a million words.
        self._shown, self._start, self._end = array("q"), array("q"), array("q")
        text_so_far = StringIO()
        at = 0
        for match in _PART.finditer(source):
            piece = match[0]
            if (piece[0] == "<" and len(piece) > 1) or piece.isspace():
                continue
            entity = piece[0] == "&" and len(piece) > 1
            text = html.unescape(piece) if entity else piece
            if entity or not piece.isascii():
                text = "".join(without_invisible(text).split())
            if not text:
                continue
            self._shown.append(at)
            self._start.append(match.start())
            self._end.append(match.end())
            text_so_far.write(text)
            at += len(text)
        self._text = text_so_far.getvalue()
        self._cursor = 0
        self._missed = 0

    def find(self, line: str) -> tuple[int, int] | None:
        """Return the stretch of the source that shows `line`, or where it stands unchanged in what does not show.

        The first after the last one found, or the first at all; None where there is none.
        """
        needle = "".join(line.split())
        if not needle or self._missed > MAX_MISSED:
            return None
        at = self._text.find(needle, self._cursor)
        if at < 0:
            at = self._text.find(needle)
        if at < 0:
            self._missed += 1
            at = self._source.find(line)
            return (at, at + len(line)) if at >= 0 else None
        self._cursor = at + len(needle)
        return self._source_of(at, last=False), self._source_of(at + len(needle) - 1, last=True)

    def _source_of(self, at: int, *, last: bool) -> int:
        part = bisect_right(self._shown, at) - 1
        begin, end = self._start[part], self._end[part]
        length = (self._shown[part + 1] if part + 1 < len(self._shown) else len(self._text)) - self._shown[part]
        if length != end - begin:
            # An entity, or a word with invisible characters in it: taken whole.
            return end if last else begin
        offset = begin + at - self._shown[part]
        return offset + 1 if last else offset
