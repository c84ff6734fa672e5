"""Rounds and codes: what opens, what is revoked, and what stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.errors import Conflict, Invalid, NotFound, Revoked
from app.queries import collection as queries
from app.services import collection, organisation
from app.services.collection import CODE_ALPHABET, RoundPlan, new_code
from tests.factories.organisation import an_office


def test_a_code_is_eight_letters_that_are_not_mistaken_for_one_another():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) <= set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("ILOU")


def test_a_new_code_revokes_the_old_and_keeps_it_in_the_history(app, scope, now):
    office = an_office(scope, now)
    counter, old = office.counters[0], office.points[0].code
    new = collection.issue_point(scope, now, counter.id).code
    assert queries.open_collection_point(new, now).counter_id == counter.id
    with pytest.raises(Revoked):
        queries.open_collection_point(old, now)
    assert [point.code for point in queries.points(scope, counter.id)] == [new, old]


def test_a_new_code_leaves_other_counters_alone(app, scope, now):
    office = an_office(scope, now)
    collection.issue_point(scope, now, office.counters[0].id)
    assert queries.open_collection_point(office.points[1].code, now)


def test_codes_are_withdrawn_once(app, scope, now):
    office = an_office(scope, now)
    assert collection.revoke_points(scope, now, office.counters[0].id) == 1
    assert collection.revoke_points(scope, now, office.counters[0].id) == 0


def test_a_code_is_dated_by_the_day_at_the_counter(app, scope):
    before_seven_in_java = datetime(2026, 6, 14, 20, 0, tzinfo=UTC)
    office = an_office(scope, before_seven_in_java)
    assert office.points[0].issued_on == date(2026, 6, 15)


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (date(2026, 12, 31), date(2027, 3, 1)),
        (date(2025, 6, 1), date(2026, 1, 1)),
        (date(2026, 2, 1), date(2026, 2, 1)),
    ],
)
def test_rounds_of_a_unit_do_not_overlap(app, scope, now, opens, closes):
    office = an_office(scope, now)
    with pytest.raises(Conflict, match="bertumpuk dengan putaran 'SKM 2026'"):
        collection.open_round(scope, now, office.unit.id, "Lagi", opens, closes)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Nama wajib diisi"),
        ({"closes_on": date(2026, 12, 31)}, "Tanggal tutup harus"),
        ({"population_served": 0}, "Jumlah penerima layanan"),
        ({"instrument": "skm-1999"}, "Kuesioner 'skm-1999' tidak dikenal"),
    ],
)
def test_a_round_that_could_not_be_opened_is_refused(changed, said):
    given = {"name": "A", "opens_on": date(2027, 1, 1), "closes_on": date(2027, 1, 2)} | changed
    with pytest.raises(Invalid, match=said):
        RoundPlan(**given)


def test_a_round_pins_the_version_of_its_questionnaire(app, scope, now):
    office = an_office(scope, now)
    assert office.round.instrument == "skm-2017@3"
    assert len(office.round.instrument_checksum) == 64


def test_a_round_ends_after_its_last_day(app, scope, now):
    office = an_office(scope, now)
    yesterday = now.date() - timedelta(days=1)
    ended = collection.close_round(scope, now, office.unit.id, office.round.id, yesterday)
    assert ended.closes_on == yesterday


@pytest.mark.parametrize("last_day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_round_ends_only_within_its_days(app, scope, now, last_day):
    office = an_office(scope, now)
    with pytest.raises(Invalid):
        collection.close_round(scope, now, office.unit.id, office.round.id, last_day)


def test_a_round_is_closed_only_by_way_of_its_own_unit(app, scope, now):
    office = an_office(scope, now)
    other = organisation.create_unit(scope, now, office.agency.id, "UPT", "UPT")
    with pytest.raises(NotFound):
        collection.close_round(scope, now, other.id, office.round.id, now.date())


@pytest.mark.parametrize("served", [10**9 + 1, 10**20])
def test_more_people_than_there_are_cannot_have_been_served(served: int) -> None:
    days = date(2026, 1, 1), date(2026, 12, 31)

    with pytest.raises(Invalid, match="1 sampai 1000000000"):
        collection.RoundPlan("SKM", *days, population_served=served)
