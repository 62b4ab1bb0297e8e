"""The files for deployment are read as their own tools read them, where those are installed."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from levelhed.service.settings import Settings

DEPLOY = Path(str(files("levelhed.service").joinpath("deploy")))
SETTING = re.compile(r"LEVELHED_([A-Z_]+)=")


@pytest.mark.parametrize("name", ["levelhed.service", "Containerfile", "nginx.conf"])
def test_every_setting_named_there_exists(name: str) -> None:
    named = set(SETTING.findall((DEPLOY / name).read_text()))
    assert named
    assert named <= {field.upper() for field in Settings.model_fields}


def test_the_unit_is_one(tmp_path: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "levelhed.service")
    assert unit["Service"]["ExecStart"].endswith("levelhed serve")
    defaults = Settings.model_fields
    patience = defaults["drain_seconds"].default + defaults["shutdown_seconds"].default
    assert int(unit["Service"]["TimeoutStopSec"]) > patience
    if shutil.which("systemd-analyze"):
        # The program lies elsewhere on this machine: any that is there will do to check the rest.
        text = (DEPLOY / "levelhed.service").read_text().replace("/opt/levelhed/bin/levelhed", "/bin/true")
        (tmp_path / "levelhed.service").write_text(text)
        command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "levelhed.service")]
        told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stderr
        assert "levelhed.service:" not in told


def test_the_image_runs_as_nobody_special_and_listens_for_its_end() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    words = [line.split()[0] for line in lines if line and line[0].isupper()]
    assert set(words) <= {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL"} | {
        "HEALTHCHECK",
        "ENTRYPOINT",
        "CMD",
    }
    assert words.index("USER") < words.index("ENTRYPOINT")


def test_the_proxy_s_blocks_are_closed() -> None:
    text = re.sub(r"#.*", "", (DEPLOY / "nginx.conf").read_text())
    assert text.count("{") == text.count("}")
    for statement in re.split(r"[{}]", text):
        assert (
            statement.strip() == ""
            or ";" in statement
            or statement.strip().startswith(("upstream", "server", "location"))
        )
