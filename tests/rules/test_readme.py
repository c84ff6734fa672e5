"""The README's tables name every setting and package, and every file that it names is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from config import MOST, setting_names
from tests.rules.tree import ROOT

NAME = re.compile(r"^[A-Za-z0-9_.-]+")
IN_CODE_MARKS = re.compile(r"`([\w./-]+)`")
# What stands in the repository, from its top or from app/, as whole paths or as module.function.
FOLDERS = ("analytics", "app", "benchmarks", "docs", "migrations", "survey_forms", "tests")
LAYERS = ("cli", "documents", "models", "queries", "services", "templates", "web")


def names_in_no_table(readme: str, names: Iterable[str]) -> list[str]:
    """Names that stand in code marks in no row of any table."""
    rows = "\n".join(line for line in readme.splitlines() if line.startswith("|"))
    return [name for name in names if f"`{name}`" not in rows]


def packages_asked_for() -> list[str]:
    """The packages of requirements/runtime.in."""
    lines = (ROOT / "requirements/runtime.in").read_text(encoding="utf-8").splitlines()
    return [found[0] for found in map(NAME.match, lines) if found]


def lost_paths(readme: str) -> list[str]:
    """Files, folders and functions that the README names in code marks and that are not there."""
    return [
        name
        for line in readme.splitlines()
        for name, beside in _named_with_neighbours(line)
        if not any(_is_there(root / name) for root in (ROOT, ROOT / "app", *beside))
    ]


def _named_with_neighbours(line: str) -> Iterator[tuple[str, list[Path]]]:
    """The paths of a line; a name without a folder may stand in that of one before it."""
    beside: list[Path] = [ROOT / "app/services"]
    for name in IN_CODE_MARKS.findall(line):
        folder, slash, _ = name.rpartition("/")
        if slash and name.split("/")[0] in (*FOLDERS, *LAYERS):
            yield name, []
            beside += [ROOT / folder, ROOT / "app" / folder]
        elif not slash and name.endswith(".py"):
            yield name, beside


def _is_there(path: Path) -> bool:
    """Whether there is such a file or folder, or a module with such a function."""
    if path.exists() or path.with_name(f"{path.name}.py").exists():
        return True
    module, _, function = path.name.partition(".")
    text = path.with_name(f"{module}.py")
    return text.exists() and f"def {function}(" in text.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def readme() -> str:
    """The README's text."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme(readme: str) -> None:
    assert names_in_no_table(readme, setting_names()) == []


def test_the_most_that_a_setting_may_be_stands_in_its_row(readme: str) -> None:
    rows = [line for line in readme.splitlines() if line.startswith("| `")]
    limits = {name: row for row in rows for name in MOST if f"`{name}`" in row.split(" | ")[0]}

    assert {n for n, most in MOST.items() if f" | {most} | " not in limits[n]} == set()


def test_every_package_is_in_the_readme(readme: str) -> None:
    assert "flask" in packages_asked_for()
    assert names_in_no_table(readme, packages_asked_for()) == []


def test_planted_name_in_no_table_is_caught() -> None:
    assert names_in_no_table("`PLANTED` in words\n| `PORT` | 8000 |", ["PORT", "PLANTED"]) == [
        "PLANTED"
    ]


def test_every_path_in_the_readme_is_there(readme: str) -> None:
    assert lost_paths(readme) == []


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("`tests/app/services/test_lost.py`", ["tests/app/services/test_lost.py"]),
        ("`services/releases.lost`", ["services/releases.lost"]),
        ("`tests/analytics/test_index.py`, `test_lost.py`", ["test_lost.py"]),
        ("`tests/analytics/test_index.py`, `test_inputs.py`, `/hasil`, `.venv/bin/pytest`", []),
        ("`services/releases.release`, `trees.py`, `survey_forms/form_builder`, `docs/`", []),
    ],
)
def test_planted_paths_that_are_not_there_are_caught(line: str, lost: list[str]) -> None:
    assert lost_paths(line) == lost


@pytest.mark.parametrize("package", ["analytics", "survey_forms"])
def test_the_map_of_a_package_names_each_of_its_modules(package: str) -> None:
    text = (ROOT / package / "README.md").read_text(encoding="utf-8")
    modules = {path.name for path in (ROOT / package).glob("*.py")} - {"__init__.py"}

    assert modules == set(re.findall(r"`(\w+\.py)`", text))
