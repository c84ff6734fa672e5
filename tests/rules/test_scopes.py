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


def _reads(module: Module, function: Function) -> bool:
    """Whether it asks the database, by itself or through another query."""
    others = {other.name for other in module.public_functions} - {function.name}
    asked = {"db", *others, *_query_modules(module)}
    return any(isinstance(n, ast.Name) and n.id in asked for n in module.reach(function))


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


def test_planted_queries_are_caught(tmp_path: Path) -> None:
    for name, text in {"a": UNTOLD, "b": UNUSED, "c": ROUNDABOUT, "d": NO_REASON}.items():
        plant(tmp_path, f"app/queries/{name}.py", text)

    assert queries_without_scope(tmp_path) == [
        "app/queries/a.py: every_person",
        "app/queries/b.py: people",
        "app/queries/c.py: everybody",
        "app/queries/d.py: everybody",
    ]
