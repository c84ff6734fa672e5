"""What the API answers about how sure a unit's index is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.documents.cells import Cell
from app.web.evaluator.schemas import PeriodReply, Reply
from app.web.evaluator.score_schemas import Hundredths, Share
from app.web.wording import N_

Points = Annotated[str, Field(pattern="^[0-9]{1,2}\\.[0-9]{2}$")]
Effect = Annotated[str, Field(pattern="^[0-9]+\\.[0-9]{2}$")]
Limits = tuple[Hundredths, Hundredths]
WithheldName = Literal["no_answers", "too_few", "protects_others", "undefined"]


class AmongServedReply(BaseModel):
    """The index as a description of just the people served; never for comparing."""

    interval_95: Limits | None = Field(
        description=N_("Selang dengan koreksi populasi terhingga; jangan untuk membandingkan.")
    )
    unknown: Literal["population_unknown", "more_answers_than_people", "too_few_answers"] | None = (
        Field(description=N_("Alasan selang itu tidak ada."))
    )


class DaysReply(BaseModel):
    """Days as clusters."""

    n_days: int = Field(description=N_("Jumlah hari yang ada jawabannya."))
    measured_over: str | None = Field(
        description=N_("Kode periode tempat efek diukur: periode ini atau tahunnya.")
    )
    design_effect: Effect | None = Field(
        description=N_("Ragam antarhari dibagi ragam bila jawaban saling lepas.")
    )
    interval_95: Limits | None = Field(description=N_("Selang dengan hari sebagai kelompok."))
    unknown: Literal["too_few_clusters", "too_few_answers", "all_equal", "other_answers"] | None = (
        Field(description=N_("Alasan efek dan selang itu tidak ada; sedikitnya 10 hari."))
    )


class SampleReply(BaseModel):
    """What the answers of the unit or of a service are worth."""

    kind: Literal["unit", "service"]
    id: int = Field(description=N_("Pada layanan, 0 berarti layanan tidak dicatat."))
    name: str
    n: int | None = Field(description=N_("Jumlah jawaban; null bila ditahan."))
    n_needed: int = Field(description=N_("Sampel menurut Krejcie-Morgan."))
    is_at_most: bool = Field(
        description=N_("Benar pada layanan: kebutuhan dihitung dari seluruh orang unit itu.")
    )
    share_margin: Share | None = Field(
        description=N_("Ketelitian sebuah proporsi 0,5: d pada rumus Krejcie-Morgan.")
    )
    index_margin: Points | None = Field(description=N_("Ketelitian IKM dalam poin."))
    withheld: WithheldName | None = Field(description=N_("Alasan n ditahan."))


class PrecisionReply(Reply):
    """How sure a unit's index is, beside its headline interval."""

    unit_id: int
    period: PeriodReply
    n: int | None = Field(description=N_("Jumlah jawaban; null bila nilai ditahan."))
    index: Hundredths | None = Field(description=N_("IKM, 2 angka desimal."))
    interval_95: Limits | None = Field(description=N_("Selang utama, sama dengan pada nilai."))
    population_served: int | None = Field(description=N_("Jumlah yang dilayani, bila diketahui."))
    among_served: AmongServedReply | None
    days: DaysReply | None
    unit: SampleReply
    services: tuple[SampleReply, ...]
    withheld: WithheldName | None = Field(description=N_("Alasan nilai ditahan."))

    def cells(self) -> dict[str, Cell]:
        """Its row: the unit's numbers; services stand in the JSON only."""
        return dict(self._cells())

    def _cells(self) -> Iterator[tuple[str, Cell]]:
        yield "unit_id", self.unit_id
        yield "period", self.period.code
        yield "n", self.n
        yield "index", self.index
        yield from _limits("interval_95", self.interval_95)
        yield "population_served", self.population_served
        among, days = self.among_served, self.days
        yield from _limits("among_served_95", among.interval_95 if among else None)
        yield "n_days", days.n_days if days else None
        yield "design_effect", days.design_effect if days else None
        yield from _limits("days_95", days.interval_95 if days else None)
        yield "n_needed", self.unit.n_needed
        yield "share_margin", self.unit.share_margin
        yield "index_margin", self.unit.index_margin
        yield "withheld", self.withheld


def _limits(name: str, interval: tuple[str, str] | None) -> Iterator[tuple[str, Cell]]:
    low, high = interval or (None, None)
    yield f"{name}_low", low
    yield f"{name}_high", high
