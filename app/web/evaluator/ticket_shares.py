"""Tickets and minutes of a unit's counters, month by month."""

from __future__ import annotations

from app.access import Scope
from app.clock import Period
from app.services.ticket_shares import VisitMedians, monthly_shares, visit_medians
from app.web.evaluator.operations import operation
from app.web.evaluator.parameters import PageQuery
from app.web.evaluator.ticket_schemas import TicketShareReply
from app.web.evaluator.tickets import QUEUE
from app.web.wording import N_

NOT_REPORTED = VisitMedians(None, None)


@operation(
    "/units/{unit_id}/tickets/{period}",
    tag=QUEUE,
    summary=N_("Tiket terbit dan dipakai serta median menit, per loket dan bulan"),
    query=PageQuery,
    reply=TicketShareReply,
)
def list_ticket_shares(scope: Scope, unit_id: int, period: Period) -> list[TicketShareReply]:
    """The tickets of the counters of a unit's subtree, by month."""
    shares = monthly_shares(scope, unit_id, period)
    months = {share.period for share in shares}
    medians = {month: visit_medians(scope, unit_id, month) for month in months}
    return [
        TicketShareReply.of(share, medians[share.period].get(share.counter_id, NOT_REPORTED))
        for share in shares
    ]
