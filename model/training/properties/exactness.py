"""Exactness: the baseline and the points of all evidence are the score."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from levelhed.data.datasets import (
    BabeSentence,
    BasilArticle,
    EmotionHeadline,
    FakeNewsTitle,
    FncStance,
    MpqaSentence,
    NpovStatement,
    SemevalParagraph,
    StopClickbaitHeadline,
    WebisPost,
    load,
)
from levelhed.data.errors import InputError
from levelhed.model.scorer import Scorer
from levelhed.model.text import check_headline
from levelhed.model.training.properties.rate import EVERY, TOLERANCE, Rate, Tally


def exactness(scorer: Scorer, lines: Iterable[str]) -> list[Rate]:
    """Add up the evidence of every line that can be scored, and see that every span is where it says."""
    most = TOLERANCE[scorer.info.name]
    sums = Tally("exactness: baseline and points are the score", EVERY, most)
    spans = Tally("exactness: a span's text stands where it says", EVERY)
    for line in lines:
        try:
            score = scorer.score_line(check_headline(line), None)
        except InputError:
            continue
        total = score.baseline.sensationalism + math.fsum(e.points for e in score.evidence)
        bias = score.baseline.bias + math.fsum(e.bias_points for e in score.evidence)
        sums.at_most(max(abs(total - score.sensationalism), abs(bias - score.bias)), most, line)
        spans.add(all(line[e.start : e.end] == e.text for e in score.evidence), 0.0, line)
    return [sums.rate(), spans.rate()]


def every_record(datasets: Path) -> Iterator[str]:
    """Yield the line of every record of the data folder; of whole articles, every sentence."""
    yield from (r.headline for r in load("webis_clickbait_17", WebisPost, datasets))
    yield from (r.headline for r in load("stop_clickbait", StopClickbaitHeadline, datasets))
    for name in ("babe_sg1", "babe_sg2"):
        yield from (r.text for r in load(name, BabeSentence, datasets))
    for article in load("basil", BasilArticle, datasets):
        yield article.headline
        yield from (line for paragraph in article.body for line in paragraph)
    yield from (r.text for r in load("wiki_npov", NpovStatement, datasets))
    yield from (r.text for r in load("semeval23_task3_en", SemevalParagraph, datasets))
    yield from (r.text for r in load("mpqa", MpqaSentence, datasets))
    yield from (r.headline for r in load("good_news_everyone", EmotionHeadline, datasets))
    yield from (r.headline for r in load("fakenewsnet_titles", FakeNewsTitle, datasets))
    yield from dict.fromkeys(r.headline for r in load("fnc1_test_stances", FncStance, datasets))
