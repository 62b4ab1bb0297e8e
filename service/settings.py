"""Every setting of the service, read from the environment under the prefix LEVELHED_."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Addresses, limits and the model; each is set by an environment variable such as ``LEVELHED_PORT``."""

    model_config = SettingsConfigDict(env_prefix="LEVELHED_")

    host: str = Field(default="127.0.0.1", description="Address the API and the dashboard listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port of the API.")
    dashboard_port: int = Field(default=8501, ge=1, le=65535, description="Port of the dashboard.")
    max_request_bytes: int = Field(
        6_500_000, gt=0, description="Longest request body; a body of 1,000,000 escaped characters fits."
    )
    model: str = Field("fast", description="Reader of the API where a request names none: fast or deep.")
