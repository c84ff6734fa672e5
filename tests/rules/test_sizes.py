"""Files and functions stay small enough to be read without scrolling about."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.rules.tree import PACKAGES, ROOT, Function, modules, plant

FOLDERS = (*PACKAGES, "migrations", "tests", "benchmarks")
OTHER_SUFFIXES = (".html", ".css", ".js", ".toml")
NOT_OURS = "app/static/vendor/"
# A migration's `upgrade` is a list of columns, written once and read beside the model.
FOLDERS_OF_FUNCTIONS = tuple(folder for folder in FOLDERS if folder != "migrations")
LONGEST_FILE = 300
LONGEST_BODY = 40


def files_too_long(root: Path) -> list[str]:
    """Files of ours over the limit."""
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*")]
    ours = {
        path.relative_to(root).as_posix(): path
        for path in (*paths, *root.glob("*.py"))
        if path.suffix in (".py", *OTHER_SUFFIXES)
    }
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in sorted(ours.items())
        if not name.startswith(NOT_OURS)
    }
    return [f"{name}: {n} lines" for name, n in lengths.items() if n > LONGEST_FILE]


def functions_too_long(root: Path) -> list[str]:
    """Functions whose body, without its docstring, is over the limit."""
    return [
        f"{module.name}: {function.name} has {_body_lines(function)} lines"
        for module in modules(root, *FOLDERS_OF_FUNCTIONS)
        for function in _functions(module.tree)
        if _body_lines(function) > LONGEST_BODY
    ]


def _functions(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def _body_lines(function: Function) -> int:
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return (function.end_lineno or 0) - first.lineno + 1


def test_files_are_short() -> None:
    assert files_too_long(ROOT) == []


def test_functions_are_short() -> None:
    assert functions_too_long(ROOT) == []


def test_planted_long_file_and_function_are_caught(tmp_path: Path) -> None:
    plant(tmp_path, "app/planted.py", "def long():\n    '''Say.'''\n" + "    print()\n" * 41)
    plant(tmp_path, "app/templates/planted.html", "<p>\n" * 301)
    plant(tmp_path, "app/static/vendor/theirs.js", "x\n" * 301)

    assert functions_too_long(tmp_path) == ["app/planted.py: long has 41 lines"]
    assert files_too_long(tmp_path) == ["app/templates/planted.html: 301 lines"]


def test_docstring_is_not_counted(tmp_path: Path) -> None:
    words = "    '''Say.\n" + "    more\n" * 60 + "    '''\n"
    plant(tmp_path, "app/planted.py", f"def short():\n{words}    print()\n")

    assert functions_too_long(tmp_path) == []
