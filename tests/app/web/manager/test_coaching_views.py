"""The page of coaching as the inspectorate reads it, and as nobody else does."""

from __future__ import annotations

import pytest

from app.access import Role
from app.models.coaching import SelfFilled
from app.services.releases import release
from tests.app.web.manager.reading import words
from tests.factories.coaching import said
from tests.factories.people import sign_in, somebody


def address(office) -> str:
    return f"/dasbor/unit/{office.unit.id}/pendampingan?periode=2026"


@pytest.fixture
def inspector(client, office, scope, now):
    """The browser of the inspectorate."""
    return sign_in(client, somebody(scope, now, role=Role.INSPECTORATE, path=office.unit.path))


def test_before_five_answers_the_page_says_what_it_takes(inspector, office, scope, now) -> None:
    said(office, {SelfFilled.NO: 4})
    release(scope, now)

    page = words(inspector.get(address(office)).text)
    assert "Belum ada yang bisa ditampilkan" in page
    assert "sedikitnya 5 jawaban sejenis" in page


def test_shares_stand_with_their_interval_and_n(inspector, office, scope, now) -> None:
    said(office, {SelfFilled.YES: 30, SelfFilled.NO: 10})
    release(scope, now)

    page = words(inspector.get(address(office)).text)
    assert "25,0%" in page
    assert "14,2%–40,2%" in page


def test_nothing_moves_with_a_single_answer(inspector, office, scope, now) -> None:
    said(office, {SelfFilled.YES: 30, SelfFilled.NO: 10})
    release(scope, now)
    before = words(inspector.get(address(office)).text)

    for _ in range(4):
        said(office, {SelfFilled.NO: 1, SelfFilled.YES: 1})
        release(scope, now)
        assert words(inspector.get(address(office)).text) == before

    said(office, {SelfFilled.NO: 1})
    release(scope, now)
    assert words(inspector.get(address(office)).text) != before


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INSPECTORATE, Role.OFFICER}))
def test_other_roles_neither_enter_nor_see_a_link(role, client, office, scope, now) -> None:
    browser = sign_in(client, somebody(scope, now, role=role, path=office.unit.path))

    assert browser.get(address(office)).status_code == 403
    assert "pendampingan" not in browser.get(f"/dasbor/unit/{office.unit.id}").text


def test_the_inspectorate_has_the_link(inspector, office) -> None:
    assert "pendampingan" in inspector.get(f"/dasbor/unit/{office.unit.id}").text
