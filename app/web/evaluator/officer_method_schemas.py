"""What the API answers about the rule of evidence on officers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, Field

from app.documents.cells import Cell
from app.web.evaluator.schemas import Reply
from app.web.wording import N_

Decimals = Annotated[str, Field(pattern="^[0-9]+\\.[0-9]+$")]


class SurveyPowerReply(BaseModel):
    """How many answers found the difference, by the answers of one real survey."""

    key: str
    name: str
    within_variance: Decimals = Field(
        description=N_("Ragam antarlembar dari rata-rata kompetensi dan perilaku, skala 1-4.")
    )
    n_simulated: int = Field(
        description=N_("Jawaban setiap petugas menurut simulasi dengan aturan yang dipakai.")
    )
    n_alone: int = Field(description=N_("Menurut uji t, bila hanya seorang yang diperiksa."))
    n_compared: int = Field(description=N_("Menurut uji t, bila semua petugas dibandingkan."))


class OfficerMethodReply(Reply):
    """The rule by which the evidence on an officer is made: evidence, never a verdict."""

    elements: tuple[str, ...] = Field(
        description=N_("Hanya unsur ini yang boleh menjadi bukti seorang petugas.")
    )
    verified_only: bool = Field(description=N_("Hanya jawaban terverifikasi yang dipakai."))
    min_n: int = Field(
        description=N_("Di bawah jumlah ini belum cukup data untuk seorang petugas.")
    )
    family_error: Decimals = Field(
        description=N_(
            "Peluang terbesar bahwa seorang saja disebut berbeda padahal semua petugas sama."
        )
    )
    difference: Decimals = Field(description=N_("Beda nyata yang dicari, pada skala 1-4."))
    power: Decimals = Field(description=N_("Peluang beda itu ditemukan."))
    officers: int = Field(description=N_("Jumlah petugas yang dibandingkan sekaligus."))
    days: int = Field(
        description=N_(
            "Jumlah hari agar beda itu ditemukan bila jawaban dari hari yang sama mirip, dari "
            "hari-hari nyata sebuah loket dengan sekitar 3 jawaban sehari."
        )
    )
    n_for_difference: tuple[SurveyPowerReply, ...] = Field(
        description=N_("Jumlah jawaban setiap petugas agar beda itu ditemukan.")
    )

    def cells(self) -> dict[str, Cell]:
        """Its row: the rule first, then the figures of each survey."""
        return dict(self._own_cells()) | dict(self._survey_cells())

    def _own_cells(self) -> Iterator[tuple[str, Cell]]:
        yield "elements", " ".join(self.elements)
        yield from self.model_dump(exclude={"elements", "n_for_difference"}).items()

    def _survey_cells(self) -> Iterator[tuple[str, Cell]]:
        for survey in self.n_for_difference:
            for name in ("within_variance", "n_simulated", "n_alone", "n_compared"):
                yield f"{survey.key}_{name}", getattr(survey, name)
