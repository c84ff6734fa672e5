"""Storing sheets: all or none, once, counted and released, and without what identifies."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
import sqlalchemy as sa

from analytics.index import satisfaction_index
from analytics.inputs import Tally
from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import db
from app.documents.tables import read_table
from app.errors import Conflict, Invalid, NotFound
from app.models.audit import AuditEvent
from app.models.responses import Comment, ImportedFile, Response
from app.queries import tallies as held
from app.services import collection, organisation
from app.services.import_checks import ImportChoices, check_file
from app.services.imports import import_responses
from app.services.scoring_rules import instrument_of, rule_of
from tests.conftest import REFERENCE_DATA
from tests.factories.organisation import an_office
from tests.factories.sheets import ALL_FOURS, KEYS, a_file, sheets


@pytest.fixture
def office(app, scope, now):
    return an_office(scope, now)


@pytest.fixture
def checked(office, scope, now):
    """Checks a file for the office; options are choices."""

    def check(content, **options):
        columns = {"date_column": "tanggal", "counter_column": "loket"} | options
        choices = ImportChoices(unit_id=office.unit.id, **columns)
        return check_file(scope, now, content, "lembar.csv", choices)

    return check


def how_many(table) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table))


def test_answers_are_stored_as_paper_of_the_morning(checked, office, scope, now):
    taken = import_responses(scope, now, checked(a_file(*sheets(3))))
    assert (taken.responses, taken.first_day, taken.last_day) == (3, *[date(2026, 3, 2)] * 2)
    rows = db.session.scalars(sa.select(Response)).all()
    assert {(r.channel, r.slot, r.is_verified, r.is_flagged) for r in rows} == {
        ("paper", "morning", False, False)
    }
    assert {(r.round_id, r.instrument, str(r.block)) for r in rows} == {
        (office.round.id, "skm-2017@3", "{}")
    }
    assert len({row.submission_key_hash for row in rows} | {row.id for row in rows}) == 6


def test_what_is_imported_is_counted_and_released(checked, office, scope, now):
    import_responses(scope, now, checked(a_file(*sheets(4), *sheets(1, loket="L2"))))
    released = held.released(scope, office.unit.id, Period.parse("2026-03"))
    tallies = released["skm-2017@1"]
    assert int(tallies.summed(np.ones(len(tallies.month), dtype=bool))[0]) == 5


def test_fewer_than_k_sheets_stay_unreleased(checked, office, scope, now):
    import_responses(scope, now, checked(a_file(*sheets(4))))
    assert held.released(scope, office.unit.id, Period.parse("2026-03")) == {}


def test_comments_are_masked_and_kept_apart_from_answers(checked, office, scope, now):
    header = f"tanggal,loket,saran,{KEYS}"
    rows = [
        "2026-03-02,L1,Telepon saya 0812-3456-7890,4,4,2,4,4,4,4,4,1",
        f"2026-03-02,L1,,{ALL_FOURS}",
    ]
    content = a_file(*rows, header=header)
    taken = import_responses(scope, now, checked(content, comment_column="saran"))
    (comment,) = db.session.scalars(sa.select(Comment))
    assert taken.comments == 1
    assert comment.text == "Telepon saya ▇▇▇"
    assert comment.low_elements == ["sarana", "waktu"]
    assert comment.month == date(2026, 3, 1)
    assert (comment.unit_id, comment.counter_id) == (office.unit.id, office.counters[0].id)


def test_a_file_with_a_fault_stores_nothing(checked, scope, now):
    found = checked(a_file(*sheets(3), f"2026-03-02,Parkir,{ALL_FOURS}"))
    with pytest.raises(Invalid, match="1 kesalahan") as refused:
        import_responses(scope, now, found)
    assert refused.value.faults == found.faults
    assert (how_many(Response), how_many(ImportedFile)) == (0, 0)


def test_a_file_without_sheets_is_refused(checked, scope, now):
    with pytest.raises(Invalid, match="tidak berisi lembar"):
        import_responses(scope, now, checked(a_file()))


def test_nothing_is_stored_when_it_breaks_in_the_middle(checked, scope, now):
    def break_off(_: int) -> None:
        raise RuntimeError("cut off")

    events = how_many(AuditEvent)
    with pytest.raises(RuntimeError):
        import_responses(scope, now, checked(a_file(*sheets(3))), progress=break_off)
    assert (how_many(Response), how_many(ImportedFile)) == (0, 0)
    assert how_many(AuditEvent) == events


def test_a_file_is_taken_in_once(checked, scope, now):
    content = a_file(*sheets(5))
    import_responses(scope, now, checked(content))
    found = checked(content)
    assert found.imported_before.file.rows == 5
    with pytest.raises(Conflict, match=r"sudah diimpor pada 15-06-2026 \(5 lembar\)"):
        import_responses(scope, now, found)
    assert how_many(Response) == 5


def test_a_file_checked_before_it_was_taken_in_is_refused_all_the_same(checked, scope, now):
    content = a_file(*sheets(5))
    first, second = checked(content), checked(content)
    import_responses(scope, now, first)
    with pytest.raises(Conflict):
        import_responses(scope, now, second)
    assert how_many(Response) == 5


def test_a_file_is_taken_in_again_when_that_is_said(checked, scope, now):
    content = a_file(*sheets(5))
    import_responses(scope, now, checked(content))
    import_responses(scope, now, checked(content), again=True)
    assert (how_many(Response), how_many(ImportedFile)) == (10, 2)


def test_an_import_is_recorded_with_the_file_it_came_from(checked, office, scope, now):
    found = checked(a_file(*sheets(5)))
    import_responses(scope, now, found)
    event = db.session.scalars(
        sa.select(AuditEvent).where(AuditEvent.verb == "import_responses")
    ).one()
    assert event.subject == f"unit {office.unit.id}"
    assert event.details == {
        "filename": "lembar.csv",
        "sha256": found.sha256,
        "responses": 5,
        "again": False,
    }


def test_progress_is_told_in_batches_that_add_up(checked, scope, now):
    steps: list[int] = []
    import_responses(scope, now, checked(a_file(*sheets(1201))), progress=steps.append)
    assert (sum(steps), len(steps)) == (1201, 3)


def test_who_may_not_import_there_stores_nothing(checked, office, scope, now):
    found = checked(a_file(*sheets(5)))
    manager = Scope(Actor("person", "bendahara"), (Grant(Role.MANAGER, office.unit.path),))
    with pytest.raises(NotFound):
        import_responses(manager, now, found)
    assert how_many(Response) == 0


@pytest.mark.reference_data
def test_real_sheets_give_the_published_index_from_their_tallies(app, scope, now):
    content = (REFERENCE_DATA / "jepara_mpp_2021_2022.csv").read_bytes()
    named = {cells[1].strip() for _, cells in read_table(content, "jepara.csv").rows} - {""}
    agency = organisation.create_agency(scope, now, "Kabupaten Contoh")
    unit = organisation.create_unit(scope, now, agency.id, "MPP", "Mal Pelayanan Publik")
    for number, name in enumerate(sorted(named), start=1):
        organisation.create_counter(scope, now, unit.id, f"L{number}", name)
    for year in (2021, 2022):
        days = date(year, 1, 1), date(year, 12, 31)
        collection.open_round(scope, now, unit.id, f"SKM {year}", *days)
    choices = ImportChoices(unit.id, "tanggal", "loket", blank_counter_is_unit=True)
    found = check_file(scope, now, content, "jepara.csv", choices)
    assert (found.faults, found.n_with_gaps, len(named)) == ((), 77, 21)
    assert import_responses(scope, now, found).responses == 2380

    years = [held.released(scope, unit.id, Period.parse(code)) for code in ("2021", "2022")]
    vector = sum(year["skm-2017@1"].vectors.sum(axis=0) for year in years)
    keys = instrument_of("skm-2017@1").keys
    result = satisfaction_index(Tally.from_vector(keys, 1, 4, vector), rule_of("skm-2017@1"))
    assert result.n == 2380
    assert abs(result.index - Fraction("96.1901166")) < Fraction(1, 10**7)
