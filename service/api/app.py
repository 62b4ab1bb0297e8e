"""The ASGI application: `create_app(settings)`, served by `levelhed serve`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline
from levelhed.data.errors import InputError
from levelhed.model.scorer import Scorer
from levelhed.service.api.admission import DOCS_PARTS, Admission, Rates
from levelhed.service.api.contract import add_contract
from levelhed.service.api.cors import Cors
from levelhed.service.api.lifecycle import Lifecycle
from levelhed.service.api.metrics import Metrics
from levelhed.service.api.observe import Observe
from levelhed.service.api.problems import as_refusal, of_validation, unknown_parameter
from levelhed.service.api.readers import Readers
from levelhed.service.api.refusing import Refusing
from levelhed.service.api.routes import add_routes
from levelhed.service.api.score import score
from levelhed.service.api.state import Service
from levelhed.service.api.status import default_label
from levelhed.service.api.workers import Workers
from levelhed.service.keys import KeyStore
from levelhed.service.logs import configure_logs
from levelhed.service.settings import Settings
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

Endpoint = Callable[[Request], Awaitable[Response]]


def serve_app() -> ASGIApp:
    """Return the application of the environment's settings: what a server process starts with."""
    settings = Settings()
    configure_logs(settings.log_level)
    return create_app(settings)


def create_app(settings: Settings | None = None, scorer: Scorer | None = None) -> ASGIApp:
    """Return the application.

    Parameters
    ----------
    settings : Settings, optional
        By default those of the environment.
    scorer : Scorer, optional
        What to use as the default model; by default the installed one is loaded while the server starts.
    """
    service = _create_service(settings or Settings(), scorer)
    api = _create_api(service)
    # An answer to /v1/score costs as much as the framework's way to it; the contract's own route stays behind it.
    direct = _Direct(api, {("POST", "/v1/score"): lambda request: score(service, request)}, _parameters(api))
    chosen = service.settings
    app: ASGIApp = Refusing(Admission(direct, chosen, KeyStore(chosen.keys_file), service.lifecycle))
    if chosen.cors_origins:
        app = Cors(
            app,
            allow_origins=chosen.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["authorization", "content-type", "if-none-match", "x-request-id"],
            expose_headers=["etag", "retry-after", "x-request-id", "levelhed-model"],
        )
    paths = frozenset(route.path for route in api.routes if hasattr(route, "path"))
    return Observe(app, service.metrics, paths, lambda: default_label(service), chosen.access_log)


def contract_json() -> str:
    """Return the contract as ``service/openapi.json`` holds it."""
    told = _create_api(_create_service(Settings.model_construct(), None)).openapi()
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _create_service(settings: Settings, scorer: Scorer | None) -> Service:
    readers = Readers(settings.model, scorer, settings.remembered_sentences)
    return Service(
        settings,
        readers,
        Workers(settings.threads, settings.max_waiting, settings.score_seconds),
        Rates(settings.rate_limit),
        Metrics(),
        Lifecycle(readers, settings.drain_seconds),
    )


def _create_api(service: Service) -> FastAPI:
    """Return the addresses and their contract, without the layers around them."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        service.lifecycle.watch_sigterm()
        loading = asyncio.create_task(service.lifecycle.load())
        if service.settings.workers > 1:
            await loading  # beside others that answer, a process takes no request before it can score
        yield {"settings": service.settings}
        await loading
        service.workers.close()

    # The page about the contract asks nothing of other hosts: a newsroom's own network may reach none.
    api = FastAPIOffline(
        title="Levelhed",
        description="How much louder a headline is than the story under it, and which words do it.",
        version="1",
        lifespan=lifespan,
        redoc_url=None,
        static_url=DOCS_PARTS,
    )
    for kind in (HTTPException, InputError, ValidationError, Exception):
        api.add_exception_handler(kind, _refused)
    api.add_exception_handler(RequestValidationError, _malformed)
    add_routes(api, service)
    add_contract(api)
    return api


def _parameters(api: FastAPI) -> dict[str, set[str]]:
    """Return the query parameters of each address that the contract is about; monitoring may add its own to others."""
    routes = (route for route in api.routes if isinstance(route, APIRoute) and route.path.startswith("/v1/"))
    return {route.path: {parameter.alias for parameter in route.dependant.query_params} for route in routes}


class _Direct:
    """ASGI application that calls a few addresses without the router, and everything else through it.

    A parameter that an address does not take is refused, as a field is that a form does not have.
    """

    def __init__(
        self, app: ASGIApp, endpoints: dict[tuple[str, str], Endpoint], parameters: dict[str, set[str]]
    ) -> None:
        self._app = app
        self._endpoints = endpoints
        self._parameters = parameters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["query_string"] and scope["path"] in self._parameters:
            known = self._parameters[scope["path"]]
            if unknown := next((name for name in Request(scope).query_params if name not in known), None):
                raise unknown_parameter(unknown)
        if scope["type"] == "http" and (endpoint := self._endpoints.get((scope["method"], scope["path"]))):
            response = await endpoint(Request(scope, receive))
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def _refused(request: Request, error: Exception) -> Response:
    return as_refusal(error).response()


async def _malformed(request: Request, error: Exception) -> Response:
    # FastAPI places a field after the part of the request that it stands in ("query").
    assert isinstance(error, RequestValidationError)
    return of_validation(error.errors(), skip=1).response()
