"""Imports point one way, as the contracts in pyproject.toml say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.tree import ROOT

PLANTED = {
    "app/queries/planted.py": "from app.services import tallies\n",
    "app/documents/planted.py": "from app.queries import responses\n",
    "app/services/planted.py": "import flask\n",
    "app/web/manager/planted.py": "from analytics.index import satisfaction_index\n",
    "app/web/officer/planted.py": "from app.web.admin import blueprint\n",
    "analytics/planted.py": "from survey_forms import catalogue\n",
    "survey_forms/planted.py": "import sqlalchemy\n",
}


def broken_contracts(root: Path) -> str:
    """What import-linter has to say against the project in this folder; nothing when all is kept.

    It runs apart, because it would take the packages of this process for those of the folder.
    """
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_contracts_are_kept() -> None:
    assert broken_contracts(ROOT) == ""


@pytest.mark.parametrize("name", PLANTED)
def test_planted_import_is_caught(name: str, tmp_path: Path) -> None:
    for folder in ("app", "analytics", "survey_forms"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("static", "__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / name).write_text(PLANTED[name], encoding="utf-8")

    assert "BROKEN" in broken_contracts(tmp_path)
