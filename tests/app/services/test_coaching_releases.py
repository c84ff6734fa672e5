"""Nothing that the inspectorate sees moves with a single answer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app.models.coaching import SelfFilled
from app.queries import coaching
from app.services.releases import release
from app.services.scoring_rules import K
from tests.factories.coaching import JUNE, said
from tests.factories.organisation import Office, an_office

YES, NO, UNSAID = SelfFilled
AUGUST = datetime.fromisoformat("2026-08-01T09:00+07:00")


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now)


def shown() -> dict[SelfFilled, int]:
    """What is released, by kind of answer."""
    return {cell[2]: n for cell, n in coaching.released_since(JUNE.first_day).items()}


def test_each_kind_moves_by_five_at_least(office: Office, scope, now) -> None:
    for _ in range(K - 1):
        said(office, {YES: 1, NO: 1})
        release(scope, now)
        assert shown() == {}

    said(office, {YES: 1})
    release(scope, now)
    assert shown() == {YES: K}

    said(office, {YES: K - 1})
    release(scope, now)
    assert shown() == {YES: K}


def test_planted_release_of_single_answers_is_seen(
    office: Office, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.coaching_releases.K", 1)
    said(office, {NO: 1})
    release(scope, now)

    assert shown() == {NO: 1}


def test_what_is_left_of_a_past_month_follows_what_is_seen_already(
    office: Office, scope, now
) -> None:
    said(office, {YES: K, NO: 2})
    release(scope, now)
    said(office, {YES: 3})

    release(scope, AUGUST - timedelta(days=1))
    assert shown() == {YES: K}

    release(scope, AUGUST)
    assert shown() == {YES: K + 3}


def test_a_release_again_moves_nothing(office: Office, scope, now) -> None:
    said(office, {UNSAID: K})
    release(scope, now)
    before = shown()
    release(scope, now)

    assert shown() == before == {UNSAID: K}
