"""A version names one way of reading: lines of our own are read as they were when it was raised.

Where that changes on purpose, raise `VERSION` in ``model/training/command.py``, make the artefacts anew and run this
with LEVELHED_WRITE=1; an old score could not be replayed otherwise, and an audit begun with one reading would go on
with another.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from pathlib import Path

from levelhed.model import Scorer
from levelhed.model.marks import find_marks
from levelhed.model.sentences import split_sentences

STORIES = Path(__file__).parents[1] / "behaviour" / "stories"
KEPT = Path(__file__).with_name("readings.json")

LINES = (
    "Biden shows more SPINE against Putin in comparison to Trump",
    "LAS VEGAS (Reuters) - Council votes to close the pool",
    "NONSENSE (Reuters) - council denies it",
    "Labour wins election - Trump FURIOUS",
    "Council cuts ferry fares - The Daily Ferry",
    "MAYOR QUITS",
    "SH0CK as sh*t hits the fan, sooo bad",
    "Ursula von der Leyen meets left-wing MPs in Nice",
    "May never be the same again, fans fear",
    "Robbie Savage to leave the club",
    "It is not a 'disaster', says minister",
    "Opinion | You won't believe what SNAP benefits pay!!!",
    "IS claims attack; Carter: 'I know'",
)


def test_lines_are_read_as_the_version_says(scorer: Scorer) -> None:
    now = {"version": scorer.info.version, "readings": _readings(scorer)}
    if os.environ.get("LEVELHED_WRITE"):
        KEPT.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert now["version"] == kept["version"], "a new version: run this test with LEVELHED_WRITE=1"
    assert now["readings"] == kept["readings"], "lines read otherwise than this version does: raise VERSION"


def _readings(scorer: Scorer) -> str:
    digest = hashlib.sha256()
    for text in (*LINES, *_stories()):
        line = scorer._read_line(text)
        digest.update(repr((line.keys, line.named, line.voices, line.begin, line.capitals, find_marks(line))).encode())
    return digest.hexdigest()


def _stories() -> list[str]:
    told = [s for file in sorted(STORIES.glob("*.toml")) for s in tomllib.loads(file.read_text())["story"]]
    sentences = [s["body"][a:b] for s in told for a, b in split_sentences(s["body"])]
    return [*(line for s in told for line in (*s["plain"], *s["loud"])), *sentences]
