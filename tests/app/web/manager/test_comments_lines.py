"""Lines of comments: months, places, and what may be done about one."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.services.comment_redactions import ask_redaction
from app.services.comments import ShownComment
from app.web.manager.comments_lines import months_of
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.organisation import Office, an_office


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    made = an_office(scope, now)
    with app.test_request_context():
        yield made


def comment(office: Office, text: str, *, key: bytes = b"k" * 16, month: int = 6) -> ShownComment:
    return ShownComment(
        id=key,
        text=text,
        unit_id=office.unit.id,
        unit=office.unit.name,
        month=date(2026, month, 1),
        counter_id=None,
        counter="Loket 1" if month == 6 else None,
        elements=(),
    )


def reader(office: Office, role: Role) -> Scope:
    return Scope(Actor("person", "x"), (Grant(role, office.unit.path),))


def test_comments_stand_by_month(office: Office) -> None:
    shown = [comment(office, "a"), comment(office, "b"), comment(office, "c", month=5)]
    months = months_of(reader(office, Role.MANAGER), office.unit.id, shown, has_units=False)
    assert [(m.name, [line.text for line in m.comments]) for m in months] == [
        ("Juni 2026", ["a", "b"]),
        ("Mei 2026", ["c"]),
    ]
    assert [line.place for m in months for line in m.comments] == ["Loket 1", "Loket 1", ""]


def test_units_are_named_where_there_are_several(office: Office) -> None:
    (month,) = months_of(
        reader(office, Role.MANAGER), office.unit.id, [comment(office, "a")], has_units=True
    )
    assert month.comments[0].place == "Dinas Kependudukan, Loket 1"


def test_what_was_asked_is_shown_to_administrators(office: Office, scope, now) -> None:
    key = stored_comments(office, numbered(5))[0]
    release()
    ask_redaction(scope, now, key, "Menyebut nama.")
    shown = [comment(office, "a", key=key)]
    (month,) = months_of(reader(office, Role.ADMIN), office.unit.id, shown, has_units=False)
    line = month.comments[0]
    assert line.asked == "Menyebut nama."
    assert [href.rpartition("/")[2] for href, _ in line.links] == ["setujui", "tolak"]
    (month,) = months_of(reader(office, Role.MANAGER), office.unit.id, shown, has_units=False)
    assert (month.comments[0].asked, month.comments[0].links) == ("", ())
