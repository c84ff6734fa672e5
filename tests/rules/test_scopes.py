"""Every query is told whose eyes it reads for, or says why it needs not be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.rules.tree import ROOT, Function, Module, modules, plant

UNTOLD = "from app.database import db\ndef every_person():\n    return db.session.all()\n"
UNUSED = "from app.database import db\ndef people(scope):\n    return db.session.all()\n"
ROUNDABOUT = "from app.queries import people\ndef everybody():\n    return people.all_of_them()\n"
NO_REASON = "@unscoped('')\ndef everybody():\n    return db.session.all()\n"


def queries_without_scope(root: Path) -> list[str]:
    """Queries that neither take and use a scope nor give a reason why they do without."""
    return [
        f"{module.name}: {function.name}"
        for module in modules(root, "app/queries")
        for function in module.public_functions
        if _reads(module, function) and not (_is_scoped(function) or _has_reason(function))
    ]


def marks_in_vain(root: Path) -> list[str]:
    """What says why it needs no scope and reads nothing, so that the reason says nothing."""
    return [
        f"{module.name}: {function.name}"
        for module in modules(root, "app/queries")
        for function in module.public_functions
        if _has_reason(function) and not _reads(module, function)
    ]


def _reads(module: Module, function: Function) -> bool:
    """Whether it asks the database, by itself or through another query."""
    return function.name in _reading(module)


def _reading(module: Module) -> set[str]:
    """The public functions that ask the database, by themselves or through one another."""
    asked, found = {"db", *_query_modules(module)}, set[str]()
    names = {
        function.name: {n.id for n in module.reach(function) if isinstance(n, ast.Name)}
        for function in module.public_functions
    }
    while more := {name for name in names.keys() - found if names[name] & (asked | found)}:
        found |= more
    return found


def _query_modules(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module == "app.queries":
            yield from (alias.asname or alias.name for alias in node.names)


def _is_scoped(function: Function) -> bool:
    arguments = [*function.args.posonlyargs, *function.args.args]
    body = [node for statement in function.body for node in ast.walk(statement)]
    is_used = any(isinstance(node, ast.Name) and node.id == "scope" for node in body)
    return bool(arguments) and arguments[0].arg == "scope" and is_used


def _has_reason(function: Function) -> bool:
    return any(
        isinstance(mark, ast.Call)
        and getattr(mark.func, "id", "") == "unscoped"
        and isinstance(mark.args[0], ast.Constant)
        and bool(mark.args[0].value)
        for mark in function.decorator_list
    )


def test_every_query_takes_a_scope_or_says_why_not() -> None:
    assert queries_without_scope(ROOT) == []


def test_only_what_reads_says_why_it_takes_no_scope() -> None:
    assert marks_in_vain(ROOT) == []


def test_a_planted_mark_in_vain_is_caught(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "app/queries/e.py",
        "@unscoped('reads nothing')\ndef first(row):\n    return row\n",
    )

    assert marks_in_vain(tmp_path) == ["app/queries/e.py: first"]


def test_planted_queries_are_caught(tmp_path: Path) -> None:
    for name, text in {"a": UNTOLD, "b": UNUSED, "c": ROUNDABOUT, "d": NO_REASON}.items():
        plant(tmp_path, f"app/queries/{name}.py", text)

    assert queries_without_scope(tmp_path) == [
        "app/queries/a.py: every_person",
        "app/queries/b.py: people",
        "app/queries/c.py: everybody",
        "app/queries/d.py: everybody",
    ]
