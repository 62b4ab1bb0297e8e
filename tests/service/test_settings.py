from __future__ import annotations

import pytest
from levelhed.data.errors import InputError
from levelhed.service.cli import app
from levelhed.service.settings import Settings, export_settings, is_loopback, read_settings
from typer.testing import CliRunner


def test_every_setting_is_listed_with_what_it_does() -> None:
    told = CliRunner().invoke(app, ["serve", "--help-settings"]).stdout
    for name, field in Settings.model_fields.items():
        assert f"LEVELHED_{name.upper()}=" in told
        assert field.description
        assert field.description in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("RATE_LIMIT", "a lot"),
        ("RATE_LIMIT", "0/second"),
        ("LOG_LEVEL", "loud"),
        ("WORKERS", "0"),
        ("MAX_PAGE_BYTES", "5000001"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"LEVELHED_{name}", value)
    with pytest.raises(InputError) as caught:
        read_settings()
    assert (caught.value.kind, caught.value.where) == ("bad_setting", f"LEVELHED_{name}")


def test_what_was_chosen_reaches_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "CORS_ORIGINS", "REQUIRE_KEYS"):
        monkeypatch.setenv(f"LEVELHED_{name}", "")
    chosen = read_settings(port=9000, cors_origins=("https://a.example", "https://b.example"), require_keys=True)
    export_settings(chosen)
    assert Settings() == chosen


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("levelhed.example", False),
    ],
)
def test_what_can_be_reached_from_here_alone(host: str, near: bool) -> None:
    assert is_loopback(host) is near
