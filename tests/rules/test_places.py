"""Each module has its tests at the same path."""

from __future__ import annotations

from pathlib import Path

from tests.rules.tree import PACKAGES, ROOT, modules, plant


def modules_without_tests(root: Path) -> list[str]:
    """Modules for which no file with tests stands where one would look for it."""
    return [
        module.name
        for module in modules(root, *PACKAGES)
        if module.path.name != "__init__.py" and not _tests_of(root, module.path).is_file()
    ]


def _tests_of(root: Path, path: Path) -> Path:
    beside = path.relative_to(root)
    return root / "tests" / beside.with_name(f"test_{beside.name}")


def test_every_module_has_its_tests() -> None:
    assert modules_without_tests(ROOT) == []


def test_planted_module_without_tests_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "app/web/__init__.py", "")
    plant(tmp_path, "app/web/tested.py", "")
    plant(tmp_path, "app/web/planted.py", "")
    plant(tmp_path, "tests/app/web/test_tested.py", "")

    assert modules_without_tests(tmp_path) == ["app/web/planted.py"]
