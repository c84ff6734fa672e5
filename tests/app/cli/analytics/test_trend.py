"""`flask analytics trend FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from tests.factories.series_files import a_series, a_sheet_file, a_wave, sheets_by_month


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on the bytes of a file."""

    def on(content: bytes, *options: str) -> Result:
        path = tmp_path / "deret.csv"
        path.write_bytes(content)
        return CliRunner().invoke(analytics, ["trend", str(path), *options])

    return on


def test_limits_and_signals_are_told_in_words(run) -> None:
    result = run(a_series([*a_wave(12), 99]))

    assert result.exit_code == 0
    assert "2026-01  nilai   99,000  n     40 *" in result.output
    assert "2025-01 sampai 2026-01: rata-rata " in result.output
    assert "Tanda: di atas batas: 2026-01" in result.output
    assert "Lompatan pada 2026-01 tidak ikut menghitung batas." in result.output


def test_a_steady_series_says_so(run) -> None:
    result = run(a_series(a_wave(12)))

    assert "Tidak ada tanda: naik turun ini wajar." in result.output
    assert "Batas sementara" not in result.output
    assert "Batas sementara" in run(a_series(a_wave(11))).output


def test_too_few_points_say_how_many_it_takes(run) -> None:
    result = run(a_series([80, 81]))

    assert "ada 2 titik, butuh sedikitnya 6" in result.output


def test_equal_points_say_that_nothing_can_be_judged(run) -> None:
    output = run(a_series([80] * 8)).output

    assert "Semua titik bernilai 80,000" in output
    assert "naik turun ini wajar" not in output


def test_small_points_are_told_as_left_out(run) -> None:
    content = a_series(a_wave(12)).replace(b",40\n", b",7\n", 1)

    assert "2025-01 tidak ikut: n = 7" in run(content).output
    assert "tidak ikut" not in run(content, "--min-n", "5").output


def test_n_that_varies_brings_laney_s_limits(run) -> None:
    content = a_series(a_wave(12)).replace(b",40\n", b",400\n", 1)

    assert "Di luar batas menurut n (Laney): tidak ada" in run(content).output


def test_sheets_are_charted_by_element(run) -> None:
    content = a_sheet_file(*sheets_by_month([[4] * 9, [3] * 9] * 4))

    assert "2025-01  waktu    3,500" in run(content, "--element", "waktu").output


def test_json_holds_decimals_as_texts(run) -> None:
    shown = json.loads(run(a_series(a_wave(20, change=10)), "--change", "2025-11", "--json").output)

    assert len(shown["phases"]) == 2
    assert shown["points"][0] == {"period": "2025-01", "value": "82.000", "n": 40}
    assert shown["signals"] == []


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"periode,nilai,n\n2025-01,baik,9\n", [], "baris 2, kolom nilai: 'baik'"),
        (b"a\n1\n", [], "Kolom ini tidak ada di berkas: tanggal"),
        (a_series([80] * 8), ["--change", "2024-01"], "tidak jatuh di antara"),
        (a_series([80] * 8), ["--baseline", "3"], "6"),
    ],
)
def test_what_cannot_be_used_is_refused(run, content, options, said) -> None:
    result = run(content, *options)

    assert result.exit_code == 2
    assert said in result.output
