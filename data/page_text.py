"""A page's bytes into text, and text as a reader sees it: encodings, control characters, marks that do not show."""

from __future__ import annotations

import codecs
import re

from levelhed.data.errors import InputError

# How files that are no pages begin, and what to call them.
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"(\xb5/\xfd", "a compressed file (Zstandard)"),
    (b"WARC/", "a web archive (WARC)"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)

_BETWEEN_TAGS = re.compile(rb"[^<>\n]++")
MAX_TELLING = 20_000
"""Bytes from which an encoding is guessed: it shows after a sentence or two, and guessing takes time."""
OTHER_SCRIPT = 0.25
"""Share of bytes outside ASCII from which a line is in another script than Latin: those have a half and more of them,
the most accented Latin text a fifth."""

# What Python files under the encodings of text though no page is written in it; their errors are others too.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})
# Bytes that are no UTF-8, as `surrogateescape` writes them, to what Windows-1252 means by them.
_STRAY = {0xDC00 + byte: bytes([byte]).decode("windows-1252", "replace") for byte in range(0x80, 0x100)}

# Tab and line breaks are text; every other control, half a surrogate pair, and what Unicode calls no character are not.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors, the byte order mark.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
MAX_NO_TEXT = 0.02
"""Share of control characters from which a file is no text: pages hold none, programs and images a tenth and more."""


def decode(page: bytes) -> str:
    """Return the text of a page whose encoding may be declared wrongly, or mixed.

    A byte order mark is believed, then UTF-8 wherever it fits, then what the page declares, then what the bytes look
    like. A page that is UTF-8 but for a few bytes is read as UTF-8 with those bytes as Windows-1252.

    Raises
    ------
    InputError
        ``not_a_page``, with the name of what it is instead.
    """
    _refuse_other_formats(page)
    for mark, encoding in _BOMS:
        if page.startswith(mark):
            return page[len(mark) :].decode(encoding, "replace")
    if wide := _wide(page):
        return page.decode(wide, "replace")
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(page)


def without_controls(text: str) -> str:
    """Return `text` with a space for each character that is no text, so that offsets stay as they are.

    Raises
    ------
    InputError
        ``not_a_page`` where they are so many that it is no text at all.
    """
    if text.startswith("%PDF"):
        _refuse_other_formats(b"%PDF")
    clean, found = _NO_TEXT.subn(" ", text)
    if found > MAX_NO_TEXT * len(text) + 2:
        raise InputError("not_a_page", "page", "is not text; give the article's HTML or its text")
    return clean


def shown(text: str) -> str:
    """Return `text` on one line as a reader sees it: white space run together, what does not show left out.

    Controls are among that: a page cannot hold one, but can spell it (``&#27;``).
    """
    return " ".join(_NO_TEXT.sub(" ", without_invisible(text)).split())


def without_invisible(text: str) -> str:
    """Return `text` without the characters that do not show."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def letters_of(text: str) -> str:
    """Return the letters and digits of `text` alone, in small letters: lines of the same are the same line."""
    return "".join(filter(str.isalnum, text.casefold()))


def _refuse_other_formats(page: bytes) -> None:
    head = page[:1024].lstrip()
    for magic, name in _FORMATS:
        if page.startswith(magic) or (len(magic) > 3 and head.startswith(magic)):
            raise InputError("not_a_page", "page", f"is {name}; give the article's HTML or its text")
    # Stories may begin with BMW and RIFF: what follows in such files is no text.
    bitmap = page[:2] == b"BM" and page[6:10] == bytes(4)
    if bitmap or (head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI ")) or head[4:8] == b"ftyp":
        raise InputError("not_a_page", "page", "is an image, sound or film; give the article's HTML or its text")


def _wide(page: bytes) -> str | None:
    # Without a mark UTF-16 shows by its zeros: in Latin text every second byte.
    head = page[:2000]
    if head.count(0) < 0.3 * len(head) or len(head) < 4:
        return None
    return "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _decode_other(page: bytes) -> str:
    fitting = page.decode("utf-8", "ignore")
    stray = len(page) - len(fitting.encode())
    whole = len(fitting) - len(fitting.encode("ascii", "ignore"))
    # By chance a text in another encoding holds few characters that are whole in UTF-8.
    if 4 * whole > stray:
        return page.decode("utf-8", "surrogateescape").translate(_STRAY)
    for encoding in (_declared(page), _guessed(page), "windows-1252"):
        if encoding is None:
            continue
        try:
            return page.decode(encoding)
        except UnicodeError:
            continue
    return page.decode("windows-1252", "replace")


def _declared(page: bytes) -> str | None:
    found = _DECLARED_XML.search(page[:400]) or _DECLARED.search(page[:8192])
    if found is None:
        return None
    name = found[1].decode("ascii", "replace").lower()
    # What browsers do: those who declare Latin-1 or ASCII mean Windows-1252; UTF-8 was tried and does not fit.
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        return "windows-1252"
    return None if name.startswith(("utf", "ucs")) else _known(name)


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except LookupError:
        return None
    # Python files conversions that are no encodings of text (base64, zip) under the same roof.
    return found.name if found._is_text_encoding and found.name not in _NO_ENCODINGS else None


def _guessed(page: bytes) -> str | None:
    telling = _telling(page)
    accents = len(telling) - len(telling.decode("ascii", "ignore"))
    # What little stands out in a Western text tells nothing; browsers, too, take it for Windows-1252.
    if accents < OTHER_SCRIPT * len(telling):
        return "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(telling).best()
    return best.encoding if best else None


def _telling(page: bytes) -> bytes:
    """The first stretches of text with bytes outside ASCII; mark-up and scripts tell nothing of an encoding."""
    pieces, size = [], 0
    for found in _BETWEEN_TAGS.finditer(page):
        if not found[0].isascii():
            pieces.append(found[0][:MAX_TELLING])
            size += len(pieces[-1])
        if size >= MAX_TELLING:
            break
    return b"\n".join(pieces)
