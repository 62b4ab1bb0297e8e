"""A typed client of the HTTP API: the same records as the local scorer gives, the same errors."""

from __future__ import annotations

import codecs
import json
import re
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

import httpx
from levelhed.data.errors import InputError, in_words
from levelhed.data.page_text import without_controls
from levelhed.model.articles import ArticleScore
from levelhed.model.compare import Comparison
from levelhed.model.options import Options
from levelhed.model.score import Score

_AROUND = 200
"""Bytes of a batch, at most, that are none of its items: the name of the model above all."""

_TRIES = 100
"""Requests for a part of a long list, at most, where the key's rate has no room yet."""

_LONGEST_WAIT = 3_600
"""Seconds between two of them, at most."""


class Client:
    """Calls a Levelhed service. Close it after use, or use it in a ``with`` statement; threads may share it.

    Parameters
    ----------
    base_url : str
        Where the service is, such as ``"http://127.0.0.1:8000"``.
    key : str, optional
        An API key, as `levelhed keys create` prints it; spaces and line breaks around it are read over.
    timeout : float, default 60
        Seconds to wait for an answer.
    transport : httpx.BaseTransport, optional
        What carries the requests, in place of the network.

    Raises
    ------
    InputError
        ``bad_key`` where the key is none that a header can carry.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None = None,
        *,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        key = (key or "").strip()
        if not (key.isascii() and key.isprintable()):
            # Without its text, which is a secret, and which the carrier's own error would quote.
            told = "holds characters that no key has; give it as `levelhed keys create` printed it"
            raise InputError("bad_key", "key", told)
        headers = {"accept": "application/json"} | ({"authorization": f"Bearer {key}"} if key else {})
        # A connection that the service has just closed is tried once more; nothing was sent on it.
        carrier = transport or httpx.HTTPTransport(retries=1)
        self._http = httpx.Client(base_url=base_url, headers=headers, timeout=timeout, transport=carrier)
        self._url = base_url

    def __enter__(self) -> Client:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def score(
        self, headline: str, body: str | None = None, *, model: str | None = None, options: Options | None = None
    ) -> Score:
        """Score one headline, as `Scorer.score` does.

        Raises
        ------
        InputError
            What the service says is wrong, of the kind and at the place the scorer itself would name; or
            ``unreachable`` and ``bad_answer`` where there is no answer or none that can be read. So do all methods.
        """
        request = {**_item(headline, body, options), "model": model}
        return Score.from_dict(self._post("/v1/score", request))

    def score_batch(
        self,
        headlines: Sequence[str],
        bodies: Sequence[str | None] | None = None,
        *,
        model: str | None = None,
        options: Options | None = None,
    ) -> list[Score | InputError]:
        """Score headlines in order, as `Scorer.score_many` does.

        A long list goes out in several requests, each when the rate of the key has room for it.
        """
        stories = bodies if bodies is not None else [None] * len(headlines)
        items = [_item(headline, body, options) for headline, body in zip(headlines, stories, strict=True)]
        results: list[Score | InputError] = []
        for part in _parts(items, *self._batch_limits()) if items else ():
            try:
                answer = self._post("/v1/score/batch", {"items": part, "model": model}, tries=_TRIES)
            except InputError as error:
                if error.kind != "too_long" or len(part) > 1:
                    raise
                results.append(error)  # alone, it is longer than any batch may be
                continue
            results += self._read_results(answer, len(part))
        return results

    def compare(
        self, body: str | None, headlines: Sequence[str], *, model: str | None = None, options: Options | None = None
    ) -> Comparison:
        """Rank headlines over one body, as `levelhed.model.compare.compare` does."""
        request = {"body": body, "headlines": list(headlines), "model": model, "sentences": True, **_options(options)}
        return Comparison.from_dict(self._post("/v1/compare", request))

    def article(self, page: str | bytes, *, model: str | None = None) -> ArticleScore:
        """Score every display line of a page, HTML or text, as `levelhed.model.articles.score_article` does."""
        # The mark says that text is UTF-8, whatever the page declares: it was decoded before it came here.
        content = codecs.BOM_UTF8 + without_controls(page).encode() if isinstance(page, str) else page
        # The service tells HTML from text by itself.
        headers = {"content-type": "text/html"}
        params = {"model": model} if model else None
        answer = self._answer("POST", "/v1/article", content=content, headers=headers, params=params)
        return ArticleScore.from_dict(answer)

    def describe_model(self, model: str | None = None) -> dict[str, Any]:
        """Return what scores: version, checksums, data and licences, measured figures."""
        return self._answer("GET", "/v1/model", params={"model": model} if model else None)

    def limits(self) -> dict[str, Any]:
        """Return every limit in force."""
        return self._answer("GET", "/v1/limits")

    def _batch_limits(self) -> tuple[int, int]:
        """Return the most headlines and the most bytes of a batch."""
        limits = self.limits()
        # More than the rate holds the service refuses for good.
        rate = re.match(r"\d+", str(limits.get("rate")))
        try:
            items, size = int(limits["batch_items"]), int(limits["batch_bytes"])
        except (KeyError, TypeError, ValueError) as error:
            raise self._unreadable() from error
        return min(items, int(rate[0])) if rate else items, size

    def _read_results(self, answer: dict[str, Any], sent: int) -> list[Score | InputError]:
        try:
            pairs = [(item["result"], item["problem"]) for item in answer["results"]]
            found = [_error(problem) if result is None else Score.from_dict(result) for result, problem in pairs]
        except (KeyError, TypeError, AttributeError) as error:
            raise self._unreadable() from error
        if len(found) != sent:
            raise self._unreadable()
        return found

    def _post(self, path: str, content: Any, tries: int = 1) -> dict[str, Any]:
        # Escaped to ASCII, even what is no valid Unicode reaches the service, which says where it stands.
        headers = {"content-type": "application/json"}
        return self._answer("POST", path, tries, content=json.dumps(content), headers=headers)

    def _answer(self, method: str, path: str, tries: int = 1, **request: Any) -> dict[str, Any]:
        answer = self._send(method, path, **request)
        while answer.status_code == httpx.codes.TOO_MANY_REQUESTS and (tries := tries - 1):
            time.sleep(_seconds_to_wait(answer))
            answer = self._send(method, path, **request)
        try:
            record = answer.json()
        except ValueError as error:
            raise self._unreadable(answer.status_code) from error
        if not isinstance(record, dict):
            raise self._unreadable(answer.status_code)
        if answer.is_success:
            return record
        raise _error(record) if "detail" in record else self._unreadable(answer.status_code)

    def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise InputError(
                "unreachable", self._url, f"does not answer ({in_words(error)}); see that the service runs there"
            ) from error

    def _unreadable(self, status: int = 200) -> InputError:
        told = f"gave an answer ({status}) that is not Levelhed's; check the address"
        return InputError("bad_answer", self._url, told)


def _item(headline: str, body: str | None, options: Options | None) -> dict[str, Any]:
    return {"headline": headline, "body": body, "sentences": True, **_options(options)}


def _parts(items: list[dict[str, Any]], most: int, most_bytes: int) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    size = 0
    for item in items:
        own = len(json.dumps(item)) + len(", ")
        if part and (len(part) == most or size + own > most_bytes - _AROUND):
            yield part
            part, size = [], 0
        part.append(item)
        size += own
    yield part


def _seconds_to_wait(answer: httpx.Response) -> int:
    told = answer.headers.get("retry-after", "")
    return min(int(told), _LONGEST_WAIT) if told.isdecimal() else 1


def _options(options: Options | None) -> dict[str, Any]:
    return {"options": options.to_dict()} if options else {}


def _error(problem: dict[str, Any]) -> InputError:
    where = str(problem.get("pointer") or "").removeprefix("/") or "service"
    kind = str(problem.get("type", "")).rpartition(":")[2]
    return InputError(kind, where, str(problem["detail"]).removeprefix(f"{where}: "))
