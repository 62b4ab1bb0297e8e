"""What the cases are made of besides our own templates: real headlines, real bodies, and the stories."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from levelhed.data.datasets import BasilArticle, FncBody, FncStance, WebisPost, load
from levelhed.model.sentences import split_sentences

SENTENCES = (5, 40)
"""Fewest and most sentences of a body: below five it has no tone of its own, beyond forty it only takes time."""

WORDS = (4, 25)
"""Fewest and most words of a headline."""


@dataclass(frozen=True, slots=True)
class Story:
    """A neutral body of our own with headlines that suit it and headlines that do not."""

    desk: str
    body: str
    plain: tuple[str, ...]
    loud: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Text to make cases of.

    Attributes
    ----------
    headlines : list of str
    bodies : dict of str to list of str
        Bodies by the name of their set.
    stories : list of Story
    """

    headlines: list[str]
    bodies: dict[str, list[str]]
    stories: list[Story]

    @property
    def every_body(self) -> list[str]:
        """The bodies of all sets together."""
        return [body for bodies in self.bodies.values() for body in bodies]


def read_stories(folder: Path) -> list[Story]:
    """Read the stories of every desk, a TOML file each."""
    return [
        Story(file.stem, entry["body"].strip(), tuple(entry["plain"]), tuple(entry["loud"]))
        for file in sorted(folder.glob("*.toml"))
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["story"]
    ]


def story_material(stories: list[Story]) -> Material:
    """Return what can be had without the labelled data: the stories' own headlines and bodies."""
    return Material(
        _headlines(h for s in stories for h in s.plain + s.loud), {"stories": [s.body for s in stories]}, stories
    )


def read_material(datasets: Path, stories: list[Story]) -> Material:
    """Return the headlines of the Webis training posts and of FNC, and the bodies of FNC and BASIL."""
    posts = [p.headline for p in load("webis_clickbait_17", WebisPost, datasets) if p.split == "train"]
    stances = [s.headline for s in load("fnc1_test_stances", FncStance, datasets)]
    fnc = [b.body for b in load("fnc1_test_bodies", FncBody, datasets)]
    basil = ["\n\n".join(map(" ".join, a.body)) for a in load("basil", BasilArticle, datasets)]
    return Material(_headlines(posts + stances), {"fnc1": _bodies(fnc), "basil": _bodies(basil)}, stories)


def _headlines(lines: Iterable[str]) -> list[str]:
    kept = {line.strip() for line in lines if WORDS[0] <= len(line.split()) <= WORDS[1]}
    return sorted(h for h in kept if h.isprintable() and any(map(str.islower, h)))


def _bodies(bodies: Iterable[str]) -> list[str]:
    return [b for b in dict.fromkeys(bodies) if SENTENCES[0] <= len(split_sentences(b)) <= SENTENCES[1]]
