"""Before and after from files: three views, each refused until there is enough for it."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import Invalid
from app.services.file_intervention import (
    Comparing,
    intervention_as_texts,
    intervention_of_file,
)
from app.services.file_series_reading import Asked
from tests.factories.series_files import (
    a_minutes_file,
    a_series,
    a_sheet_file,
    a_wave,
    sheets_by_month,
)

SEPTEMBER = date(2025, 9, 1)
LOW, HIGH = [3] * 9, [4] * 9


def told(content: bytes, comparing: Comparing | None = None, asked: Asked | None = None):
    """The result as JSON writes it."""
    found = intervention_of_file(
        content, "deret.csv", asked or Asked(), comparing or Comparing(SEPTEMBER)
    )
    return intervention_as_texts(found)


def uneven(level: list[int], months: int) -> list[list[int]]:
    """Months whose ratings differ a little from one another."""
    return [level[: 9 - m % 2] + [3] * (m % 2) for m in range(months)]


def test_sheets_differ_by_day_and_in_two_lines() -> None:
    rows = sheets_by_month(uneven(LOW, 8) + uneven(HIGH, 8))
    shown = told(a_sheet_file(*rows))

    assert (shown["n_before"], shown["n_after"]) == (96, 96)
    assert shown["difference"]["direction"] == "kenaikan"
    # Half of the months after have one element in nine a point lower.
    assert shown["difference"]["estimate"] == "23.61"
    assert shown["segmented"]["level_change"] is not None
    assert shown["comparison"] is None


def test_an_element_is_compared_on_the_scale_of_ratings() -> None:
    rows = sheets_by_month(uneven(LOW, 8) + uneven(HIGH, 8))
    shown = told(a_sheet_file(*rows), asked=Asked(element="waktu"))

    assert shown["difference"]["estimate"] == "1.000"


def test_minutes_are_compared_too() -> None:
    minutes = [20 + m % 3 for m in range(8)] + [14 + m % 3 for m in range(8)]
    shown = told(a_minutes_file(minutes), asked=Asked(value="menit"))

    assert (shown["what"], shown["difference"]["direction"]) == ("menit", "penurunan")
    assert float(shown["segmented"]["before_after"]["estimate"]) == pytest.approx(-6, abs=0.2)


def test_a_series_is_compared_by_its_points() -> None:
    shown = told(a_series(a_wave(16, change=8)))

    assert shown["difference"]["estimate"] == shown["segmented"]["before_after"]["estimate"]
    assert shown["difference"]["direction"] == "kenaikan"


def test_without_a_change_nothing_is_told_apart() -> None:
    assert told(a_series(a_wave(16)))["difference"]["direction"] == "tidak dapat dibedakan"


def test_too_few_answers_refuse_the_difference_and_say_how_many_more() -> None:
    shown = told(a_sheet_file(*sheets_by_month([LOW] * 3, each=10)), Comparing(date(2025, 3, 1)))

    assert shown["difference"]["reason"] == "too_little_baseline"
    assert shown["difference"]["answers_needed"] == [15, 25]
    assert shown["difference"]["estimate"] is None


def test_too_few_periods_refuse_the_lines_and_say_how_many_more() -> None:
    shown = told(a_series(a_wave(12, change=8)))

    assert shown["segmented"]["reason"] == "too_little_baseline"
    assert shown["segmented"]["needed"]["points_after"] == 4
    assert shown["segmented"]["level_change"] is None
    assert shown["difference"]["reason"] == "too_little_baseline"


def test_a_month_split_by_the_change_is_no_point() -> None:
    shown = told(a_series(a_wave(17, change=8)), Comparing(date(2025, 9, 15)))

    assert [point["period"] for point in shown["left_out"]] == ["2025-09"]
    assert shown["segmented"]["reason"] is None


def test_points_below_the_least_n_are_left_out() -> None:
    content = a_series(a_wave(16, change=8)).replace(b'2025-03,"83.0",40', b'2025-03,"83.0",4')

    shown = told(content)

    assert shown["left_out"] == [{"period": "2025-03", "n": 4}]
    assert shown["segmented"]["needed"]["points_before"] == 1


def with_comparison(ours: list[float], theirs: list[float]) -> bytes:
    """A series of ours with one of comparison counters beside it."""
    own, other = a_series(ours).decode(), a_series(theirs).decode()
    rows = [f"{row},tidak" for row in own.splitlines()[1:]]
    rows += [f"{row},ya" for row in other.splitlines()[1:]]
    return "\n".join(["periode,nilai,n,pembanding", *rows, ""]).encode()


COMPARED = Comparing(SEPTEMBER, comparison_column="pembanding")


def test_what_comparison_counters_share_falls_away() -> None:
    ours, theirs = a_wave(16, change=8), a_wave(18, change=8)[:16]
    moved = [value + (m % 3) / 10 for m, value in enumerate(theirs)]

    shown = told(with_comparison(ours, moved), COMPARED)

    assert shown["difference"]["direction"] == "kenaikan"
    assert shown["comparison"]["direction"] == "tidak dapat dibedakan"


def test_what_they_do_not_share_stays() -> None:
    flat = [80 + (m % 3) / 10 for m in range(16)]

    shown = told(with_comparison(a_wave(16, change=8), flat), COMPARED)

    assert shown["comparison"]["direction"] == "kenaikan"
    assert float(shown["comparison"]["difference"]["estimate"]) == pytest.approx(5, abs=0.7)
    assert shown["comparison"]["gap_slope"] is not None


def test_a_short_comparison_is_refused_with_what_is_missing() -> None:
    shown = told(with_comparison(a_wave(16, change=8), a_wave(10, change=8)), COMPARED)

    assert shown["comparison"]["reason"] == "too_little_baseline"
    assert shown["comparison"]["needed"]["points_after"] == 6


def test_rows_that_are_neither_are_named() -> None:
    content = with_comparison(a_wave(16), a_wave(16)).replace(b",ya", b",mungkin", 1)

    with pytest.raises(Invalid) as refused:
        told(content, COMPARED)
    (fault,) = refused.value.faults
    assert (fault.row, fault.column, fault.value) == (18, "pembanding", "mungkin")


def test_comparison_alone_is_refused() -> None:
    content = with_comparison(a_wave(16), a_wave(16)).replace(b",tidak", b",ya")

    with pytest.raises(Invalid, match="Semua baris adalah pembanding"):
        told(content, COMPARED)
