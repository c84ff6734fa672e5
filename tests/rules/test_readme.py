"""The README's tables name every setting and every package that runs the system."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from config import MOST, setting_names
from tests.rules.tree import ROOT

NAME = re.compile(r"^[A-Za-z0-9_.-]+")


def names_in_no_table(readme: str, names: Iterable[str]) -> list[str]:
    """Names that stand in code marks in no row of any table."""
    rows = "\n".join(line for line in readme.splitlines() if line.startswith("|"))
    return [name for name in names if f"`{name}`" not in rows]


def packages_asked_for() -> list[str]:
    """The packages of requirements/runtime.in."""
    lines = (ROOT / "requirements/runtime.in").read_text(encoding="utf-8").splitlines()
    return [found[0] for found in map(NAME.match, lines) if found]


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
