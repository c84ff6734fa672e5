"""What the API asks and answers about what to fix first in a unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from app.documents.cells import Cell
from app.services.needs_matrix import Side
from app.web.evaluator.parameters import NoQuery, PageQuery
from app.web.evaluator.schemas import PeriodReply, Reply
from app.web.evaluator.score_schemas import Share, SubjectReply, Thousandths
from app.web.wording import N_

Gap = Annotated[str, Field(pattern="^-?[0-9]\\.[0-9]{3}$")]
Importance = Annotated[str, Field(pattern="^-?[01]\\.[0-9]{4}$")]
Loss = Annotated[str, Field(pattern="^-?[0-9]+\\.[0-9]{6}$")]
# What every instrument's rule knows: its grades, and the own mean.
Target = Literal["A", "B", "C", "D", "mean"]
WithheldName = Literal["no_answers", "too_few", "protects_others", "undefined"]
Unavailable = Literal[
    "not_asked",
    "withheld",
    "too_few_answers",
    "overall_constant",
    "elements_constant",
    "collinear",
    "gaps_contradict",
]
ASKED_TARGET = N_(
    "Sasaran unsur: batas bawah sebuah mutu, misalnya A, atau mean untuk rata-rata sendiri. "
    "Bila tidak disebut, mutu terbaik."
)


class PrioritiesQuery(NoQuery):
    """What elements are held against."""

    target: Target | SkipJsonSchema[None] = Field(default=None, description=ASKED_TARGET)


class NeedsQuery(PageQuery):
    """Whose needs, held against what, and which part of the list."""

    of: Literal["counters", "services", "units"] = Field(
        default="counters",
        description=N_("counters: loket; services: jenis layanan; units: unit tepat di bawahnya."),
    )
    target: Target | SkipJsonSchema[None] = Field(default=None, description=ASKED_TARGET)

    @property
    def side(self) -> Side:
        """The side as services name it."""
        return Side(self.of)


class NeedReply(BaseModel):
    """One element against the target; of a withheld subject only its name is told."""

    key: str = Field(description=N_("Kunci unsur; kenali unsur dari kunci, bukan nomor."))
    name: str
    n: int | None = Field(description=N_("Jumlah jawaban atas unsur ini."))
    mean: Thousandths | None = Field(description=N_("NRR = sum / n."))
    gap: Gap | None = Field(description=N_("NRR dikurangi sasaran; di bawah 0 berarti kurang."))
    gap_interval_95: tuple[Gap, Gap] | None = Field(
        description=N_("Selang kepercayaan 95 persen dari gap.")
    )
    standing: Literal["below", "unclear", "reached"] | None = Field(
        description=N_("unclear bila selang gap memuat 0.")
    )
    lowest_chance: Share | None = Field(description=N_("Peluang unsur ini sungguh yang terendah."))
    among_lowest_chance: Share | None = Field(
        description=N_("Peluang unsur ini sungguh termasuk tiga terendah.")
    )


class PriorityElementReply(NeedReply):
    """One element of a unit with what it matters."""

    importance: Importance | None = Field(
        description=N_("Bagian Shapley/LMG dari ragam jawaban keseluruhan.")
    )
    importance_interval_95: tuple[Importance, Importance] | None
    quadrant: Literal["fix_first", "keep_up", "low_priority", "beyond_need", "unclear"] | None = (
        Field(description=N_("Kuadran kepentingan dan kinerja."))
    )
    rest_score_correlation: Importance | None = Field(
        description=N_("Korelasi dengan jumlah unsur lain; ini bukan kepentingan.")
    )


class ImportanceReply(BaseModel):
    """What importance was computed from, or why it is not available."""

    n: int | None = Field(
        description=N_("Jumlah jawaban atas pertanyaan keseluruhan; null bila tidak tersedia.")
    )
    r_squared: Importance | None = Field(
        description=N_("Bagian ragam jawaban keseluruhan yang diterangkan semua unsur.")
    )
    even_share: Importance | None = Field(
        description=N_("Kepentingan tiap unsur bila semua sama penting: garis kuadran.")
    )
    unavailable: Unavailable | None = Field(description=N_("Alasan kepentingan tidak tersedia."))


class DriverLevelReply(BaseModel):
    """One level of a factor."""

    level: str = Field(description=N_("Id loket atau layanan, atau kode waktu atau saluran."))
    name: str
    n_at_least: int = Field(description=N_("Jumlah jawaban, dibulatkan ke bawah ke kelipatan 5."))
    low_share: Share = Field(
        description=N_("Perkiraan model: bagian nilai 1 atau 2 bila hal lain seperti biasa.")
    )
    low_share_interval_95: tuple[Share, Share]


class DriverReply(BaseModel):
    """One factor that low ratings may go along with."""

    factor: Literal["service", "slot", "counter", "channel"]
    importance: Loss = Field(
        description=N_("Log loss tiap nilai yang bertambah bila faktor ini tidak diketahui.")
    )
    interval_95: tuple[Loss, Loss]
    levels: tuple[DriverLevelReply, ...]
    has_hidden_levels: bool = Field(
        description=N_("Benar bila ada yang tidak dirinci karena terlalu sedikit.")
    )


class DriversReply(BaseModel):
    """What low ratings go along with, where a model proved itself on answers it had not seen."""

    unavailable: Literal["too_few_low", "too_few_rows", "nothing_varies", "not_proven"] | None = (
        Field(description=N_("Alasan tidak ada faktor yang ditampilkan; angkanya lalu null."))
    )
    n_at_least: int | None = Field(
        description=N_("Jumlah jawaban, dibulatkan ke bawah ke kelipatan 5.")
    )
    low_share: Share | None = Field(description=N_("Bagian nilai 1 atau 2 dari semua nilai."))
    loss_baseline: Loss | None = Field(
        description=N_("Log loss tiap nilai bila semua dianggap sama.")
    )
    gain: Loss | None = Field(
        description=N_("Log loss yang berkurang oleh model, pada jawaban yang belum dilihatnya.")
    )
    gain_error: Loss | None = Field(description=N_("Galat baku dari gain."))
    factors: tuple[DriverReply, ...]


class PrioritiesReply(Reply):
    """What a unit should look at first."""

    subject: SubjectReply
    period: PeriodReply
    instrument: str = Field(description=N_("Kuesioner dan versinya."))
    target: Target
    target_mean: Thousandths | None = Field(
        description=N_("Sasaran pada skala nilai; null bila rata-rata sendiri.")
    )
    n: int | None = Field(description=N_("Jumlah jawaban; null bila nilai ditahan."))
    withheld: WithheldName | None = Field(
        description=N_("Alasan nilai ditahan; semua angka lalu null.")
    )
    likely_lowest: tuple[str, ...] = Field(
        description=N_("Kunci unsur yang memuat unsur terendah dengan keyakinan 95 persen.")
    )
    importance: ImportanceReply
    drivers: DriversReply
    elements: tuple[PriorityElementReply, ...] = Field(
        description=N_("Unsur menurut urutan peraturan; angkanya null bila nilai ditahan.")
    )

    def cells(self) -> dict[str, Cell]:
        """Its row: the numbers of each element; levels of factors stand in the JSON only."""
        return dict(self._cells())

    def _cells(self) -> Iterator[tuple[str, Cell]]:
        yield from subject_cells(self.subject, self.period)
        yield from self.model_dump(include=_PLAIN).items()
        yield "likely_lowest", " ".join(self.likely_lowest)
        for name, value in self.importance:
            yield f"importance_{name}", value
        for name, value in self.drivers:
            if name != "factors":
                yield f"drivers_{name}", value
        for element in self.elements:
            yield from element_cells(element)


class SubjectNeedsReply(Reply):
    """One row of the needs matrix."""

    subject: SubjectReply
    period: PeriodReply
    instrument: str = Field(description=N_("Kuesioner dan versinya."))
    target: Target
    n: int | None = Field(description=N_("Jumlah jawaban; null bila nilai ditahan."))
    left_out: WithheldName | Literal["other_questionnaire"] | None = Field(
        description=N_("Mengapa subjek ini tidak ikut; angkanya lalu null.")
    )
    elements: tuple[NeedReply, ...] = Field(
        description=N_("Unsur menurut urutan peraturan; angkanya null bila nilai ditahan.")
    )

    def cells(self) -> dict[str, Cell]:
        """Its row: the numbers of each element."""
        return dict(self._cells())

    def _cells(self) -> Iterator[tuple[str, Cell]]:
        yield from subject_cells(self.subject, self.period)
        yield from self.model_dump(include=_PLAIN | {"left_out"}).items()
        for element in self.elements:
            yield from element_cells(element)


_PLAIN = {"instrument", "target", "target_mean", "n", "withheld"}


def subject_cells(subject: SubjectReply, period: PeriodReply) -> Iterator[tuple[str, Cell]]:
    """What a row is of."""
    yield "subject_kind", subject.kind
    yield "subject_id", subject.id
    yield "subject_name", subject.name
    yield "period", period.code


def element_cells(element: NeedReply) -> Iterator[tuple[str, Cell]]:
    """The numbers of one element; an interval as two columns."""
    for name, value in element:
        if name.endswith("interval_95"):
            low, high = value or (None, None)
            yield f"{element.key}_{name}_low", low
            yield f"{element.key}_{name}_high", high
        elif name not in {"key", "name"}:
            yield f"{element.key}_{name}", value
