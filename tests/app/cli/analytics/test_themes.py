"""`flask analytics themes` prints themes in words or as JSON, and progress beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

ROWS = ["antre lama sekali"] * 12 + ["toilet kotor bau"] * 12


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "lembar.csv"
    path.write_text("\n".join(["saran", *ROWS]), encoding="utf-8")
    return str(path)


def test_themes_are_told_in_words(runner: FlaskCliRunner, file: str) -> None:
    result = runner.invoke(args=["analytics", "themes", file, "--column", "saran"])
    assert result.exit_code == 0
    assert "n = 24 komentar" in result.stdout
    assert "12 komentar (bagian 0,5000), unsur: waktu" in result.stdout
    assert "  - toilet kotor bau" in result.stdout
    assert "Komentar" in result.stderr


def test_json_stands_alone_on_the_output(runner: FlaskCliRunner, file: str) -> None:
    result = runner.invoke(args=["analytics", "themes", file, "--column", "saran", "--json"])
    assert {theme["n"] for theme in json.loads(result.stdout)["themes"]} == {12}


def test_few_comments_are_said_to_be_few(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "sedikit.csv"
    path.write_text("komentar\nlama\n", encoding="utf-8")
    result = runner.invoke(args=["analytics", "themes", str(path)])
    assert "n = 1 komentar: belum ada tema" in result.stdout


def test_a_comment_column_of_another_usual_name_is_found(runner: FlaskCliRunner, file: str) -> None:
    named = runner.invoke(args=["analytics", "themes", file, "--column", "saran"])
    assert runner.invoke(args=["analytics", "themes", file]).stdout == named.stdout


def test_a_missing_column_ends_with_status_two(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "lain.csv"
    path.write_text("isi\nlama\n", encoding="utf-8")
    result = runner.invoke(args=["analytics", "themes", str(path)])
    assert result.exit_code == 2
    assert "Kolom ini tidak ada di berkas: komentar" in result.stderr
