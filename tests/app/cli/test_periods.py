"""`flask periods close` and `flask periods export`."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
import time_machine
from click.testing import Result
from flask import Flask

from app.queries import publications
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with answers in May."""
    made = an_office(scope, now)
    stored_rows(made, [(4,) * 9] * 6, day=date(2026, 5, 4))
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    return made


@pytest.fixture
def close(app: Flask, office: Office, now):
    """Closes a period by command."""

    def run(unit: str, period: str) -> Result:
        with time_machine.travel(now, tick=False):
            return app.test_cli_runner().invoke(args=["periods", "close", unit, period])

    return run


@pytest.mark.parametrize("by", ["code", "id"])
def test_a_period_is_closed_by_the_unit_s_code_or_id(by: str, close, office: Office, scope) -> None:
    result = close(str(getattr(office.unit, by)), "2026-05")

    frozen = publications.latest(scope, office.unit.id, "2026-05")
    assert result.exit_code == 0
    assert "Dinas Kependudukan 2026-05: final, version 1" in result.output
    assert f"sha256 {frozen.sha256}" in result.output


def test_a_second_close_without_a_change_is_refused(close) -> None:
    close("DISDUK", "2026-05")

    result = close("DISDUK", "2026-05")

    assert result.exit_code == 1
    assert "sudah ditutup sebagai versi 1" in result.output


@pytest.mark.parametrize(
    ("unit", "period", "code", "words"),
    [
        ("NIHIL", "2026-05", 1, "tidak ditemukan"),
        ("DISDUK", "2026-06", 1, "belum berakhir"),
        ("DISDUK", "2026-04", 1, "Tidak ada jawaban"),
        ("DISDUK", "Mei", 2, "Ketik bulan seperti 2026-03"),
    ],
)
def test_what_cannot_be_closed_is_said(
    unit: str, period: str, code: int, words: str, close
) -> None:
    result = close(unit, period)

    assert result.exit_code == code
    assert words in result.output


def test_the_file_has_the_published_hash(app: Flask, close, tmp_path: Path) -> None:
    closed = close("DISDUK", "2026-05")
    out = tmp_path / "frozen.json"

    result = exported(app, "DISDUK", "2026-05", "--version", "1", "--out", str(out))

    assert result.exit_code == 0, result.output
    sha256 = hashlib.sha256(out.read_bytes()).hexdigest()
    assert f"sha256 {sha256}" in closed.output
    assert f"sha256 {sha256}" in result.output
    assert out.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("period", "out", "code", "words"),
    [
        ("2026-04", "x.json", 1, "belum ditutup"),
        ("Mei", "x.json", 2, "Ketik bulan seperti 2026-03"),
        ("2026-05", "none/x.json", 1, "Could not open file"),
    ],
)
def test_what_cannot_be_exported_is_said(
    period: str, out: str, code: int, words: str, app: Flask, close, tmp_path: Path
) -> None:
    close("DISDUK", "2026-05")

    result = exported(app, "DISDUK", period, "--out", str(tmp_path / out))

    assert result.exit_code == code
    assert words in result.output
    assert not (tmp_path / out).exists()


def exported(app: Flask, *given: str) -> Result:
    return app.test_cli_runner().invoke(args=["periods", "export", *given])
