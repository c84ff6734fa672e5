"""People and keys: one account a name, known roles, and the scope that follows from grants."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import EVERYWHERE, Actor, Grant, Permission, Role, Scope
from app.database import db, transaction
from app.services import api_keys, people
from tests.factories.people import somebody


def test_the_scope_of_a_person_is_made_of_the_grants(
    app: Flask, scope: Scope, now: datetime
) -> None:
    person = somebody(scope, now, role=Role.OFFICER).person
    people.grant_role(scope, now, person.id, Role.EVALUATOR, EVERYWHERE)

    assert person.scope == Scope(
        Actor("person", "staf"), (Grant(Role.EVALUATOR, "/"), Grant(Role.OFFICER, "/"))
    )


def test_a_key_may_read_scores_and_change_nothing(app: Flask, scope: Scope, now: datetime) -> None:
    key = api_keys.issue_key(scope, now, "SI Evaluasi", EVERYWHERE).key

    assert key.scope.actor == Actor("key", f"SI Evaluasi #{key.id}")
    assert key.scope.may(Permission.SEE_SCORES)
    assert not key.scope.may(Permission.EDIT_PEOPLE)
    assert not key.scope.may(Permission.IMPORT_ANSWERS)


def test_the_database_refuses_an_unknown_role(app: Flask, scope: Scope, now: datetime) -> None:
    person = somebody(scope, now).person
    planted = sa.text("INSERT INTO role_grants (person_id, role, path) VALUES (:id, 'root', '/')")

    with pytest.raises(sa.exc.IntegrityError), transaction():
        db.session.execute(planted, {"id": person.id})
