"""The versions of a closed period."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.access import Actor, Grant, Permission, Role, Scope
from app.clock import Period
from app.errors import NotFound
from app.queries import publications
from app.services import organisation
from app.services.publications import close_period
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import an_office
from tests.factories.publications import closed_periods
from tests.factories.responses import stored_rows

MAY = Period.parse("2026-05")


def test_versions_stand_newest_first_within_the_scope(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    for _ in range(2):
        stored_rows(office, [(4,) * 9] * 5, day=date(2026, 5, 4))
        rebuild_daily_tallies(scope, now)
        release(scope, now)
        close_period(scope, now, office.unit.id, MAY)

    found = publications.versions(scope, office.unit.id, "2026-05")

    assert [frozen.version for frozen in found] == [2, 1]
    assert publications.latest(scope, office.unit.id, "2026-05") == found[0]
    assert publications.latest(scope, office.unit.id, "2026-06") is None
    stranger = Scope(Actor("person", "saksi"), (Grant(Role.MANAGER, "/999/"),))
    with pytest.raises(NotFound):
        publications.versions(stranger, office.unit.id, "2026-05")


def test_periods_closed_above_a_unit_are_told_with_its_own(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    below = organisation.create_unit(
        scope, now, office.agency.id, "SUB", "Bidang", parent_id=office.unit.id
    )
    closed_periods(office.unit.id, now, "2025", "2025-Q1")
    closed_periods(below.id, now, "2026-05")

    def told(unit_id: int, by: Scope = scope) -> list[str]:
        found = publications.closed_periods(by, unit_id, Permission.IMPORT_ANSWERS)
        return [period.code for period in found]

    assert told(below.id) == ["2025-Q1", "2025", "2026-05"]
    assert told(office.unit.id) == ["2025-Q1", "2025"]
    assert told(below.id, Scope(Actor("person", "a"), (Grant(Role.ADMIN, below.path),))) == [
        "2026-05"
    ]
