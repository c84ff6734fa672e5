"""What analytics works out is read by somebody; a field that nobody reads is left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.rules.tree import PACKAGES, ROOT, modules, plant

READERS = (*PACKAGES, "benchmarks")
# Read by references and examples alone, each for a reason.
FOR_REFERENCES = {
    "analytics/laney_limits.py: LaneyChart.sigma_z",  # what published charts are checked by
}
UNREAD = (
    "@dataclass(frozen=True)\nclass Found:\n    used: int\n    idle: int\n\n\n"
    "def first(found):\n    return found.used\n"
)


def unread_fields(root: Path) -> list[str]:
    """Fields of the dataclasses of analytics whose name nothing but tests reads off anything."""
    read = {name for module in modules(root, *READERS) for name in _names_read(module.tree)}
    return [
        f"{module.name}: {made.name}.{field}"
        for module in modules(root, "analytics")
        for made in module.tree.body
        if isinstance(made, ast.ClassDef) and made.decorator_list
        for field in _fields(made)
        if field not in read
    ]


def _names_read(tree: ast.Module) -> Iterator[str]:
    """Attributes that are read, and names in texts, by which a loop may read them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _fields(made: ast.ClassDef) -> Iterator[str]:
    for part in made.body:
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            yield part.target.id


def test_every_field_is_read() -> None:
    assert set(unread_fields(ROOT)) == FOR_REFERENCES


def test_a_planted_field_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "analytics/found.py", UNREAD)

    assert unread_fields(tmp_path) == ["analytics/found.py: Found.idle"]
