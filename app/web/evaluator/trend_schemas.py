"""What the API asks and answers about a trend."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from app.documents.cells import Cell
from app.services.score_views import Reading
from app.web.addresses import LARGEST_ID
from app.web.evaluator.parameters import NoQuery
from app.web.evaluator.schemas import PeriodReply, Reply
from app.web.evaluator.score_schemas import Hundredths, SubjectReply, Thousandths
from app.web.wording import N_

# A limit may lie beyond the scale, and a difference below 0.
AnyHundredths = Annotated[str, Field(pattern="^-?[0-9]{1,3}\\.[0-9]{2}$")]
AnyThousandths = Annotated[str, Field(pattern="^-?[0-9]\\.[0-9]{3}$")]
Direction = Literal["kenaikan", "penurunan", "tidak dapat dibedakan"]
Withheld = Literal["no_answers", "too_few", "protects_others", "undefined"]


class TrendQuery(NoQuery):
    """Which reading, and whose trend."""

    answers: Literal["all", "verified"] = Field(
        default="all",
        description=N_("all: semua jawaban yang diterima; verified: hanya yang memakai tiket."),
    )
    counter: Annotated[int, Field(ge=1, le=LARGEST_ID)] | SkipJsonSchema[None] = Field(
        default=None, description=N_("Id loket unit ini; tanpa itu seluruh unit.")
    )

    @property
    def reading(self) -> Reading:
        """The reading as services name it."""
        return Reading(self.answers)


class MonthReply(BaseModel):
    """One month; without numbers where it is withheld."""

    month: str = Field(description=N_("Bulan, misalnya 2026-03."))
    index: Hundredths | None
    interval_95: tuple[Hundredths, Hundredths] | None
    n: int | None
    left_out: Literal["withheld", "few_answers", "other_instrument"] | None = Field(
        description=N_("Alasan bulan ini tidak ikut dalam peta kendali.")
    )
    withheld: Withheld | None
    limits_by_n: tuple[AnyHundredths, AnyHundredths] | None = Field(
        description=N_("Batas Laney; hanya bila n antarbulan berbeda lebih dari dua kali lipat.")
    )


class LimitsReply(BaseModel):
    """Mean and limits of the control chart, not cut at the ends of the scale."""

    mean: AnyHundredths
    low: AnyHundredths
    high: AnyHundredths
    mean_moving_range: AnyHundredths
    screened: tuple[str, ...] = Field(
        description=N_("Bulan yang lompatannya tidak ikut menghitung batas.")
    )
    is_trial: bool = Field(description=N_("Benar bila kurang dari 12 bulan."))


class SignalReply(BaseModel):
    """What stands out, with its months."""

    kind: Literal["outside", "one_side", "trend", "outer_third"]
    side: Literal["up", "down"]
    months: tuple[str, ...]
    explained_by_few_answers: bool = Field(
        description=N_("Di luar batas biasa, tetapi tidak menurut batas Laney.")
    )


class ChangeReply(BaseModel):
    """The later value less the earlier one."""

    difference: AnyHundredths | AnyThousandths | None
    interval_95: tuple[AnyHundredths | AnyThousandths, AnyHundredths | AnyThousandths] | None
    direction: Direction | None = Field(description=N_("Dari angka: apakah 0 di luar selang."))
    reason: Literal["withheld", "too_few_answers", "other_instrument"] | None


class ElementChangeReply(ChangeReply):
    """The change of one element's mean."""

    key: str
    before: Thousandths | None
    after: Thousandths | None


class TrendReply(Reply):
    """The months up to the end of a period, their control chart, and the last change."""

    subject: SubjectReply
    period: PeriodReply
    period_before: PeriodReply
    answers: Literal["all", "verified"]
    instrument: str
    min_n_point: int = Field(description=N_("Jawaban paling sedikit agar bulan ikut dalam peta."))
    months: tuple[MonthReply, ...]
    limits: LimitsReply | None
    undefined: Literal["too_few_points", "no_variation"] | None = Field(
        description=N_("Alasan peta kendali tidak menilai apa pun.")
    )
    signals: tuple[SignalReply, ...]
    n_before: int | None
    n: int | None
    index: ChangeReply
    elements: tuple[ElementChangeReply, ...]

    def cells(self) -> dict[str, Cell]:
        """Its row: the chart in short, then the change of the index and of each element."""
        row: dict[str, Cell] = {
            "subject_kind": self.subject.kind,
            "subject_id": self.subject.id,
            "subject_name": self.subject.name,
            "period": self.period.code,
            "period_before": self.period_before.code,
            "answers": self.answers,
            "instrument": self.instrument,
            "months_charted": sum(month.left_out is None for month in self.months),
            "mean": self.limits.mean if self.limits else None,
            "low": self.limits.low if self.limits else None,
            "high": self.limits.high if self.limits else None,
            "undefined": self.undefined,
            "signals": " ".join(f"{s.kind}:{s.side}:{'+'.join(s.months)}" for s in self.signals),
            "n_before": self.n_before,
            "n": self.n,
        }
        for name, change in (("index", self.index), *((e.key, e) for e in self.elements)):
            low, high = change.interval_95 or (None, None)
            row |= {
                f"{name}_difference": change.difference,
                f"{name}_difference_low": low,
                f"{name}_difference_high": high,
                f"{name}_direction": change.direction,
            }
        return row
