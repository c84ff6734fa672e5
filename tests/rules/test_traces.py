"""The tree holds no address of the machine it was written on, nor of a package registry."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, plant

# Written in pieces, or this file would find itself.
FOLDERS = "|".join(("work", "root", r"home/\w+", "opt", "Users"))
HOSTS = "|".join(
    rf"{name}\.{end}"
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry.npmjs", "org"),
        ("yarnpkg", "com"),
    )
)
TRACE = re.compile(rf"(?<![\w.*)}}-])/(?:{FOLDERS})/|(?:{HOSTS})")
LEFT_BEHIND = {".git", ".venv", "var", "node_modules", "__pycache__", ".hypothesis"}
LEFT_BEHIND |= {f".{tool}_cache" for tool in ("pytest", "mypy", "ruff", "import_linter")}
NOT_OURS = "app/static/vendor/"


def traces(root: Path, paths: Iterator[Path]) -> list[str]:
    """Lines of these files that name a folder of this machine, or a registry."""
    faults = []
    for path in paths:
        name = path.relative_to(root).as_posix()
        content = path.read_bytes()
        if name.startswith(NOT_OURS) or b"\0" in content:
            continue
        lines = enumerate(content.decode("utf-8").splitlines(), start=1)
        faults += [f"{name}:{number}" for number, line in lines if TRACE.search(line)]
    return faults


def files_of_the_project(root: Path) -> Iterator[Path]:
    """Every file but what the build, the tests or the running system leave behind."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if name not in LEFT_BEHIND)
        # In a worktree beside the first, .git is a file.
        yield from (Path(folder) / name for name in sorted(names) if name not in LEFT_BEHIND)


def test_nothing_names_this_machine_or_a_registry() -> None:
    paths = list(files_of_the_project(ROOT))

    assert len(paths) > 100
    assert traces(ROOT, iter(paths)) == []


@pytest.mark.parametrize(
    "line", ["see /" + "root/notes", "open('/" + "work/main/x')", "https://" + "pypi" + ".org/x"]
)
def test_planted_trace_is_caught(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "docs/planted.md", f"harmless\n{line}\n")

    assert traces(tmp_path, tmp_path.rglob("*.md")) == ["docs/planted.md:2"]


def test_addresses_of_pages_are_no_trace(tmp_path: Path) -> None:
    plant(tmp_path, "docs/harmless.md", "https://example.test/work/1 and app/root/x\n")

    assert traces(tmp_path, tmp_path.rglob("*.md")) == []
