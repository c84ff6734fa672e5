"""Words about a change say when it came, never why: a cause cannot be seen in answers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, plant

CAUSES = re.compile(r"\b(karena|akibat\w*|(?:di|me\w*)?sebab\w*|berkat|because|due to)\b", re.I)
CODE = ("app/cli/analytics", "app/services", "app/web/manager", "app/web/evaluator")
ABOUT_CHANGE = re.compile(r"(trend|before_after|intervention|period_change)\w*\.(py|html)$")


def causes_named(root: Path) -> list[str]:
    """Texts in the files about trends and changes that name a cause."""
    return [
        f"{path.relative_to(root).as_posix()}: {found[0]}"
        for path in _files(root)
        for text in _texts(path)
        for found in CAUSES.finditer(text)
    ]


def _files(root: Path) -> list[Path]:
    folders = [root / folder for folder in (*CODE, "app/templates/manager")]
    return [
        p for folder in folders for p in sorted(folder.glob("*")) if ABOUT_CHANGE.search(p.name)
    ]


def _texts(path: Path) -> list[str]:
    """What people may read: literals of code without its docstrings, or a whole template."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return [re.sub(r"\{#.*?#\}", "", content, flags=re.DOTALL)]
    tree = ast.parse(content)
    described = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if _may(node)}
    literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    texts = [node.value for node in literals if isinstance(node.value, str)]
    return [text for text in texts if text not in described]


def _may(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def test_no_text_about_a_change_names_a_cause() -> None:
    assert len(_files(ROOT)) >= 10
    assert causes_named(ROOT) == []


def test_a_change_is_said_to_come_after() -> None:
    texts = " ".join(_texts(ROOT / "app/cli/analytics/before_after.py")).lower()

    assert "berubah setelah" in texts


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("app/cli/analytics/before_after.py", '_("Naik karena pelatihan")', "karena"),
        ("app/web/manager/trend_words.py", '_("Turun akibat antrean")', "akibat"),
        ("app/services/file_intervention.py", 'x = "disebabkan oleh"', "disebabkan"),
        ("app/templates/manager/trend.html", "<p>Naik berkat pelatihan</p>", "berkat"),
    ],
)
def test_planted_cause_is_caught(tmp_path: Path, name: str, content: str, word: str) -> None:
    plant(tmp_path, name, content)

    assert causes_named(tmp_path) == [f"{name}: {word}"]


def test_a_docstring_may_speak_of_causes(tmp_path: Path) -> None:
    plant(tmp_path, "app/services/trend.py", '"""Never says karena."""\n')

    assert causes_named(tmp_path) == []
