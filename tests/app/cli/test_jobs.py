"""`flask jobs`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask.testing import FlaskCliRunner

from app.database import db
from app.models.audit import JobRun
from tests.factories.organisation import Office, an_office
from tests.factories.responses import many_answers


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with seven answers."""
    made = an_office(scope, now)
    many_answers(made.points[0].code, now, 7)
    return made


@pytest.fixture
def jobs(app: Flask, office: Office, now) -> Iterator[FlaskCliRunner]:
    """The command line, on the morning of the answers."""
    with time_machine.travel(now, tick=False):
        yield app.test_cli_runner()


def said(jobs: FlaskCliRunner, *arguments: object) -> str:
    """What a job prints when it ends well."""
    result = jobs.invoke(args=["jobs", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def test_tallies_are_rebuilt_and_released(jobs: FlaskCliRunner) -> None:
    assert said(jobs, "rebuild-tallies") == "1 cells changed, 7 answers released\n"
    assert said(jobs, "rebuild-tallies") == "0 cells changed, 0 answers released\n"


def test_only_the_asked_days_are_rebuilt(jobs: FlaskCliRunner) -> None:
    days = ("--from", "2026-06-16", "--to", "2026-06-30")
    assert said(jobs, "rebuild-tallies", *days).startswith("0 cells changed")
    days = ("--from", "2026-06-15", "--to", "2026-06-15")
    assert said(jobs, "rebuild-tallies", *days).startswith("1 cells changed")


def test_a_day_that_is_none_is_refused(jobs: FlaskCliRunner) -> None:
    result = jobs.invoke(args=["jobs", "rebuild-tallies", "--from", "15-06-2026"])

    assert result.exit_code == 2
    assert "15-06-2026" in result.output


def test_answers_are_released(jobs: FlaskCliRunner) -> None:
    assert said(jobs, "release") == "7 answers released\n"


def test_the_night_s_work_is_done_on_demand(jobs: FlaskCliRunner) -> None:
    assert said(jobs, "nightly") == "1 cells changed, 7 answers released\n"
    db.session.remove()
    assert db.session.get(JobRun, "key-order")


def test_the_residual_risk_is_told(jobs: FlaskCliRunner) -> None:
    assert said(jobs, "privacy") == (
        "0 of 7 rows are unique on day, slot, counter and block (0.0 %)\n"
    )


def test_a_backup_can_be_opened(jobs: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"

    assert said(jobs, "backup", file) == f"{file}: {file.stat().st_size} bytes, checked\n"
    with sqlite3.connect(file) as copy:
        assert copy.execute("SELECT count(*) FROM responses").fetchone() == (7,)


def test_a_backup_into_nowhere_fails_with_words(jobs: FlaskCliRunner, tmp_path: Path) -> None:
    result = jobs.invoke(args=["jobs", "backup", str(tmp_path / "nowhere" / "copy.db")])

    assert result.exit_code == 1
    assert "tidak ada; buat dahulu" in result.output


def test_the_schedule_runs_until_it_is_stopped(
    jobs: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.services.nightly.keep_running.__defaults__", (stop,))

    result = jobs.invoke(args=["jobs", "schedule"])

    assert result.exit_code == 1
    db.session.remove()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(JobRun)) == 3
