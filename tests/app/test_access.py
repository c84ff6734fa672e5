"""Roles, permissions and scopes."""

from __future__ import annotations

import pytest

from app.access import (
    EVERYWHERE,
    PERMISSIONS,
    Actor,
    Grant,
    KeyKind,
    Permission,
    Role,
    Scope,
    job_scope,
    unaudited,
    unscoped,
)

SOMEBODY = Actor("person", "saksi")


def scope_of(*grants: Grant) -> Scope:
    return Scope(SOMEBODY, grants)


def test_every_role_has_its_permissions_written_down() -> None:
    assert set(PERMISSIONS) == {*Role, *KeyKind}


def test_every_permission_is_held_by_some_role() -> None:
    assert frozenset().union(*PERMISSIONS.values()) == frozenset(Permission)


def test_only_admins_change_anything() -> None:
    writing = {
        Permission.EDIT_ORGANISATION,
        Permission.EDIT_PEOPLE,
        Permission.IMPORT_ANSWERS,
        Permission.CLOSE_PERIODS,
    }

    assert [role for role in Role if writing & PERMISSIONS[role]] == [Role.ADMIN]


def test_a_grant_reaches_its_subtree_and_nothing_beside_it() -> None:
    manager = scope_of(Grant(Role.MANAGER, "/1/4/"))

    assert manager.may(Permission.SEE_SCORES, "/1/4/")
    assert manager.may(Permission.SEE_SCORES, "/1/4/9/")
    assert not manager.may(Permission.SEE_SCORES, "/1/")
    assert not manager.may(Permission.SEE_SCORES, "/1/40/")
    assert not manager.may(Permission.SEE_SCORES, "/2/4/")


def test_each_grant_gives_its_own_permission_only() -> None:
    both = scope_of(Grant(Role.MANAGER, "/1/4/"), Grant(Role.OFFICER, "/1/5/"))

    assert both.paths(Permission.SEE_SCORES) == ("/1/4/",)
    assert both.paths(Permission.SEE_UNIT_SUMMARY) == ("/1/4/", "/1/5/")
    assert not both.may(Permission.SEE_SCORES, "/1/5/")


def test_without_a_grant_nothing_is_seen() -> None:
    assert not any(scope_of().may(permission) for permission in Permission)


def test_roles_are_told_once_and_in_order() -> None:
    grants = (Grant(Role.OFFICER, "/1/"), Grant(Role.ADMIN, "/1/"), Grant(Role.OFFICER, "/2/"))

    assert scope_of(*grants).roles == (Role.ADMIN, Role.OFFICER)


def test_a_job_reaches_everything_under_its_own_name() -> None:
    scope = job_scope("release")

    assert scope.actor == Actor("job", "release")
    assert scope.may(Permission.CLOSE_PERIODS, EVERYWHERE + "7/8/")


@pytest.mark.parametrize(("mark", "name"), [(unscoped, "unscoped"), (unaudited, "unaudited")])
def test_a_mark_keeps_its_reason_and_the_function(mark, name: str) -> None:
    marked = mark("because")(lambda: 7)

    assert getattr(marked, name) == "because"
    assert marked() == 7
