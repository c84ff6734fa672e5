"""Days and periods are read as people write them, and refused where they could mean two."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.written_days import Days, is_period, looks_like_a_day, read_period

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-01",
        "2026/03/01",
        "20260301",
        "2026-03-01 08:15:00",
        "2026-03-01T08:15:00.250",
        "1 Maret 2026",
        "1 MARET 2026",
        "01 Mar 2026",
        "1-Mar-2026",
        "Minggu, 1 Maret 2026",
        "March 1, 2026",
        "1 March 2026",
    ],
)
def test_a_day_that_can_mean_one_alone_is_read(cell: str) -> None:
    assert Days([cell]).read(cell) == DAY
    assert looks_like_a_day(cell)


def test_another_day_of_the_column_shows_the_order() -> None:
    assert Days(["01/03/2026", "31/03/2026"]).read("01/03/2026") == DAY
    assert Days(["3/1/2026 8:15:00", "3/31/2026 9:00:00"]).read("3/1/2026 8:15:00") == DAY
    assert Days(["03.03.2026"]).read("03.03.2026") == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["03/04/2026"], "dua hari"),
        (["03/04/2026", "05/04/2026"], "dua hari"),
        (["03/04/2026", "31/03/2026", "03/31/2026"], "lebih dari satu urutan"),
        (["31/03/2026", "2026-04-03"], "menukar hari dan bulan"),
    ],
)
def test_an_order_that_is_not_shown_is_never_guessed(cells: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Days(cells).read(cells[0])


@pytest.mark.parametrize(
    "cell", ["", "46082", "1-Mar-26", "01/03/26", "2026-13-01", "31 Februari 2026", "1 Foo 2026"]
)
def test_what_is_no_whole_day_is_refused_with_what_to_do(cell: str) -> None:
    with pytest.raises(ValueError, match="2026-03-31"):
        Days([cell]).read(cell)


@pytest.mark.parametrize("cell", ["1999-12-31", "2206-03-01"])
def test_a_year_that_must_be_a_slip_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="Tahun ini di luar 2000 sampai 2099"):
        Days([cell]).read(cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2026-03", "2026-03"),
        ("Maret 2026", "2026-03"),
        ("Mar-2026", "2026-03"),
        ("Pebruari 2026", "2026-02"),
        ("03/2026", "2026-03"),
        ("2026-03-01", "2026-03"),
        ("2026-03-31 00:00:00", "2026-03"),
        ("2026-q1", "2026-Q1"),
        ("Triwulan II 2026", "2026-Q2"),
        ("TW IV Tahun 2026", "2026-Q4"),
        ("Semester 2 2026", "2026-S2"),
        ("2026", "2026"),
    ],
)
def test_a_period_is_read_in_words_too(cell: str, code: str) -> None:
    assert read_period(cell).code == code


@pytest.mark.parametrize("cell", ["", "Mar-26", "01/03/2026", "2026-03-15", "Jumlah", "Maret"])
def test_what_may_be_another_period_is_refused(cell: str) -> None:
    assert not is_period(cell)
    with pytest.raises(ValueError, match="2026-Q1"):
        read_period(cell)
