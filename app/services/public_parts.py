"""What of a period the public may see, written into its frozen score as it is closed."""

from __future__ import annotations

from typing import Any

from app.access import Scope
from app.clock import Period
from app.models.tallies import Told
from app.queries import tallies as held
from app.services.public_respondents import public_respondents
from app.services.public_views import least_in_public, public_views
from app.services.score_subjects import UNIT
from app.services.score_views import Reading, View


def public_part(scope: Scope, unit_id: int, period: Period, instrument: str) -> dict[str, Any]:
    """The least number of answers, the views, and the classes of respondents with their numbers."""
    k = least_in_public(instrument)
    seen = public_views(unit_id, period, instrument)
    if View(UNIT, unit_id, Reading.ALL, period.code) not in seen:
        return {"k": k, "seen": [], "n": None, "respondents": None}
    tallies = held.released(scope, unit_id, period)[instrument]
    n = int(tallies.sizes[tallies.told_to(Told.UNIT, period.kind)].sum())
    respondents = public_respondents(unit_id, period, tallies, seen, k)
    return {
        "k": k,
        "seen": sorted(list(view) for view in seen),
        "n": n if respondents else None,
        "respondents": respondents,
    }
