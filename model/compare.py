"""Several headlines for one story: which is the fairest, and what sets each of the others apart from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from levelhed.data.errors import InputError
from levelhed.model.options import Options
from levelhed.model.score import Evidence, ModelInfo, Score
from levelhed.model.scorer import Scorer
from levelhed.model.text import check_body, check_headline

FEWEST, MOST = 2, 20
"""How many headlines are compared."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What sets a headline apart from the fairest one.

    Attributes
    ----------
    heat, sensationalism, bias : float
        This headline minus the fairest, in points.
    spans : tuple of Evidence
        Its own words that raise it and that the fairest does not have, the most points first.
    """

    heat: float
    sensationalism: float
    bias: float
    spans: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the headlines.

    Attributes
    ----------
    rank : int
        1 is the fairest; headlines of equal heat stand in the order they came in.
    index : int
        Its place in the list that was given.
    headline : str
    score : Score
    difference : Difference or None
        None for the fairest.
    """

    rank: int
    index: int
    headline: str
    score: Score
    difference: Difference | None

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; the score as `Score.to_dict` has it."""
        return {
            "rank": self.rank,
            "index": self.index,
            "headline": self.headline,
            "score": self.score.to_dict(),
            "difference": None if self.difference is None else asdict(self.difference),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Headlines over one body, the fairest (the one of least heat) first, and what read them."""

    candidates: tuple[Candidate, ...]
    model: ModelInfo

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; each score as `Score.to_dict` has it."""
        return {"candidates": [c.to_dict() for c in self.candidates], "model": asdict(self.model)}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Comparison:
        """Return the comparison that `to_dict` was called on.

        Raises
        ------
        InputError
            ``bad_score`` where it is not one.
        """
        try:
            candidates = tuple(_candidate(c) for c in record["candidates"])
            return cls(candidates, ModelInfo(**record["model"]))
        except (KeyError, TypeError) as error:
            raise InputError("bad_score", "comparison", f"is not one as Levelhed writes it ({error!r})") from error


def compare(scorer: Scorer, body: str | None, headlines: Sequence[str], options: Options | None = None) -> Comparison:
    """Rank headlines over one body, which is read once.

    Parameters
    ----------
    body : str or None
        As for `Scorer.score`; without one the headlines are compared by their own tone alone.
    headlines : sequence of str
        2 to 20 of them.
    options : Options, optional
        What to leave out of every score.

    Raises
    ------
    InputError
        ``wrong_count``, or as `Scorer.score`; ``where`` is ``headlines/N`` for the headline at fault.
    """
    if not FEWEST <= len(headlines) <= MOST:
        raise InputError("wrong_count", "headlines", f"must be {FEWEST} to {MOST}; {len(headlines)} were given")
    lines = [_checked(i, headline) for i, headline in enumerate(headlines)]
    story = check_body(body)
    read = scorer.read_body(story, *lines)
    scores = [scorer.score_line(line, read, options=options) for line in lines]
    order = sorted(range(len(scores)), key=lambda i: scores[i].heat)
    best = scores[order[0]]
    return Comparison(
        tuple(
            Candidate(rank, i, lines[i], scores[i], None if rank == 1 else _difference(scores[i], best))
            for rank, i in enumerate(order, 1)
        ),
        scorer.info,
    )


def _checked(index: int, headline: object) -> str:
    try:
        return check_headline(headline)
    except InputError as error:
        raise InputError(error.kind, f"headlines/{index}", error.message) from error


def _difference(score: Score, best: Score) -> Difference:
    shared = {(s.text.casefold(), s.kind) for s in best.evidence}
    own = [s for s in score.evidence if (s.text.casefold(), s.kind) not in shared and s.most_points > 0.0]
    return Difference(
        score.heat - best.heat,
        score.sensationalism - best.sensationalism,
        score.bias - best.bias,
        tuple(sorted(own, key=lambda s: s.most_points, reverse=True)),
    )


def _candidate(record: Mapping[str, Any]) -> Candidate:
    apart = record["difference"]
    return Candidate(
        record["rank"],
        record["index"],
        record["headline"],
        Score.from_dict(record["score"]),
        None if apart is None else Difference(**{**apart, "spans": tuple(Evidence(**s) for s in apart["spans"])}),
    )
