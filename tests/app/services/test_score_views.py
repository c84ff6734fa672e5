"""What each view counts of what was released."""

from __future__ import annotations

import pytest

from app.clock import Period
from app.queries import tallies
from app.services.releases import release
from app.services.score_views import Reading, View, counted_rows, nodes_of, written_views
from app.services.scoring_rules import K
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

JUNE = Period.parse("2026-06")
MIXED = [(4,) * 9, (3,) * 9, (4, 4, 4, 4, 3, 3, 3, 3, 3)] * 2


@pytest.fixture
def office(app, scope, now) -> Office:
    """Two counters: one with verified, one with flagged answers among six each of others."""
    made = an_office(scope, now, counters=2, services=1)
    stored_rows(made, MIXED, counter=0, service_id=made.services[0].id)
    stored_rows(made, MIXED, counter=0, service_id=made.services[0].id, is_verified=True)
    stored_rows(made, MIXED, counter=1)
    stored_rows(made, MIXED, counter=1, is_flagged=True)
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    return made


def test_each_reading_counts_its_own_answers(office: Office, scope) -> None:
    held = tallies.released(scope, office.unit.id, JUNE)["skm-2017@1"]
    unit, first = office.unit.id, office.counters[0].id

    def n(kind: str, subject: int, reading: Reading) -> int:
        view = View(kind, subject, reading, "2026-06")
        return int(held.sizes[counted_rows(held, view)].sum())

    assert [n("unit", unit, reading) for reading in Reading] == [24, 6, 18]
    assert [n("counter", first, reading) for reading in Reading] == [12, 6, 0]
    assert n("service", office.services[0].id, Reading.ALL) == 12
    assert n("service", -unit, Reading.ALL) == 12


def test_rows_of_other_months_are_not_counted(office: Office, scope) -> None:
    held = tallies.released(scope, office.unit.id, Period.parse("2026"))["skm-2017@1"]

    may = View("unit", office.unit.id, Reading.ALL, "2026-05")
    assert not counted_rows(held, may).any()


def test_a_period_holds_itself_and_the_shorter_ones() -> None:
    codes = [node.code for node in nodes_of(Period.parse("2026-Q2"))]

    assert codes == ["2026-Q2", "2026-04", "2026-05", "2026-06"]
    assert len(nodes_of(Period.parse("2026"))) == 1 + 2 + 4 + 12


def test_views_are_read_as_they_were_written() -> None:
    written = {"seen": [["unit", 1, "all", "2026-06"]]}

    assert written_views(written) == {View("unit", 1, Reading.ALL, "2026-06")}
    assert written_views({}) == frozenset()


def test_k_is_five() -> None:
    assert K == 5
