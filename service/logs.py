"""Logs as JSON, one object a line on standard error; no text that is scored is ever among them."""

from __future__ import annotations

import logging
import sys

import structlog

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure_logs(level: str) -> None:
    """Send our own logs and those of the server through one form.

    Parameters
    ----------
    level : str
        The least level that is logged: debug, info, warning or error.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _drop_trace],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    server = logging.getLogger("uvicorn")
    server.handlers = [handler]
    server.propagate = False
    server.setLevel(_LEVELS[level])


def _drop_trace(logger: object, name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    # What goes wrong in the application is logged by it, without the text that an error's words may quote.
    event.pop("exc_info", None)
    event.pop("color_message", None)
    return event
