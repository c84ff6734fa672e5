"""`flask analytics compare FILE --by COLUMN`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from tests.factories.sheets import KEYS, a_file

FOURS, TWOS = "4,4,4,4,4,4,4,4,4", "2,2,2,2,2,2,2,2,2"


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on rows under a header."""

    def on(*options: str, header: str = f"loket,layanan,{KEYS}") -> Result:
        path = tmp_path / "lembar.csv"
        path.write_bytes(a_file(*some_rows(), header=header))
        return CliRunner().invoke(analytics, ["compare", str(path), *options])

    return on


def some_rows() -> list[str]:
    """Four counters, of which the last does only one of the two services."""
    sizes = {"A": (10, 90), "B": (88, 12), "C": (90, 10)}
    rows = [
        f"{counter},{service},{ratings}"
        for counter, (high, low) in sizes.items()
        for service in ("S1", "S2")
        for ratings in [FOURS] * (high // 2) + [TWOS] * (low // 2)
    ]
    return [*rows, *[f"D,S1,{TWOS}"] * 20, f",S1,{FOURS}"]


def test_groups_bands_and_mix_are_told_in_words(run) -> None:
    result = run("--by", "loket")

    assert result.exit_code == 0
    assert "1 lembar tanpa isi di kolom itu tidak ikut." in result.output
    assert "  B: n = 100, IKM 94,00" in result.output
    assert "Tidak dapat dibedakan satu sama lain:\n  B, C\n" in result.output
    assert "Dengan campuran layanan yang sama:" in result.output
    assert "  D: hanya mencakup 0,5313 dari campuran; tidak dapat disamakan" in result.output


def test_no_rank_is_printed(run) -> None:
    assert "peringkat" not in run("--by", "loket").output


def test_json_holds_decimals_as_texts(run) -> None:
    shown = json.loads(run("--by", "loket", "--json").output)

    assert [group["key"] for group in shown["groups"]] == ["A", "B", "C", "D"]
    assert shown["groups"][1]["index"] == "94.00"
    assert shown["bands"][0] == ["B", "C"]


def test_it_says_how_far_groups_truly_differ_and_by_which_method(run) -> None:
    result, held = run("--by", "loket"), json.loads(run("--by", "loket", "--json").output)

    assert held["shrinkage_method"] == "normal-normal, Paule-Mandel"
    names = ("mean", "between_sd", "between_sd_reml")
    mean, between, reml = (held[name].replace(".", ",") for name in names)
    assert (
        f"Penyusutan ke rata-rata {mean}: beda sebenarnya antarkelompok (simpangan baku "
        f"{between}) diduga menurut Paule-Mandel; menurut REML "
        f"{reml}." in result.output
    )
    assert 20 < float(held["between_sd_reml"]) < 40
    assert json.loads(run("--by", "layanan", "--json").output)["shrinkage_method"] is None


def test_few_groups_are_said_not_to_be_shrunken(run) -> None:
    assert "Kurang dari empat kelompok: nilai tidak disusutkan." in run("--by", "layanan").output


def test_officers_are_sent_to_their_own_command(run) -> None:
    result = run("--by", "petugas", header=f"petugas,layanan,{KEYS}")

    assert result.exit_code == 2
    assert "flask analytics officers" in result.output


def test_a_missing_column_is_refused_with_status_2(run) -> None:
    result = run("--by", "lantai")

    assert result.exit_code == 2
    assert "lantai" in result.output


def test_it_says_whether_days_count(tmp_path: Path) -> None:
    rows = [
        f"{counter},2026-03-{day + 1:02},{FOURS if day % 2 else TWOS}"
        for counter in "AB"
        for day in range(12)
        for _ in range(4)
    ]
    path = tmp_path / "lembar.csv"
    path.write_bytes(a_file(*rows, header=f"loket,tanggal,{KEYS}"))
    asked = ["compare", str(path), "--by", "loket"]

    plain = CliRunner().invoke(analytics, asked)
    with_days = CliRunner().invoke(analytics, [*asked, "--date-column", "tanggal"])

    assert "lembar dianggap saling bebas" in plain.output
    assert "lembar dianggap saling bebas" not in with_days.output
    assert "memperhitungkan bahwa jawaban dari hari yang sama mirip" in with_days.output
