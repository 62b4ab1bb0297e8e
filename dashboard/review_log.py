"""Reviews of this session: what was checked, by whom, what was decided. Kept in memory alone, gone with the session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

import streamlit as st
from levelhed.data.errors import InputError
from levelhed.model.score import Score, Verdict
from levelhed.service.report.statistics import wilson

Decision = Literal["accepted", "changed", "overruled"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)

_KEY = "reviews"


@dataclass(frozen=True, slots=True)
class Review:
    """One decision.

    Attributes
    ----------
    at : datetime
        When, with its time zone.
    headline : str
        As it was decided on.
    reviewer : str
    verdict, heat
        What the score said.
    decision : str
        ``"accepted"`` as it stood, ``"changed"`` after the score, or ``"overruled"``: the editor finds the score wrong.
    reason : str
        Why; never empty for an overruled one.
    story : str
        What the headline stood over.
    """

    at: datetime
    headline: str
    reviewer: str
    verdict: Verdict
    heat: float
    decision: Decision
    reason: str
    story: str = ""


def decide(headline: str, story: str, score: Score, reviewer: str, decision: Decision, reason: str) -> Review:
    """Return a review made now.

    Raises
    ------
    InputError
        ``no_name`` or ``no_reason``.
    """
    if not reviewer.strip():
        raise InputError("no_name", "your name", "is missing; say who decides")
    if decision == "overruled" and not reason.strip():
        raise InputError("no_reason", "reason", "is missing; say why the score is wrong")
    now = datetime.now().astimezone()
    return Review(now, headline, reviewer.strip(), score.verdict, score.heat, decision, reason.strip(), story)


def keep(review: Review) -> None:
    """Keep a review for the session; one that says what the last one said is not kept twice."""
    kept = reviews()
    if not kept or _said(kept[-1]) != _said(review):
        kept.append(review)


def reviews() -> list[Review]:
    """Return this session's reviews, the oldest first."""
    kept: list[Review] = st.session_state.setdefault(_KEY, [])
    return kept


def _said(review: Review) -> tuple[str, ...]:
    return review.headline, review.story, review.decision, review.reason, review.reviewer


def search(
    kept: Iterable[Review], text: str, decisions: Sequence[str] = (), reviewers: Sequence[str] = ()
) -> list[Review]:
    """Return the reviews that hold `text`, of the given decisions and people if any are given, the newest first."""
    wanted = text.casefold().strip()
    return [
        review
        for review in sorted(kept, key=lambda r: r.at, reverse=True)
        if wanted in f"{review.headline} {review.reviewer} {review.reason}".casefold()
        and (not decisions or review.decision in decisions)
        and (not reviewers or review.reviewer in reviewers)
    ]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the first `count` reviews did not overrule the score, percent, with its 95% interval (Wilson)."""

    at: datetime
    count: int
    share: float
    low: float
    high: float


def agreement(kept: Iterable[Review]) -> list[Agreement]:
    """Return the agreement after each review, in the order they were made."""
    points = []
    agreed = 0
    for count, review in enumerate(sorted(kept, key=lambda r: r.at), 1):
        agreed += review.decision != "overruled"
        low, high = wilson(agreed, count)
        points.append(Agreement(review.at, count, 100 * agreed / count, 100 * low, 100 * high))
    return points
