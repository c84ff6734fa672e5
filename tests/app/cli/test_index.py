"""`flask index FILE`: for an officer with a spreadsheet and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.index import index
from config import ROOT
from tests.factories.office_files import workbook
from tests.factories.sheets import KEYS, a_file, sheets


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on the bytes of a file."""

    def on(content: bytes, *options: str, name: str = "lembar.csv") -> Result:
        path = tmp_path / name
        path.write_bytes(content)
        return CliRunner().invoke(index, [str(path), *options])

    return on


def test_the_index_is_told_in_words(run) -> None:
    result = run(a_file(*sheets(40)))

    assert result.exit_code == 0
    assert "n = 40 (40 lengkap)" in result.output
    assert "IKM 100,00  A (Sangat Baik)" in result.output
    assert "selang 95 %" in result.output


def test_json_holds_decimals_as_texts(run) -> None:
    rows = ["2026-03-02,L1,4,3,4,4,4,4,4,4,4"] * 2 + ["2026-03-02,L1,3,4,4,4,4,,4,4,4"]
    shown = json.loads(run(a_file(*rows), "--json").output)

    assert {"n", "n_complete", "elements", "ni", "index", "grade", "performance"} <= set(shown)
    assert (shown["n"], shown["n_complete"], shown["custom"]) == (3, 2, "exact")
    assert list(shown["elements"]) == KEYS.split(",")
    assert (
        shown["elements"]["prosedur"] | {"n": 3, "sum": 10, "mean": "3.333"}
        == (shown["elements"]["prosedur"])
    )
    assert shown["elements"]["kompetensi"]["n"] == 2
    assert (shown["ni"], shown["index"]) == ("3.889", "97.22")
    assert all(isinstance(limit, str) for limit in shown["interval_95"])


@pytest.mark.parametrize(
    ("custom", "index"),
    [("exact", "92.19"), ("ni_2dp", "92.25"), ("0.111", "92.10"), ("0.11", "91.27")],
)
def test_customs_of_other_reports_are_reproduced(custom: str, index: str, run) -> None:
    # 100 sheets whose means are those printed by Balkesmas Semarang, semester I of 2024.
    sums = (371, 356, 371, 319, 375, 377, 384, 383, 383)
    rows = [
        "2024-03-01,L1," + ",".join(str(3 + (n < total - 300)) for total in sums)
        for n in range(100)
    ]

    shown = json.loads(run(a_file(*rows), "--custom", custom, "--json").output)

    assert (shown["index"], shown["custom"]) == (index, custom)


def test_a_workbook_is_read_like_a_csv(run) -> None:
    header = ["tanggal", "loket", *KEYS.split(",")]
    content = workbook(header, *[["2026-03-02", "L1", *[4] * 9]] * 3)

    shown = json.loads(run(content, "--json", name="lembar.xlsx").output)

    assert (shown["n"], shown["index"]) == (3, "100.00")


def test_bad_cells_are_named_and_nothing_is_guessed(run) -> None:
    result = run(a_file(*sheets(1), "2026-03-02,L1,4,4,7,4,4,4,4,4,4"), "--json")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "baris 3, kolom E: '7'" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--period", "2026-Q1"),
        ("--date-column", "tanggal"),
        ("--date-column", "tanggal", "--period", "triwulan"),
        ("--instrument", "skm-1999"),
        ("--custom", "0.12"),
        ("--order", "random"),
    ],
    ids=" ".join,
)
def test_options_that_cannot_be_used_end_with_the_same_status(options, run) -> None:
    result = run(a_file(*sheets(3)), *options)

    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_it_needs_no_secret_and_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "lembar.csv"
    file.write_bytes(a_file(*sheets(3)))
    settings = ("SECRET_KEY", "DATABASE_URL", "VAR_DIR")
    environment = {key: value for key, value in os.environ.items() if key not in settings}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "index", str(file), "--json"]

    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, "VAR_DIR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["index"] == "100.00"
    assert not (tmp_path / "var").exists()
