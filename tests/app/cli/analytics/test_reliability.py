"""`flask analytics reliability FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.factories.sheets import a_file, sheets

MIXED = ["2026-03-02,L1,4,3,4,3,4,4,3,4,4", "2026-03-02,L1,3,3,2,3,3,3,3,3,2"] * 6


@pytest.fixture
def run(app: Flask, tmp_path: Path):
    """Runs the command on the bytes of a file."""

    def on(content: bytes, *options: str) -> Result:
        path = tmp_path / "lembar.csv"
        path.write_bytes(content)
        return app.test_cli_runner().invoke(args=["analytics", "reliability", str(path), *options])

    return on


def test_alpha_stands_beside_the_straight_lined_share(run) -> None:
    result = run(a_file(*MIXED, *sheets(8)))

    assert result.exit_code == 0, result.output
    assert "seragam (semua jawaban sama): 8 dari 20 lembar lengkap" in result.output
    assert "lembar seragam menaikkan alpha" in result.output
    assert "alpha Cronbach 0," in result.output
    assert "selang 95 %: " in result.output


def test_an_interval_that_says_nothing_is_told_as_such(run) -> None:
    few = ["2026-03-02,L1,4,4,4,4,4,4,4,3,4", "2026-03-02,L1,4,3,4,4,4,4,4,4,4"]
    result = run(a_file(*few, *["2026-03-02,L1,4,4,4,4,4,4,4,4,4"] * 6))

    assert "selang 95 %: tidak dapat ditentukan: lebih lebar dari 1" in result.output


def test_each_element_has_its_row(run) -> None:
    lines = run(a_file(*MIXED)).output.splitlines()

    assert sum("alpha tanpa unsur ini" in line for line in lines) == 9
    assert not any("paling sedikit" in line for line in lines)


def test_gaps_are_explained(run) -> None:
    result = run(a_file(*MIXED, "2026-03-02,L1,,3,4,3,4,4,3,4,4"))

    assert "pasangan paling sedikit dijawab 12 lembar" in result.output


def test_json_holds_decimals_as_texts(run) -> None:
    shown = json.loads(run(a_file(*MIXED), "--json").output)

    assert (shown["n"], shown["reason"]) == (12, None)
    assert isinstance(shown["alpha"], str)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (list(sheets(9)), "semua lembar sama"),
        (MIXED[:1], "sedikitnya 2 lembar"),
    ],
)
def test_what_is_undefined_is_told_in_words(run, rows: list[str], why: str) -> None:
    result = run(a_file(*rows))

    assert result.exit_code == 0
    assert why in result.output


def test_elements_against_each_other_are_told(run) -> None:
    rows = ["2026-03-02,L1,4,1,4,1,4,1,4,1,2", "2026-03-02,L1,1,4,1,4,1,4,1,4,3"] * 3

    assert "bergerak berlawanan" in run(a_file(*rows)).output


def test_a_bad_cell_ends_with_status_2_and_its_place(run) -> None:
    result = run(a_file("2026-03-02,L1,9,3,4,3,4,4,3,4,4"))

    assert result.exit_code == 2
    assert "baris 2, kolom C: '9'" in result.stderr
