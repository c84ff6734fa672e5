"""Only services and the database module write and commit; nobody builds SQL out of text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGES, ROOT, Module, modules, plant

WRITERS = ("app/services/", "app/database.py")
WRITES = {"commit", "transaction", "add_all", "upsert", "bulk_save_objects"}
WRITES_OF = {
    *(("sa", name) for name in ("insert", "update", "delete")),
    *(("session", name) for name in ("add", "delete", "flush", "begin")),
    *(("engine", "begin"), ("connection", "begin")),
}
SQLALCHEMY = ("sa", "sqlalchemy", "db", "session", "connection", "engine", "")
RAW_SQL = {"text", "exec_driver_sql", "literal_column", "execute", "executescript", "executemany"}
NEEDS_LITERAL = {"text", "exec_driver_sql", "literal_column"}


def writes_outside_services(root: Path) -> list[str]:
    """Calls that write or commit in modules that only read."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules(root, "app")
        if not module.name.startswith(WRITERS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _writes(node.func)
    ]


def _writes(called: ast.AST) -> bool:
    owner, name = _owner_and_name(called)
    return name in WRITES or (owner, name) in WRITES_OF


def _owner_and_name(called: ast.AST) -> tuple[str, str]:
    """("session", "add") of `db.session.add`; the owner of a bare name is empty."""
    owner = getattr(called, "value", None)
    return _last_name(owner), _last_name(called)


def _last_name(node: ast.AST | None) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def sql_from_text(root: Path) -> list[str]:
    """Statements put together from text while the program runs."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules(root, *PACKAGES)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and any(_is_made_of_text(part) for part in _sql_of(node))
    ] + [fault for module in modules(root, *PACKAGES) for fault in _texts_by_name(module)]


def _sql_of(call: ast.Call) -> Iterator[ast.AST]:
    owner, name = _owner_and_name(call.func)
    if name in RAW_SQL and owner in SQLALCHEMY and call.args:
        yield call.args[0]


def _is_made_of_text(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return any(isinstance(n, ast.JoinedStr | ast.Constant) for n in (node.left, node.right))
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("format", "join")


def _texts_by_name(module: Module) -> Iterator[str]:
    """`text(statement)`: what the name holds cannot be seen, unless it is a constant's name."""
    for node in ast.walk(module.tree):
        for given in _sql_of(node) if isinstance(node, ast.Call) else ():
            is_named = isinstance(given, ast.Name) and not given.id.isupper()
            if is_named and _last_name(node.func) in NEEDS_LITERAL:
                yield f"{module.name}:{node.lineno}"


def test_nothing_but_services_and_database_writes() -> None:
    assert writes_outside_services(ROOT) == []


def test_no_sql_is_made_of_text() -> None:
    assert sql_from_text(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "db.session.commit()",
        "connection.begin()",
        "transaction()",
        "db.session.add(1)",
        "db.session.execute(sa.delete(Table))",
    ],
)
def test_planted_write_is_caught(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "app/queries/planted.py", line)

    assert writes_outside_services(tmp_path) == ["app/queries/planted.py:1"]


@pytest.mark.parametrize(
    "line",
    [
        'sa.text(f"SELECT {name}")',
        'sa.text("SELECT " + name)',
        'sa.text("SELECT %s" % name)',
        'sa.text("SELECT {}".format(name))',
        "sa.text(statement)",
        'connection.execute(f"SELECT {name}")',
        'connection.exec_driver_sql("; ".join(names))',
    ],
)
def test_planted_sql_is_caught(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "app/services/planted.py", line)

    assert sql_from_text(tmp_path) == ["app/services/planted.py:1"]
