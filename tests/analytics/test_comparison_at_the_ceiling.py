"""Groups of straight fours, beside one with a few sheets of straight ones."""

from __future__ import annotations

from analytics.comparison import compare
from analytics.inputs import Tally
from analytics.mean_index import ni
from tests.analytics.conftest import ITEMS


def test_what_all_sheets_together_say_lies_in_the_interval_of_equal_groups(rule) -> None:
    rows = {key: [[4] * 9] * 60 for key in "ABCD"} | {"E": [[4] * 9] * 57 + [[1] * 9] * 3}
    tallies = {key: Tally.from_ratings(held, ITEMS, 1, 4) for key, held in rows.items()}
    together = 25 * ni(Tally.merged(tallies.values()), rule)

    found = compare(tallies, rule)

    assert len(found.bands) == 1
    for group in found.groups[:4]:
        assert group.interval.low <= together <= group.interval.high
