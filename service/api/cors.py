"""Pages of other origins: let in by name alone, and refused in the one form that every refusal takes."""

from __future__ import annotations

from levelhed.service.api.problems import Refusal
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

_OWN = ("content-length", "content-type")


class Cors(CORSMiddleware):
    """Starlette's middleware, but for the form in which it refuses what a browser asks beforehand."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """Answer what a browser asks before it sends the request itself."""
        answer = super().preflight_response(request_headers)
        if answer.status_code < 400:
            return answer
        headers = {name: value for name, value in answer.headers.items() if name not in _OWN}
        told = bytes(answer.body).decode()
        detail = f"{told}; LEVELHED_CORS_ORIGINS names the origins whose pages may call."
        return Refusal(answer.status_code, "cors_refused", detail, headers=headers).response()
