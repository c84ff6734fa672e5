"""`flask analytics printed FILE`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from tests.factories.sheets import a_file

MEANS = "3.71,3.56,3.71,3.19,3.75,3.77,3.84,3.83,3.83"


def run(tmp_path: Path, row: str, *options: str) -> Result:
    path = tmp_path / "laporan.csv"
    path.write_bytes(a_file(row, header=",".join(f"U{place}" for place in range(1, 10))))
    return CliRunner().invoke(analytics, ["printed", str(path), "--order", "list", *options])


def test_each_custom_is_told_in_words(tmp_path: Path) -> None:
    result = run(tmp_path, MEANS)

    assert "Baris 2:\n  cara exact: NI 3,688, IKM 92,19, mutu A\n" in result.output
    assert "  cara ni_2dp: NI 3,690, IKM 92,25, mutu A\n" in result.output


def test_json_holds_the_same(tmp_path: Path) -> None:
    (report,) = json.loads(run(tmp_path, MEANS, "--json").output)

    assert report["customs"]["0.11"]["index"] == "91.27"


def test_a_bad_cell_ends_with_status_2(tmp_path: Path) -> None:
    result = run(tmp_path, MEANS.replace("3.19", "empat"))

    assert result.exit_code == 2
    assert "baris 2, kolom biaya: 'empat'. Tulis rata-rata unsur, misalnya 3,41." in result.output
