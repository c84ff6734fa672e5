"""What queue systems send about visits and get back: tickets, and minutes without tickets."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from analytics.results import decimal_text
from app.services.ticket_shares import TicketShare, VisitMedians
from app.web.addresses import LARGEST_ID
from app.web.evaluator.schemas import Reply
from app.web.evaluator.score_schemas import Share
from app.web.evaluator.submissions import Body
from app.web.wording import N_

MOST_TICKETS = 100
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Minutes = Annotated[int, Field(ge=0, le=600)]
Visits = Annotated[tuple[Minutes, ...], Field(max_length=2000)]


class TicketsBody(Body):
    """Which tickets are wanted."""

    counter_id: Id = Field(description=N_("Id loket."))
    service_id: Id | None = Field(
        default=None, description=N_("Id jenis layanan; tanpa ini formulir menanyakannya.")
    )
    count: Annotated[int, Field(ge=1, le=MOST_TICKETS)] = Field(
        default=1, description=N_("Jumlah tiket, 1 sampai 100.")
    )


class TicketsReply(Reply):
    """Tickets that were issued, each as a link for its QR code."""

    counter_id: int
    service_id: int | None
    expires_on: date = Field(description=N_("Hari terakhir tiket dapat dipakai."))
    links: tuple[str, ...] = Field(
        description=N_("Alamat tiket, satu untuk setiap kunjungan; hanya diberikan sekarang.")
    )


class VisitsBody(Body):
    """The minutes of one day's visits at a counter; sent again it takes the place of the first."""

    counter_id: Id = Field(description=N_("Id loket."))
    service_id: Id | None = Field(default=None, description=N_("Id jenis layanan, bila ada."))
    day: Annotated[str, Field(pattern="^20[0-9]{2}-[0-9]{2}-[0-9]{2}$")] = Field(
        description=N_("Hari kunjungan, misalnya 2026-03-31; paling lama 31 hari yang lalu.")
    )
    waiting_minutes: Visits = Field(
        description=N_("Menit menunggu setiap kunjungan, dibulatkan, 0 sampai 600.")
    )
    service_minutes: Visits = Field(
        description=N_("Menit dilayani setiap kunjungan, dibulatkan, 0 sampai 600.")
    )


class VisitsReply(Reply):
    """What is now held of the day."""

    counter_id: int
    service_id: int | None
    day: date
    n_waiting: int = Field(description=N_("Jumlah kunjungan dengan menit menunggu."))
    n_service: int = Field(description=N_("Jumlah kunjungan dengan menit dilayani."))


class TicketShareReply(Reply):
    """The tickets of one counter in one month, and the median minutes of its visits."""

    counter_id: int
    month: Annotated[str, Field(pattern="^20[0-9]{2}-[0-9]{2}$")]
    issued: int = Field(description=N_("Tiket yang terbit pada bulan itu."))
    used: int | None = Field(
        description=N_("Jawaban bertiket yang dirilis pada bulan itu; null bila ditahan.")
    )
    unused: int | None = Field(
        description=N_("Terbit dan belum dipakai, termasuk yang masih berlaku.")
    )
    response_rate: Share | None = Field(description=N_("Bagian tiket terbit yang dipakai."))
    median_waiting_minutes: float | None = Field(
        description=N_("Median menit menunggu; null bila kurang dari 5 kunjungan dilaporkan.")
    )
    median_service_minutes: float | None = Field(
        description=N_("Median menit dilayani; null bila kurang dari 5 kunjungan dilaporkan.")
    )

    @classmethod
    def of(cls, share: TicketShare, minutes: VisitMedians) -> TicketShareReply:
        """The reply about the tickets of a counter in a month."""
        tickets = share.tickets
        rate = tickets.response_rate_0_1
        return cls(
            counter_id=share.counter_id,
            month=share.period.code,
            issued=tickets.issued,
            used=tickets.used,
            unused=tickets.unused,
            response_rate=None if rate is None else decimal_text(rate, 4),
            median_waiting_minutes=minutes.waiting,
            median_service_minutes=minutes.service,
        )
