"""Sheets on paper as rows: the same whichever way they came."""

from __future__ import annotations

import secrets
from datetime import date

import sqlalchemy as sa

from app.clock import Slot
from app.database import db, transaction
from app.models.responses import Channel, Comment, Response
from app.services.import_sheets import Sheet
from app.services.paper_sheets import store_sheets
from survey_forms import catalogue
from tests.factories.organisation import an_office


def a_sheet(office, **given):
    usual = {
        "row": 1,
        "day": date(2026, 3, 2),
        "round_id": office.round.id,
        "counter_id": office.counters[0].id,
        "service_id": None,
        "ratings": (4, 4, 4, 4, 4, 4, 4, 1, None),
    }
    return Sheet(**usual | given)


def stored(office, asked, *sheets):
    keys = [secrets.token_bytes(32) for _ in sheets]
    with transaction():
        comments = store_sheets(sheets, keys, asked, office.unit.id)
    return comments, db.session.scalars(sa.select(Response)).all()


def test_a_sheet_is_filed_as_paper_under_the_morning_of_its_day_unverified(app, scope, now):
    office = an_office(scope, now)
    asked = catalogue.find("skm-2017@1")
    _, (row,) = stored(office, asked, a_sheet(office, block={"usia": "17-25"}))
    assert (row.channel, row.slot, row.day) == (Channel.PAPER, Slot.MORNING, date(2026, 3, 2))
    assert (row.is_verified, row.is_flagged) == (False, False)
    assert row.ratings == (4, 4, 4, 4, 4, 4, 4, 1, None)
    assert row.block == {"usia": "17-25"}


def test_the_overall_answer_stands_after_the_ratings_where_it_is_asked(app, scope, now):
    office = an_office(scope, now, instrument="skm-2017@4")
    _, (row,) = stored(office, catalogue.find("skm-2017@4"), a_sheet(office, overall=3))
    assert row.ratings == (4, 4, 4, 4, 4, 4, 4, 1, None, 3)


def test_a_comment_is_masked_and_knows_the_low_elements(app, scope, now):
    office = an_office(scope, now)
    sheet = a_sheet(office, comment="Hubungi 081234567890")
    comments, _ = stored(office, catalogue.find("skm-2017@1"), sheet, a_sheet(office))
    (kept,) = db.session.scalars(sa.select(Comment)).all()
    assert comments == 1
    assert "081234567890" not in kept.text
    assert kept.low_elements == ["sarana"]
