"""`flask analytics precision FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from tests.factories.sheets import a_file, sheets


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on the bytes of a file."""

    def on(content: bytes, *options: str) -> Result:
        path = tmp_path / "lembar.csv"
        path.write_bytes(content)
        return CliRunner().invoke(analytics, ["precision", str(path), *options])

    return on


def a_fortnight() -> bytes:
    """Fourteen days, every other one of them worse."""
    low = "2026-03-{:02},L1,3,4,3,4,3,4,3,4,3"
    rows = [
        row
        for day in range(1, 15)
        for row in (sheets(3, day=f"2026-03-{day:02}") if day % 2 else [low.format(day)] * 3)
    ]
    return a_file(*rows)


def test_all_intervals_are_told_in_words(run) -> None:
    result = run(a_fortnight(), "--population", "60", "--date-column", "tanggal")

    assert result.exit_code == 0
    assert "IKM 93,06 dari n = 42 lembar" in result.output
    assert "hanya untuk 60 orang yang dilayani: " in result.output
    assert "jangan dipakai untuk membandingkan" in result.output
    assert "hari sebagai kelompok (14 hari): efek rancangan 3," in result.output
    assert "sampel yang dibutuhkan (Krejcie-Morgan): 52" in result.output
    assert "ketelitian yang dicapai: 0,0835" in result.output


def test_json_holds_decimals_as_texts(run) -> None:
    shown = json.loads(run(a_fortnight(), "--json").output)

    assert (shown["n"], shown["index"], shown["population"]) == (42, "93.06", None)
    assert all(isinstance(limit, str) for limit in shown["interval_95"])


def test_too_few_days_are_said_to_be_too_few(run) -> None:
    result = run(a_file(*sheets(6)), "--date-column", "tanggal")

    assert "baru 1 hari; sedikitnya 10 diperlukan" in result.output


def test_equal_sheets_tell_nothing_of_days(run) -> None:
    rows = [row for day in range(1, 13) for row in sheets(2, day=f"2026-03-{day:02}")]
    result = run(a_file(*rows), "--date-column", "tanggal")

    assert "semua lembar sama" in result.output


def test_nothing_to_compute_is_said(run) -> None:
    assert "tidak dapat dihitung" in run(a_file("2026-03-03,L2,,,,,,,,,")).output


def test_fewer_people_than_sheets_are_refused(run) -> None:
    result = run(a_fortnight(), "--population", "10")

    assert result.exit_code == 2
    assert "lebih kecil dari jumlah lembar (42)" in result.output
