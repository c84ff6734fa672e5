"""What a viewer reads of comments: released ones of the scope, shuffled, without a time."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime

import pytest
from flask import Flask
from scipy.stats import kendalltau

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import transaction
from app.errors import NotFound
from app.services.comment_redactions import agree_redaction, ask_redaction
from app.services.comment_releases import release_rest_of_comments
from app.services.comments import ShownComment, shown_comments
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.organisation import Office, an_office

YEAR = Period.parse("2026")


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now, counters=3)


def texts(scope: Scope, office: Office, period: Period = YEAR) -> list[str]:
    return [held.text for held in shown_comments(scope, office.unit.id, period)]


def test_nothing_is_read_before_five_are_there(office: Office, scope) -> None:
    stored_comments(office, numbered(4))
    release()
    assert texts(scope, office) == []
    stored_comments(office, ["kelima"])
    release()
    assert sorted(texts(scope, office)) == sorted([*numbered(4), "kelima"])


def test_a_comment_that_waits_is_in_no_list(office: Office, scope) -> None:
    stored_comments(office, numbered(5))
    release()
    before = texts(scope, office)
    stored_comments(office, ["datang sendirian"])
    release()
    assert texts(scope, office) == before


def test_the_order_is_not_that_of_sending(office: Office, scope) -> None:
    sent = numbered(200)
    stored_comments(office, sent)
    release()
    read = texts(scope, office)
    assert sorted(read) == sorted(sent)
    assert abs(kendalltau(range(200), [read.index(text) for text in sent]).statistic) < 0.2
    assert read == texts(scope, office)


def test_the_newest_month_stands_first(office: Office, scope) -> None:
    stored_comments(office, numbered(5, "mei"), month=date(2026, 5, 1))
    stored_comments(office, numbered(5, "juni"))
    release()
    months = [held.month.month for held in shown_comments(scope, office.unit.id, YEAR)]
    assert months == [6] * 5 + [5] * 5


def test_only_the_period_is_read(office: Office, scope) -> None:
    stored_comments(office, numbered(5, "mei"), month=date(2026, 5, 1))
    stored_comments(office, numbered(5, "juni"))
    release()
    assert sorted(texts(scope, office, Period.parse("2026-05"))) == numbered(5, "mei")


def test_a_counter_is_told_only_with_five_of_it(office: Office, scope) -> None:
    stored_comments(office, numbered(5, "ramai"), counter=0)
    stored_comments(office, numbered(3, "sepi"), counter=1)
    stored_comments(office, numbered(2, "sunyi"), counter=2)
    release()
    told = {
        held.text.split()[0]: held.counter for held in shown_comments(scope, office.unit.id, YEAR)
    }
    assert told == {"ramai": "Loket 1", "sepi": None, "sunyi": None}


def test_nothing_finer_than_a_month_and_no_rating_is_told() -> None:
    assert {field.name for field in fields(ShownComment)} == {
        *("id", "text", "unit_id", "unit", "month", "counter_id", "counter", "elements")
    }


def test_each_comment_names_what_it_speaks_of(office: Office, scope) -> None:
    stored_comments(office, ["toilet kotor"] * 5)
    release()
    assert {held.elements for held in shown_comments(scope, office.unit.id, YEAR)} == {("sarana",)}


def test_another_agency_reads_nothing(office: Office, scope, now: datetime) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    stored_comments(office, numbered(5))
    release()
    stranger = Scope(Actor("person", "x"), (Grant(Role.MANAGER, other.unit.path),))
    with pytest.raises(NotFound):
        shown_comments(stranger, office.unit.id, YEAR)
    assert shown_comments(stranger, other.unit.id, YEAR) == ()


def named(scope: Scope, office: Office) -> list[str]:
    """The counters that comments stand with."""
    return sorted(held.counter or "" for held in shown_comments(scope, office.unit.id, YEAR))


def test_a_few_without_a_counter_are_told_with_the_fewest_that_have_one(
    office: Office, scope
) -> None:
    """The rest that a close lets out would be the only ones that come from elsewhere."""
    stored_comments(office, numbered(7, "banyak"))
    stored_comments(office, numbered(5, "sedikit"), counter=1)
    stored_comments(office, ["sendiri"], counter=2)
    release()
    assert named(scope, office) == ["Loket 1"] * 7 + ["Loket 2"] * 5

    with transaction():
        release_rest_of_comments([office.unit.id], YEAR)

    assert named(scope, office) == [""] * 6 + ["Loket 1"] * 7


def test_a_counter_that_an_emptied_comment_leaves_with_four_is_not_named(
    office: Office, scope, now
) -> None:
    first, *_ = stored_comments(office, numbered(5))
    stored_comments(office, numbered(6, "lain"), counter=1)
    release()

    for name, verb in (("satu", ask_redaction), ("dua", agree_redaction)):
        admin = Scope(Actor("person", name), (Grant(Role.ADMIN, office.agency.path),))
        verb(admin, now, first, *(["menyebut nama"] if verb is ask_redaction else []))

    assert named(scope, office) == [""] * 10
