"""`flask analytics priorities FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from survey_forms import catalogue
from tests.factories.overall_sheets import overall_sheets
from tests.factories.sheets import KEYS, a_file

GOOD, SLOW = "4,4,4,4,4,4,4,4,4", "4,4,2,4,4,4,4,4,4"
FORM = ",".join(catalogue.find("skm-2017").keys)
BY_COUNTER = f"loket,{KEYS}"
ROWS = [f"L1,{GOOD}"] * 60 + [f"L1,{SLOW}"] * 5 + [f"L2,{GOOD}"] * 30 + [f"L2,{SLOW}"] * 35


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on the rows of a file."""

    def on(*options: str, rows: list[str] = ROWS, header: str = BY_COUNTER) -> Result:
        path = tmp_path / "lembar.csv"
        path.write_bytes(a_file(*rows, header=header))
        return CliRunner().invoke(analytics, ["priorities", str(path), *options])

    return on


def with_overall(how_many: int) -> dict:
    rows = [",".join(map(str, sheet)) for sheet in overall_sheets(how_many)]
    return {"rows": rows, "header": f"{FORM},puas"}


def test_what_to_fix_first_stands_on_top_with_how_sure_that_is(run) -> None:
    result = run()

    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0] == "n = 130, sasaran: batas bawah mutu A"
    assert lines[1] == "Perbaiki dahulu: waktu, hampir pasti unsur yang terendah."
    (waktu,) = [line for line in lines if line.startswith("  waktu        n")]
    assert "NRR 3,385  selisih -0,148 (" in waktu
    assert "di bawah, peluang terendah 1,0000, tiga terendah 1,0000" in waktu


def test_elements_that_cannot_be_told_apart_are_named_together(run) -> None:
    rows = [f"L1,{GOOD}"] * 20

    first = run(rows=rows).output.splitlines()[1]

    head, _, named = first.removesuffix(".").partition(": ")
    assert head == "Yang terendah dengan keyakinan 95% salah satu dari"
    assert set(named.split(", ")) == set(KEYS.split(","))


def test_the_own_mean_may_be_the_target(run) -> None:
    result = run("--target", "mean")

    assert "sasaran: rata-rata sendiri" in result.output
    assert "di bawah, peluang terendah" in result.output


def test_groups_say_what_is_below_and_what_is_unclear(run) -> None:
    rows = [*ROWS, f"L3,{GOOD}", f",{GOOD}"]

    output = run("--by", "loket", rows=rows).output

    assert "1 lembar tanpa isi di kolom itu tidak ikut." in output
    assert "L1: di bawah sasaran: -; belum jelas: -\n" in output
    assert "L2: di bawah sasaran: waktu; belum jelas: -\n" in output
    assert "L3: jawaban terlalu sedikit" in output


def test_importance_is_not_available_and_what_is_shown_instead_has_its_own_name(run) -> None:
    output = run().output

    assert "Kepentingan unsur: tidak tersedia (pertanyaan keseluruhan tidak ada;" in output
    assert "Hubungan unsur dengan jumlah unsur lain (bukan kepentingan):" in output
    assert "Kepentingan dari" not in output


def test_importance_has_shares_with_intervals_and_a_quadrant(run) -> None:
    output = run("--overall", "puas", **with_overall(160)).output

    assert "Kepentingan dari 160 jawaban keseluruhan (R2 0," in output
    (waktu,) = [line for line in output.splitlines() if line.endswith("perbaiki dahulu")]
    assert waktu.startswith("  waktu        0,")
    assert "bukan kepentingan" not in output


def test_too_few_overall_answers_are_told_in_words(run) -> None:
    output = run("--overall", "puas", **with_overall(50)).output

    assert "tidak tersedia (kurang dari 100 jawaban keseluruhan" in output


def test_an_element_that_all_rated_alike_has_no_share(run) -> None:
    sheets = [(4, *sheet[1:]) for sheet in overall_sheets(160)]
    rows = [",".join(map(str, sheet)) for sheet in sheets]

    output = run("--overall", "puas", rows=rows, header=f"{FORM},puas").output

    assert "  persyaratan  -  semua menilai sama" in output


def test_drivers_have_levels_with_n_and_the_gain_on_unseen_sheets(run) -> None:
    output = run().output

    assert "Faktor nilai rendah (40 dari 130 lembar; log loss membaik 0," in output
    assert "  loket        0," in output
    assert output.index("    L2: 0,4") < output.index("    L1: 0,1")
    assert output.count("(n = 65)") == 2


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (ROWS[:70], "terlalu sedikit nilai rendah untuk dibandingkan"),
        ([f"L1,{GOOD}", f"L1,{SLOW}"] * 30, "semua lembar sama dalam kolom yang diperiksa"),
        ([f"L{k % 2},{r}" for k in range(30) for r in (GOOD, SLOW)], "belum ada faktor"),
    ],
)
def test_drivers_that_are_not_shown_say_why(run, rows: list[str], why: str) -> None:
    assert f"Faktor nilai rendah: {why}" in run(rows=rows).output


def test_a_file_without_columns_of_factors_says_how_to_name_one(run) -> None:
    output = run(rows=[GOOD, SLOW] * 5, header=KEYS).output

    assert "Faktor nilai rendah: tidak diperiksa; sebutkan kolomnya dengan --factor." in output


def test_one_sheet_is_too_few_and_said_to_be(run) -> None:
    result = run(rows=[f"L1,{GOOD}"])

    assert result.exit_code == 0
    assert "kurang dari 2 jawaban: prioritas tidak dapat dihitung." in result.output


def test_json_holds_decimals_as_texts(run) -> None:
    shown = json.loads(run("--by", "loket", "--json").output)

    assert (shown["n"], shown["target"], shown["likely_lowest"]) == (130, "A", ["waktu"])
    assert shown["groups"]["L2"]["waktu"]["standing"] == "below"
    assert shown["needs"]["waktu"]["gap"] == "-0.148"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--by", "lantai"), "lantai"),
        (("--target", "Z"), "Pilih A, B, C, D, mean"),
        (("--overall", "waktu"), "salah satu unsur"),
        (("--by", "petugas"), "flask analytics officers"),
    ],
)
def test_what_cannot_be_used_ends_with_status_2_and_says_why(run, options, told: str) -> None:
    result = run(*options)

    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
