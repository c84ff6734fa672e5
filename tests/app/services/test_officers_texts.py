"""Evidence as JSON writes it: texts, codes, no verdict and no rank."""

from __future__ import annotations

import json

from app.services.file_officers import officers_of_file
from app.services.officer_method import sheets_needed
from app.services.officers_texts import officers_as_texts
from tests.factories.officer_sheets import officer_file, officer_rows


def texts(*rows: str):
    return officers_as_texts(officers_of_file(officer_file(*rows), "petugas.csv", min_n=35))


FIVE = [
    row for n, low in enumerate((2, 9, 12, 15, 30)) for row in officer_rows(f"P{n}", 40 - low, low)
]


def test_every_number_of_an_officer_is_a_text_or_a_count() -> None:
    shown = texts(*FIVE)

    first = shown["officers"][0]
    assert (first["code"], first["n"], first["mean"]) == ("P0", 40, "3.950")
    assert float(first["interval_95"][0]) < 3.95 < float(first["interval_95"][1])
    assert 0 < float(first["reliability"]) < 1
    assert json.loads(json.dumps(shown)) == shown


def test_too_few_sheets_leave_n_and_the_reason_only() -> None:
    (officer,) = texts(*officer_rows("P1", 20, 0))["officers"]

    assert {key for key, value in officer.items() if value is not None} == {
        "code",
        "group",
        "n",
        "reason",
    }


def test_officers_stand_by_code_whatever_their_mean() -> None:
    shown = texts(*FIVE)

    assert [officer["code"] for officer in shown["officers"]] == ["P0", "P1", "P2", "P3", "P4"]
    assert not any("rank" in key or "predikat" in key for key in shown["officers"][0])
    assert shown["is_verdict"] is False


def test_a_p_value_next_to_nothing_is_no_exponent() -> None:
    rows = [*officer_rows("P1", 400, 0), *officer_rows("P2", 0, 400)]

    assert texts(*rows)["officers"][0]["adjusted_p_value"] == "0.000000"


def test_a_group_tells_how_many_sheets_would_find_a_difference() -> None:
    (group,) = texts(*FIVE)["groups"]
    (uniform,) = texts(*officer_rows("P1", 40, 0), *officer_rows("P2", 40, 0))["groups"]

    assert group["n_for_power"] == sheets_needed(float(group["within_variance"]), officers=5)
    assert uniform["n_for_power"] is None
