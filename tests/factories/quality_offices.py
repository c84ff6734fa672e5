"""Offices with a usual history of days, and with days beside it that need a second look."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.access import Scope
from app.clock import Period
from app.services import scores
from app.services.response_quality import NamedDay, Reason, ResponseQuality
from app.services.score_views import Reading
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

USUAL = [(4,) * 9] * 3 + [(4, 4, 3, 4, 4, 3, 4, 4, 4), (3, 4, 3, 4, 4, 3, 4, 4, 4)]
BAD = (1,) * 8 + (2,)
FIRST = date(2026, 3, 2)
ODD_DAY = date(2026, 5, 4)


def usual_days(office: Office, days: int = 30, *, counter: int = 0, first: date = FIRST) -> None:
    """Five usual sheets on each of so many days."""
    for step in range(days):
        stored_rows(office, USUAL, counter=counter, day=first + timedelta(days=step))


def an_odd_office(scope: Scope, now: datetime, **options: int) -> Office:
    """Thirty usual days at counter 1, thirty-three bad sheets on one day in May, six flagged."""
    office = an_office(scope, now, **options)
    usual_days(office)
    stored_rows(office, [BAD] * 33, day=ODD_DAY)
    stored_rows(office, USUAL, day=ODD_DAY + timedelta(days=1))
    stored_rows(office, [*USUAL, USUAL[0]], day=ODD_DAY + timedelta(days=2), is_flagged=True)
    release_answers(scope, now)
    return office


def a_day(counter_id: int, *reasons: Reason, at_least: int = 30) -> NamedDay:
    """A counter-day that may be named."""
    return NamedDay(counter_id, ODD_DAY, at_least, reasons or (Reason.WORSE_THAN_USUAL,))


def quality_of(scope: Scope, office: Office, **told: object) -> ResponseQuality:
    """The quality of an office's year as told, beside the scores that it really has."""
    year = Period.parse("2026")
    usual: dict[str, object] = {
        "score": scores.unit_score(scope, office.unit.id, year),
        "unflagged": scores.unit_score(scope, office.unit.id, year, reading=Reading.UNFLAGGED),
        "flagged_share_0_1": None,
        "counters": {counter.id: counter.name for counter in office.counters},
        "days": (),
        "months": (),
        "has_unnamed_days": False,
        "n_judged": 30,
        "comments": (),
        "ticket_bursts": (),
    }
    return ResponseQuality(**(usual | told))  # type: ignore[arg-type]
