"""Templates escape what they show, and hold no script or style that the CSP would refuse.

A JSON element for a script to read is no script: browsers run nothing of it.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, modules, plant

UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b")
INLINE = re.compile(
    r"<style\b|<script(?![^>]*\bsrc=|\s+type=\"application/json\")"
    r"|\sstyle\s*=|\son[a-z]+\s*=|javascript:",
    re.IGNORECASE,
)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def unescaped_output(root: Path) -> list[str]:
    """Places of templates where text would be shown as markup."""
    return _found(root, UNESCAPED)


def inline_code(root: Path) -> list[str]:
    """Places of templates with a script, a style or a handler inside."""
    return _found(root, INLINE)


def markup_made_of_text(root: Path) -> list[str]:
    """Calls of Markup with anything but a literal, after which nothing is escaped any more."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules(root, "app")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Markup"
        and not isinstance(node.args[0], ast.Constant)
    ]


def _found(root: Path, fault: re.Pattern[str]) -> list[str]:
    faults = []
    for path in sorted((root / "app/templates").rglob("*.html")):
        text = COMMENT.sub(lambda m: "\n" * m[0].count("\n"), path.read_text(encoding="utf-8"))
        lines = enumerate(text.splitlines(), start=1)
        name = path.relative_to(root).as_posix()
        faults += [f"{name}:{number}" for number, line in lines if fault.search(line)]
    return faults


def test_templates_escape_everything() -> None:
    assert unescaped_output(ROOT) == []
    assert markup_made_of_text(ROOT) == []


def test_templates_hold_no_script_or_style() -> None:
    assert inline_code(ROOT) == []


@pytest.mark.parametrize("line", ["{{ x|safe }}", "{{ x | safe }}", "{% autoescape false %}"])
def test_planted_unescaped_output_is_caught(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "app/templates/a/planted.html", f"{{# x|safe\n in words #}}\n{line}")

    assert unescaped_output(tmp_path) == ["app/templates/a/planted.html:3"]


@pytest.mark.parametrize(
    "line",
    [
        "<script>x()</script>",
        "<style>p{}</style>",
        '<p style="color: red">',
        '<a href="javascript:x()">',
        '<body onload="x()">',
    ],
)
def test_planted_inline_code_is_caught(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "app/templates/planted.html", f'<script src="/x.js"></script>\n{line}')

    assert inline_code(tmp_path) == ["app/templates/planted.html:2"]


def test_planted_markup_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "app/web/planted.py", 'Markup("<b>")\nMarkup(comment)\n')

    assert markup_made_of_text(tmp_path) == ["app/web/planted.py:2"]
