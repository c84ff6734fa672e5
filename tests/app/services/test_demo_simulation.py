"""Made-up sheets of the shape of real ones."""

from __future__ import annotations

from collections import Counter

from app.documents.tables import read_table
from app.services.demo_simulation import SHEETS, simulated_sheets
from app.services.file_index import index_of_file


def test_the_same_seed_gives_the_same_file() -> None:
    assert simulated_sheets() == simulated_sheets()
    assert simulated_sheets(1) != simulated_sheets(2)


def test_it_is_a_file_of_answers_that_can_be_taken_in() -> None:
    result = index_of_file(simulated_sheets(), "simulasi.csv")

    assert result.n == SHEETS
    assert 0 < result.n - result.n_complete < SHEETS / 5
    assert 0.5 < result.n_straightlined / result.n < 0.8


def test_counters_are_of_very_unequal_size_and_some_are_blank() -> None:
    table = read_table(simulated_sheets(), "simulasi.csv")
    place = table.columns.index("loket")
    sizes = Counter(cells[place] for _, cells in table.rows)

    blank = sizes.pop("")
    assert 200 < blank < 500
    assert min(sizes.values()) * 10 < max(sizes.values())


def test_days_are_working_days_in_order() -> None:
    from datetime import date

    table = read_table(simulated_sheets(), "simulasi.csv")
    days = [date.fromisoformat(cells[0]) for _, cells in table.rows]

    assert days == sorted(days)
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}
