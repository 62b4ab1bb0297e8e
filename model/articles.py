"""Every display line of an article against the text it stands over; the titles it gives to feeds against its hed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from levelhed.data.articles import Article, DisplayLine, FeedTitle
from levelhed.data.errors import InputError
from levelhed.data.language import UNKNOWN, language_name
from levelhed.data.page_text import letters_of
from levelhed.model.body import Body
from levelhed.model.house_style import HOUSE_STYLE_KINDS, in_capitals, sentence_case
from levelhed.model.score import Evidence, ModelInfo, Score
from levelhed.model.scorer import Scorer
from levelhed.model.text import check_body, check_headline

LOUDER = 10.0
"""Points of heat from which a feed's title is louder than the hed: names alone move a score by a point, a change of a
few plain words by some five."""

_HOUSE_STYLE = "In capitals as the page sets its lines of this kind: a house style, no shout."


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """A display line and its score, or the reason why it has none."""

    line: DisplayLine
    score: Score | None
    error: InputError | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; ``error`` is null or holds the ``kind`` and ``message`` of what was wrong."""
        error = {"kind": self.error.kind, "message": self.error.message} if self.error else None
        return {**asdict(self.line), "score": self.score.to_dict() if self.score else None, "error": error}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the page does beyond its single lines.

    Attributes
    ----------
    kind : str
        ``"social_louder"``: the page says one thing to its readers and a louder one to a feed.
    source : str
        Which title: ``"og:title"``, ``"title"``, ...
    text, hed : str
        The two lines.
    heat, hed_heat : float
        Their heat over the same body, 0-100.
    message : str
        One sentence for a person.
    """

    kind: Literal["social_louder"]
    source: str
    text: str
    heat: float
    hed: str
    hed_heat: float
    message: str


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """An article with every display line scored, in reading order."""

    article: Article
    lines: tuple[ScoredLine, ...]
    findings: tuple[Finding, ...]
    model: ModelInfo

    def loudest_first(self) -> list[ScoredLine]:
        """Return the lines that have a score, the one with the largest gap to its text first.

        Lines that the model should not judge come last: "Politics" above a hed is no louder than the story.
        """
        scored = [s for s in self.lines if s.score is not None]
        return sorted(scored, key=_rank, reverse=True)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values, as `levelhed article --json` prints them."""
        article = self.article
        return {
            "url": article.url,
            "outlet": article.outlet,
            "author": article.author,
            "published": article.published,
            "language": article.language,
            "lines": [line.to_dict() for line in self.lines],
            "body": list(article.body),
            "titles": [asdict(title) for title in article.titles],
            "findings": [asdict(finding) for finding in self.findings],
            "model": asdict(self.model),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> ArticleScore:
        """Return the score that `to_dict` was called on; without the single sentences of the bodies, which it drops.

        Raises
        ------
        InputError
            ``bad_score`` where it is not one.
        """
        try:
            lines = tuple(_scored_line(line) for line in record["lines"])
            article = Article(
                **{name: record[name] for name in ("url", "outlet", "author", "published", "language")},
                lines=tuple(scored.line for scored in lines),
                body=tuple(record["body"]),
                titles=tuple(FeedTitle(**title) for title in record["titles"]),
            )
            findings = tuple(Finding(**finding) for finding in record["findings"])
            return cls(article, lines, findings, ModelInfo(**record["model"]))
        except (KeyError, TypeError) as error:
            raise InputError("bad_score", "article", f"is not one as Levelhed writes it ({error!r})") from error


def score_article(scorer: Scorer, article: Article) -> ArticleScore:
    """Score every display line of `article` against the paragraphs it stands over.

    A line that cannot be scored holds its error; the others are scored all the same.

    Raises
    ------
    InputError
        ``not_english``, or what `levelhed.model.text.check_body` says of the body.
    """
    if article.language not in ("en", UNKNOWN):
        name = language_name(article.language)
        raise InputError("not_english", "page", f"is written in {name}; only English is scored")
    hed = next((line.text for line in article.lines if line.kind == "hed"), "")
    bodies = _Bodies(scorer, article, hed)
    in_house_style = house_style_kinds(article)
    lines = tuple(_score_line(scorer, line, bodies, in_house_style) for line in article.lines)
    return ArticleScore(article, lines, tuple(_findings(scorer, lines, bodies)), scorer.info)


def house_style_kinds(article: Article) -> frozenset[str]:
    """Return those of `HOUSE_STYLE_KINDS` of which the page sets more than half of the lines in capitals."""
    kinds = set()
    for kind in HOUSE_STYLE_KINDS:
        capitals = [in_capitals(line.text) for line in article.lines if line.kind == kind]
        if 2 * sum(capitals) > len(capitals):
            kinds.add(kind)
    return frozenset(kinds)


class _Bodies:
    """The bodies that lines stand over, each read once for all lines over the same paragraphs."""

    def __init__(self, scorer: Scorer, article: Article, hed: str) -> None:
        self._scorer = scorer
        self._article = article
        self._hed = hed
        self._read: dict[tuple[int, ...], Body | None] = {}

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self._article.body

    def whole(self) -> Body | None:
        return self.over(tuple(range(len(self._article.body))))

    def over(self, paragraphs: tuple[int, ...]) -> Body | None:
        if paragraphs not in self._read:
            text = "\n".join(self._article.body[i] for i in paragraphs)
            self._read[paragraphs] = self._scorer.read_body(check_body(text, any_language=True), self._hed)
        return self._read[paragraphs]


def _score_line(scorer: Scorer, line: DisplayLine, bodies: _Bodies, in_house_style: frozenset[str]) -> ScoredLine:
    try:
        text = check_headline(line.text)
    except InputError as error:
        return ScoredLine(line, None, InputError(error.kind, line.kind, error.message))
    body = bodies.over(line.paragraphs)
    if line.kind in in_house_style and in_capitals(text):
        score = scorer.score_line(sentence_case(text, bodies.paragraphs), body)
        return ScoredLine(line, replace(score, evidence=_as_set(text, score.evidence)))
    return ScoredLine(line, scorer.score_line(text, body))


def _as_set(text: str, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence of a line read in sentence case, on the line as the page sets it."""
    whole = Evidence(0, len(text), text, "all_caps", 0.0, 0.0, "outlet", None, _HOUSE_STYLE, None)
    return (whole, *(replace(span, text=text[span.start : span.end]) for span in evidence))


def _findings(scorer: Scorer, lines: Iterable[ScoredLine], bodies: _Bodies) -> Iterable[Finding]:
    hed = next((s for s in lines if s.line.kind == "hed" and s.score is not None), None)
    if hed is None or hed.score is None:
        return
    seen = {letters_of(hed.line.text)}
    for title in bodies._article.titles:
        if letters_of(title.text) in seen:
            continue
        seen.add(letters_of(title.text))
        try:
            heat = scorer.score_line(check_headline(title.text), bodies.whole(), evidence=False).heat
        except InputError:
            continue
        if heat - hed.score.heat >= LOUDER:
            message = (
                f"The page's {title.source} is {heat - hed.score.heat:.0f} points louder than the hed its readers see."
            )
            yield Finding("social_louder", title.source, title.text, heat, hed.line.text, hed.score.heat, message)


def _rank(scored: ScoredLine) -> tuple[bool, float]:
    gap = scored.score.tone_gap if scored.score else None
    return scored.score is not None and scored.score.judged, -101.0 if gap is None else gap


def _scored_line(record: Mapping[str, Any]) -> ScoredLine:
    rest = {**record, "paragraphs": tuple(record["paragraphs"])}
    score, error = rest.pop("score"), rest.pop("error")
    return ScoredLine(
        DisplayLine(**rest),
        None if score is None else Score.from_dict(score),
        None if error is None else InputError(error["kind"], record["kind"], error["message"]),
    )
