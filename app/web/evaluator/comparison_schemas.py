"""What the API asks and answers about subjects side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, Field

from app.documents.cells import Cell
from app.services.comparison import Side
from app.web.evaluator.parameters import PageQuery
from app.web.evaluator.schemas import PeriodReply, Reply
from app.web.evaluator.score_schemas import Hundredths, Share, SubjectReply
from app.web.evaluator.trend_schemas import AnyHundredths
from app.web.wording import N_


class ComparisonQuery(PageQuery):
    """What stands side by side, and which part of the list."""

    of: Literal["counters", "services", "units"] = Field(
        default="counters",
        description=N_("counters: loket; services: jenis layanan; units: unit tepat di bawahnya."),
    )

    @property
    def side(self) -> Side:
        """The side as services name it."""
        return Side(self.of)


class ComparedReply(BaseModel):
    """The numbers of a subject that is compared."""

    n: int
    index: Hundredths = Field(description=N_("IKM apa adanya."))
    interval_95: tuple[Hundredths, Hundredths]
    shrunken: Hundredths = Field(
        description=N_("IKM yang ditarik ke rata-rata sejauh ketidakpastiannya.")
    )
    shrunken_interval_95: tuple[Hundredths, Hundredths]
    kept_share: Share = Field(
        description=N_("Bagian jarak ke rata-rata yang dipertahankan; 1 bila tidak ditarik.")
    )
    probability_above: Share = Field(
        description=N_("Peluang nilai sebenarnya di atas rata-rata yang lain.")
    )


class SameMixReply(BaseModel):
    """A counter with the unit's mix of services, half-days and channels."""

    n: int
    own_mix: Hundredths | None = Field(description=N_("IKM dengan campurannya sendiri."))
    index: Hundredths | None = Field(description=N_("IKM dengan campuran seluruh unit."))
    interval_95: tuple[Hundredths, Hundredths] | None
    difference: AnyHundredths | None = Field(description=N_("index dikurangi own_mix."))
    difference_interval_95: tuple[AnyHundredths, AnyHundredths] | None
    covered_share: Share = Field(description=N_("Bagian pekerjaan unit yang juga ada di sini."))
    reason: Literal["too_little_covered"] | None


class ComparisonReply(Reply):
    """One subject among those it is compared with; never a rank."""

    subject: SubjectReply
    period: PeriodReply
    method: str | None = Field(description=N_("Cara menarik ke rata-rata."))
    reason: Literal["too_few_to_compare", "too_few_groups", "no_spread_beyond_chance"] | None = (
        Field(description=N_("Mengapa tidak dibandingkan, tidak ditarik, atau sama semua."))
    )
    allows_for_days: bool = Field(
        description=N_(
            "true: peluang dan kelompok memperhitungkan bahwa jawaban dari hari yang sama mirip; "
            "false: lembar dianggap saling bebas."
        )
    )
    left_out: (
        Literal["no_answers", "too_few", "protects_others", "undefined", "other_questionnaire"]
        | None
    ) = Field(description=N_("Mengapa subjek ini tidak ikut; angkanya lalu null."))
    low_response_rate: bool = Field(
        description=N_(
            "true: begitu sedikit tiket yang dipakai sehingga yang menjawab dapat berbeda dari "
            "yang dilayani."
        )
    )
    compared: ComparedReply | None
    not_separable_from: tuple[int, ...] | None = Field(
        description=N_("Id subjek lain yang tidak dapat dibedakan darinya.")
    )
    same_mix: SameMixReply | None = Field(description=N_("Hanya untuk counters."))

    def cells(self) -> dict[str, Cell]:
        """Its row."""
        return dict(self._cells())

    def _cells(self) -> Iterator[tuple[str, Cell]]:
        yield "subject_kind", self.subject.kind
        yield "subject_id", self.subject.id
        yield "subject_name", self.subject.name
        yield "period", self.period.code
        told = {"method", "reason", "allows_for_days", "left_out", "low_response_rate"}
        yield from self.model_dump(include=told).items()
        yield from _flat("", ComparedReply, self.compared)
        yield "not_separable_from", " ".join(map(str, self.not_separable_from or ()))
        yield from _flat("same_mix_", SameMixReply, self.same_mix)


def _flat(prefix: str, kind: type[BaseModel], held: BaseModel | None) -> Iterator[tuple[str, Cell]]:
    """The fields of a part, empty where there is none; an interval as two columns."""
    for name in kind.model_fields:
        value = getattr(held, name, None)
        if name.endswith("interval_95"):
            low, high = value or (None, None)
            yield f"{prefix}{name}_low", low
            yield f"{prefix}{name}_high", high
        else:
            yield f"{prefix}{name}", value
