"""`flask analytics before-after FILE`: words that follow the numbers and name no cause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from tests.factories.series_files import a_minutes_file, a_series, a_wave

CHANGE = ("--change", "2025-09-01")


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on the bytes of a file."""

    def on(content: bytes, *options: str) -> Result:
        path = tmp_path / "deret.csv"
        path.write_bytes(content)
        return CliRunner().invoke(analytics, ["before-after", str(path), *options])

    return on


def test_a_rise_is_said_to_come_after(run) -> None:
    result = run(a_series(a_wave(16, change=8)), *CHANGE)

    assert result.exit_code == 0
    assert "n = 320 sebelum dan 320 sejak 2025-09-01" in result.output
    assert "Berubah setelah 2025-09-01: kenaikan " in result.output
    assert "lompatan pada periode pertama sesudahnya: " in result.output
    assert "tidak menunjukkan apa yang mengubahnya" in result.output


def test_a_fall_of_minutes_is_a_fall(run) -> None:
    minutes = [20 + m % 3 for m in range(8)] + [14 + m % 3 for m in range(8)]

    result = run(a_minutes_file(minutes), *CHANGE, "--value", "menit")

    assert "Berubah setelah 2025-09-01: penurunan -" in result.output


def test_no_change_is_not_called_one(run) -> None:
    result = run(a_series(a_wave(16)), *CHANGE)

    assert "tidak dapat dibedakan" in result.output
    assert "Berubah setelah" not in result.output


def test_too_little_says_how_much_more(run) -> None:
    result = run(a_series(a_wave(10)), *CHANGE)

    assert "butuh 0 periode dan 0 jawaban lagi sebelum, 6 periode" in result.output
    assert "Berubah setelah" not in result.output
    short = run(a_minutes_file([20, 21]), "--change", "2025-02-01", "--value", "menit")
    assert "butuh 25 jawaban lagi sebelum dan 25 jawaban lagi sesudah" in short.output


def test_comparison_is_told_beside(run) -> None:
    ours = a_series(a_wave(16, change=8)).decode().splitlines()[1:]
    theirs = a_series([80 + m % 3 / 10 for m in range(16)]).decode().splitlines()[1:]
    rows = [f"{row},tidak" for row in ours] + [f"{row},ya" for row in theirs]
    content = "\n".join(["periode,nilai,n,banding", *rows, ""]).encode()

    result = run(content, *CHANGE, "--comparison-column", "banding")

    assert "Terhadap pembanding berubah setelah itu: kenaikan " in result.output
    assert "kemiringan jarak sebelum perubahan" in result.output


def test_equal_values_say_nothing(run) -> None:
    result = run(a_series([80] * 16), *CHANGE)

    assert "semua nilai sama" in result.output


def test_json_holds_decimals_as_texts(run) -> None:
    shown = json.loads(run(a_series(a_wave(16, change=8)), *CHANGE, "--json").output)

    assert shown["difference"]["direction"] == "kenaikan"
    assert isinstance(shown["difference"]["estimate"], str)
    assert shown["change"] == "2025-09-01"


@pytest.mark.parametrize("options", [[], ["--change", "kemarin"], ["--change", "2025-13-01"]])
def test_the_day_of_the_change_is_needed(run, options) -> None:
    assert run(a_series(a_wave(16)), *options).exit_code == 2


def test_it_says_whether_days_count(run) -> None:
    def visits(days: int) -> bytes:
        rows = [
            f"2026-{month:02}-{day + 1:02},{20 + (day % 2) * 4 - month}\n" * 10
            for month in (2, 3)
            for day in range(days)
        ]
        return ("tanggal,menit\n" + "".join(rows)).encode()

    asked = ("--change", "2026-03-01", "--value", "menit")
    few, many = run(visits(9), *asked).output, run(visits(20), *asked).output

    assert "dianggap saling bebas" in few
    assert "memperhitungkan bahwa yang diukur pada hari yang sama mirip" in many
    assert json.loads(run(visits(20), *asked, "--json").output)["difference"]["allows_for_days"]
