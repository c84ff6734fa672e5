"""The index that printed means lead to, by each custom."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.services.printed_reports import printed_as_texts, printed_indices
from tests.factories.sheets import a_file

# Balkesmas Semarang, semester I 2024, in list order; its report says 92,25.
MEANS = ("3,71", "3.56", "3.71", "3.19", "3.75", "3.77", "3.84", "3.83", "3.83")
IN_ORDER = ",".join(f"U{place}" for place in range(1, 10))


def row_of(means: tuple[str, ...]) -> str:
    return ",".join(f'"{mean}"' for mean in means)


def test_a_published_report_is_found_again_under_its_custom() -> None:
    (report,) = printed_as_texts(
        printed_indices(a_file(row_of(MEANS), header=IN_ORDER), "a.csv", order="list")
    )

    assert report["row"] == 2
    assert {custom: one["index"] for custom, one in report["customs"].items()} == {
        "exact": "92.19",
        "0.11": "91.27",
        "0.111": "92.10",
        "0.1111": "92.19",
        "ni_2dp": "92.25",
    }
    assert report["customs"]["ni_2dp"] == {"ni": "3.690", "index": "92.25", "grade": "A"}


@pytest.mark.parametrize("wrong", ["", "nan", "3,4,1", "-3"])
def test_a_cell_that_is_no_mean_is_named(wrong: str) -> None:
    rows = a_file(row_of((*MEANS[:8], wrong)), header=IN_ORDER)

    with pytest.raises(Invalid) as refused:
        printed_indices(rows, "a.csv", order="list")

    (fault,) = refused.value.faults
    assert (fault.row, fault.column) == (2, "sarana")


def test_a_mean_beyond_the_scale_is_refused() -> None:
    with pytest.raises(Invalid, match="sarana"):
        printed_indices(
            a_file(row_of((*MEANS[:8], "4,01")), header=IN_ORDER), "a.csv", order="list"
        )


def test_without_an_order_numbers_mean_nothing() -> None:
    with pytest.raises(Invalid, match="list"):
        printed_indices(a_file(row_of(MEANS), header=IN_ORDER), "a.csv")
