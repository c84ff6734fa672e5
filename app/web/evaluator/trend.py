"""The trend of a unit or counter: its control chart of months, and the last change."""

from __future__ import annotations

from app.access import Scope
from app.clock import Period
from app.services.trend import counter_trend, unit_trend
from app.web.evaluator.operations import operation
from app.web.evaluator.trend_replies import trend_reply
from app.web.evaluator.trend_schemas import TrendQuery, TrendReply
from app.web.wording import N_

TRENDS = N_("Tren")


@operation(
    "/units/{unit_id}/trend/{period}",
    tag=TRENDS,
    summary=N_("Peta kendali IKM bulanan dan perubahan dari periode sebelumnya"),
    query=TrendQuery,
    reply=TrendReply,
)
def show_unit_trend(scope: Scope, query: TrendQuery, unit_id: int, period: Period) -> TrendReply:
    """The trend of a unit, or of the counter that the query names."""
    if query.counter is None:
        return trend_reply(unit_trend(scope, unit_id, period, reading=query.reading))
    return trend_reply(counter_trend(scope, unit_id, query.counter, period, reading=query.reading))
