"""Feeds the readers of pages what a fuzzer finds, until told to stop: every page is read or refused by an `InputError`.

Needs atheris, which is no part of the tests (``pip install atheris``). Ten minutes, beginning with the pages of the
tests, what it finds kept in a folder::

    python tests/fuzz/pages.py -max_total_time=600 -timeout=20 -max_len=20000 build/fuzz tests/articles/pages
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["levelhed.data", "trafilatura"]):
    import levelhed.data.html_page  # noqa: F401
    import trafilatura  # noqa: F401
    from levelhed.data.articles import read_article
    from levelhed.data.errors import InputError


def read(data: bytes) -> None:
    """Read `data` as bytes and, where it is text, as text."""
    for page in (data, data.decode("utf-8", "surrogateescape")):
        try:
            article = read_article(page)
        except InputError:
            continue
        if not article.body or any(not line.text for line in article.lines):
            raise AssertionError("an article without a body, or with an empty line")


def main() -> None:
    """Run the fuzzer with the options of the command line, which are libFuzzer's."""
    for folder in (a for a in sys.argv[1:] if not a.startswith("-")):
        Path(folder).mkdir(parents=True, exist_ok=True)
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
