"""What the API answers about a score: never a number without n and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from app.documents.cells import Cell
from app.web.evaluator.schemas import PeriodReply, Reply
from app.web.wording import N_

Hundredths = Annotated[str, Field(pattern="^[0-9]{1,3}\\.[0-9]{2}$")]
Thousandths = Annotated[str, Field(pattern="^[0-9]\\.[0-9]{3}$")]
Share = Annotated[str, Field(pattern="^[01]\\.[0-9]{4}$")]
ExactFraction = Annotated[str, Field(pattern="^[0-9]+/[1-9][0-9]*$")]
Doubt = Literal["withheld", "below_sample_needed", "too_few_for_interval", "low_response_rate"]


class SubjectReply(BaseModel):
    """What a score is of."""

    kind: Literal["unit", "counter", "service"]
    id: int = Field(description=N_("Pada daftar layanan, 0 berarti layanan tidak dicatat."))
    name: str


class RuleReply(BaseModel):
    """The rule a score was computed by."""

    version: str
    article: str = Field(description=N_("Dasar peraturan."))
    factor: int = Field(description=N_("Indeks = NI x faktor ini."))


class ValueReply(BaseModel):
    """The value of a score, rounded half-up for display."""

    index: Hundredths = Field(description=N_("IKM, 2 angka desimal."))
    ni: Thousandths = Field(description=N_("Nilai indeks: jumlah NRR tertimbang."))
    grade: str = Field(description=N_("Mutu pelayanan A sampai D."))
    performance: str = Field(description=N_("Kinerja menurut peraturan."))
    interval_95: tuple[Hundredths, Hundredths] | None = Field(
        description=N_("Selang kepercayaan 95 persen dari IKM.")
    )
    interval_method: str | None = Field(description=N_("Cara selang dihitung."))


class ExactReply(BaseModel):
    """The value before rounding."""

    index: ExactFraction = Field(description=N_("IKM sebagai pecahan persis a/b."))


class ElementReply(BaseModel):
    """One element of the index; of a withheld score only its name and weight are told."""

    key: str = Field(description=N_("Kunci unsur; kenali unsur dari kunci, bukan nomor."))
    name: str
    weight: ExactFraction = Field(description=N_("Bobot sebagai pecahan persis."))
    n: int | None = Field(description=N_("Jumlah jawaban atas unsur ini."))
    sum: int | None = Field(description=N_("Jumlah nilai jawaban."))
    mean: Thousandths | None = Field(description=N_("NRR = sum / n."))
    weighted: Thousandths | None = Field(description=N_("NRR tertimbang = NRR x bobot."))
    grade: str | None = Field(description=N_("Mutu unsur ini, A sampai D."))
    interval_95: tuple[Thousandths, Thousandths] | None = Field(
        description=N_("Selang kepercayaan 95 persen dari NRR.")
    )


class ReconciledReply(BaseModel):
    """The same answers under another custom of rounding."""

    index: Hundredths
    grade: str


class ScoreReply(Reply):
    """A score with all that is needed to judge it and to compute it again."""

    subject: SubjectReply
    period: PeriodReply
    answers: Literal["all", "verified", "unflagged"]
    use: Literal["evidence_not_verdict"] = Field(
        default="evidence_not_verdict",
        description=N_("Bukti, bukan putusan: tentang pelayanan, bukan tentang seorang petugas."),
    )
    status: Literal["provisional", "final"] = Field(
        description=N_("final sesudah periode ditutup; provisional masih dapat berubah.")
    )
    version: int | None = Field(description=N_("Versi beku; null selama provisional."))
    sha256: str | None = Field(description=N_("SHA-256 dari isi yang dibekukan."))
    instrument: str = Field(description=N_("Kuesioner dan versinya."))
    rule: RuleReply
    n: int | None = Field(description=N_("Jumlah jawaban; null bila nilai ditahan."))
    n_complete: int | None = Field(description=N_("Jumlah jawaban yang terisi lengkap."))
    n_needed: int = Field(description=N_("Sampel yang diperlukan menurut Krejcie-Morgan."))
    population_served: int | None = Field(
        description=N_("Jumlah yang dilayani pada periode pembanding; null bila tidak diketahui.")
    )
    verified_share: Share | None = Field(
        description=N_("Bagian jawaban yang memakai tiket; null bila salah satu bagian < 5.")
    )
    response_rate: Share | None = Field(
        description=N_("Bagian tiket terbit yang dipakai; null tanpa tiket atau bila ditahan.")
    )
    reliable: bool = Field(
        description=N_("Apakah nilai cukup kuat untuk menilai; lihat reliability_doubts.")
    )
    reliability_doubts: tuple[Doubt, ...] = Field(
        description=N_("Alasan nilai belum dapat diandalkan; kosong bila reliable.")
    )
    withheld: Literal["no_answers", "too_few", "protects_others", "undefined"] | None = Field(
        description=N_("Alasan nilai ditahan; value, exact dan n lalu null.")
    )
    value: ValueReply | None
    exact: ExactReply | None
    elements: tuple[ElementReply, ...] = Field(
        description=N_("Unsur menurut urutan peraturan; angkanya null bila nilai ditahan.")
    )
    reconciliation: dict[str, ReconciledReply] = Field(
        description=N_("Nilai yang sama menurut kebiasaan pembulatan laporan lain.")
    )

    def cells(self) -> dict[str, Cell]:
        """Its row: the score first, then mean, n and interval of each element."""
        return dict(self._score_cells()) | dict(self._element_cells())

    def _score_cells(self) -> Iterator[tuple[str, Cell]]:
        yield "subject_kind", self.subject.kind
        yield "subject_id", self.subject.id
        yield "subject_name", self.subject.name
        yield "period", self.period.code
        yield from self.model_dump(include=_PLAIN).items()
        yield "rule_version", self.rule.version
        yield "reliability_doubts", " ".join(self.reliability_doubts)
        for name in ("index", "ni", "grade", "performance", "interval_method"):
            yield name, getattr(self.value, name, None)
        yield from _limits("interval_95", self.value.interval_95 if self.value else None)
        yield "exact_index", self.exact.index if self.exact else None

    def _element_cells(self) -> Iterator[tuple[str, Cell]]:
        for element in self.elements:
            for name in ("mean", "n", "sum"):
                yield f"{element.key}_{name}", getattr(element, name)
            yield from _limits(f"{element.key}_interval_95", element.interval_95)


_PLAIN = {
    "answers",
    "use",
    "status",
    "version",
    "sha256",
    "instrument",
    "n",
    "n_complete",
    "n_needed",
    "population_served",
    "verified_share",
    "response_rate",
    "reliable",
    "withheld",
}


def _limits(name: str, interval: tuple[str, str] | None) -> Iterator[tuple[str, Cell]]:
    low, high = interval or (None, None)
    yield f"{name}_low", low
    yield f"{name}_high", high
