"""Every verb that writes leaves an audit event, or says why it leaves none."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.rules.tree import ROOT, Function, Module, modules, plant

SILENT = "def rename(scope, now):\n    with transaction():\n        pass\n"
SILENT_BEGIN = "def store():\n    with db.engine.begin() as c:\n        c.execute(1)\n"
SILENT_INSIDE = "def rename():\n    _do()\ndef _do():\n    with transaction():\n        pass\n"
NO_REASON = "@unaudited()\ndef rename():\n    with transaction():\n        pass\n"


def verbs_without_event(root: Path) -> list[str]:
    """Services that open a transaction and neither record an event nor give a reason."""
    return [
        f"{module.name}: {function.name}"
        for module in modules(root, "app/services")
        for function in module.public_functions
        if _calls(module, function, {"transaction", "begin"})
        and not _calls(module, function, {"record_event"})
        and not _has_reason(module, function)
    ]


def _calls(module: Module, function: Function, names: set[str]) -> bool:
    return any(
        isinstance(node, ast.Call) and _name(node.func) in names for node in module.reach(function)
    )


def _name(node: ast.AST) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def _has_reason(module: Module, function: Function) -> bool:
    marks = [_kept_mark(module, mark) for mark in function.decorator_list]
    return any(
        isinstance(mark, ast.Call)
        and _name(mark.func) == "unaudited"
        and any(isinstance(argument, ast.Constant) and argument.value for argument in mark.args)
        for mark in marks
    )


def _kept_mark(module: Module, mark: ast.AST) -> ast.AST:
    """The mark itself, or what was kept under its name at the head of the module."""
    if not isinstance(mark, ast.Name):
        return mark
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and _name(node.targets[0]) == mark.id:
            return node.value
    return mark


def test_every_writing_verb_records_an_event_or_says_why_not() -> None:
    assert verbs_without_event(ROOT) == []


def test_planted_silent_verbs_are_caught(tmp_path: Path) -> None:
    for name, text in zip("abcd", (SILENT, SILENT_BEGIN, SILENT_INSIDE, NO_REASON), strict=True):
        plant(tmp_path, f"app/services/{name}.py", text)

    assert verbs_without_event(tmp_path) == [
        "app/services/a.py: rename",
        "app/services/b.py: store",
        "app/services/c.py: rename",
        "app/services/d.py: rename",
    ]
