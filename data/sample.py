"""The sample article that comes with the package: a sober report of our own making under a shouted headline."""

from __future__ import annotations

from importlib.resources import files


def headline() -> str:
    """Return the sample's headline."""
    return _read("headline.txt").strip()


def body() -> str:
    """Return the sample's body."""
    return _read("article.txt")


def _read(name: str) -> str:
    return files("levelhed.data").joinpath("sample_article", name).read_text(encoding="utf-8")
