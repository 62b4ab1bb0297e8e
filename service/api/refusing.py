"""Whatever goes wrong below becomes a problem detail; what nobody foresaw is logged, and says nothing to the client."""

from __future__ import annotations

import traceback

import structlog
from levelhed.service.api.problems import as_refusal
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Refusing:
    """ASGI middleware that answers in the place of what raises."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._log = structlog.get_logger("levelhed.api")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, whatever happens below."""
        started = complete = False

        async def send_on(message: Message) -> None:
            nonlocal started, complete
            started = True
            complete = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except ClientDisconnect:
            return  # nobody is there to be told
        except Exception as error:
            refusal = as_refusal(error)
            if refusal.kind == "internal" and scope["type"] == "http":
                request_id = scope["state"]["request_id"].decode()
                self._log.error("unexpected", request_id=request_id, **_where(error))
            if scope["type"] != "http" or (started and not complete):
                raise  # half an answer is out: the server cuts the connection, so that nobody takes it for a whole one
            if not started:
                await refusal.response()(scope, receive, send)


def _where(error: Exception) -> dict[str, object]:
    # An error's own words may quote the text that was scored: what kind it is, and where, is enough.
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return {"error": type(error).__name__, "at": [f"{f.filename}:{f.lineno} {f.name}" for f in frames]}
