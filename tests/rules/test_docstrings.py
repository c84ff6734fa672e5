"""Every computation says where it comes from, what it refuses, and shows one example that runs."""

from __future__ import annotations

import ast
import doctest
import importlib
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, Module, modules, plant

SECTIONS = ("Source", "Raises", "Examples")
WHOLE = '''def mean(x):
    """The mean.

    Raises
    ------
    ValueError
        Never.

    Source
    ------
    Any book.

    Examples
    --------
    >>> 1
    1
    """
'''


def unsourced_computations(root: Path) -> list[str]:
    """Public functions of analytics whose docstring lacks a section, or an example in it."""
    return [
        f"{module.name}: {function.name} has no {section}"
        for module in modules(root, "analytics")
        for function in module.public_functions
        for section in SECTIONS
        if not _has_section(ast.get_docstring(function) or "", section)
    ]


def _has_section(docstring: str, section: str) -> bool:
    _, found, rest = docstring.partition(f"{section}\n{'-' * len(section)}\n")
    return bool(found and rest.strip()) and (section != "Examples" or ">>> " in rest)


def test_every_computation_has_source_raises_and_examples() -> None:
    assert unsourced_computations(ROOT) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_planted_gap_is_caught(section: str, tmp_path: Path) -> None:
    plant(tmp_path, "analytics/planted.py", WHOLE.replace(section, "Something"))

    expected = [f"analytics/planted.py: mean has no {section}"]
    assert unsourced_computations(tmp_path) == expected


def test_an_example_section_without_an_example_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "analytics/planted.py", WHOLE.replace(">>> ", ""))

    assert unsourced_computations(tmp_path) == ["analytics/planted.py: mean has no Examples"]


@pytest.mark.parametrize("module", [*modules(ROOT, "analytics")], ids=lambda module: module.name)
def test_examples_give_what_they_say(module: Module) -> None:
    name = module.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    result = doctest.testmod(importlib.import_module(name))

    assert result.failed == 0
