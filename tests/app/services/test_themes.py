"""Themes are of released comments only, and tell nobody's rating."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from flask import Flask

from app.clock import Period
from app.services import themes
from app.services.themes import themes_of
from tests.factories.comments import release, stored_comments
from tests.factories.organisation import Office, an_office

JUNE = Period.parse("2026-06")
SLOW = [f"antre lama sekali{sign}" for sign in ("", "!", "...")] * 4
DIRTY = [f"toilet kotor bau{sign}" for sign in ("", "!", "...")] * 4


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    return an_office(scope, now)


def test_themes_tell_size_share_elements_and_examples(office: Office, scope) -> None:
    stored_comments(office, SLOW + SLOW[:3])
    stored_comments(office, DIRTY)
    release()
    found = themes_of(scope, office.unit.id, JUNE)
    first, second = found.themes
    assert (found.n, first.n, second.n) == (27, 15, 12)
    assert first.share_0_1 == Fraction(15, 27)
    assert (first.elements, second.elements) == (("waktu",), ("sarana",))
    assert len(first.examples) == len(set(first.examples)) == 3
    assert set(first.examples) <= set(SLOW)


def test_waiting_comments_are_in_no_theme(office: Office, scope) -> None:
    stored_comments(office, SLOW + DIRTY)
    release()
    before = themes_of(scope, office.unit.id, JUNE)
    stored_comments(office, ["antre lama rahasia"] * 4)
    release()
    assert themes_of(scope, office.unit.id, JUNE) == before


def test_few_comments_have_no_themes(office: Office, scope) -> None:
    stored_comments(office, SLOW)
    release()
    found = themes_of(scope, office.unit.id, JUNE)
    assert (found.themes, found.reason, found.n) == ((), "too_few_comments", 12)
    assert themes_of(scope, office.unit.id, Period.parse("2026-01")).n == 0


def test_low_ratings_are_told_of_five_writers_and_never_of_all(office: Office, scope) -> None:
    stored_comments(office, SLOW[:6], low_elements=["waktu", "biaya"])
    stored_comments(office, SLOW[:4], low_elements=["biaya", "sarana"])
    stored_comments(office, SLOW[:2], low_elements=["biaya"])
    stored_comments(office, DIRTY, low_elements=["sarana"])
    release()
    of = {
        theme.elements: theme.rated_low for theme in themes_of(scope, office.unit.id, JUNE).themes
    }
    # Biaya and, of the others, sarana were rated low by all: that would tell each one's rating.
    assert of == {("waktu",): ("waktu",), ("sarana",): ()}


def test_a_theme_keeps_its_label_into_the_next_month(office: Office, scope) -> None:
    stored_comments(office, SLOW + DIRTY, month=date(2026, 5, 1))
    stored_comments(office, ["antre lama berjam"] * 12 + ["toilet kotor parah"] * 12)
    release()
    may = themes_of(scope, office.unit.id, Period.parse("2026-05"))
    june = themes_of(scope, office.unit.id, JUNE)
    assert {theme.label for theme in june.themes} == {theme.label for theme in may.themes}


def test_a_month_with_few_comments_does_not_break_the_chain(office: Office, scope) -> None:
    stored_comments(office, SLOW + DIRTY, month=date(2026, 4, 1))
    stored_comments(office, SLOW[:5], month=date(2026, 5, 1))
    stored_comments(office, ["antre lama berjam"] * 12 + ["toilet kotor parah"] * 12)
    release()
    april = themes_of(scope, office.unit.id, Period.parse("2026-04"))
    june = themes_of(scope, office.unit.id, JUNE)
    assert {theme.label for theme in june.themes} == {theme.label for theme in april.themes}


def test_tone_is_told_where_it_could_be_learnt(office: Office, scope) -> None:
    stored_comments(office, SLOW * 3, low_elements=["waktu"])
    stored_comments(office, ["petugas ramah sopan"] * 36)
    release()
    found = themes_of(scope, office.unit.id, JUNE)
    assert found.tone_reason is None
    assert sorted(theme.n_complaints for theme in found.themes) == [0, 36]


def test_without_low_ratings_there_is_no_tone(office: Office, scope) -> None:
    stored_comments(office, SLOW + DIRTY)
    release()
    found = themes_of(scope, office.unit.id, JUNE)
    assert found.tone_reason == "too_few_comments"
    assert {theme.n_complaints for theme in found.themes} == {None}


def test_the_same_comments_are_computed_once(office: Office, scope) -> None:
    stored_comments(office, SLOW + DIRTY)
    release()
    themes_of(scope, office.unit.id, JUNE)
    before = themes._found.cache_info().misses
    themes_of(scope, office.unit.id, JUNE)
    assert themes._found.cache_info().misses == before


def test_four_writers_are_no_theme(office: Office, scope) -> None:
    stored_comments(office, SLOW + DIRTY)
    stored_comments(office, ["parkir sempit mahal"] * 4)
    release()

    found = themes_of(scope, office.unit.id, JUNE)

    assert [theme.n for theme in found.themes] == [12, 12]
    assert found.n_without == 4
