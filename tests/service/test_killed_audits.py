from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_an_audit_killed_at_fifty_random_moments_gives_the_same_bytes(tmp_path: Path) -> None:
    program = Path(__file__).with_name("killed_audits.py")
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path), "50", "20"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("50 kills")
    assert done.stdout.endswith("all equal\n")
