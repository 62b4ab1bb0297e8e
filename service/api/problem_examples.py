"""One example of every kind of problem, by the status it comes with: part of the contract."""

from __future__ import annotations

from levelhed.service.api.problems import Refusal, unknown_parameter

_TEXT = (
    Refusal(422, "empty", "headline: is empty or blank; give the headline's text", "/headline"),
    Refusal(422, "too_long", "headline: has 1,200 characters; at most 1,000 are scored", "/headline"),
    Refusal(422, "control_character", "body: holds the control character U+0000 at position 7; remove it", "/body"),
    Refusal(422, "surrogate", "headline: holds half of a surrogate pair; send it as valid Unicode", "/headline"),
    Refusal(422, "not_english", "body: is written in German; only English is scored", "/body"),
    Refusal(422, "not_a_word", "options/allow/0: holds no word; give a word or a phrase", "/options/allow/0"),
    Refusal(422, "bad_region", "options/skip/0: must have 0 <= start <= end", "/options/skip/0"),
)

_MODEL = (
    Refusal(422, "unknown_model", "model: 'slow' is not a model; use fast or deep", "/model"),
    Refusal(422, "missing_part", "the deep model: needs onnxruntime; install levelhed[deep]", "/model"),
)

_FORM = (
    Refusal(422, "invalid_json", "request: Invalid JSON: EOF while parsing an object at line 1 column 14", ""),
    Refusal(422, "invalid_request", "headline: is missing; send it", "/headline"),
    Refusal(422, "duplicate_field", "headline: is given more than once; send it once", "/headline"),
)

_PARAMETER = unknown_parameter("models")

_DOOR = (
    Refusal(400, "bad_http", "Invalid HTTP request received."),
    Refusal(401, "unauthorized", "Send 'Authorization: Bearer KEY' with a key in force."),
    Refusal(403, "forbidden", "This needs a key with the scope admin."),
    Refusal(431, "headers_too_long", "At most 16,384 bytes of address and headers are read."),
    Refusal(500, "internal", "The request was not scored; it may be sent again."),
    Refusal(503, "keys_unreadable", "No key can be checked now; send it again in a second."),
)

_START = (
    Refusal(503, "loading", "Send the request again in a second."),
    Refusal(503, "shutting_down", "Send the request again in a second."),
    Refusal(503, "wrong_checksum", "It does not match its manifest; install the package again."),
    Refusal(503, "bad_artefact", "It is not a manifest; install the package again."),
    Refusal(503, "missing_artefact", "It has no manifest.json; run `levelhed train --output DIR`."),
)

_WORK = (
    Refusal(503, "busy", "Send the request again in a second."),
    Refusal(503, "timeout", "It took more than 60 s."),
)

_SENDING = (
    Refusal(408, "too_slow", "A request must arrive within 30 s."),
    Refusal(413, "too_long", "At most 6,500,000 bytes are read."),
    Refusal(415, "unsupported_media_type", "Send content-type: application/json."),
    Refusal(429, "too_many_requests", "The key may have 3000 per 1 minute headlines scored; send it again in 12 s."),
)

_MANY = (
    Refusal(
        422,
        "too_many_headlines",
        "It holds 500 headlines, and the key may have 60 per 1 minute scored; send fewer at once.",
    ),
)

_PAGE = (
    Refusal(422, "empty", "page: is empty or blank; give the article's HTML or its text", "/page"),
    Refusal(422, "not_a_page", "page: is a PDF; give the article's HTML or its text", "/page"),
    Refusal(422, "no_article", "page: holds no running text; give the page of one article", "/page"),
    Refusal(422, "too_deep", "page: nests its tags more than 250 deep; give the article's text instead", "/page"),
    Refusal(422, "not_english", "page: is written in German; only English is scored", "/page"),
)

OPEN = tuple(refusal for refusal in _DOOR if refusal.status_code not in (401, 403, 503))
"""What every address may answer."""

KEYED = _DOOR
"""What an address that needs a key may answer."""

LIMITS = (*_DOOR, _PARAMETER)
"""What an address may answer that gives the limits."""

READY = (*OPEN, *_START)
"""What an address may answer that says whether the model is there."""

MODEL = (*_DOOR, *_START, *_WORK, *_MODEL, _PARAMETER)
"""What an address may answer that describes a model."""

SCORING = (*_DOOR, *_START, *_WORK, *_SENDING, *_FORM, *_MODEL, *_TEXT, *_MANY)
"""What an address may answer that scores."""

PAGES = (*_DOOR, *_START, *_WORK, *_SENDING, _PARAMETER, *_MODEL, *_PAGE, *_MANY)
"""What an address may answer that scores whole pages."""
