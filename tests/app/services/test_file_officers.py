"""Officers from a spreadsheet: verified sheets, codes, two elements, nothing below the minimum."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.services.file_officers import officers_of_file
from tests.factories.officer_sheets import officer_file, officer_rows


def read(*rows: str, header: str | None = None, min_n: int = 35):
    content = officer_file(*rows, header=header) if header else officer_file(*rows)
    return officers_of_file(content, "petugas.csv", min_n=min_n)


def by_code(found):
    return {one.code: one for one in found.evidence.officers}


def test_only_verified_sheets_count() -> None:
    rows = [*officer_rows("P1", 34, 0), *officer_rows("P1", 40, 40, verified="tidak")]
    found = read(*rows)

    assert (found.n_sheets, found.n_read, found.tells_verified) == (114, 34, True)
    assert by_code(found)["P1"].reason == "too_few_answers"


def test_without_the_column_every_sheet_counts_and_that_is_told() -> None:
    found = read(*["P1,Loket 1,4,4"] * 35, header="petugas,loket,kompetensi,perilaku")

    assert (found.n_read, found.tells_verified) == (35, False)
    assert by_code(found)["P1"].own.value == 4


def test_officers_are_compared_within_counter_and_service() -> None:
    rows = [
        *officer_rows("P1", 30, 10),
        *officer_rows("P2", 30, 10, counter="Loket 2"),
        *(row.replace("KTP", "KK") for row in officer_rows("P3", 30, 10)),
    ]
    groups = [group.group for group in read(*rows).evidence.groups]

    assert groups == ["Loket 1 / KK", "Loket 1 / KTP", "Loket 2 / KTP"]


def test_other_elements_are_not_even_read() -> None:
    header = "petugas,loket,kompetensi,perilaku,biaya"
    rows = [
        f"P{n},Loket 1,{k},4,{b}" for n in (1, 2) for k, b in ((4, 1), (3, 4)) for _ in range(20)
    ]
    plain, dear = (
        read(*given, header=header) for given in (rows, [row[:-1] + "1" for row in rows])
    )

    assert plain.evidence == dear.evidence


def test_a_missing_rating_leaves_the_sheet_out_of_n() -> None:
    rows = [*officer_rows("P1", 34, 0), *["P1,Loket 1,KTP,4,,ya"] * 9, *["P1,Loket 1,KTP,,,ya"]]
    found = read(*rows)

    assert found.n_read == 43
    assert by_code(found)["P1"].n == 34


@pytest.mark.parametrize(
    "code",
    ["", "Budi Santoso", "Budi", "199001012015031001", "3374010101900001", "P01;DROP"],
)
def test_what_is_no_code_is_refused_by_row(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read("P1,Loket 1,KTP,4,4,ya", f"{code},Loket 1,KTP,4,4,ya")

    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.value) == (3, "petugas", code)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("P1,Loket 1,KTP,5,4,ya", "kompetensi"),
        ("P1,Loket 1,KTP,0,4,ya", "kompetensi"),
        ("P1,Loket 1,KTP,4,baik,ya", "perilaku"),
        ("P1,Loket 1,KTP,4,4,mungkin", "verified"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(row: str, column: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(row)

    assert [fault.column for fault in refused.value.faults] == [column]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Invalid, match="tidak ada di berkas: loket"):
        read("P1,4,4", header="petugas,kompetensi,perilaku")


def test_no_verified_sheet_gives_no_officer() -> None:
    assert read(*officer_rows("P1", 40, 0, verified="tidak")).evidence.officers == ()


def test_a_minimum_below_20_is_refused() -> None:
    with pytest.raises(ValueError, match="expected at least 20"):
        read(*officer_rows("P1", 40, 0), min_n=19)


def day_rows(code: str, days: int) -> list[str]:
    """Good and bad days in turn, of 4 sheets each."""
    return [
        f"{code},Loket 1,2026-03-{day + 1:02},{3 + day % 2},{3 + day % 2}"
        for day in range(days)
        for _ in range(4)
    ]


def test_sheets_of_one_day_are_not_independent_where_the_file_has_days() -> None:
    header = "petugas,loket,tanggal,kompetensi,perilaku"
    rows = [*day_rows("P1", 12), *day_rows("P2", 12)]

    found = read(*rows, header=header)

    assert (found.tells_days, found.evidence.allows_for_days) == (True, True)
    few = read(*day_rows("P1", 9), header=header).evidence
    assert not few.allows_for_days


def test_a_day_that_is_none_is_refused_by_row() -> None:
    with pytest.raises(Invalid, match="tidak dapat dibaca"):
        read("P1,Loket 1,kemarin,4,4", header="petugas,loket,tanggal,kompetensi,perilaku")


@pytest.mark.parametrize(
    ("row", "column", "other"),
    [
        ("p1,Loket 1,KTP,4,4,ya", "petugas", "'P1'"),
        ("P1,LOKET  1,KTP,4,4,ya", "loket", "'Loket 1'"),
        ("P1,Loket 1,ktp,4,4,ya", "layanan", "'KTP'"),
    ],
)
def test_another_spelling_does_not_part_an_officer_in_silence(
    row: str, column: str, other: str
) -> None:
    with pytest.raises(Invalid, match="lebih dari satu ejaan") as refused:
        read(*officer_rows("P1", 40, 0), row)

    (fault,) = refused.value.faults
    assert (fault.row, fault.column) == (42, column)
    assert other in fault.message


def test_a_heading_in_capitals_still_sets_unverified_sheets_aside() -> None:
    header = "Petugas,Loket,Layanan,Kompetensi,Perilaku,Verified"
    found = read(
        *officer_rows("P1", 40, 0), *officer_rows("P1", 9, 0, verified="tidak"), header=header
    )

    assert (found.n_read, found.tells_verified) == (40, True)
