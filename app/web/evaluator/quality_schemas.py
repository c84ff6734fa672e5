"""What the API answers about the quality of a unit's answers: evidence, never a verdict."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.documents.cells import Cell
from app.web.evaluator.schemas import PeriodReply, Reply
from app.web.evaluator.score_schemas import Hundredths, Share
from app.web.wording import N_

ReasonName = Literal[
    "many_flagged",
    "more_than_usual",
    "better_than_usual",
    "worse_than_usual",
    "unlike_all_others",
]
WithheldName = Literal["no_answers", "too_few", "protects_others", "undefined"]


class ReadingReply(BaseModel):
    """The index over some of the answers."""

    n: int | None = Field(description=N_("Jumlah jawaban; null bila ditahan."))
    index: Hundredths | None = Field(description=N_("IKM, 2 angka desimal."))
    interval_95: tuple[Hundredths, Hundredths] | None = Field(
        description=N_("Selang kepercayaan 95 persen dari IKM.")
    )
    withheld: WithheldName | None = Field(
        description=N_("Alasan angka ditahan; kurang dari 5 disisihkan tidak dirinci.")
    )


class FlaggedDayReply(BaseModel):
    """A day of a counter that needs a second look."""

    counter_id: int
    counter: str
    day: date
    n_at_least: int = Field(description=N_("Jumlah jawaban, dibulatkan ke bawah ke kelipatan 5."))
    reasons: tuple[ReasonName, ...] = Field(
        description=N_("Alasan hari itu menonjol; bukan bukti kecurangan.")
    )


class FlaggedMonthReply(BaseModel):
    """A month of a counter whose answers differ from all its other days."""

    counter_id: int
    counter: str
    month: date = Field(description=N_("Hari pertama bulan itu."))
    reason: ReasonName


class TicketBurstReply(BaseModel):
    """A counter whose tickets came back in bursts, as those do that somebody keeps and uses."""

    counter_id: int
    counter: str


class QualityReply(Reply):
    """What there is to look at twice in a unit's answers; no answer is ever taken away by it."""

    unit_id: int
    period: PeriodReply
    all_answers: ReadingReply
    without_flagged: ReadingReply
    flagged_share: Share | None = Field(
        description=N_("Bagian jawaban yang ditandai saat diterima; null bila tidak dirinci.")
    )
    straightlined_share: Share | None = Field(
        description=N_("Bagian lembar lengkap yang seragam: catatan, bukan tanda kecurangan.")
    )
    n_judged: int | None = Field(
        description=N_("Hari loket dengan sedikitnya 5 jawaban; null bila nilai unit ditahan.")
    )
    days: tuple[FlaggedDayReply, ...]
    has_unnamed_days: bool = Field(
        description=N_(
            "Apakah ada hari lain yang menonjol tetapi tidak disebut agar jawaban segelintir orang "
            "tidak terbaca."
        )
    )
    months: tuple[FlaggedMonthReply, ...]
    n_repeated_comments: int = Field(
        description=N_("Komentar hampir sama yang muncul sedikitnya 5 kali di satu loket sebulan.")
    )
    ticket_bursts: tuple[TicketBurstReply, ...] = Field(
        description=N_(
            "Loket yang tiketnya kembali bergerombol sepanjang tahun itu; bukan bukti kecurangan."
        )
    )

    def cells(self) -> dict[str, Cell]:
        """Its row: the two readings and the shares; days and months as texts."""
        return {
            "unit_id": self.unit_id,
            "period": self.period.code,
            "n": self.all_answers.n,
            "index": self.all_answers.index,
            "n_without_flagged": self.without_flagged.n,
            "index_without_flagged": self.without_flagged.index,
            "flagged_share": self.flagged_share,
            "straightlined_share": self.straightlined_share,
            "n_judged": self.n_judged,
            "days": "; ".join(
                f"{day.day} {day.counter_id} {' '.join(day.reasons)}" for day in self.days
            ),
            "has_unnamed_days": self.has_unnamed_days,
            "months": "; ".join(
                f"{held.month:%Y-%m} {held.counter_id} {held.reason}" for held in self.months
            ),
            "n_repeated_comments": self.n_repeated_comments,
            "ticket_bursts": " ".join(str(held.counter_id) for held in self.ticket_bursts),
        }
