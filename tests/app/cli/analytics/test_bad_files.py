"""Whatever file a command is given, it says what to do; no traceback is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app.cli.analytics import COMMANDS
from tests.factories.sheets import KEYS

HEADER = (
    "tanggal,loket,petugas,layanan,komentar,menit,periode,nilai,n,variabel,kategori,jumlah," + KEYS
)
ROW = "2026-03-01,L1,P1,KTP,bagus,3,2026-03,80,30,layanan,KTP,10," + ",".join("4" * 9)
WITHOUT_A_FILE = {"power", "sample"}
OPTIONS = {
    "compare": ("--by", "loket"),
    "before-after": ("--change", "2026-03-01"),
    "priorities": ("--by", "loket"),
}
SERIES, MINUTES = ("trend", "before-after"), ("--value", "menit")
BAD = {
    "nothing": b"",
    "blank lines": b"\n \r\n\t\n",
    "zeros": b"\0" * 20_000_000,
    "any bytes": bytes(range(256)) * 40,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a broken workbook": b"PK\x03\x04 not a workbook",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "a header alone": HEADER.encode(),
    "other columns": b"a,b\n1,2\n",
}


def calls(path: Path, sound: Path) -> list[list[str]]:
    """Every command that reads a file, and those that read it in another way as well."""
    read = [name for name in COMMANDS if name not in WITHOUT_A_FILE]
    options = OPTIONS | {"weighting": ("--margins", str(sound))}
    return [
        ["index", str(path)],
        *(["analytics", name, str(path), *options.get(name, ())] for name in read),
        *(["analytics", name, str(path), *options.get(name, ()), *MINUTES] for name in SERIES),
        ["analytics", "weighting", str(sound), "--margins", str(path)],
    ]


@pytest.fixture
def run(app: Flask, tmp_path: Path):
    sound = tmp_path / "baik.csv"
    sound.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")

    def on(path: Path):
        runner = app.test_cli_runner()
        return {" ".join(call): runner.invoke(args=call) for call in calls(path, sound)}

    return on


@pytest.mark.parametrize("bad", BAD)
def test_a_file_that_cannot_be_read_is_refused_in_words(run, tmp_path: Path, bad: str) -> None:
    path = tmp_path / ("a.xlsx" if bad == "a picture" else "a.csv")
    path.write_bytes(BAD[bad])

    for call, result in run(path).items():
        assert (result.exit_code, type(result.exception)) == (2, SystemExit), call
        assert result.stderr.strip(), call
        assert result.stdout == "", call


def test_a_directory_and_a_file_that_is_not_there_are_refused(run, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "tidak-ada.csv"):
        for call, result in run(path).items():
            assert (result.exit_code, "Error: " in result.stderr) == (2, True), call


def test_a_single_row_is_told_with_its_reason_or_refused(run, tmp_path: Path) -> None:
    path = tmp_path / "satu.csv"
    path.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")

    for call, result in run(path).items():
        assert (result.exit_code, result.exception) == (0, None), call
        assert "nan" not in result.stdout.casefold().split(), call
