"""What is judged of a send while it arrives: its pace, bursts, and how often it was tried.

Only a flag is stored, and nothing is refused but a form or ticket that is sent over and over.
"""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from app.errors import TooSoon
from app.models.responses import Channel
from app.services.late_answers import HeldSends, OpeningHours, opening_of, waited
from app.services.receipt_flags import RecentSends, pace_flag, time_flag
from app.services.recent_tries import SPAN_S, RecentTries
from app.web.public.entries import Entry, secret_key
from survey_forms import catalogue
from survey_forms.form_builder import SurveyForm


def is_flagged(entry: Entry, form: SurveyForm, arrived_at: datetime) -> bool:
    """Whether an answer fell in the trap, came too fast, in a burst, or at no time that we signed.

    A kiosk makes a key for each person by itself, so there the opening alone is proof of its time.
    """
    point, visit = entry.point, entry.visit
    if form["website"].data:
        return True
    if visit and entry.kiosk and _is_held(entry, arrived_at):
        hours = OpeningHours(entry.kiosk.opens, entry.kiosk.closes, entry.kiosk.zone)
        return _held_sends().is_burst(point.code, visit, arrived_at, hours)
    if _recent_sends().is_burst(point.counter_id, arrived_at):
        return True
    asked = len(catalogue.find(point.instrument).keys)
    if visit and entry.channel is Channel.KIOSK:
        return pace_flag(visit.opened_at.timestamp(), arrived_at, asked) is not None
    opened, key = opening_of(form["opened"].data or ""), form["submission_key"].data
    return time_flag(secret_key(), opened, key, arrived_at, asked) is not None


def bound_tries(entry: Entry, form: SurveyForm, arrived_at: datetime) -> None:
    """TooSoon when this form or ticket was sent too often; a form with faults was not a try."""
    tries = current_app.extensions.setdefault("recent_tries", RecentTries())
    key = form["submission_key"].data.encode()
    for subject in (key, entry.ticket_hash):
        if subject and not tries.allow(subject, arrived_at):
            raise TooSoon(
                "Formulir atau tiket ini sudah terlalu sering dikirim. Tunggu satu jam, lalu "
                "kirim lagi.",
                wait_s=SPAN_S,
            )


def remember(entry: Entry, arrived_at: datetime) -> None:
    """Count a stored answer where the next ones are measured."""
    if entry.visit and _is_held(entry, arrived_at):
        _held_sends().add(entry.point.code, entry.visit)
    else:
        _recent_sends().add(entry.point.counter_id, arrived_at)


def _is_held(entry: Entry, arrived_at: datetime) -> bool:
    """Whether an answer waited on a kiosk, where one opening serves all while it is cut off."""
    visit = entry.visit
    return visit is not None and entry.channel is Channel.KIOSK and waited(visit, arrived_at)


def _held_sends() -> HeldSends:
    kept: HeldSends = current_app.extensions.setdefault("held_sends", HeldSends())
    return kept


def _recent_sends() -> RecentSends:
    kept: RecentSends = current_app.extensions.setdefault("recent_sends", RecentSends())
    return kept
