"""Closing a period: final, versioned, and recomputable by anybody."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import db
from app.errors import Conflict, Invalid, NotFound
from app.models.audit import AuditEvent
from app.models.publications import FrozenScore
from app.services import scores
from app.services.publications import close_period
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

MAY = Period.parse("2026-05")
DAY = date(2026, 5, 20)


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with answers of May, three of which wait at the second counter."""
    made = an_office(scope, now, services=1)
    stored_rows(made, [(4, 3, 2, 1, None, 4, 3, 2, 1), (4,) * 9, (2,) * 9] * 4, day=DAY)
    stored_rows(made, [(1,) * 9] * 3, day=DAY, counter=1, is_verified=True)
    counted(scope, now)
    return made


def counted(scope, now) -> None:
    rebuild_daily_tallies(scope, now)
    release(scope, now)


def frozen_index(content: str) -> Fraction:
    """The index of a frozen score, from its text alone and without any code of the product."""
    frozen = json.loads(content)
    (asked,) = frozen["instruments"].values()
    low, high = asked["scale"]
    steps = high - low + 1
    total = [sum(column) for column in zip(*(row["tally"] for row in frozen["tallies"]))]  # noqa: B905
    counts = total[3:]
    ni = Fraction(0)
    for place, key in enumerate(asked["items"]):
        mine = counts[place * steps : (place + 1) * steps]
        values = sum((low + step) * n for step, n in enumerate(mine))
        ni += Fraction(asked["weights"][key]) * Fraction(values, sum(mine))
    return ni * asked["factor"]


def test_a_closed_period_is_final(office: Office, scope, now) -> None:
    frozen = close_period(scope, now, office.unit.id, MAY)

    score = scores.unit_score(scope, office.unit.id, MAY)
    assert (score.status, score.version) == (scores.Status.FINAL, 1)
    assert score.sha256 == frozen.sha256
    assert (frozen.closed_at, frozen.closed_by) == (now, "test")


def test_closing_leaves_other_units_to_the_job(office: Office, scope, now) -> None:
    """Their steps would be found while nobody can write."""
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="UPT Lain")
    stored_rows(other, [(4,) * 9] * 6, day=DAY)
    rebuild_daily_tallies(scope, now)

    close_period(scope, now, office.unit.id, MAY)
    assert scores.unit_score(scope, other.unit.id, MAY).n is None

    release(scope, now)
    assert scores.unit_score(scope, other.unit.id, MAY).n == 6


def test_closing_releases_what_waited(office: Office, scope, now) -> None:
    assert scores.unit_score(scope, office.unit.id, MAY).n == 12

    close_period(scope, now, office.unit.id, MAY)

    assert scores.unit_score(scope, office.unit.id, MAY).n == 15


def test_the_hash_is_that_of_the_content(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, MAY)
    db.session.remove()

    kept = db.session.scalars(sa.select(FrozenScore)).one()
    assert hashlib.sha256(kept.content.encode()).hexdigest() == kept.sha256
    assert json.dumps(json.loads(kept.content), sort_keys=True, separators=(",", ":")) == (
        kept.content
    )


def test_a_right_guess_of_the_answers_is_not_confirmed_by_the_hash(
    office: Office, scope, now
) -> None:
    """Everybody is told the hash, so what few people answered could be tried out against it."""
    stored_rows(office, [(4,) * 9] * 6, day=date(2026, 4, 20))
    closed = [close_period(scope, now, office.unit.id, p) for p in (MAY, Period.parse("2026-04"))]
    may, april = (json.loads(frozen.content) for frozen in closed)
    guesses = [{**may, "salt": april.get("salt")}, {k: may[k] for k in may if k != "salt"}]
    tried = [json.dumps(guess, sort_keys=True, separators=(",", ":")) for guess in guesses]

    assert closed[0].sha256 not in {hashlib.sha256(text.encode()).hexdigest() for text in tried}
    assert len(bytes.fromhex(may["salt"])) == 16


def test_the_score_can_be_computed_again_from_the_content_alone(office: Office, scope, now) -> None:
    frozen = close_period(scope, now, office.unit.id, MAY)

    assert (
        frozen_index(frozen.content) == scores.unit_score(scope, office.unit.id, MAY).result.index
    )


def test_planted_change_of_the_content_is_seen(office: Office, scope, now) -> None:
    frozen = close_period(scope, now, office.unit.id, MAY)
    content = json.loads(frozen.content)
    content["tallies"][0]["tally"][3] += 1

    tampered = json.dumps(content, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(tampered.encode()).hexdigest() != frozen.sha256
    assert frozen_index(tampered) != frozen_index(frozen.content)


def test_closing_again_without_a_change_is_refused(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, MAY)

    with pytest.raises(Conflict, match="sudah ditutup sebagai versi 1"):
        close_period(scope, now, office.unit.id, MAY)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(FrozenScore)) == 1


def test_later_answers_make_a_new_version_and_the_old_one_stays(office: Office, scope, now) -> None:
    first = close_period(scope, now, office.unit.id, MAY)
    kept = first.content
    stored_rows(office, [(4,) * 9] * 6, day=DAY)
    counted(scope, now)
    assert scores.unit_score(scope, office.unit.id, MAY).n == 15

    second = close_period(scope, now, office.unit.id, MAY)

    assert second.version == 2
    assert scores.unit_score(scope, office.unit.id, MAY).n == 21
    db.session.remove()
    versions = db.session.scalars(sa.select(FrozenScore).order_by(FrozenScore.version)).all()
    assert versions[0].content == kept


def test_closing_one_period_leaves_the_others_open(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, MAY)

    for code in ("2026-Q2", "2026", "2026-04"):
        score = scores.unit_score(scope, office.unit.id, Period.parse(code))
        assert score.status is scores.Status.PROVISIONAL


def test_counters_and_services_of_a_closed_period_are_final_too(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, MAY)

    overview = scores.overview(scope, office.unit.id, MAY)

    for score in (*overview.counters, *overview.services, *overview.months):
        assert (score.status, score.version) == (scores.Status.FINAL, 1)


@pytest.mark.parametrize(
    ("zone", "still_open", "over"),
    [
        ("WIB", "2026-05-31 16:59", "2026-05-31 17:00"),
        ("WITA", "2026-05-31 15:59", "2026-05-31 16:00"),
        ("WIT", "2026-05-31 14:59", "2026-05-31 15:00"),
    ],
)
def test_a_period_is_over_at_local_midnight(
    zone: str, still_open: str, over: str, app: Flask, scope, now
) -> None:
    from app.services import organisation

    agency = organisation.create_agency(scope, now, "Kabupaten Timur", zone=zone)
    office = an_office(scope, now, agency=agency)
    stored_rows(office, [(4,) * 9] * 5, day=DAY)
    counted(scope, now)

    with pytest.raises(Invalid, match="belum berakhir"):
        close_period(scope, _utc(still_open), office.unit.id, MAY)
    assert close_period(scope, _utc(over), office.unit.id, MAY).version == 1


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_period_without_answers_is_not_closed(office: Office, scope, now) -> None:
    with pytest.raises(Invalid, match="Tidak ada jawaban"):
        close_period(scope, now, office.unit.id, Period.parse("2026-02"))


def test_closing_is_recorded_with_its_hash(office: Office, scope, now) -> None:
    frozen = close_period(scope, now, office.unit.id, MAY)

    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.verb == "close_period")).one()
    assert event.details == {"version": 1, "sha256": frozen.sha256}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EVALUATOR, Role.OFFICER, Role.INSPECTORATE])
def test_only_who_may_close_periods_does(role: Role, office: Office, now) -> None:
    with pytest.raises(NotFound):
        close_period(
            Scope(Actor("person", "saksi"), (Grant(role, office.unit.path),)),
            now,
            office.unit.id,
            MAY,
        )


def test_answers_that_no_job_has_counted_yet_are_in_the_first_version(
    office: Office, scope, now
) -> None:
    stored_rows(office, [(4,) * 9] * 2, day=DAY)

    close_period(scope, now, office.unit.id, MAY)

    assert scores.unit_score(scope, office.unit.id, MAY).n == 17


def test_fewer_than_five_late_answers_make_no_version(office: Office, scope, now) -> None:
    close_period(scope, now, office.unit.id, MAY)
    stored_rows(office, [(1,) * 9] * 4, day=DAY)
    with pytest.raises(Conflict, match="sedikitnya lima"):
        close_period(scope, now, office.unit.id, MAY)

    stored_rows(office, [(2,) * 9], day=DAY)

    assert close_period(scope, now, office.unit.id, MAY).version == 2
    assert scores.unit_score(scope, office.unit.id, MAY).n == 20
