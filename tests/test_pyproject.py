from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

HOUSE = Path(__file__).parents[1]
CARRIED = {"transformers", "py4j"}
"""Come with the weights of the encoder and with pyspark, each in the one version that fits."""


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {part.name for part in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_what_a_room_imports_is_asked_for_by_name() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = {_name(requirement) for requirements in lists for requirement in requirements}
    rooms = ("data", "model", "service", "dashboard")
    imported = {name for room in rooms for file in (HOUSE / room).rglob("*.py") for name in _imported(file)}
    imported -= {"levelhed", *sys.stdlib_module_names, *CARRIED}
    carriers = packages_distributions()  # of what is installed; an extra need not be
    lacking = {m for m in imported if m in carriers and not declared & {_name(own) for own in carriers[m]}}
    assert lacking == set()
