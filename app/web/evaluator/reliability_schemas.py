"""What the API answers about the reliability of a unit's answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.documents.cells import Cell
from app.web.evaluator.schemas import PeriodReply, Reply
from app.web.evaluator.score_schemas import Share, SubjectReply
from app.web.wording import N_

Coefficient = Annotated[str, Field(pattern="^-?[0-9]+\\.[0-9]{3}$")]
Undefined = Literal["too_few_items", "too_few_answers", "no_variance", "inconsistent_gaps"]


# Null, every one of them, where the numbers are withheld.
NUMBERS = (
    *("n", "n_complete", "n_fewest", "straightlined_share"),
    *("alpha", "interval_95", "interval_method", "interval_undefined", "undefined", "note"),
)


class ItemReliabilityReply(BaseModel):
    """What one element adds to the agreement of all."""

    key: str = Field(description=N_("Kunci unsur; kenali unsur dari kunci, bukan nomor."))
    name: str
    n: int | None = Field(description=N_("Jumlah jawaban atas unsur ini."))
    item_total_correlation: Coefficient | None = Field(
        description=N_("Korelasi dengan jumlah unsur lain (corrected item-total).")
    )
    alpha_if_deleted: Coefficient | None = Field(
        description=N_("Alpha bila unsur ini ditinggalkan.")
    )


class ReliabilityReply(Reply):
    """Cronbach's alpha with what must stand beside it."""

    subject: SubjectReply
    period: PeriodReply
    instrument: str = Field(description=N_("Kuesioner dan versinya."))
    n: int | None = Field(description=N_("Jumlah jawaban; null bila nilai ditahan."))
    n_complete: int | None = Field(description=N_("Jumlah jawaban yang terisi lengkap."))
    n_fewest: int | None = Field(
        description=N_(
            "Jumlah jawaban di balik pasangan unsur yang paling sedikit dijawab bersama."
        )
    )
    straightlined_share: Share | None = Field(
        description=N_(
            "Bagian jawaban lengkap yang semua isinya sama. Makin besar bagian ini, makin tinggi "
            "alpha tanpa berarti jawaban makin andal. Null bila salah satu kelompok < 5."
        )
    )
    alpha: Coefficient | None = Field(description=N_("Alpha Cronbach, tidak dibakukan."))
    interval_95: tuple[Coefficient, Coefficient] | None = Field(
        description=N_("Selang kepercayaan 95 persen dari alpha.")
    )
    interval_method: str | None = Field(description=N_("Cara selang dihitung."))
    interval_undefined: Literal["too_wide", "all_straightlined"] | None = Field(
        description=N_(
            "Alasan alpha tidak mempunyai selang: too_wide bila selang lebih lebar dari 1, jadi "
            "tidak mengatakan apa-apa; all_straightlined bila semua lembar seragam."
        )
    )
    undefined: Undefined | None = Field(description=N_("Alasan alpha tidak dapat dihitung."))
    note: Literal["negative"] | None = Field(
        description=N_("negative bila alpha di bawah 0, yang disebut apa adanya.")
    )
    withheld: Literal["no_answers", "too_few", "protects_others", "undefined"] | None = Field(
        description=N_("Alasan nilai ditahan; semua angka lalu null.")
    )
    elements: tuple[ItemReliabilityReply, ...] = Field(
        description=N_("Unsur menurut urutan peraturan; angkanya null bila nilai ditahan.")
    )

    def cells(self) -> dict[str, Cell]:
        """Its row: alpha first, then the numbers of each element."""
        return dict(self._own_cells()) | dict(self._element_cells())

    def _own_cells(self) -> Iterator[tuple[str, Cell]]:
        yield "subject_kind", self.subject.kind
        yield "subject_id", self.subject.id
        yield "subject_name", self.subject.name
        yield "period", self.period.code
        yield from self.model_dump(exclude=_NOT_PLAIN).items()
        low, high = self.interval_95 or (None, None)
        yield "interval_95_low", low
        yield "interval_95_high", high

    def _element_cells(self) -> Iterator[tuple[str, Cell]]:
        for element in self.elements:
            for name in ("n", "item_total_correlation", "alpha_if_deleted"):
                yield f"{element.key}_{name}", getattr(element, name)


_NOT_PLAIN = {"subject", "period", "interval_95", "elements"}
