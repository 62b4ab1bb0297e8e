"""Every setting of the service, read from the environment under the prefix LEVELHED_.

Where the dashboard asks an API elsewhere, LEVELHED_API_URL and LEVELHED_API_KEY say so: `levelhed.dashboard.desk`.
"""

from __future__ import annotations

import ipaddress
import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from levelhed.data.articles import MAX_PAGE
from levelhed.data.errors import InputError
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "LEVELHED_"


class Settings(BaseSettings):
    """Addresses, limits and switches; each is set by an environment variable such as ``LEVELHED_PORT``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="Address the API and the dashboard listen on.")
    port: int = Field(8000, ge=1, le=65535, description="Port of the API.")
    dashboard_port: int = Field(8501, ge=1, le=65535, description="Port of the dashboard.")
    model: str = Field("fast", description="Reader of the API where a request names none: fast or deep.")

    workers: int = Field(1, ge=1, le=256, description="Processes of the API; they share the model's pages.")
    threads: int = Field(2, ge=2, le=64, description="Threads of each process that score; one batch uses one.")
    remembered_sentences: int = Field(
        4_000,
        ge=0,
        le=1_000_000,
        description="Sentences of stories that a process keeps as it read them, some 5 kB each: a story that is saved "
        "again is read anew only where it changed; 0 keeps none.",
    )
    max_waiting: int = Field(256, ge=1, description="Requests of a process that may wait for a thread; then 503.")

    max_header_bytes: int = Field(16_384, ge=1_024, description="Longest request line and headers together.")
    max_request_bytes: int = Field(
        6_500_000, gt=0, description="Longest request, and longest line of a stream; 1,000,000 escaped characters fit."
    )
    max_batch_bytes: int = Field(20_000_000, gt=0, description="Longest batch.")
    max_page_bytes: int = Field(
        MAX_PAGE, gt=0, le=MAX_PAGE, description=f"Longest page handed to /v1/article; at most {MAX_PAGE:,}."
    )
    max_batch_items: int = Field(500, ge=1, le=10_000, description="Most headlines in a batch.")
    max_buffered_bytes: int = Field(
        200_000_000, gt=0, description="Requests of a process held in memory at once; beyond it, 503."
    )

    header_seconds: float = Field(10.0, gt=0, description="Time a client has to send its headers.")
    body_seconds: float = Field(30.0, gt=0, description="Time to send a request; in a stream, between two pieces.")
    send_seconds: float = Field(30.0, gt=0, description="Time a client of a stream has to take a piece of the answer.")
    score_seconds: float = Field(
        60.0, gt=0, description="Time a request may wait and be scored; a batch has ten times it."
    )
    keep_alive_seconds: int = Field(75, ge=1, description="Time an idle connection stays open.")
    drain_seconds: float = Field(
        1.0, ge=0, description="After SIGTERM, time in which new requests get a 503 before the port is closed."
    )
    shutdown_seconds: int = Field(60, ge=1, description="After that, time in which running requests may finish.")

    keys_file: Path = Field(Path("levelhed-keys.sqlite"), description="Where `levelhed keys` keeps the keys' hashes.")
    require_keys: bool = Field(
        False,
        description="Ask for a key on the loopback address too, as behind a proxy; elsewhere one is always needed.",
    )
    rate_limit: str = Field(
        "3000/minute", description="Headlines a key may have scored, such as 50/second; counted by each process."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins whose pages may call the API from a browser, separated by commas."
    )

    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    access_log: bool = Field(True, description="Log one line a request.")
    log_text: bool = Field(False, description="Log headlines too. Off: no text that is scored is ever logged.")

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("rate_limit")
    @classmethod
    def _check_rate(cls, value: str) -> str:
        from limits import parse

        if parse(value).amount < 1:  # a ValueError says what is wrong with it
            raise ValueError("a rate of no headlines lets nobody in")
        return value


def read_settings(**changes: object) -> Settings:
    """Return the settings of the environment; `changes` that are not None stand in for it.

    Raises
    ------
    InputError
        ``bad_setting``, with the variable at fault.
    """
    try:
        return Settings(**{name: value for name, value in changes.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        told = f"cannot be used: {first['msg']}; see `levelhed serve --help-settings`"
        raise InputError("bad_setting", name, told) from error


def export_settings(settings: Settings) -> None:
    """Put what differs from the defaults into the environment, where worker processes read it."""
    for name in settings.model_fields_set:
        value = getattr(settings, name)
        os.environ[PREFIX + name.upper()] = ",".join(value) if isinstance(value, tuple) else str(value)


def describe_settings() -> str:
    """Return every setting with its default and what it does, as `levelhed serve --help-settings` prints it."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = ",".join(default) if isinstance(default, tuple) else str(default)
        lines.append(f"{PREFIX}{name.upper()}={shown}\n    {field.description}")
    return "\n".join(lines)


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Say whether `host` (an address, or ``localhost``) can be reached from this machine alone."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost"
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
