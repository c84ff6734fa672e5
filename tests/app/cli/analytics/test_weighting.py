"""`flask analytics weighting FILE --margins MARGINS`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from tests.factories.sheets import KEYS, a_file

FOURS, TWOS = "4,4,4,4,4,4,4,4,4", "2,2,2,2,2,2,2,2,2"
SHEETS = a_file(
    *[f"L,muda,{FOURS}"] * 30,
    *[f"P,muda,{TWOS}"] * 6,
    *[f"P,tua,{FOURS}"] * 4,
    f",tua,{FOURS}",
    header=f"jk,usia,{KEYS}",
)
HALVES = "variabel,kategori,jumlah\njk,L,500\njk,P,500\n"


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on the sheets and the margins given."""

    def on(margins: str, *options: str) -> Result:
        for name, content in (("lembar.csv", SHEETS), ("margin.csv", margins.encode())):
            (tmp_path / name).write_bytes(content)
        files = [str(tmp_path / "lembar.csv"), "--margins", str(tmp_path / "margin.csv")]
        return CliRunner().invoke(analytics, ["weighting", *files, *options])

    return on


def test_the_weighted_index_stands_beside_the_plain_one(run) -> None:
    result = run(HALVES)

    assert result.exit_code == 0
    assert "tanpa bobot: IKM 92,50" in result.output
    assert "tidak dipakai: 1 lembar" in result.output
    assert "dengan bobot: IKM 85,00" in result.output
    assert "n efektif 30,0" in result.output
    assert "raking selesai dalam 1 putaran" in result.output
    assert "IKM resmi tetap yang tanpa bobot" in result.output


def test_what_was_trimmed_is_told(run) -> None:
    result = run(HALVES, "--bound", "1.5")

    assert "batas bobot 1,50 kali rata-rata: 10 lembar dipangkas, selisih menjadi 0,125" in (
        result.output
    )


def test_json_holds_decimals_as_texts(run) -> None:
    shown = json.loads(run(HALVES, "--json").output)

    assert (shown["index"], shown["weighted_index"]) == ("92.50", "85.00")
    assert (shown["rounds"], shown["reason"]) == (1, None)


def test_margins_that_cannot_be_met_say_what_to_do(run) -> None:
    margins = "jk,L,100\njk,P,900\nusia,muda,50\nusia,tua,950\n"
    result = run("variabel,kategori,jumlah\n" + margins)

    assert "bobot tidak ditemukan setelah 1000 putaran" in result.output
    assert "gabungkan kategori" in result.output


def test_bad_margins_are_refused_by_row(run) -> None:
    result = run("variabel,kategori,jumlah\njk,L,500\njk,P,-1\n")

    assert result.exit_code == 2
    assert "baris 3, kolom jumlah: '-1'" in result.output
    assert run(HALVES, "--bound", "1").exit_code == 2
