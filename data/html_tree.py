"""HTML into a tree of bounded depth and size, whatever the page holds."""

from __future__ import annotations

import re

import lxml.html
from levelhed.data.errors import InputError
from lxml import etree

MAX_ELEMENTS = 50_000
"""Elements of the largest tree read: long live blogs have some 20,000; time and memory rise with it."""

# What a page repeats by mistake when it never closes it, and what its text can do without.
_WRAPPERS = re.compile(
    r"</?(?:a|abbr|b|big|center|code|del|div|em|font|i|ins|label|mark|nobr|s|section|small|span|strike|strong|sub|sup|tt"
    r"|u|ul|ol|dl|table|tbody|tr|td|blockquote|fieldset|main)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)

MAX_ATTRIBUTES = 2_000
"""Attributes of one tag: the parser's time rises with their square, and no real tag has a hundred."""

# A comment; or a tag, quoted values taken whole and one that never ends to the end.
# Nothing is tried twice, so that the time taken rises with the length of the page alone.
_TAGS = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<name>[a-z][^\s/>]*+)(?P<inside>(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_RAW_END = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style")}
_ATTRIBUTE = re.compile(r"\"[^\"]*\"?|'[^']*'?|[^\s\"']+")


def parse(source: str) -> lxml.html.HtmlElement | None:
    """Return the page's root element, or None if it holds nothing.

    Tags nested deeper than the parser goes (256) are taken out where the page can be read without them.

    Raises
    ------
    InputError
        ``too_deep`` or ``too_long``.
    """
    _refuse_crowded_tags(source)
    tree, cut = _parse(source)
    if cut:
        tree, cut = _parse(_WRAPPERS.sub(" ", source))
        if cut:
            raise InputError("too_deep", "page", "nests its tags more than 250 deep; give the article's text instead")
    if tree is None:
        return None
    count = sum(1 for _ in zip(range(MAX_ELEMENTS + 1), tree.iter(), strict=False))
    if count > MAX_ELEMENTS:
        raise InputError(
            "too_long", "page", f"has more than {MAX_ELEMENTS:,} elements; give the article's text instead"
        )
    return tree


def _parse(source: str) -> tuple[lxml.html.HtmlElement | None, bool]:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    # The parser would ask a Python function for the class of every element; to us and to trafilatura all are alike.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))
    try:
        tree = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    cut = any("depth" in entry.message.lower() for entry in parser.error_log.filter_from_errors())
    return tree, cut


def _refuse_crowded_tags(source: str) -> None:
    at = 0
    while (tag := _TAGS.search(source, at)) is not None:
        at = tag.end()
        name, inside = tag["name"], tag["inside"]
        if name is None:
            continue
        # Two characters are the least an attribute takes.
        if len(inside) > 2 * MAX_ATTRIBUTES:
            found = sum(1 for _ in zip(range(2 * MAX_ATTRIBUTES + 1), _ATTRIBUTE.finditer(inside), strict=False))
            if found > 2 * MAX_ATTRIBUTES:
                raise InputError(
                    "too_long",
                    "page",
                    f"has a tag with more than {MAX_ATTRIBUTES:,} attributes; give the article's text instead",
                )
        if (end := _RAW_END.get(name.lower())) is not None:
            closing = end.search(source, at)
            at = closing.start() if closing else len(source)
