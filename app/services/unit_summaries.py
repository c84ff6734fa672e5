"""The one number of a unit that everybody who works there may see."""

from __future__ import annotations

from app.access import Grant, Permission, Role, Scope
from app.clock import Period, PeriodKind
from app.queries import organisation, tallies
from app.services.scores import Score, unit_score


def unit_summary(scope: Scope, unit_id: int) -> Score | None:
    """The score of a unit over the last year that has answers; None before the first one.

    An officer may see the unit's own sum and nothing finer, so the finer right is lent inside
    this function only, and for this unit only.
    """
    place = organisation.unit(scope, unit_id, Permission.SEE_UNIT_SUMMARY)
    reading = Scope(scope.actor, (Grant(Role.EVALUATOR, place.path),))
    month = tallies.last_month_with_answers(reading, unit_id)
    if month is None:
        return None
    return unit_score(reading, unit_id, Period.containing(month, PeriodKind.YEAR))
