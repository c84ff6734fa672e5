"""What queue systems send: a wish for tickets, and the minutes of a day's visits."""

from __future__ import annotations

import re
from datetime import date

from flask import current_app, request

from app.access import Permission, Scope
from app.clock import now
from app.services import visits
from app.services.ticket_slips import batch_links
from app.services.tickets import Retry, Wanted, issue_tickets
from app.web.evaluator.parameters import refuse
from app.web.evaluator.submissions import submission
from app.web.evaluator.ticket_schemas import TicketsBody, TicketsReply, VisitsBody, VisitsReply
from app.web.guards import current_settings
from app.web.problems import ParameterFault
from app.web.wording import N_

QUEUE = N_("Sistem antrean")
RETRY_HEADER = "Idempotency-Key"
RETRY_PATTERN = "^[A-Za-z0-9_-]{16,64}$"
RETRY_EXPLAINED = N_(
    "16 sampai 64 huruf, angka, - atau _, yang berbeda untuk setiap permintaan. Permintaan yang "
    "dikirim ulang dengan isi dan kunci yang sama memberi tiket yang sama; tanpa kunci ini setiap "
    "permintaan menerbitkan tiket baru."
)


@submission(
    "/tickets",
    tag=QUEUE,
    summary=N_("Terbitkan tiket sekali pakai"),
    description=N_(
        "Satu tiket untuk setiap kunjungan yang selesai dilayani, berlaku sampai tiga hari "
        "sesudahnya. Yang disimpan hanya sidik tiketnya."
    ),
    permission=Permission.ISSUE_TICKETS,
    body=TicketsBody,
    reply=TicketsReply,
    is_retried=True,
)
def send_ticket_wish(scope: Scope, body: TicketsBody) -> TicketsReply:
    """New tickets of a counter, or the same again for a request that is repeated."""
    wanted = Wanted(body.counter_id, body.service_id, body.count)
    batch = issue_tickets(scope, now(), wanted, retry=_retry())
    return TicketsReply(
        counter_id=body.counter_id,
        service_id=body.service_id,
        expires_on=batch.expires_on,
        links=batch_links(current_settings().base_url, batch),
    )


@submission(
    "/visits",
    tag=QUEUE,
    summary=N_("Laporkan menit menunggu dan menit dilayani satu hari"),
    description=N_(
        "Tanpa tiket, per loket, layanan, dan hari, dalam menit bulat. Laporan hari yang sama "
        "menggantikan yang sebelumnya, jadi aman dikirim ulang."
    ),
    permission=Permission.REPORT_VISITS,
    body=VisitsBody,
    reply=VisitsReply,
)
def send_visits(scope: Scope, body: VisitsBody) -> VisitsReply:
    """Hold the minutes of a day in the place of what was reported of it before."""
    day = _day(body.day)
    report = visits.Report(
        body.counter_id, body.service_id, day, body.waiting_minutes, body.service_minutes
    )
    visits.report_visits(scope, now(), report)
    return VisitsReply(
        counter_id=body.counter_id,
        service_id=body.service_id,
        day=day,
        n_waiting=len(body.waiting_minutes),
        n_service=len(body.service_minutes),
    )


def _retry() -> Retry | None:
    key = request.headers.get(RETRY_HEADER)
    if key is None:
        return None
    if not re.fullmatch(RETRY_PATTERN, key):
        refuse(ParameterFault(parameter=RETRY_HEADER, expected=RETRY_EXPLAINED))
    return Retry(current_app.secret_key.encode(), key)  # type: ignore[union-attr]


def _day(text: str) -> date:
    """The day; answers 422 when the calendar has none such."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        expected = VisitsBody.model_fields["day"].description or ""
        refuse(ParameterFault(parameter="day", expected=expected))
