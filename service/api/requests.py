"""What a client may send: the requests' forms, and how their bytes are read."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, Literal, TypeVar

from levelhed.data.errors import InputError
from levelhed.model.compare import FEWEST, MOST
from levelhed.model.options import MAX_ENTRIES, MAX_WORD, Options, Region
from levelhed.model.score import EvidenceKind
from levelhed.model.scorer import MODELS
from levelhed.model.text import HALF_PAIR, MAX_BODY, MAX_HEADLINE
from levelhed.service.api.offsets import from_utf16
from levelhed.service.api.problems import below
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError, WithJsonSchema

_Form = TypeVar("_Form", bound=BaseModel)

# What `levelhed.model.text` refuses, told to those who read the contract; the model's own check speaks more clearly.
_NO_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]*$"
_HEADLINE = {"minLength": 1, "maxLength": MAX_HEADLINE, "pattern": _NO_CONTROLS}

Headline = Annotated[
    StrictStr,
    Field(
        description="The headline.",
        examples=["Minister DESTROYS critics in brutal row"],
        json_schema_extra=_HEADLINE,
    ),
]
Body = Annotated[
    Annotated[StrictStr, Field(json_schema_extra={"maxLength": MAX_BODY, "pattern": _NO_CONTROLS})] | None,
    Field(description="The body of the article.", examples=["The minister answered questions on Monday."]),
]
Model = Annotated[
    Annotated[StrictStr, Field(json_schema_extra={"enum": list(MODELS)})] | None,
    Field(description="The reader: fast (word by word) or deep (in context).", examples=["fast"]),
]

Offsets = Annotated[
    Literal["code_points", "utf16"],
    Field(description="What offsets count: code points, or UTF-16 units as JavaScript does.", examples=["utf16"]),
]
Sentences = Annotated[StrictBool, Field(description="Give the figures of every sentence of the body too.")]
Echo = Annotated[StrictBool, Field(description="Give the text back in the answer, so that it can be replayed alone.")]


_LONGEST_NUMBER = 4_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SkippedRegion(_Strict):
    """Part of the headline that is not judged."""

    start: StrictInt = Field(ge=0, description="Its first character.", examples=[0])
    end: StrictInt = Field(ge=0, description="The character after its last.", examples=[8])


class _AnyHeadline(_Strict):
    without: list[EvidenceKind] = Field(
        [], max_length=MAX_ENTRIES, description="Kinds of evidence that are switched off.", examples=[["question"]]
    )
    allow: list[Annotated[StrictStr, Field(min_length=1, max_length=MAX_WORD)]] = Field(
        [], max_length=MAX_ENTRIES, description="Words and phrases the house allows.", examples=[["slams"]]
    )


class OptionsForm(_AnyHeadline):
    """What counts for nothing: it adds no points and is not listed."""

    skip: list[Literal["quotations"] | SkippedRegion] = Field(
        [],
        max_length=MAX_ENTRIES,
        description="Regions of the headline, or all of its quotations.",
        examples=[["quotations", {"start": 0, "end": 8}]],
    )


class CompareOptionsForm(_AnyHeadline):
    """What counts for nothing in every headline."""

    skip: list[Literal["quotations"]] = Field(
        [], max_length=1, description="Give quotations to leave them all out.", examples=[["quotations"]]
    )


class ScoreForm(_Strict):
    """A headline to score, against its body where one is given."""

    headline: Headline
    body: Body = None
    options: OptionsForm | None = Field(None, description="What to leave out of the score.")
    offsets: Offsets = "code_points"
    sentences: Sentences = False
    echo: Echo = False

    def read_options(self) -> Options:
        """Return the options as the model takes them, in code points."""
        form = self.options
        if form is None:
            return Options()
        units = partial(from_utf16, self.headline) if self.offsets == "utf16" else int
        skip = (r if isinstance(r, str) else Region(units(r.start), units(r.end)) for r in form.skip)
        return Options(tuple(form.without), tuple(form.allow), tuple(skip))


class ScoreRequest(ScoreForm):
    """A headline to score, against its body where one is given."""

    model: Model = None


class BatchItem(ScoreForm):
    """One headline of a batch, or one line of a stream."""

    id: StrictStr | None = Field(
        None, max_length=200, description="Comes back with the result.", examples=["article-17"]
    )


class BatchRequest(_Strict):
    """Headlines to score in one go; one that cannot be scored fails alone."""

    items: Annotated[
        list[Any],
        WithJsonSchema({"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/BatchItem"}}),
    ] = Field(description="The headlines, up to the number that /v1/limits gives.")
    model: Model = None


class CompareRequest(_Strict):
    """Headlines to compare over one body."""

    headlines: list[Headline] = Field(
        min_length=FEWEST,
        max_length=MOST,
        description="The candidates.",
        examples=[["Minister DESTROYS critics in brutal row", "Minister answers critics"]],
    )
    body: Body = None
    options: CompareOptionsForm | None = Field(None, description="What to leave out of every score.")
    offsets: Offsets = "code_points"
    sentences: Sentences = False
    model: Model = None

    def read_options(self) -> Options:
        """Return the options as the model takes them."""
        form = self.options
        return Options(tuple(form.without), tuple(form.allow), tuple(form.skip)) if form else Options()


def decode(form: type[_Form], raw: bytes) -> _Form:
    """Read a request's bytes; the items of a batch are left for `refuse_unclear`, as each fails alone.

    A byte order mark is read over, as everywhere else.

    Raises
    ------
    pydantic.ValidationError, InputError
        Where they are not JSON, not of that form, hold half of a surrogate pair or one field twice.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        read = form.model_validate_json(raw)
    except ValidationError as error:
        if error.errors(include_input=False)[0]["type"] != "json_invalid":
            raise
        # The fast reader stops at half a surrogate pair, or a number of thousands of digits; this one goes on, and the
        # field at fault is found.
        try:
            return _decode_apart(form, raw)
        except (RecursionError, UnicodeDecodeError, json.JSONDecodeError):
            raise error from None
    # Of two fields of one name the fast reader takes the last, and says nothing.
    return _decode_apart(form, raw) if _repeats_a_field(raw) else read


def refuse_unclear(value: object, pointer: str = "") -> None:
    """Raise `InputError`, with the place, where JSON values hold half of a surrogate pair or one field twice.

    Its kinds are ``surrogate`` and ``duplicate_field``. The place is the JSON pointer without its first stroke: nothing
    where a field of the whole has no proper name.
    """
    if isinstance(value, _Repeated):
        told = "is given more than once; send it once"
        raise InputError("duplicate_field", below(pointer, value.field).removeprefix("/"), told)
    if isinstance(value, str) and not value.isascii() and (found := HALF_PAIR.search(value)):
        told = f"holds half of a surrogate pair at position {found.start()}; send it as valid Unicode"
        raise InputError("surrogate", pointer.removeprefix("/"), told)
    if isinstance(value, list):
        for i, part in enumerate(value):
            refuse_unclear(part, below(pointer, i))
    elif isinstance(value, dict):
        for name, part in value.items():
            refuse_unclear(name, pointer)
            refuse_unclear(part, below(pointer, name))


class _Repeated(dict[str, Any]):
    """A JSON object that has a field more than once."""

    def __init__(self, fields: Sequence[tuple[str, Any]]) -> None:
        super().__init__(fields)
        self.field = Counter(name for name, _ in fields).most_common(1)[0][0]


def _object(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(fields)
    return found if len(found) == len(fields) else _Repeated(fields)


def _repeats_a_field(raw: bytes) -> bool:
    found = False

    def note(fields: list[tuple[str, Any]]) -> None:
        nonlocal found
        found |= len(dict(fields)) < len(fields)

    json.loads(raw, parse_int=_whole_number, object_pairs_hook=note)
    return found


def _decode_apart(form: type[_Form], raw: bytes) -> _Form:
    value = json.loads(raw.decode(), parse_int=_whole_number, object_pairs_hook=_object)
    if form is BatchRequest and isinstance(value, dict) and not isinstance(value, _Repeated):
        refuse_unclear({name: part for name, part in value.items() if name != "items"})
    else:
        refuse_unclear(value)
    return form.model_validate(value)


def _whole_number(digits: str) -> int | float:
    # Python refuses to read longer ones; no field takes a number of that size, whatever its type.
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)
