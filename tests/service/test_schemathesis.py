"""The contract against a live service: requests that fit it, and requests that do not."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

_LENIENT = {"/v1/score/batch", "/v1/score/stream"}


@schemathesis.serializer("application/x-ndjson")
def _as_line(context: Any, value: Any) -> bytes:
    return json.dumps(value).encode()


contract = schemathesis.openapi.from_dict(json.loads(files("levelhed.service").joinpath("openapi.json").read_bytes()))


@contract.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_service_keeps_its_contract(case: Any, live: Any) -> None:
    # What fits the form may still be no text that can be scored (a blank headline): that is a 422 as well.
    excluded = [positive_data_acceptance]
    if case.operation.path in _LENIENT:
        excluded.append(negative_data_rejection)  # a bad item fails alone, inside a 200
    answer = case.call(base_url=f"http://127.0.0.1:{live.port}")
    if answer.status_code == 413:
        excluded.append(negative_data_rejection)  # it is refused, with a status that the check does not know of
    case.validate_response(answer, excluded_checks=excluded)
