"""`flask tickets issue`: files of links or slips, for their owner only."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.tickets import IssuedTicket
from tests.factories.organisation import Office, an_office


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with a service."""
    return an_office(scope, now, services=1)


def run(app: Flask, *arguments: str):
    return app.test_cli_runner().invoke(args=["tickets", "issue", *arguments])


def n_issued() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(IssuedTicket)) or 0


def test_links_are_written_one_a_line(app, office, settings, tmp_path: Path) -> None:
    file = tmp_path / "links.txt"
    result = run(app, "DISDUK/L1", "--count", "5", "--service", "S1", "--links", str(file))

    lines = file.read_text().splitlines()
    assert result.exit_code == 0, result.output
    assert len(set(lines)) == n_issued() == 5
    assert all(line.startswith(f"{settings.base_url}/t/") for line in lines)
    assert file.stat().st_mode & 0o777 == 0o600
    assert not any(line in result.output for line in lines)


def test_slips_are_written_as_pdf(app, office, tmp_path: Path) -> None:
    file = tmp_path / "slips.pdf"
    result = run(app, "DISDUK/L2", "--count", "1", "--pdf", str(file))

    assert result.exit_code == 0
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("DISDUK/L9", "--count", "1", "--links", "x"), "L9"),
        (("LAIN/L1", "--count", "1", "--links", "x"), "LAIN"),
        (("L1", "--count", "1", "--links", "x"), "UNIT/LOKET, misalnya DISDUK/L1"),
        (("/L1", "--count", "1", "--links", "x"), "UNIT/LOKET, misalnya DISDUK/L1"),
        (("DISDUK/", "--count", "1", "--links", "x"), "UNIT/LOKET, misalnya DISDUK/L1"),
        (("DISDUK/L1", "--count", "1", "--service", "S9", "--links", "x"), "S9"),
        (("DISDUK/L1", "--count", "0", "--links", "x"), "range"),
        (("DISDUK/L1", "--count", "1"), "exactly one"),
        (("DISDUK/L1", "--count", "1", "--links", "x", "--pdf", "y"), "exactly one"),
        (("DISDUK/L1", "--count", "1", "--links", "/nowhere/x"), "No such file"),
    ],
)
def test_what_cannot_be_issued_is_told(
    arguments, said, app, office, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(app, *arguments)

    assert result.exit_code != 0
    assert said in result.output
    assert n_issued() == 0
