"""`flask analytics power`: how many sheets find a difference."""

from __future__ import annotations

import pytest
from flask import Flask

from app.services.officer_method import SURVEYS, sheets_needed


@pytest.fixture
def run(app: Flask):
    """Runs the command with these options."""
    return lambda *options: app.test_cli_runner().invoke(args=["analytics", "power", *options])


def test_without_a_variance_it_tells_what_real_surveys_need(run) -> None:
    output = run().output

    for survey in SURVEYS.values():
        assert f"{survey.name}: {survey.n_simulated} menurut simulasi" in output
    assert "Di bawah 35 lembar" in output


def test_with_a_variance_it_tells_the_sheets_of_each_officer(run) -> None:
    needed = sheets_needed(0.2, 0.25, power=0.9, officers=5)

    asked = ("--variance", "0.2", "--difference", "0.25", "--power", "0.9", "--officers", "5")
    assert run(*asked).output == f"{needed} lembar setiap petugas\n"


@pytest.mark.parametrize("asked", [("--variance", "-1"), ("--variance", "0.2", "--power", "1")])
def test_impossible_numbers_end_with_status_2(run, asked: tuple[str, ...]) -> None:
    result = run(*asked)

    assert result.exit_code == 2
    assert "expected" in result.stderr
