"""Reading the project as text and syntax trees; a rule is a function over such a folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config import ROOT

PACKAGES = ("app", "analytics", "survey_forms")
Function = ast.FunctionDef | ast.AsyncFunctionDef

__all__ = ["PACKAGES", "ROOT", "Function", "Module", "modules", "plant"]


@dataclass(frozen=True)
class Module:
    """One Python file: where it is from the root, and its syntax tree."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        """Its path from the root, as faults name it."""
        return self.path.relative_to(self.root).as_posix()

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def functions(self) -> dict[str, Function]:
        """Its functions at module level, by name."""
        return {node.name: node for node in self.tree.body if isinstance(node, Function)}

    @property
    def public_functions(self) -> Iterator[Function]:
        """Those that other modules may call."""
        return (node for name, node in self.functions.items() if not name.startswith("_"))

    def reach(self, function: Function) -> Iterator[ast.AST]:
        """The nodes of a function's body and of the private functions that it names."""
        seen: set[str] = set()
        waiting = [function]
        while waiting:
            node = waiting.pop()
            seen.add(node.name)
            for part in (inner for statement in node.body for inner in ast.walk(statement)):
                yield part
                named = self.functions.get(getattr(part, "id", ""))
                if named and named.name.startswith("_") and named.name not in seen:
                    seen.add(named.name)
                    waiting.append(named)


def modules(root: Path, *folders: str) -> Iterator[Module]:
    """Every Python file under these folders of a root."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            yield Module(root, path)


def plant(root: Path, name: str, content: str) -> Path:
    """Write a file with a fault in it under a root of its own, and give that root."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return root
