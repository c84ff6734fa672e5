"""A file of units: everything it names is made, or nothing; what stands is never changed."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from app.database import db
from app.errors import Invalid
from app.models.audit import AuditEvent
from app.models.collection import CollectionPoint, SurveyRound
from app.models.organisation import Agency, Counter, ServiceType, Unit
from app.services.collection import RoundPlan
from app.services.unit_loading import load_units
from tests.factories.unit_files import ROWS, plan_of


def loaded(scope, now, rows=ROWS, **options):
    return load_units(scope, now, plan_of(scope, rows), **options)


def stored() -> dict[str, int]:
    tables = (Agency, Unit, Counter, ServiceType, CollectionPoint, SurveyRound, AuditEvent)
    return {
        table.__name__: db.session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in tables
    }


def test_everything_is_made_with_parents_before_children(app, scope, now):
    made = loaded(scope, now)
    assert (made.agencies, made.units, made.counters, made.services) == (1, 2, 3, 1)
    units = {unit.code: unit for unit in db.session.scalars(sa.select(Unit))}
    assert units["UPT"].parent_id == units["DISHUB"].id
    assert units["UPT"].path == f"{units['DISHUB'].path}{units['UPT'].id}/"
    assert db.session.scalars(sa.select(Agency.zone)).all() == ["WITA"]


def test_each_new_counter_gets_a_code_of_its_own(app, scope, now):
    made = loaded(scope, now)
    codes = set(db.session.scalars(sa.select(CollectionPoint.code)))
    assert len(codes) == 3
    assert {new.code for new in made.codes} == codes


def test_running_it_again_changes_nothing(app, scope, now):
    loaded(scope, now)
    before = stored()
    again = loaded(scope, now)
    assert (again.units, again.counters, again.codes) == (0, 0, ())
    assert stored() == before


def test_a_longer_file_adds_only_what_is_missing(app, scope, now):
    loaded(scope, now)
    before = stored()
    more = ROWS.splitlines()[1].replace("L1,Loket Uji", "L3,Loket Baru")
    loaded(scope, now, more)
    after = stored()
    assert {name: after[name] - n for name, n in before.items() if after[name] != n} == {
        "Counter": 1,
        "CollectionPoint": 1,
        "AuditEvent": 1,
    }


def test_each_new_unit_gets_the_round(app, scope, now):
    loaded(scope, now, first_round=RoundPlan("SKM", date(2026, 1, 1), date(2026, 12, 31)))
    assert stored()["SurveyRound"] == 2
    loaded(scope, now, first_round=RoundPlan("SKM", date(2026, 1, 1), date(2026, 12, 31)))
    assert stored()["SurveyRound"] == 2


def test_progress_is_told_for_each_thing(app, scope, now):
    steps: list[int] = []
    loaded(scope, now, progress=steps.append)
    assert sum(steps) == 1 + 2 + 3 + 1


def test_nothing_is_made_when_it_breaks_in_the_middle(app, scope, now):
    before = stored()

    def break_off(_: int, seen: list[int] = []) -> None:  # noqa: B006
        seen.append(1)
        if len(seen) == 4:
            raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        loaded(scope, now, progress=break_off)
    assert stored() == before


def test_a_plan_with_faults_is_refused(app, scope, now):
    plan = plan_of(scope, "Kota A,WIX,DISHUB,Dinas Perhubungan,,,,,")
    with pytest.raises(Invalid) as refused:
        load_units(scope, now, plan)
    assert refused.value.faults == plan.faults
    assert stored()["Agency"] == 0
