"""What a score says: the frozen records every door passes on, field for field as the design names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from levelhed.data.errors import InputError

Verdict = Literal["measured", "charged", "sensational"]
Voice = Literal["outlet", "quoted", "attributed"]
EvidenceKind = Literal[
    "shouted_word",
    "all_caps",
    "loaded_word",
    "intensifier",
    "curiosity_gap",
    "exclamation",
    "question",
    "scare_quote",
    "hyperbolic_number",
    "second_person",
    "unsupported_number",
    "unsupported_name",
    "other",
]


@dataclass(frozen=True, slots=True)
class Score:
    """One headline, judged alone or against its body. All figures are 0-100 unless said otherwise.

    Attributes
    ----------
    clickbait, exaggeration, sensationalism, bias : float
        The headline's own figures; `sensationalism` blends the first two on the log-odds scale.
    body : BodyTone or None
        The body's tone; None when no body was given.
    tone_gap : float or None
        Headline minus body on loudness (the louder of sensationalism and bias), -100..100 points.
    percentile : float or None
        Share of the body's own sentences the headline is louder than, 0-100.
    support : float or None
        0-1: how much of what the headline asserts the body bears out.
    heat : float
        The one figure to sort by; see `levelhed.model.blend.heat`.
    verdict : str
        ``"measured"``, ``"charged"`` or ``"sensational"``.
    uncertain : tuple of Doubt
        Reasons why the model should not judge here; empty when there are none.
    evidence : tuple of Evidence
        Every contribution: `baseline` plus the sum of `points` is the score, on both scales.
    baseline : Baseline
        The scores of an ordinary calm line.
    model : ModelInfo
        What produced it.
    """

    clickbait: float
    exaggeration: float
    sensationalism: float
    bias: float
    body: BodyTone | None
    tone_gap: float | None
    percentile: float | None
    support: float | None
    heat: float
    verdict: Verdict
    uncertain: tuple[Doubt, ...]
    evidence: tuple[Evidence, ...]
    baseline: Baseline
    model: ModelInfo

    @property
    def judged(self) -> bool:
        """Whether the line is one to judge, so that its figures may be ranked: no reason for doubt lies in itself."""
        return all(doubt.reason in ("short_body", "readers_disagree") for doubt in self.uncertain)

    def to_dict(self, *, sentences: bool = False) -> dict[str, Any]:
        """Return plain JSON values under the design's field names.

        Parameters
        ----------
        sentences : bool, default False
            Keep ``body.per_sentence``, one record a sentence of the body.
        """
        record = asdict(self)
        if record["body"] is not None and not sentences:
            del record["body"]["per_sentence"]
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Score:
        """Return the score that `to_dict` was called on; its sentences are those that the record holds.

        Raises
        ------
        InputError
            ``bad_score`` where a field is missing or is not what it should be; fields beside those of a score are
            read over.
        """
        try:
            body = record["body"]
            return cls(
                **{name: _number(record[name]) for name in ("clickbait", "exaggeration", "sensationalism", "bias")},
                body=None if body is None else _body_tone(body),
                **{name: _number(record[name], nullable=True) for name in ("tone_gap", "percentile", "support")},
                heat=_number(record["heat"]),
                verdict=record["verdict"],
                uncertain=tuple(Doubt(**doubt) for doubt in record["uncertain"]),
                evidence=tuple(Evidence(**span) for span in record["evidence"]),
                baseline=Baseline(**record["baseline"]),
                model=ModelInfo(**record["model"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError("bad_score", "score", f"is not a score as Levelhed writes one ({error!r})") from error


def _number(value: Any, *, nullable: bool = False) -> Any:
    if isinstance(value, bool) or not (isinstance(value, int | float) or (nullable and value is None)):
        raise TypeError(f"{value!r} is not a number")
    return value


def _body_tone(record: Mapping[str, Any]) -> BodyTone:
    sentences = tuple(SentenceTone(**sentence) for sentence in record.get("per_sentence", ()))
    return BodyTone(
        Tone(**record["sensationalism"]), Tone(**record["bias"]), record["loudness"], record["sentences"], sentences
    )


@dataclass(frozen=True, slots=True)
class Tone:
    """Mean and 90th percentile over the body's distinct sentences, each 0-100."""

    mean: float
    p90: float


@dataclass(frozen=True, slots=True)
class SentenceTone:
    """One sentence of the body: code-point offsets into the body, and its figures, 0-100."""

    start: int
    end: int
    sensationalism: float
    bias: float

    @property
    def loudness(self) -> float:
        """The louder of the two, 0-100."""
        return max(self.sensationalism, self.bias)


@dataclass(frozen=True, slots=True)
class BodyTone:
    """The tone of the story: `loudness` is the mean over sentences of the louder of the two figures."""

    sensationalism: Tone
    bias: Tone
    loudness: float
    sentences: int
    per_sentence: tuple[SentenceTone, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the headline and what it adds.

    Attributes
    ----------
    start, end : int
        Code points into the headline as given, ``headline[start:end] == text``.
    kind : str
        One of `EvidenceKind`.
    points : float
        Its share of the way from the baseline to `sensationalism`, in points.
    bias_points : float
        The same for `bias`.
    voice : str
        Whose words they are: the outlet's own, inside quotation marks, or attributed.
    rule : str or None
        Id of the newsroom rule that speaks of this, a key of ``model/tables/rules.toml``.
    reason : str
        One plain sentence an editor understands.
    suggestion : str or None
        A replacement for `text` that lowers the score when applied; an empty string means: delete it.
    """

    start: int
    end: int
    text: str
    kind: EvidenceKind
    points: float
    bias_points: float
    voice: Voice
    rule: str | None
    reason: str
    suggestion: str | None

    @property
    def most_points(self) -> float:
        """The points of the scale that it adds more to."""
        return max(self.points, self.bias_points)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The two scores of an ordinary calm line, 0-100: the mean of the lines that people found calm."""

    sensationalism: float
    bias: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the model should not judge here: a stable `reason` name and a sentence for a person."""

    reason: Literal[
        "no_words", "short_headline", "short_body", "unknown_words", "other_language", "listing", "readers_disagree"
    ]
    message: str


class Rated(Protocol):
    """A line's two scales, 0-100."""

    @property
    def sensationalism(self) -> float:
        """Teasing and exaggeration."""
        ...

    @property
    def bias(self) -> float:
        """Loaded wording."""
        ...


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What produced a score: reader ("fast", "deep", or "cascade" for both), version, checksums of model and rules."""

    name: str
    version: str
    checksum: str
    rules: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``headline[start:end]`` (which is `text`) by `replacement`."""

    start: int
    end: int
    text: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A counterfactual headline: the edits, the text they give and its real score."""

    edits: tuple[Edit, ...]
    headline: str
    score: Score
