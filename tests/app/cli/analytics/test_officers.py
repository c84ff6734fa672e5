"""`flask analytics officers FILE`: evidence in words, never a verdict or a rank."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.factories.officer_sheets import officer_file, officer_rows

ALIKE = [row for n in range(5) for row in officer_rows(f"P{n}", 30, 10)]


@pytest.fixture
def run(app: Flask, tmp_path: Path):
    """Runs the command on the bytes of a file."""

    def on(content: bytes, *options: str) -> Result:
        path = tmp_path / "petugas.csv"
        path.write_bytes(content)
        return app.test_cli_runner().invoke(args=["analytics", "officers", str(path), *options])

    return on


def test_it_says_first_that_it_is_no_verdict(run) -> None:
    result = run(officer_file(*ALIKE))

    assert result.exit_code == 0, result.output
    assert result.output.startswith("Bukti, bukan putusan.")
    assert "Perhatian" not in result.output


def test_officers_alike_cannot_be_told_apart(run) -> None:
    output = run(officer_file(*ALIKE)).output

    assert output.count("tidak dapat dibedakan dari kelompok") == 5
    assert "beda antarpetugas tidak melebihi kebetulan" in output
    assert "agar beda nyata 0,3 poin ditemukan pada 80 dari 100 kali, perlu " in output
    assert "bukan berarti sama" in output


def test_one_far_below_is_told_in_the_order_of_codes(run) -> None:
    output = run(officer_file(*officer_rows("P9", 0, 40), *ALIKE)).output

    assert output.count("berbeda dari kelompok: di bawah") == 1
    assert output.index("P0 ") < output.index("P4 ") < output.index("P9 ")
    assert "keandalan 0," in output


def test_below_the_minimum_there_is_n_and_no_mean(run) -> None:
    output = run(officer_file(*officer_rows("P1", 20, 0))).output

    assert "P1  n 20: belum cukup data (perlu 35)" in output
    assert "4,000" not in output
    assert "Hati-hati" not in output


def test_the_setting_decides_what_is_enough(app: Flask, run) -> None:
    kept = app.extensions["suara_loket_settings"]
    app.extensions["suara_loket_settings"] = replace(kept, officer_min_n=20)

    assert "P1  n 20  rata-rata 4,000" in run(officer_file(*officer_rows("P1", 20, 0))).output


def test_a_probability_next_to_1_is_not_called_certain(run) -> None:
    rows = [*officer_rows("P1", 200, 0), *officer_rows("P2", 0, 200), *officer_rows("P3", 100, 100)]
    output = run(officer_file(*rows)).output

    assert "di atas rata-rata rekan-rekannya > 0,99" in output
    assert "di atas rata-rata rekan-rekannya < 0,01" in output


def test_a_file_that_tells_no_verified_sheets_is_warned_about(run) -> None:
    rows = ["P1,Loket 1,4,4"] * 40
    result = run(officer_file(*rows, header="petugas,loket,kompetensi,perilaku"))

    assert "tidak memuat kolom verified" in result.output
    assert "hanya satu petugas dengan cukup lembar" in result.output


def test_the_number_that_officers_are_drawn_to_is_told(run) -> None:
    content = officer_file(*officer_rows("P9", 0, 40), *ALIKE)
    shown = json.loads(run(content, "--json").output)
    (group,), towards = shown["groups"], float(shown["groups"][0]["shrunken_towards"])

    for one in shown["officers"]:
        kept, own = float(one["reliability"]), float(one["mean"])
        assert float(one["shrunken_mean"]) == pytest.approx(
            kept * own + (1 - kept) * towards, abs=0.002
        )
    assert f"ditarik ke {group['shrunken_towards'].replace('.', ',')}" in run(content).output


def test_who_is_alone_needs_no_sheets_for_a_comparison(run) -> None:
    content = officer_file(*officer_rows("P1", 30, 10))
    (group,) = json.loads(run(content, "--json").output)["groups"]

    assert group["n_for_power"] is None
    assert "beda nyata" not in run(content).output


def test_sheets_that_were_not_read_are_explained(run) -> None:
    left_out = [*ALIKE, *officer_rows("P1", 5, 0, verified="tidak")]

    assert "200 dari 205 lembar dibaca" in run(officer_file(*left_out)).output
    assert "tidak terverifikasi" in run(officer_file(*left_out)).output
    assert "tidak terverifikasi" not in run(officer_file(*ALIKE)).output


def test_a_high_chance_beside_no_difference_is_explained(run) -> None:
    assert "tanpa memperhitungkan banyaknya perbandingan" in run(officer_file(*ALIKE)).output


def test_json_is_the_same_evidence(run) -> None:
    shown = json.loads(run(officer_file(*ALIKE), "--json").output)

    assert (shown["is_verdict"], len(shown["officers"]), shown["min_n"]) == (False, 5, 35)


def test_a_name_in_place_of_a_code_is_refused(run) -> None:
    result = run(officer_file("Saksi Satu,Loket 1,KTP,4,4,ya"))

    assert result.exit_code == 2
    assert "baris 2, kolom petugas" in result.stderr
    assert "Jangan menulis nama" in result.stderr


def test_it_says_whether_days_count(run) -> None:
    rows = "".join(
        f"P{code},Loket 1,2026-03-{day + 1:02},{3 + day % 2},{3 + day % 2}\n" * 4
        for code in (1, 2)
        for day in range(12)
    )
    with_days = f"petugas,loket,tanggal,kompetensi,perilaku\n{rows}".encode()

    assert "lembar dianggap saling bebas" in run(officer_file(*ALIKE)).output
    assert "Tambahkan kolom tanggal" in run(officer_file(*ALIKE)).output
    assert "lembar dianggap saling bebas" not in run(with_days).output
    assert json.loads(run(with_days, "--json").output)["allows_for_days"] is True
