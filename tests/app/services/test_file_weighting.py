"""A weighted index of a file: as R weighs it, trimmed as said, with what it costs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.errors import Invalid
from app.services.file_index import index_of_file
from app.services.file_weighting import weighting_as_texts, weighting_of_file
from tests.factories.sheets import KEYS, a_file

REFERENCE = Path(__file__).parents[2] / "analytics" / "reference"
MARGINS = {
    "jenis_kelamin": {"L": 480.0, "P": 520.0},
    "usia": {"17-30": 300.0, "31-50": 400.0, "51+": 300.0},
    "layanan": {"KTP": 350.0, "SKCK": 150.0, "Izin": 200.0, "Pajak": 300.0},
}
HEADER = f"jk,usia,{KEYS}"
FOURS, TWOS = "4,4,4,4,4,4,4,4,4", "2,2,2,2,2,2,2,2,2"


@pytest.fixture
def made() -> bytes:
    """Sheets made by chance, which R has read too."""
    return (REFERENCE / "made_sheets.csv").read_bytes()


def expected(design: str) -> float:
    with (REFERENCE / "survey_designs.csv").open(encoding="utf-8") as file:
        rows = {row["design"]: row for row in csv.DictReader(file) if row["data"] == "made"}
    return 25 * float(rows[design]["ni"])


def test_the_index_is_that_of_r_survey_rake(made: bytes) -> None:
    found = weighting_of_file(made, "lembar.csv", MARGINS, bound=100)

    assert found.applied.index.index == pytest.approx(expected("raked"), rel=1e-9)
    assert (found.applied.n_trimmed, found.n_left_out, found.reason) == (0, 0, None)
    assert max(found.largest_difference, found.applied.largest_difference) < 1e-10
    assert found.plain.index == index_of_file(made, "lembar.csv").index


def test_trimming_is_told_with_what_it_leaves_open(made: bytes) -> None:
    found = weighting_of_file(made, "lembar.csv", MARGINS, bound=2)

    assert found.applied.index.index == pytest.approx(expected("trimmed at 2"), rel=1e-9)
    assert found.applied.n_trimmed > 0
    assert found.applied.largest_difference > 0.01
    free = weighting_of_file(made, "lembar.csv", MARGINS, bound=100)
    assert found.applied.index.n_effective > free.applied.index.n_effective


def test_sheets_that_do_not_tell_a_category_are_left_out() -> None:
    content = a_file(f"L,muda,{FOURS}", f"P,muda,{TWOS}", f",muda,{TWOS}", header=HEADER)
    found = weighting_of_file(content, "lembar.csv", {"jk": {"L": 50.0, "P": 50.0}})

    assert (found.plain.n, found.n_left_out) == (2, 1)
    assert weighting_as_texts(found)["weighted_index"] == "75.00"


def test_margins_that_cannot_be_met_leave_no_index() -> None:
    content = a_file(*[f"L,muda,{FOURS}"] * 5, *[f"P,tua,{TWOS}"] * 5, header=HEADER)
    margins = {"jk": {"L": 60.0, "P": 40.0}, "usia": {"muda": 30.0, "tua": 70.0}}

    shown = weighting_as_texts(weighting_of_file(content, "lembar.csv", margins))

    assert (shown["weighted_index"], shown["reason"]) == (None, "did_not_converge")
    assert (shown["n_effective"], shown["n_trimmed"]) == (None, None)
    assert shown["largest_difference"] == "0.300000"


def test_a_category_without_sheets_is_refused(made: bytes) -> None:
    margins = MARGINS | {"usia": {"17-30": 300.0, "31-50": 400.0, "51+": 200.0, "71+": 100.0}}
    with pytest.raises(Invalid, match="Tidak ada lembar dengan usia: 71"):
        weighting_of_file(made, "lembar.csv", margins)


def test_a_bound_below_the_mean_is_refused(made: bytes) -> None:
    with pytest.raises(Invalid, match="above 1"):
        weighting_of_file(made, "lembar.csv", MARGINS, bound=1)
