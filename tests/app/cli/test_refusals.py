"""A refused file ends a command with status 2, and every fault is named in the order of rows."""

from __future__ import annotations

import pytest

from app.cli.refusals import refuse
from app.errors import Invalid
from survey_forms.rating_tables import Fault


def test_every_fault_is_named_by_row_and_column(capsys: pytest.CaptureFixture[str]) -> None:
    faults = [Fault(9, "waktu", "7", "Tulis 1 sampai 4."), Fault(2, "biaya", "x", "Tulis angka.")]

    with pytest.raises(SystemExit) as ended:
        refuse(Invalid("Ada isi yang tidak dapat dibaca.", faults))

    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert said.err.splitlines() == [
        "Ada isi yang tidak dapat dibaca.",
        "baris 2, kolom biaya: 'x'. Tulis angka.",
        "baris 9, kolom waktu: '7'. Tulis 1 sampai 4.",
    ]


def test_a_refusal_without_places_says_its_words_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        refuse(ValueError("expected a share"))

    assert capsys.readouterr().err == "expected a share\n"
