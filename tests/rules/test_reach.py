"""Every public name is reached from a page, the API, a command or the server.

What tests alone reach is as dead as what nothing reaches: tests are no door.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGES, ROOT, Function, Module, modules, plant

Place = tuple[str, str]
SURFACES = ("app.web", "app.cli")
SERVER = "wsgi"


def unreached(root: Path) -> list[str]:
    """Public functions, classes and constants that nothing names on the way from the doors.

    A door is what a framework calls: what a decorator takes, in the surfaces and commands any and
    elsewhere one such as `event.listens_for`; what a module does as it is imported; the server.
    """
    trees = {_dotted(module.name): module.tree for module in _product(root)}
    named = {module: _imported(tree, trees) for module, tree in trees.items()}
    nodes = {(module, name): node for module in trees for name, node in _told(trees[module])}
    waiting = [
        place
        for module, tree in trees.items()
        for node in tree.body
        if _is_door(node, module)
        for place in _names(node, module, named[module])
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
        if not place[1].startswith("_") and place not in seen and not _is_door(node, place[0])
    )


def _product(root: Path) -> Iterator[Module]:
    yield from modules(root, *PACKAGES)
    yield from (Module(root, path) for path in root.glob(f"{SERVER}.py"))


def _dotted(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _is_door(node: ast.stmt, module: str) -> bool:
    if isinstance(node, Function):
        return any(
            module.startswith(SURFACES) or isinstance(getattr(one, "func", one), ast.Attribute)
            for one in node.decorator_list
        )
    return module == SERVER or not isinstance(node, ast.ClassDef | ast.Assign | ast.AnnAssign)


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


@pytest.mark.parametrize("folder", ["analytics", "app/services", "app/web", "survey_forms"])
@pytest.mark.parametrize("caller", ["", "analytics/other.py", "app/services/unused.py"])
def test_what_no_door_leads_to_is_found(tmp_path: Path, folder: str, caller: str) -> None:
    plant(tmp_path, f"{folder}/lost.py", "LOST = 1\n\n\ndef lost():\n    return LOST\n")
    whole = f"{folder.replace('/', '.')}.lost"
    if caller:
        text = f"from {whole} import lost\n\n\ndef unused():\n    return lost()\n"
        plant(tmp_path, caller, text)

    assert {f"{whole}.LOST", f"{whole}.lost"} <= set(unreached(tmp_path))


def test_what_tests_alone_reach_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "app/queries/lost.py", "def lost():\n    return 1\n")
    called = "from app.queries.lost import lost\n\nassert lost()\n"
    plant(tmp_path, "tests/app/queries/test_lost.py", called)

    assert unreached(tmp_path) == ["app.queries.lost.lost"]


def test_a_function_behind_a_service_is_reached(tmp_path: Path) -> None:
    plant(tmp_path, "analytics/kept.py", "def kept():\n    return 1\n")
    service = "from analytics import kept\n\n\ndef use():\n    return kept.kept()\n"
    plant(tmp_path, "app/services/using.py", service)
    door = "from app.services.using import use as used\n\n\n@blueprint.get('/')\ndef page():\n"
    plant(tmp_path, "app/web/page.py", f"{door}    return used()\n")

    assert unreached(tmp_path) == []


def test_what_the_server_names_is_reached(tmp_path: Path) -> None:
    plant(tmp_path, "app/factory.py", "def create_app():\n    return 1\n")
    plant(tmp_path, "wsgi.py", "from app.factory import create_app\n\napplication = create_app()\n")

    assert unreached(tmp_path) == []
