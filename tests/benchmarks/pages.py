"""Time and memory that hostile pages take to be read or refused, beside an ordinary page.

Each page is read in a process of its own, so that its peak of memory is its own. Prints what came of it, seconds of
processor time (a busy machine does not count), the ratio to an ordinary page of about 100 kB, and megabytes above a
process that read nothing. Names of pages may follow, for those alone.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

PARAGRAPH = "<p>The council met on Monday and agreed to look at the plan again in the spring of next year.</p>\n"
ARTICLE = "<html><head><title>Council looks again</title></head><body><article><h1>Council looks again</h1>{}</article>"
STORY = "".join(
    f"<p>On its day number {i} the council met and agreed to look at plan {i} again in the spring of year {i}.</p>"
    for i in range(25)
)
MENU = "<li class='menu-item item-{0}'><a href='/section/{0}'>Menu entry {0}</a></li>"
SIZE = 4_900_000
"""Just under the longest page that is read."""


def _fill(piece: str, size: int = SIZE) -> str:
    return piece * (size // len(piece))


PAGES: dict[str, Callable[[], bytes | str]] = {
    "ordinary": lambda: ARTICLE.format(STORY + "<script>" + "var a = 1;" * 9_000 + "</script>"),
    "ordinary, in 700 links": lambda: ARTICLE.format(
        "".join(f"<div class=menu><ul>{MENU.format(i) * 20}</ul></div>" for i in range(35))
        + STORY
        + "<script>"
        + "var a = 1;" * 3_000
        + "</script>"
    ),
    "20 MB": lambda: ARTICLE.format(_fill(PARAGRAPH, 20_000_000)),
    "5 MB of paragraphs": lambda: ARTICLE.format(_fill(PARAGRAPH)),
    "5 MB in one paragraph": lambda: ARTICLE.format("<p>" + _fill("The council met on Monday. ") + "</p>"),
    "5 MB in one word": lambda: ARTICLE.format("<p>" + "a" * SIZE + "</p>"),
    "5 MB of script": lambda: ARTICLE.format(PARAGRAPH * 5 + "<script>" + _fill("var a = '<p>x</p>';") + "</script>"),
    "5 MB of comment": lambda: ARTICLE.format(PARAGRAPH * 5 + "<!--" + _fill("<p>x ") + "-->"),
    "a million open divs": lambda: "<div>" * 900_000 + PARAGRAPH * 5,
    "a million open bolds": lambda: ARTICLE.format("<b>" * 900_000 + PARAGRAPH * 5),
    "a million open sections with text": lambda: ARTICLE.format(_fill("<section>x y z ")),
    "a million list items": lambda: ARTICLE.format("<ul>" + _fill("<li>x")),
    "90,000 elements": lambda: ARTICLE.format(_fill("<p>A line</p>", 90_000 * 13)),
    "30,000 crossheads": lambda: ARTICLE.format(_fill("<h2>What is new</h2><p>It is quiet here now.</p>", 30_000 * 45)),
    "40,000 spans in a paragraph": lambda: ARTICLE.format("<p>" + "<span>a word </span>" * 40_000 + "</p>"),
    "40,000 breaks": lambda: ARTICLE.format("<div>" + "a word or two of it<br>" * 40_000 + "</div>"),
    "40,000 links": lambda: ARTICLE.format("<p>" + "<a href=x>a word</a> " * 40_000 + "</p>"),
    "5 MB of <": lambda: ARTICLE.format("<" * SIZE),
    "5 MB of &": lambda: ARTICLE.format("&" * SIZE),
    "5 MB of unclosed tags": lambda: ARTICLE.format(_fill("<p class='")),
    "a class of 4 MB": lambda: ARTICLE.format(f"<p class='{_fill('a-b ', 4_000_000)}'>x</p>" + PARAGRAPH * 5),
    "4 MB of attributes": lambda: ARTICLE.format("<p " + " ".join(f"a{i}=1" for i in range(400_000)) + ">x</p>"),
    "tables 200 deep": lambda: ARTICLE.format(
        _fill("<table><tr><td>" * 60 + "x" + "</td></tr></table>" * 60, 2_000_000)
    ),
    "deep JSON-LD": lambda: "<script type='application/ld+json'>" + "[" * 400_000 + "</script>" + PARAGRAPH * 5,
    "wide JSON-LD": lambda: "<script type='application/ld+json'>[" + "{}," * 300_000 + "{}]</script>" + PARAGRAPH * 5,
    "5 MB of text": lambda: _fill("The council met on Monday and agreed to look again.\n\n"),
    "5 MB of short lines": lambda: _fill("a line\n"),
    "5 MB of bullets": lambda: _fill("- a\n"),
    "5 MB of line breaks": lambda: "\n" * SIZE,
    "5 MB in one line": lambda: _fill("By the way, 12 May "),
    "5 MB of spaces": lambda: " " * SIZE + "a",
    "5 MB of marks": lambda: _fill("…”’)"),
    "5 MB of zero-width spaces": lambda: "\u200b" * (SIZE // 3) + "a",
    "5 MB of bytes that are no UTF-8": lambda: b"<html><body><p>" + b"\xe9\xff\xfe caf\xe9 " * (SIZE // 10),
    "5 MB of zeros": lambda: bytes(SIZE),
    "a PDF": lambda: b"%PDF-1.7\n" + b"\x00\xff" * 1_000_000,
}


def main() -> None:
    """Measure and print."""
    context = multiprocessing.get_context("spawn")
    ordinary = None
    base = 0.0
    for name in ["nothing", "ordinary", *(sys.argv[1:] or list(PAGES)[1:])]:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_measure, args=(name, there))
        process.start()
        there.close()
        outcome, seconds, megabytes = here.recv()
        process.join()
        if name == "nothing":
            base = megabytes
            continue
        ordinary = ordinary or seconds
        print(f"{name:36} {outcome:26} {seconds:7.3f} s {seconds / ordinary:8.1f} x {megabytes - base:6.0f} MB")


def _measure(name: str, to: Connection) -> None:
    from levelhed.data.articles import read_article
    from levelhed.data.errors import InputError

    # What is loaded at first use is no part of a page's own time.
    read_article(ARTICLE.format(PARAGRAPH * 5))
    page = PAGES[name]() if name in PAGES else b"x"
    began = time.process_time()
    try:
        article = read_article(page)
        outcome = f"{len(article.lines)} lines, {len(article.body)} paragraphs"
    except InputError as error:
        outcome = error.kind
    seconds = time.process_time() - began
    to.send((outcome, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


if __name__ == "__main__":
    main()
