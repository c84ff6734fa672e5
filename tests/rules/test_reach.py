"""Every public function of `analytics` is reached from a page, the API or a command."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGES, ROOT, Function, modules, plant

Place = tuple[str, str]
DOORS = ("app.web", "app.cli")


def unreached(root: Path) -> list[str]:
    """Public functions of `analytics` that nothing names on the way from the doors."""
    trees = {_dotted(module.name): module.tree for module in modules(root, *PACKAGES)}
    named = {module: _imported(tree, trees) for module, tree in trees.items()}
    nodes = {(module, name): node for module in trees for name, node in _told(trees[module])}
    waiting = [
        place
        for module, tree in trees.items()
        if module.startswith(DOORS)
        for place in _names(tree, module, named[module])
    ]
    seen: set[Place] = set()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        module, name = place
        if place in nodes:
            waiting += _names(nodes[place], module, named[module])
        elif isinstance(named.get(module, {}).get(name), tuple):
            waiting.append(named[module][name])
    return sorted(
        ".".join(place)
        for place, node in nodes.items()
        if place[0].startswith("analytics.") and isinstance(node, Function)
        if not place[1].startswith("_") and place not in seen
    )


def _dotted(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _told(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """What a module gives a name at its own level."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((one.id, node) for one in targets if isinstance(one, ast.Name))


def _imported(tree: ast.Module, trees: dict[str, ast.Module]) -> dict[str, Place | str]:
    """What each imported name stands for: a module, or a name in one."""
    found: dict[str, Place | str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(PACKAGES):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                place = whole if whole in trees else (str(node.module), alias.name)
                found[alias.asname or alias.name] = place
    return found


def _names(node: ast.AST, module: str, named: dict[str, Place | str]) -> Iterator[Place]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            stands_for = named.get(part.id, (module, part.id))
            if isinstance(stands_for, tuple):
                yield stands_for
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            of = named.get(part.value.id)
            if isinstance(of, str):
                yield of, part.attr


def test_everything_is_reached() -> None:
    assert unreached(ROOT) == []


@pytest.mark.parametrize("caller", ["", "analytics/other.py", "app/services/unused.py"])
def test_a_function_that_no_door_leads_to_is_found(tmp_path: Path, caller: str) -> None:
    plant(tmp_path, "analytics/lost.py", "def lost():\n    return 1\n")
    if caller:
        text = "from analytics.lost import lost\n\n\ndef unused():\n    return lost()\n"
        plant(tmp_path, caller, text)

    assert "analytics.lost.lost" in unreached(tmp_path)


def test_a_function_behind_a_service_is_reached(tmp_path: Path) -> None:
    plant(tmp_path, "analytics/kept.py", "def kept():\n    return 1\n")
    service = "from analytics import kept\n\n\ndef use():\n    return kept.kept()\n"
    plant(tmp_path, "app/services/using.py", service)
    door = "from app.services.using import use as used\n\nPAGE = used\n"
    plant(tmp_path, "app/web/page.py", door)

    assert unreached(tmp_path) == []
