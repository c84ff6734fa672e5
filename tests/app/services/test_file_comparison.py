"""Groups of a spreadsheet side by side."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.services.file_comparison import compare_file, comparison_as_texts
from tests.factories.sheets import KEYS, a_file

FOURS, TWOS = "4,4,4,4,4,4,4,4,4", "2,2,2,2,2,2,2,2,2"
WITH_MIX = f"loket,layanan,{KEYS}"


def rows(label: str, high: int, low: int) -> list[str]:
    """Sheets of one group, with fours and with twos."""
    return [f"{label},{FOURS}"] * high + [f"{label},{TWOS}"] * low


def grouped(*groups: list[str], header: str = f"loket,{KEYS}") -> bytes:
    return a_file(*[row for group in groups for row in group], header=header)


def test_groups_of_a_column_are_compared() -> None:
    content = grouped(rows("A", 10, 90), rows("B", 88, 12), rows("C", 90, 10), rows("D", 12, 88))

    found = compare_file(content, "x.csv", "loket")

    assert found.comparison.bands == (("B", "C"), ("A", "D"))
    assert [group.raw.n for group in found.comparison.groups] == [100] * 4
    assert found.strata == ()
    assert found.standardised == ()


def test_the_mix_is_made_of_the_usual_columns() -> None:
    content = grouped(
        rows("A,mudah", 54, 6),
        rows("A,sulit", 10, 10),
        rows("B,mudah", 18, 2),
        rows("B,sulit", 30, 30),
        header=WITH_MIX,
    )

    found = compare_file(content, "x.csv", "loket")

    assert found.strata == ("layanan",)
    assert [float(one.index.index) for one in found.standardised if one.index] == [85, 85]
    assert found.standardised_comparison is not None
    assert found.standardised_comparison.bands == (("A", "B"),)


def test_other_columns_may_be_the_mix() -> None:
    content = grouped(rows("A,mudah", 9, 3), rows("B,mudah", 9, 3), header=f"petak,kelas,{KEYS}")

    found = compare_file(content, "x.csv", "petak", strata=["kelas"])

    assert found.strata == ("kelas",)


def test_sheets_without_a_group_are_counted_and_left_out() -> None:
    content = grouped(rows("A", 9, 3), rows("", 2, 0), rows("B", 9, 3))

    found = compare_file(content, "x.csv", "loket")

    assert found.n_without_group == 2
    assert len(found.comparison.groups) == 2


def test_a_group_of_one_sheet_is_named_as_left_out() -> None:
    found = compare_file(grouped(rows("A", 9, 3), rows("B", 1, 0)), "x.csv", "loket")

    assert found.comparison.left_out == ("B",)
    assert found.comparison.reason == "too_few_to_compare"


def test_texts_are_rounded_decimals_without_gaps() -> None:
    content = grouped(rows("A", 9, 3), rows("B", 3, 9), rows("C", 6, 6), rows("D", 30, 6))

    shown = comparison_as_texts(compare_file(content, "x.csv", "loket"))

    first = shown["groups"][0]  # type: ignore[index]
    assert (first["key"], first["n"], first["index"]) == ("A", 12, "87.50")
    assert all(len(limit.split(".")[1]) == 2 for limit in first["shrunken_interval_95"])
    assert 0 < float(first["probability_above"]) < 1
    assert shown["standardised_bands"] is None


def test_a_missing_column_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="loket"):
        compare_file(a_file(FOURS, header=KEYS), "x.csv", "loket")


def test_the_group_cannot_be_its_own_mix() -> None:
    with pytest.raises(Invalid, match="tidak dapat menjadi kelompok dan campuran"):
        compare_file(grouped(rows("A", 2, 2)), "x.csv", "loket", strata=["loket"])


def test_a_file_without_any_group_has_nothing_to_compare() -> None:
    found = compare_file(grouped(rows("", 3, 3)), "x.csv", "loket")

    assert found.comparison.reason == "too_few_to_compare"
    assert found.n_without_group == 6


def test_days_make_groups_and_their_mix_less_sure() -> None:
    rows_of = [
        f"{counter},mudah,2026-03-{day + 1:02},{FOURS if (day % 2) else TWOS}"
        for counter in "AB"
        for day in range(12)
        for _ in range(4)
    ]
    content = grouped(rows_of, header=f"loket,layanan,tanggal,{KEYS}")

    plain = compare_file(content, "x.csv", "loket")
    found = compare_file(content, "x.csv", "loket", date_column="tanggal")

    pairs = zip(plain.comparison.groups, found.comparison.groups, strict=True)
    assert all(later.raw.variance > 3 * raw.raw.variance for raw, later in pairs)
    assert found.comparison.allows_for_days
    assert found.standardised_comparison.allows_for_days
    assert comparison_as_texts(plain)["allows_for_days"] is False
